//! Looking back by the pages: due on the home, written down, open again, counted in public.

use crate::world::World;
use massline_domain::Day;
use massline_domain::item::{Command as ItemCommand, Evidence, EvidenceKind, Plan, RuleAnswer};
use massline_domain::problem::Command;
use massline_domain::verdict::Choice;
use massline_service::Staff;
use massline_service::problem::NewProblem;
use massline_service::rows::UserRow;

const SEEN: &str = "晚上十点去看了，灯又灭了。";

fn words(text: &str) -> String {
    text.to_owned()
}

fn staff(world: &World, users: &[UserRow], login: &str) -> Staff {
    let row = users.iter().find(|row| row.login == login).unwrap();
    Staff {
        campaign: world.campaign.id(),
        user: row.user,
        name: row.name.clone(),
        role: row.role,
        unit: row.unit.clone(),
    }
}

/// A problem of the housing bureau that its people closed.
async fn closed(world: &World) {
    let (service, campaign) = (&world.service, &world.campaign);
    let users = service.users(campaign, None).await.unwrap();
    let (office, unit) = (
        staff(world, &users, "office"),
        staff(world, &users, "housing"),
    );
    let spoken = world.speak("南门路的路灯坏了").await;
    let new = NewProblem {
        title: words("南门路路灯不亮"),
        language: words("zh-CN"),
        keywords: Vec::new(),
        source: words("people"),
        opinions: vec![spoken.opinion],
        not_about: Vec::new(),
    };
    let problem = service.list_problem(campaign, &office, &new).await.unwrap();
    let day = service.today(campaign).plus(7);
    let assign = Command::Assign {
        unit: unit.unit.clone(),
        claim_by: day,
    };
    let kept = service.keep_problem(campaign, &office, problem, assign, None);
    kept.await.unwrap();
    let claimed = service.answer_assignment(campaign, &unit, problem, None, None);
    claimed.await.unwrap();
    let item = service.plan_item(campaign, &unit, problem, plan(day), None);
    let item = item.await.unwrap();
    let evidence = Evidence {
        kind: EvidenceKind::After,
        words: words("当晚亮灯"),
        link: None,
        file: None,
    };
    let added = service.add_evidence(campaign, &unit, item, evidence, None, None);
    added.await.unwrap();
    let finish = ItemCommand::Finish {
        result: words("都亮了"),
        rule: RuleAnswer::NotNeeded {
            words: words("已有规定"),
        },
    };
    let done = service.work_on_item(campaign, &unit, item, finish, None);
    done.await.unwrap();
    let asked = service.request_closing(campaign, &unit, problem, words("请评判"), None);
    asked.await.unwrap();
    let code = spoken.code.to_string();
    let judged = service.judge(&code, Choice::Fixed, "", None).await;
    judged.unwrap();
}

fn plan(deadline: Day) -> Plan {
    Plan {
        cause: words("没人巡查"),
        goal: words("坏了三天内有人修"),
        measure: words("每周巡查"),
        owner: words("市政科"),
        helping: Vec::new(),
        deadline,
        for_whom: words("行人"),
        relying_on: words("商户"),
        who_am_i: words("市政科"),
        ..Plan::default()
    }
}

#[tokio::test]
async fn what_is_due_stands_on_the_home_and_what_did_not_hold_is_open_again() {
    let world = World::new().await;
    closed(&world).await;
    let (mut office, mut anyone) = (world.signed_in("office", "zh").await, world.visitor("zh"));
    let early = office.get("/staff").await;
    assert!(!early.body.contains("回头看"), "{}", early.body);
    let path = "/staff/look-backs/1/90";
    assert_eq!(office.get(path).await.status, 404, "not due");
    let page = anyone.get("/problems/1").await;
    assert!(page.body.contains("满 90 天") && !page.body.contains("还没去看"));

    world.later(90);
    let mut office = world.signed_in("office", "zh").await;
    let home = office.get("/staff").await;
    assert!(home.body.contains("/zh/staff/look-backs/1/90"));
    let mut unit = world.signed_in("housing", "zh").await;
    assert!(!unit.get("/staff").await.body.contains("look-backs"));
    assert!(anyone.get("/problems/1").await.body.contains("还没去看"));

    let empty = office.act(path, &[("held", "no")]).await;
    assert_eq!(empty.status, 422, "without words");
    let seen = [("held", "no"), ("seen_there", SEEN)];
    let told = office.act(path, &seen).await;
    assert_eq!(told.status, 303, "{}", told.body);
    let page = anyone.get("/problems/1").await;
    for said in [SEEN, "没守住", "已复号"] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert_eq!(office.get(path).await.status, 404, "it is open again");
    // One closing is fewer than the small number: its fate is on its own page, no share of it.
    let figures = anyone.get("/look-backs").await;
    assert_eq!(figures.status, 200);
    assert!(figures.body.contains("不公布"), "{}", figures.body);
    assert!(!figures.body.contains("守住 0 件"));
}

#[tokio::test]
async fn what_held_is_written_down_for_everyone() {
    let world = World::new().await;
    closed(&world).await;
    world.later(90);
    let mut office = world.signed_in("office", "en").await;
    let seen = [("held", "yes"), ("seen_there", "The lamps are on.")];
    let told = office.act("/staff/look-backs/1/90", &seen).await;
    assert_eq!(told.status, 303, "{}", told.body);
    let page = world.visitor("en").get("/problems/1").await;
    assert!(page.body.contains("After 90 days: it held"));
    assert!(page.body.contains("The lamps are on."));
    assert!(!page.body.contains("did not hold"));
}
