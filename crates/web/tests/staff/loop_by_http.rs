//! The whole loop, by pages and forms only: speak, sort, assign, claim, plan, show, finish,
//! ask, "not fixed", again, "fixed", closed; the log is sealed, the audit clean, the proof
//! holds.

use crate::browser::{Browser, File, Page};
use crate::world::World;
use massline_log::note::VerifyingKey;
use massline_log::receipt::{Receipt, Trust, verify};
use massline_store::Database;
use massline_store::testing::PostgresCluster;
use tempfile::TempDir;

/// Two points by two.
const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x02\x00\x00\x00\x02\x08\x02\x00\x00\x00\xfd\xd4\x9as\x00\x00\x00\x10IDATx\xdac\xf8\xff\xff?\x03\x04\x00Y\x00)\xe4\x05\xfb\xb6!X\xc4\x00\x00\x00\x00IEND\xaeB`\x82";

async fn whole_loop(world: World, lang: &'static str) {
    let mut speaker = world.visitor(lang);
    let code = speak(&mut speaker).await;
    let mut office = world.signed_in("office", lang).await;
    let problem = list_and_assign(&mut office).await;
    let mut unit = world.signed_in("housing", lang).await;
    rectify(&mut unit, &problem).await;
    let page = follow(&mut speaker, &code).await;
    let judged = speaker
        .submit(
            &page,
            "/follow/judge",
            &[("choice", "not_fixed"), ("comment", "夜里还是黑的")],
        )
        .await;
    assert_eq!(judged.status, 200, "{}", judged.body);
    let home = unit.get("/staff").await;
    assert!(
        home.body.contains(&format!("/{lang}{problem}")),
        "it is back on the unit's desk"
    );
    again(&mut unit, &problem).await;
    let page = follow(&mut speaker, &code).await;
    speaker
        .submit(&page, "/follow/judge", &[("choice", "fixed")])
        .await;
    let closed = unit.get(&problem).await;
    assert!(
        closed.body.contains("seal full"),
        "closed by the people's seal"
    );
    assert!(
        !closed.body.contains(&format!("action=\"/{lang}{problem}")),
        "nothing is left to do"
    );
    assert_eq!(unit.get(&format!("{problem}/close")).await.status, 200);
    let refused = unit
        .act(&format!("{problem}/close"), &[("note", "again")])
        .await;
    assert_eq!(
        refused.status, 409,
        "a closed problem cannot be closed once more"
    );
    ledger_has_it(&mut unit, lang).await;
    world.service.seal_now(world.campaign.id()).await.unwrap();
    audit_is_clean(&world, lang).await;
    proof_holds(&world, &mut speaker, &code).await;
}

async fn speak(speaker: &mut Browser<'_>) -> String {
    let page = speaker.get("/speak").await;
    let words = [
        ("words", "南门路的路灯坏了三个月，晚上没人敢走"),
        ("place", "南门路"),
    ];
    let receipt = speaker.submit(&page, "/speak", &words).await;
    assert_eq!(receipt.status, 200, "{}", receipt.body);
    receipt.code()
}

async fn list_and_assign(office: &mut Browser<'_>) -> String {
    let inbox = office.get("/staff/inbox").await;
    assert!(
        inbox.body.contains("南门路的路灯坏了三个月"),
        "{}",
        inbox.body
    );
    let at = inbox.body.find("/staff/inbox/").unwrap() + "/staff/inbox/".len();
    let opinion = inbox.body[at..at + 32].to_owned();
    let letter = office.get(&format!("/staff/inbox/{opinion}")).await;
    assert!(
        letter
            .body
            .contains(&format!("/staff/problems/new?opinion={opinion}"))
    );
    let new = office
        .get(&format!("/staff/problems/new?opinion={opinion}"))
        .await;
    let fields = [("title", "南门路路灯不亮"), ("language", "zh-CN")];
    let listed = office.submit(&new, "/staff/problems/new", &fields).await;
    assert_eq!(listed.status, 303, "{}", listed.body);
    let problem = listed.to(office.lang).split('?').next().unwrap().to_owned();
    let claim_by = "2026-11-30";
    let assigned = office
        .done(
            &format!("{problem}/assign"),
            &[("unit", "housing"), ("claim_by", claim_by)],
        )
        .await;
    assert!(
        assigned.body.contains("notice good"),
        "the page says that it was assigned"
    );
    problem
}

async fn rectify(unit: &mut Browser<'_>, problem: &str) {
    unit.done(&format!("{problem}/claim"), &[]).await;
    let plan = [
        ("cause", "没有人负责巡查"),
        ("goal", "坏了三天内有人修"),
        ("measure", "换十二盏灯，每周巡查"),
        ("owner", "市政科"),
        ("deadline", "2026-12-31"),
        ("for_whom", "晚上走南门路的人"),
        ("relying_on", "路边商户报修"),
        ("who_am_i", "市政科，负责到底"),
        ("helping", "school"),
    ];
    let page = unit.done(&format!("{problem}/items/new"), &plan).await;
    assert!(page.body.contains("第一小学") || page.body.contains("First Primary School"));
    let item = format!("{problem}/items/1");
    unit.done(&format!("{item}/progress"), &[("progress", "灯已买到")])
        .await;
    let early = unit.act(&format!("{item}/finish"), &finish()).await;
    assert_eq!(early.status, 409, "not without evidence");
    assert!(early.body.contains("十二盏都亮了"), "and the text is kept");
    show_evidence(unit, &item).await;
    let later = [("deadline", "2027-01-15"), ("reason", "灯杆要等")];
    unit.done(&format!("{item}/deadline"), &later).await;
    unit.done(&format!("{item}/finish"), &finish()).await;
    unit.done(&format!("{problem}/close"), &[("note", "请晚上去看看")])
        .await;
}

fn finish() -> [(&'static str, &'static str); 3] {
    [
        ("result", "十二盏都亮了"),
        ("rule_kind", "new"),
        ("rule", "路灯巡查办法，每周一次"),
    ]
}

async fn show_evidence(unit: &mut Browser<'_>, item: &str) {
    let path = format!("{item}/evidence");
    let page = unit.get(&path).await;
    let fields = [
        ("kind", "after"),
        ("evidence", "换好的灯"),
        ("link", "https://example.org/lamp"),
    ];
    let picture = File {
        field: "file",
        name: "灯.png",
        media: "image/png",
        bytes: PNG,
    };
    let answer = unit
        .submit_file(&page, &path, &fields, Some(&picture))
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = unit.get(&answer.to(unit.lang)).await;
    assert!(page.body.contains("/evidence/"), "the file is linked");
}

async fn follow(speaker: &mut Browser<'_>, code: &str) -> Page {
    let door = speaker.get("/follow").await;
    let page = speaker.submit(&door, "/follow", &[("code", code)]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

async fn again(unit: &mut Browser<'_>, problem: &str) {
    let page = unit.get(problem).await;
    assert!(
        page.body.contains("/items/1/resume"),
        "the item can be taken up again"
    );
    let item = format!("{problem}/items/1");
    unit.done(&format!("{item}/resume"), &[]).await;
    show_evidence(unit, &item).await;
    unit.done(&format!("{item}/finish"), &finish()).await;
    unit.done(
        &format!("{problem}/close"),
        &[("note", "线路也换了，请再看看")],
    )
    .await;
}

async fn ledger_has_it(unit: &mut Browser<'_>, lang: &str) {
    let ledger = unit.get("/staff/ledger").await;
    assert!(ledger.body.contains("没有人负责巡查") && ledger.body.contains("2026-11-23"));
    let file = unit.get("/staff/ledger.csv").await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert!(
        file.body.starts_with('\u{feff}') && file.body.matches("\r\n").count() == 2,
        "{}",
        file.body
    );
    assert!(
        file.body.contains("\"2027-01-15\"") && file.body.contains("\"2026-11-23\""),
        "{lang}: {}",
        file.body
    );
    for format in ["xlsx", "docx"] {
        let file = unit.get(&format!("/staff/documents/ledger/{format}")).await;
        let holds = crate::documents::contains(format, file.bytes, "2027-01-15");
        assert!(file.status == 200 && holds, "{lang} {format}");
    }
}

async fn audit_is_clean(world: &World, lang: &'static str) {
    let mut team = world.signed_in("team", lang).await;
    let page = team.get("/staff/audit").await;
    let report = team.submit(&page, "/staff/audit", &[]).await;
    assert!(report.body.contains("notice good"), "{}", report.body);
}

async fn proof_holds(world: &World, speaker: &mut Browser<'_>, code: &str) {
    let page = follow(speaker, code).await;
    let file = speaker
        .submit(&page, "/follow/proof", &[("opening", "yes")])
        .await;
    let receipt = Receipt::parse(&file.body).unwrap();
    let (log, promise) = world.service.verifier_keys();
    let trust = Trust {
        log: Some(VerifyingKey::parse(&log).unwrap()),
        promise: Some(VerifyingKey::parse(&promise).unwrap()),
        ..Trust::default()
    };
    let verdict = verify(&receipt, &trust).unwrap();
    assert!(
        verdict.sealed.is_some() && verdict.log_key_known,
        "in the log, by the known key"
    );
    let words = verdict
        .opened
        .iter()
        .find(|field| field.label == "text")
        .unwrap();
    assert_eq!(
        words.value,
        "南门路的路灯坏了三个月，晚上没人敢走".as_bytes()
    );
}

#[tokio::test]
async fn the_whole_loop_in_chinese() {
    whole_loop(World::new().await, "zh").await;
}

#[tokio::test]
async fn the_whole_loop_in_english() {
    whole_loop(World::new().await, "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_loop_on_postgresql_in_both_languages() {
    let Some(cluster) = PostgresCluster::start() else {
        return;
    };
    for lang in ["zh", "en"] {
        let database = Database::Postgres(cluster.database());
        let world = World::over(database, TempDir::new().unwrap()).await;
        whole_loop(world, lang).await;
    }
}
