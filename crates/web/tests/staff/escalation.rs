//! What is late stands first on the home of the body above, and on the unit's public page.

use crate::world::World;
use massline_domain::problem::Command;
use massline_service::Staff;
use massline_service::problem::NewProblem;

const TITLE: &str = "南门路路灯不亮";

/// A problem given to the housing bureau, which does not claim it.
async fn given(world: &World) {
    let (service, campaign) = (&world.service, &world.campaign);
    let users = service.users(campaign, None).await.unwrap();
    let row = users.iter().find(|row| row.login == "office").unwrap();
    let office = Staff {
        campaign: campaign.id(),
        user: row.user,
        name: row.name.clone(),
        role: row.role,
        unit: row.unit.clone(),
    };
    let spoken = world.speak("南门路的路灯坏了").await;
    let new = NewProblem {
        title: TITLE.to_owned(),
        language: "zh-CN".to_owned(),
        keywords: Vec::new(),
        source: "people".to_owned(),
        opinions: vec![spoken.opinion],
        not_about: Vec::new(),
    };
    let problem = service.list_problem(campaign, &office, &new).await.unwrap();
    let assign = Command::Assign {
        unit: "housing".parse().unwrap(),
        claim_by: service.today(campaign).plus(7),
    };
    let kept = service.keep_problem(campaign, &office, problem, assign, None);
    kept.await.unwrap();
}

#[tokio::test]
async fn what_is_late_stands_first_above_and_is_counted_on_the_units_page() {
    let world = World::new().await;
    given(&world).await;
    let mut office = world.signed_in("office", "zh").await;
    let soon = office.get("/staff").await;
    assert!(soon.body.contains("快到期的问题：1"), "{}", soon.body);
    world.later(13);
    world.service.raise_escalations().await.unwrap();
    let mut office = world.signed_in("office", "zh").await;
    let home = office.get("/staff").await;
    assert!(!home.body.contains("下级逾期未认领"));
    assert!(!home.body.contains("快到期的问题"), "it is late by now");
    let mut anyone = world.visitor("zh");
    let page = anyone.get("/units/housing").await;
    assert!(!page.body.contains("逾期上报"), "{}", page.body);

    world.later(1);
    world.service.raise_escalations().await.unwrap();
    let mut office = world.signed_in("office", "zh").await;
    let home = office.get("/staff").await;
    let first = home.body.find("下级逾期未认领").unwrap();
    let next = home.body.find("待处理").unwrap_or(usize::MAX);
    assert!(first < next, "{}", home.body);
    assert!(home.body.contains("县住建局：") && home.body.contains("迟了 7 天"));
    let mut school = world.signed_in("school", "zh").await;
    assert!(!school.get("/staff").await.body.contains("下级逾期"));
    let page = anyone.get("/units/housing").await;
    for words in ["共逾期上报 1 次", TITLE, "临川县"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let story = anyone.get("/problems/1").await;
    assert!(story.body.contains("逾期未认领，已报临川县"));
    let other = anyone.get("/units/school").await;
    assert!(!other.body.contains("逾期上报"));
}
