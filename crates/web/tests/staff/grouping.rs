//! Merging, splitting and saying no, by pages and forms only: what it will come to is shown
//! first, receipts say where a voice went, and the keys need a script that no other page has.

use crate::browser::{Browser, Page};
use crate::world::World;
use massline_domain::id::OpinionId;
use massline_service::speak::Receipt;
use massline_store::Database;
use massline_store::testing::PostgresCluster;
use tempfile::TempDir;

const LAMPS: [&str; 3] = [
    "南门路路灯坏了，第一根灯杆不亮",
    "南门路路灯坏了，第二根灯杆不亮",
    "南门路路灯坏了很久，第三根灯杆不亮",
];
const WATER: [&str; 2] = ["南门路下雨就积水，井盖冒水", "南门路积水，井盖往外冒水"];

async fn say(world: &World, words: &[&str]) -> Vec<Receipt> {
    let mut receipts = Vec::new();
    for words in words {
        receipts.push(world.speak(words).await);
    }
    receipts
}

/// A problem made of these opinions by the office; its path.
async fn list(office: &mut Browser<'_>, title: &str, receipts: &[Receipt]) -> String {
    let first = receipts[0].opinion;
    let page = format!("/staff/problems/new?opinion={first}");
    let page = office.get(&page).await;
    let fields = [("title", title), ("unit", "housing")];
    let answer = office.submit(&page, "/staff/problems/new", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let problem = answer.to(office.lang).split('?').next().unwrap().to_owned();
    let number = problem.rsplit('/').next().unwrap().to_owned();
    for receipt in &receipts[1..] {
        accept(office, receipt.opinion, &number).await;
    }
    problem
}

async fn accept(office: &mut Browser<'_>, opinion: OpinionId, number: &str) {
    let csrf = office.csrf().await;
    let path = format!("/staff/inbox/{opinion}/accept");
    let fields = [("csrf", csrf.as_str()), ("problem", number)];
    assert_eq!(office.post(&path, &fields).await.status, 303);
}

async fn follow(world: &World, lang: &'static str, receipt: &Receipt) -> Page {
    let mut holder = world.visitor(lang);
    let page = holder.get("/follow").await;
    let code = receipt.code.to_string();
    holder.submit(&page, "/follow", &[("code", &code)]).await
}

async fn split_and_merge(world: World, lang: &'static str) {
    let mut office = world.signed_in("office", lang).await;
    let mut voices = say(&world, &LAMPS).await;
    voices.extend(say(&world, &WATER).await);
    let whole = list(&mut office, "南门路的事", &voices).await;
    let path = format!("{whole}/split");
    let page = office.get(&path).await;
    assert!(page.body.contains(WATER[1]), "{}", page.body);
    // Nothing ticked is told, and what was typed stays.
    let typed = [("title", "南门路积水")];
    let refused = office.submit_last(&page, &path, &typed).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("value=\"南门路积水\""));
    // One of the lamps goes too: without the decision the machine would take both for one.
    let moving: Vec<String> = voices[2..]
        .iter()
        .map(|receipt| receipt.opinion.to_string())
        .collect();
    let mut fields = vec![("title", "南门路积水"), ("unit", "")];
    fields.extend(moving.iter().map(|id| ("moving", id.as_str())));
    let preview = office.submit_last(&page, &path, &fields).await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    for shown in ["南门路积水", "井盖", "灯杆", "class=\"button grave\""] {
        assert!(preview.body.contains(shown), "{shown}: {}", preview.body);
    }
    let before = office.get(&whole).await;
    assert!(before.body.contains("南门路的事"));
    assert_eq!(
        world
            .service
            .figures(&world.campaign)
            .await
            .unwrap()
            .problems["assigned"],
        1
    );
    // Back to choose again: the ticks are still there.
    let again = office.submit_last(&preview, &path, &[]).await;
    assert_eq!(again.body.matches(" checked").count(), 3, "{}", again.body);
    let done = office.submit(&preview, &path, &[]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let new = done.to(lang).split('?').next().unwrap().to_owned();
    assert_ne!(new, whole);
    let number = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let story = world
        .visitor(lang)
        .get(&format!("/problems/{}", number(&new)))
        .await;
    assert!(
        story
            .body
            .contains(&format!("/{lang}/problems/{}\"", number(&whole))),
        "it says where it comes from"
    );
    let page = follow(&world, lang, &voices[3]).await;
    for place in [&whole, &new] {
        let link = format!("/{lang}/problems/{}\"", number(place));
        assert!(page.body.contains(&link), "{place}: {}", page.body);
    }
    // And back into one, because a person decides anew: first the result, then the button.
    let path = format!("{new}/merge");
    let page = office.get(&path).await;
    assert!(
        !page.body.contains("/merge?into="),
        "the machine does not suggest what was split"
    );
    let into = number(&whole);
    let bad = office.get(&format!("{path}?into=99")).await;
    assert!(bad.status >= 400, "{}", bad.body);
    let preview = office.get(&format!("{path}?into={into}")).await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert!(preview.body.contains("南门路积水") && preview.body.contains("南门路的事"));
    let done = office.submit(&preview, &path, &[]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(done.to(lang).starts_with(&whole));
    let twice = office.submit(&preview, &path, &[]).await;
    assert_eq!(twice.status, 409, "{}", twice.body);
    let report = world.service.audit(None).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[tokio::test]
async fn a_problem_is_split_and_merged_after_a_look_at_the_result() {
    for lang in ["zh", "en"] {
        split_and_merge(World::new().await, lang).await;
    }
}

#[tokio::test]
async fn splitting_and_merging_work_on_postgresql_too() {
    let Some(cluster) = PostgresCluster::start() else {
        return;
    };
    let database = Database::Postgres(cluster.database());
    let world = World::over(database, TempDir::new().unwrap()).await;
    split_and_merge(world, "zh").await;
}

#[tokio::test]
async fn a_suggestion_says_why_and_no_is_an_answer() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "zh").await;
    let lamps = say(&world, &LAMPS).await;
    list(&mut office, "南门路路灯不亮", &lamps).await;
    let asked = world.speak("南门路路灯坏了，第九根灯杆不亮").await.opinion;
    let inbox = office.get("/staff/inbox").await;
    for why in [
        "机器的建议，由您决定",
        "共同的词",
        "都提到：南门路",
        "data-key=\"a\"",
    ] {
        assert!(inbox.body.contains(why), "{why}: {}", inbox.body);
    }
    let path = format!("/staff/inbox/{asked}/apart");
    let said = office.submit(&inbox, &path, &[]).await;
    assert_eq!(said.status, 303, "{}", said.body);
    let back = said.to("zh");
    assert!(
        back.starts_with("/staff/inbox?") && back.contains("at=0"),
        "{back}"
    );
    let after = office.get(&back).await;
    assert!(
        !after.body.contains("机器的建议，由您决定"),
        "{}",
        after.body
    );
    let letter = office.get(&format!("/staff/inbox/{asked}")).await;
    assert!(letter.body.contains("机器不再建议"), "{}", letter.body);
}

#[tokio::test]
async fn what_is_left_out_of_a_proposal_is_not_suggested_for_it() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "zh").await;
    let lamps = say(&world, &LAMPS).await;
    let left_out = lamps[2].opinion.to_string();
    let list = office.get("/staff/proposals").await;
    let at = list.body.find("/zh/staff/proposals/").unwrap();
    let path: String = list.body[at + 3..]
        .chars()
        .take_while(|c| *c != '"')
        .collect();
    let page = office.get(&path).await;
    let chosen = [lamps[0].opinion.to_string(), lamps[1].opinion.to_string()];
    let mut fields = vec![("title", "南门路路灯不亮")];
    fields.extend(chosen.iter().map(|id| ("voices", id.as_str())));
    assert_eq!(office.submit(&page, &path, &fields).await.status, 303);
    let letter = office.get(&format!("/staff/inbox/{left_out}")).await;
    assert!(letter.body.contains("机器不再建议"), "{}", letter.body);
    assert!(!letter.body.contains("机器的建议，由您决定"));
}

