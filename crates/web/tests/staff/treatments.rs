//! Treatments by their pages: proposed, heard, decided by another, carried out; public only where
//! the grade is and only after the reply.

use crate::rights::prepare;
use crate::world::World;

const FACT: &str = "六月三日没有到现场就签了字";

#[tokio::test]
async fn an_office_has_its_say_before_anything_is_decided_or_public() {
    let world = World::new().await;
    prepare(&world).await;
    let mut team = world.signed_in("team", "zh").await;
    let mut anyone = world.visitor("zh");
    let empty = team
        .act("/staff/treatments/new", &[("unit", "housing")])
        .await;
    assert_eq!(empty.status, 422);
    let proposed = [
        ("unit", "housing"),
        ("office", "物业科科长"),
        ("grade", "notice"),
        ("about", "problem-1"),
        ("fact", FACT),
        ("reason", "提醒过一次"),
    ];
    team.done("/staff/treatments/new", &proposed).await;
    let mut unit = world.signed_in("housing", "zh").await;
    let home = unit.get("/staff").await;
    assert!(
        home.body.contains("/zh/staff/treatments/2"),
        "it is told first"
    );
    let list = anyone.get("/treatments").await;
    assert!(!list.body.contains(FACT) && !list.body.contains("物业科科长"));
    let reply = [("reply", "那天另有一处漏水")];
    unit.done("/staff/treatments/2/reply", &reply).await;
    let decision = [
        ("stands", "ordered"),
        ("decision", "听了说明，从轻"),
        ("due", "2027-03-01"),
    ];
    let own = team.act("/staff/treatments/2/decide", &decision).await;
    assert_eq!(own.status, 422, "{}", own.body);
    let mut office = world.signed_in("office", "zh").await;
    assert!(office.get("/staff").await.body.contains("待决定的处理"));
    office.done("/staff/treatments/2/decide", &decision).await;
    let list = anyone.get("/treatments").await;
    for words in [FACT, "那天另有一处漏水", "听了说明，从轻", "责令整改"] {
        assert!(list.body.contains(words), "{words}: {}", list.body);
    }
    let done = [("done", "验收两个人到现场")];
    unit.done("/staff/treatments/2/carry-out", &done).await;
    assert!(
        anyone
            .get("/treatments")
            .await
            .body
            .contains("验收两个人到现场")
    );
    let mut school = world.signed_in("school", "zh").await;
    assert_eq!(school.get("/staff/treatments/2").await.status, 403);
}
