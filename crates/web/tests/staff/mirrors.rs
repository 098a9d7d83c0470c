//! Self-examinations by their pages: written part by part, returned, rewritten, accepted,
//! replied to and public; the copy-paste mirror for the team alone.

use crate::browser::Browser;
use crate::documents::{both_hold, neither};
use crate::world::World;

const OWN: &str = "六月三日验收三号楼，我没有到现场，住户爬了两个月的楼。";
const COPIED: &str = "学习抓得不紧，以干代学，满足于看文件，遇到难事绕着走，群众来了推给别的窗口。";
const PATH: &str = "/staff/mirrors/housing/1";

async fn send_team(world: &World) {
    let users = world.service.users(&world.campaign, None).await.unwrap();
    let team = users.iter().find(|row| row.login == "team").unwrap();
    let over = ["housing", "school"].map(|code| code.parse().unwrap());
    world
        .service
        .send_team(&world.campaign, None, team.user, over.into())
        .await
        .unwrap();
}

/// Fills in every mirror and sends the form.
async fn write(browser: &mut Browser<'_>, path: &str, words: &str, how: &str) -> u16 {
    let mirrors = [
        ("words-charter", "clauses-charter", "purpose"),
        (
            "words-discipline",
            "clauses-discipline",
            "meetings-and-papers",
        ),
        ("words-expectation", "clauses-expectation", "word-kept"),
        ("words-examples", "clauses-examples", "goes-to-see"),
    ];
    let mut fields = vec![
        ("mirror_causes", "验收只看图纸。"),
        ("mirror_measures", "验收必到现场。"),
        ("do", how),
    ];
    for (at, (field, clauses, clause)) in mirrors.into_iter().enumerate() {
        fields.push((
            field,
            if at == 0 {
                words
            } else {
                "对照后没有新的问题。"
            },
        ));
        fields.push((clauses, clause));
    }
    browser.act(&format!("{path}/write"), &fields).await.status
}

#[tokio::test]
async fn a_paper_is_returned_rewritten_and_read_by_everyone_in_the_end() {
    let world = World::new().await;
    send_team(&world).await;
    let mut unit = world.signed_in("housing", "zh").await;
    let mut team = world.signed_in("team", "zh").await;
    let mut anyone = world.visitor("zh");
    let incomplete = [("do", "submit"), ("mirror_causes", "验收只看图纸。")];
    let back = unit.act(&format!("{PATH}/write"), &incomplete).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("请勾选至少一款依据") && back.body.contains("验收只看图纸"));
    assert_eq!(
        write(&mut unit, PATH, "有的同志认识不到位。", "draft").await,
        303
    );
    assert_eq!(
        team.get(PATH).await.status,
        404,
        "a draft is the unit's own"
    );
    assert_eq!(
        write(&mut unit, PATH, "有的同志认识不到位。", "submit").await,
        303
    );
    assert!(
        !anyone
            .get("/mirrors/housing/1")
            .await
            .body
            .contains("有的同志")
    );

    let page = team.get(PATH).await;
    assert!(page.body.contains("有的同志认识不到位"), "{}", page.body);
    assert!(
        page.body.contains("还看不出：谁、何时"),
        "what is not specific is shown"
    );
    assert!(!page.body.contains("/write"), "a team edits nothing");
    let why = [
        ("return_reason", "shallow"),
        ("substitutions", "work-for-conduct"),
        ("mirror_missing", "没有一件事、一个日子。"),
        ("rewrite_by", "2026-12-20"),
    ];
    team.done(&format!("{PATH}/return"), &why).await;
    let public = anyone.get("/mirrors/housing/1").await;
    assert!(
        public.body.contains("用工作问题代替作风问题"),
        "what the team ticked is public: {}",
        public.body
    );
    assert!(public.body.contains("没有一件事、一个日子。") && public.body.contains("已退回重写"));
    assert!(unit.get("/staff").await.body.contains("重写对照检查材料"));

    assert_eq!(write(&mut unit, PATH, OWN, "submit").await, 303);
    let page = team.get(PATH).await;
    assert!(
        page.body.contains("删去的") && page.body.contains("新写的"),
        "both versions"
    );
    let note = [("mirror_note", "写到了人和事。")];
    team.done(&format!("{PATH}/accept"), &note).await;
    let early = unit.act(&format!("{PATH}/publish"), &[]).await;
    assert_eq!(early.status, 422, "the days for a reply are not over");
    let reply = [("mirror_reply", "由现任负责改。")];
    unit.done(&format!("{PATH}/reply"), &reply).await;
    assert!(!anyone.get("/mirrors/housing/1").await.body.contains(OWN));
    let file = "/documents/mirrors/housing/1";
    neither(&mut anyone, file, 404).await;
    both_hold(&mut team, &format!("/staff{file}"), &[OWN]).await;
    let mut school = world.signed_in("school", "zh").await;
    neither(&mut school, &format!("/staff{file}"), 403).await;
    unit.done(&format!("{PATH}/publish"), &[]).await;
    let public = anyone.get("/mirrors/housing/1").await;
    assert!(
        public.body.contains("引用的条款"),
        "everyone sees how much it covers"
    );
    for words in [OWN, "由现任负责改。", "写到了人和事。"] {
        assert!(public.body.contains(words), "{words}");
    }
    both_hold(&mut anyone, file, &[OWN, "由现任负责改。", "验收必到现场"]).await;
    assert!(
        anyone
            .get("/mirrors")
            .await
            .body
            .contains("/zh/mirrors/housing/1")
    );
    assert!(
        anyone
            .get("/stages/housing")
            .await
            .body
            .contains("/zh/mirrors/housing/1")
    );
}