#[tokio::test]
async fn only_pages_with_keys_may_run_the_one_script() {
    let world = World::new().await;
    let opinion = world.speak("路灯坏了").await.opinion;
    let mut office = world.signed_in("office", "en").await;
    let policy = |page: &Page| {
        page.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    let script = massline_web::script::keys();
    for path in ["/staff/inbox".to_owned(), format!("/staff/inbox/{opinion}")] {
        let page = office.get(&path).await;
        assert!(policy(&page).contains("script-src 'self'"), "{path}");
        assert!(!policy(&page).contains("unsafe"), "{path}");
        assert_eq!(page.body.matches("<script").count(), 1, "{path}");
        assert!(page.body.contains(&script.path), "{path}");
    }
    office.consultation(&["路灯应当通宵亮"]).await;
    let page = office.get("/consultations/1").await;
    assert!(policy(&page).contains("script-src 'self'"));
    assert_eq!(page.body.matches("<script").count(), 1);
    for path in [
        "/staff",
        "/staff/problems",
        "/problems",
        "/consultations",
        "/consultations/1/results",
        "/consultations/1/add",
    ] {
        let page = office.get(path).await;
        assert!(!policy(&page).contains("script-src"), "{path}");
        assert!(!page.body.contains("<script"), "{path}");
    }
}
