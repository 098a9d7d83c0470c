//! The stages by their pages: a unit tells, a team that was sent looks, puts off and signs
//! nothing that is not met, and everyone can read it.

use crate::documents::{both_hold, words_of_docx};
use crate::world::World;

const REPORT: &str = "走访了四个小区，听到电梯的事最多。";

#[tokio::test]
async fn a_stage_is_told_looked_at_and_put_off_in_public() {
    let world = World::new().await;
    let mut unit = world.signed_in("housing", "zh").await;
    let own = unit.get("/staff/stages").await;
    assert_eq!(own.status, 200);
    assert!(own.body.contains("听得还不够多"), "what is missing is said");
    let next = "/zh/staff/stages/housing/report";
    let home = unit.get("/staff").await;
    assert!(
        home.body.contains(next),
        "what remains for the unit is said"
    );
    let told = unit
        .act(
            "/staff/stages/housing/report",
            &[("stage_report", REPORT), ("stage_hours", "两天")],
        )
        .await;
    assert_eq!(told.status, 422);
    assert!(told.body.contains("小时数写整数"), "{}", told.body);
    let told = unit
        .act(
            "/staff/stages/housing/report",
            &[("stage_report", REPORT), ("stage_hours", "37")],
        )
        .await;
    assert_eq!(told.status, 303, "{}", told.body);
    assert!(!unit.get("/staff").await.body.contains(next), "it is done");

    let mut team = world.signed_in("team", "zh").await;
    let nowhere = team.get("/staff/stages").await;
    assert!(nowhere.body.contains("还没有派您到任何单位"));
    let off = [("until", "2026-12-31"), ("reason", "租户的话还没有听到。")];
    let off = off.as_slice();
    let path = "/staff/stages/housing/postpone";
    let csrf = team.csrf().await;
    let unsent = [off[0], off[1], ("csrf", csrf.as_str())];
    assert_eq!(team.get(path).await.status, 403, "nobody sent it there");
    assert_eq!(team.post(path, &unsent).await.status, 403);

    let mut admin = world.signed_in("admin", "zh").await;
    let users = world.service.users(&world.campaign, None).await.unwrap();
    let account = users.iter().find(|row| row.login == "team").unwrap();
    let path_team = format!("/staff/users/{}/team", account.user);
    let own = admin.act(&path_team, &[("over", "county")]).await;
    assert_eq!(own.status, 403, "never to its own body");
    let sent = admin.act(&path_team, &[("over", "housing")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);

    let list = team.get("/staff/stages").await;
    assert!(list.body.contains("/zh/stages/housing"), "{}", list.body);
    assert!(!list.body.contains("/zh/stages/school"), "not sent there");
    assert!(!list.body.contains("/housing/sign"), "nothing to sign yet");
    let note = [("stage_note", "看了走访记录。")];
    let signed = team.act("/staff/stages/housing/sign", &note).await;
    assert_eq!(signed.status, 409);
    assert!(signed.body.contains("每类群体都有足够多的人说过话"));
    assert_eq!(team.act(path, off).await.status, 303);

    let page = team.get("/staff/stages/housing/sign").await;
    assert!(page.body.contains("有足够多的人看过"), "{}", page.body);
    let mut anyone = world.visitor("zh");
    let page = anyone.get("/stages/housing").await;
    for words in [
        REPORT,
        "单位自报用了 37 小时",
        "估计要",
        "租户的话还没有听到。",
        "已延期",
        "2026年12月31日",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let file = "/documents/stages/housing/learn";
    assert!(
        page.body.contains(&format!("/zh{file}/docx")),
        "{}",
        page.body
    );
    let report = [
        REPORT,
        "租户的话还没有听到。",
        "每类群体都有足够多的人说过话",
    ];
    both_hold(&mut anyone, file, &report).await;
    // A section that is a table has one heading, and the table no second one.
    let docx = anyone.get(&format!("{file}/docx")).await.bytes;
    assert_eq!(words_of_docx(docx).matches("过关条件").count(), 1);
    let table = anyone.get("/stages").await;
    assert!(table.body.contains("/zh/stages/housing") && table.body.contains("已延期"));
    let other = anyone.get("/stages/school").await;
    assert!(!other.body.contains(REPORT) && other.body.contains("还没有向群众说明"));
    assert_eq!(anyone.get("/stages/moon").await.status, 404);
}

#[tokio::test]
async fn a_unit_tells_only_for_itself_and_an_empty_form_comes_back() {
    let world = World::new().await;
    let mut school = world.signed_in("school", "en").await;
    let words = [("stage_report", "Not ours")];
    let csrf = school.csrf().await;
    let path = "/staff/stages/housing/report";
    assert_eq!(school.get(path).await.status, 403);
    let answer = school.post(path, &[words[0], ("csrf", &csrf)]).await;
    assert_eq!(answer.status, 403);
    let empty = school.act("/staff/stages/school/report", &[]).await;
    assert_eq!(empty.status, 422);
    assert!(
        !world
            .visitor("en")
            .get("/stages/housing")
            .await
            .body
            .contains("Not ours")
    );
}
