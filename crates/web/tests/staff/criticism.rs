//! The criticism session by its pages: held by a unit, returned by its team, public once closed.

use crate::documents::{both_hold, neither};
use crate::world::World;

const FACT: &str = "六月三日三号楼验收没有到现场。";
const PATH: &str = "/staff/criticism/housing/1";

async fn send_team(world: &World) {
    let users = world.service.users(&world.campaign, None).await.unwrap();
    let team = users.iter().find(|row| row.login == "team").unwrap();
    let over = ["housing"].map(|code| code.parse().unwrap());
    world
        .service
        .send_team(&world.campaign, None, team.user, over.into())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_session_is_held_in_its_order_and_read_by_everyone_in_the_end() {
    let world = World::new().await;
    send_team(&world).await;
    let mut unit = world.signed_in("housing", "zh").await;
    let mut team = world.signed_in("team", "zh").await;
    let mut anyone = world.visitor("zh");
    assert!(anyone.get("/criticism").await.body.contains("还没有召开"));
    let alone = [
        ("criticism_day", "2026-11-01"),
        ("criticism_present", "局长"),
    ];
    let refused = unit.act("/staff/criticism/new", &alone).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("至少两位"), "{}", refused.body);
    let present = "局长\n科长\n";
    let open = [
        ("criticism_day", "2026-11-01"),
        ("criticism_present", present),
    ];
    unit.done("/staff/criticism/new", &open).await;

    let say = |by, about| {
        vec![
            ("criticism_by", by),
            ("criticism_about", about),
            ("criticism_subject", "act"),
            ("criticism_text", "只看图纸。"),
            ("criticism_fact", FACT),
            ("criticism_reference", "clause-word-kept"),
        ]
    };
    let own = |by| {
        let mut fields = say(by, "");
        fields.remove(1);
        fields
    };
    let (own_path, other_path) = (format!("{PATH}/own"), format!("{PATH}/other"));
    let early = unit.act(&own_path, &own("2")).await;
    assert_eq!(early.status, 422);
    assert!(
        early.body.contains("主要负责人先自我批评"),
        "{}",
        early.body
    );
    unit.done(&own_path, &own("1")).await;
    let early = unit.act(&other_path, &say("1", "2")).await;
    assert_eq!(early.status, 422);
    unit.done(&own_path, &own("2")).await;
    let bare = unit.act(&other_path, &say("1", "2")[..5]).await;
    assert_eq!(bare.status, 422, "no reference");
    unit.done(&other_path, &say("2", "1")).await;

    let page = team.get(PATH).await;
    assert!(page.body.contains(FACT) && !page.body.contains("/close"));
    let public = anyone.get("/criticism/housing/1").await;
    assert!(public.body.contains("科长") && !public.body.contains(FACT));
    let mut school = world.signed_in("school", "zh").await;
    assert_eq!(school.get(PATH).await.status, 403);
    let mut office = world.signed_in("office", "zh").await;
    assert_eq!(office.get(PATH).await.status, 403);
    let (open_file, file) = (
        "/staff/documents/criticism/housing/1",
        "/documents/criticism/housing/1",
    );
    both_hold(&mut team, open_file, &[FACT]).await;
    neither(&mut school, open_file, 403).await;
    neither(&mut anyone, file, 404).await;

    let back = [
        ("criticism_number", "3"),
        ("return_reason", "shallow"),
        ("criticism_missing", "没有写谁受了影响。"),
    ];
    team.done(&format!("{PATH}/return"), &back).await;
    assert!(unit.get(PATH).await.body.contains("待重新发言"));
    let mut again = say("2", "1");
    again.push(("criticism_again", "3"));
    unit.done(&other_path, &again).await;
    let close = format!("{PATH}/close");
    assert_eq!(unit.act(&close, &[]).await.status, 422);
    let number = [("criticism_number", "3")];
    unit.done(&format!("{PATH}/no-reply"), &number).await;
    let reply = [("criticism_number", "3"), ("criticism_reply", "接受批评。")];
    unit.done(&format!("{PATH}/reply"), &reply).await;
    for by in ["1", "2"] {
        assert_eq!(unit.act(&close, &[]).await.status, 422);
        let promise = [
            ("criticism_by", by),
            ("criticism_promise", "验收必到现场。"),
            ("criticism_until", "2027-01-31"),
        ];
        unit.done(&format!("{PATH}/promise"), &promise).await;
    }
    unit.done(&close, &[]).await;
    let public = anyone.get("/criticism/housing/1").await;
    for words in [
        FACT,
        "接受批评",
        "验收必到现场",
        "没有写谁受了影响",
        "已结束并公开",
    ] {
        assert!(public.body.contains(words), "{words}: {}", public.body);
    }
    both_hold(&mut anyone, file, &[FACT, "接受批评", "验收必到现场"]).await;
    let late = unit.get(PATH).await;
    assert!(!late.body.contains("/own"), "nothing is said any more");
    assert_eq!(anyone.get("/criticism/housing/2").await.status, 404);
}