#[tokio::test]
async fn the_copy_paste_mirror_is_for_the_team_alone() {
    let world = World::new().await;
    send_team(&world).await;
    let mut unit = world.signed_in("housing", "zh").await;
    assert_eq!(write(&mut unit, PATH, COPIED, "submit").await, 303);
    let mut school = world.signed_in("school", "zh").await;
    let path = "/staff/mirrors/school/1";
    let copy = format!("高度重视。{COPIED}");
    assert_eq!(write(&mut school, path, &copy, "submit").await, 303);
    let mut team = world.signed_in("team", "zh").await;
    let page = team.get(path).await;
    assert!(page.body.contains("雷同对照") && page.body.contains("高度重视 × 1"));
    assert_eq!(
        page.body.matches("学习抓得不紧").count(),
        3,
        "in the text and side by side"
    );
    let own = school.get(path).await;
    assert!(!own.body.contains("雷同对照"));
    assert_eq!(school.get(PATH).await.status, 403);
    let mut office = world.signed_in("office", "zh").await;
    assert_eq!(office.get(PATH).await.status, 403);
}

#[tokio::test]
async fn a_paper_that_is_late_to_be_rewritten_stands_on_the_teams_home() {
    let world = World::new().await;
    send_team(&world).await;
    let mut unit = world.signed_in("housing", "zh").await;
    assert_eq!(
        write(&mut unit, PATH, "有的同志认识不到位。", "submit").await,
        303
    );
    let mut team = world.signed_in("team", "zh").await;
    let by = world.service.today(&world.campaign).plus(5).to_string();
    let why = [
        ("return_reason", "shallow"),
        ("mirror_missing", "没有一件事、一个日子。"),
        ("rewrite_by", by.as_str()),
    ];
    team.done(&format!("{PATH}/return"), &why).await;
    let late = "退回后超期未改的材料";
    assert!(!team.get("/staff").await.body.contains(late));
    world.later(6);
    let mut team = world.signed_in("team", "zh").await;
    assert!(team.get("/staff").await.body.contains(late));
}
