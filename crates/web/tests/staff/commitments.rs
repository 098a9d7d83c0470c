//! Commitments by their pages: made, told and moved by a unit, looked at by its team, read by
//! everyone.

use crate::rights::prepare;
use crate::world::World;

#[tokio::test]
async fn an_office_commits_itself_in_public_and_the_team_looks() {
    let world = World::new().await;
    prepare(&world).await;
    let mut unit = world.signed_in("housing", "zh").await;
    let mut anyone = world.visitor("zh");
    let empty = unit.act("/staff/commitments/new", &[]).await;
    assert_eq!(empty.status, 422);
    let first = [
        ("office", "分管住房的副局长"),
        ("promise", "每周一上午在大厅接待"),
        ("about", "problem-1"),
        ("due", "2027-03-01"),
    ];
    unit.done("/staff/commitments/new", &first).await;
    let page = anyone.get("/commitments?unit=housing").await;
    for words in ["分管住房的副局长", "在大厅接待", "正在做"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(anyone.get("/problems/1").await.body.contains("在大厅接待"));
    let other = anyone.get("/commitments?unit=school").await;
    assert!(!other.body.contains("在大厅接待"));
    let moved = [("due", "2027-04-01"), ("reason", "大厅正在修")];
    unit.done("/staff/commitments/2/move", &moved).await;
    let told = [("kept", "yes"), ("done", "接待了八次，记录贴在大厅")];
    unit.done("/staff/commitments/2/tell", &told).await;
    let mut team = world.signed_in("team", "zh").await;
    let looked = [("holds", "no"), ("seen_there", "第三周没有人")];
    team.done("/staff/commitments/2/look", &looked).await;
    let page = anyone.get("/commitments").await;
    for words in [
        "接待了八次",
        "不属实",
        "第三周没有人",
        "改过 1 次",
        "大厅正在修",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let at_once = [
        ("office", "窗口科科长"),
        ("promise", "取号机没有纸"),
        ("done", "当天换好，早上八点前查一遍"),
        ("due", "2026-11-01"),
    ];
    unit.done("/staff/commitments/at-once", &at_once).await;
    let page = anyone.get("/commitments").await;
    assert!(page.body.contains("当时就改了") && page.body.contains("取号机没有纸"));
    let mut school = world.signed_in("school", "zh").await;
    assert_eq!(school.get("/staff/commitments/2/tell").await.status, 403);
}
