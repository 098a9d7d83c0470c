//! The criticism session by its pages: held by a unit, returned by its team, public once closed.

use crate::documents::{both_hold, neither};
use crate::world::World;
use massline_domain::context::Role;
use massline_domain::criticism::{Kind, Reference, Subject, Words};
use massline_service::Staff;
use massline_service::criticism::Saying;

const FACT: &str = "六月三日三号楼验收没有到现场。";
const PATH: &str = "/staff/criticism/housing/1";

pub(crate) async fn send_team(world: &World) {
    let users = world.service.users(&world.campaign, None).await.unwrap();
    let team = users.iter().find(|row| row.login == "team").unwrap();
    let over = ["housing"].map(|code| code.parse().unwrap());
    world
        .service
        .send_team(&world.campaign, None, team.user, over.into())
        .await
        .unwrap();
}

/// The body above has held its session, so that those below can open theirs.
pub(crate) async fn above_first(world: &World) {
    let (service, campaign) = (&world.service, &world.campaign);
    let users = service.users(campaign, None).await.unwrap();
    let row = users.iter().find(|row| row.login == "housing").unwrap();
    let county = Staff {
        campaign: campaign.id(),
        user: row.user,
        name: row.name.clone(),
        role: Role::Unit,
        unit: "county".parse().unwrap(),
    };
    let today = service.today(campaign);
    let open = (today, vec!["县长".to_owned(), "副县长".to_owned()], 1);
    let id = service
        .open_criticism(campaign, &county, open)
        .await
        .unwrap();
    let session = service.criticism_session(campaign, &id).await.unwrap();
    let talks = (session.talks_owed().of_unit(1), today);
    let talked = service.record_talks(campaign, &county, &id, talks, None);
    talked.await.unwrap();
    let (own, other) = (|by| Kind::Own { by }, Kind::Other { by: 2, about: 1 });
    for who in [own(1), own(2), other] {
        let said = Saying {
            again: None,
            who,
            subject: Subject::Act,
            reference: Some(Reference::Clause("word-kept".to_owned())),
            words: Words {
                text: "只批不问。".to_owned(),
                fact: "三月二日批过一次。".to_owned(),
            },
        };
        let said = service.say_criticism(campaign, &county, &id, said, None);
        said.await.unwrap();
    }
    let replied = service.reply_to_criticism(campaign, &county, &id, (3, None), None);
    replied.await.unwrap();
    for by in [1, 2] {
        let promise = (by, today.plus(30), "批过的都问一遍。".to_owned());
        let promised = service.promise_after_criticism(campaign, &county, &id, promise, None);
        promised.await.unwrap();
    }
    let closed = service.close_criticism(campaign, &county, &id, None);
    closed.await.unwrap();
}

#[tokio::test]
async fn a_session_is_held_in_its_order_and_read_by_everyone_in_the_end() {
    let world = World::new().await;
    send_team(&world).await;
    let mut unit = world.signed_in("housing", "zh").await;
    let mut team = world.signed_in("team", "zh").await;
    let mut anyone = world.visitor("zh");
    assert!(anyone.get("/criticism").await.body.contains("还没有召开"));
    let present = "局长\n科长\n";
    let open = [
        ("criticism_day", "2026-11-01"),
        ("criticism_present", present),
    ];
    assert!(unit.get("/staff/criticism").await.body.contains("上级先开"));
    let early = unit.act("/staff/criticism/new", &open).await;
    assert_eq!(early.status, 422);
    assert!(early.body.contains("上级单位先开完会"), "{}", early.body);
    above_first(&world).await;
    let alone = [
        ("criticism_day", "2026-11-01"),
        ("criticism_present", "局长"),
    ];
    let refused = unit.act("/staff/criticism/new", &alone).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("至少两位"), "{}", refused.body);
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
    let quiet = unit.act(&own_path, &own("1")).await;
    assert_eq!(quiet.status, 422);
    assert!(quiet.body.contains("先谈完"), "{}", quiet.body);
    let page = unit.get(PATH).await.body;
    assert!(
        page.contains("还有 3 次没有谈") && !page.contains("/own"),
        "{page}"
    );
    assert!(
        page.contains("议程") && page.contains("应谈 3 次，已谈 0 次"),
        "{page}"
    );
    assert!(unit.get("/staff").await.body.contains("会前谈心谈话"));
    assert!(team.get("/staff").await.body.contains("督导组会前谈话"));
    let today = world.service.today(&world.campaign).to_string();
    let talked = |which| {
        vec![
            ("criticism_talks", which),
            ("criticism_talked_on", today.as_str()),
        ]
    };
    let talks = format!("{PATH}/talks");
    assert_eq!(unit.act(&talks, &talked("pair-1-7")).await.status, 422);
    assert_eq!(
        unit.act(&talks, &talked("")).await.status,
        422,
        "nothing is ticked"
    );
    unit.done(&talks, &talked("pair-1-2")).await;
    assert!(
        unit.get(PATH)
            .await
            .body
            .contains("督导组与各位的谈话还没有谈完")
    );
    let mut both = talked("team-1");
    both.push(("criticism_talks", "team-2"));
    team.done(&format!("{PATH}/team-talks"), &both).await;
    let public = anyone.get("/criticism/housing/1").await.body;
    assert!(
        public.contains("应谈的都谈了，共 3 次") && public.contains("督导组与科长"),
        "{public}"
    );
    assert!(!team.get("/staff").await.body.contains("督导组会前谈话"));
    assert!(unit.get("/staff").await.body.contains("民主生活会正在进行"));
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
    let stage = anyone.get("/stages/housing").await.body;
    for words in ["领导自己的一步", "作了自我批评，记录已公开", "科长"] {
        assert!(stage.contains(words), "{words}: {stage}");
    }
    let late = unit.get(PATH).await;
    assert!(!late.body.contains("/own"), "nothing is said any more");
    assert_eq!(anyone.get("/criticism/housing/2").await.status, 404);
}
