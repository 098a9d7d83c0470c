//! Spot-checks by their pages: fixed, drawn once the log has sealed the list, looked at, and read by
//! everyone with the way to repeat the draw.

use crate::rights::prepare;
use crate::world::World;
use massline_domain::id::{ItemId, ProblemId};
use massline_domain::item::{Command, Evidence, EvidenceKind, RuleAnswer};
use massline_service::Staff;

async fn finish_the_item(world: &World) {
    let (service, campaign) = (&world.service, &world.campaign);
    let users = service.users(campaign, None).await.unwrap();
    let row = users.iter().find(|row| row.login == "housing").unwrap();
    let unit = Staff {
        campaign: campaign.id(),
        user: row.user,
        name: row.name.clone(),
        role: row.role,
        unit: row.unit.clone(),
    };
    let item = ItemId {
        problem: ProblemId(1),
        number: 1,
    };
    let evidence = Evidence {
        kind: EvidenceKind::After,
        words: "全亮".to_owned(),
        link: None,
        file: None,
    };
    service
        .add_evidence(campaign, &unit, item, evidence, None, None)
        .await
        .unwrap();
    let finish = Command::Finish {
        result: "全亮".to_owned(),
        rule: RuleAnswer::NotNeeded {
            words: "已有办法".to_owned(),
        },
    };
    service
        .work_on_item(campaign, &unit, item, finish, None)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_list_is_fixed_drawn_and_looked_at_in_public() {
    let world = World::new().await;
    prepare(&world).await;
    let mut team = world.signed_in("team", "zh").await;
    let fix = [("units", "housing"), ("wanted", "5")];
    let nothing = team.act("/staff/spot-checks/new", &fix).await;
    assert_eq!(nothing.status, 422, "nothing is done yet");
    finish_the_item(&world).await;
    team.done("/staff/spot-checks/new", &fix).await;
    let mut anyone = world.visitor("zh");
    let page = anyone.get("/supervision/1").await;
    assert!(
        page.body.contains("第 1 号问题的整改事项 1"),
        "the list is public"
    );
    assert!(page.body.contains("名单已定"));
    let csrf = team.csrf().await;
    let draw = [("csrf", csrf.as_str())];
    let early = team.post("/staff/spot-checks/1/draw", &draw).await;
    assert_eq!(early.status, 303);
    assert!(anyone.get("/supervision/1").await.body.contains("名单已定"));
    world.service.seal_now(world.campaign.id()).await.unwrap();
    assert!(team.get("/staff").await.body.contains("可以抽取的抽查"));
    let drawn = team.post("/staff/spot-checks/1/draw", &draw).await;
    assert_eq!(drawn.status, 303);
    let seen = [("holds", "no"), ("seen_there", "晚上去看，三盏不亮")];
    team.done("/staff/spot-checks/1/item-1-1", &seen).await;
    let page = anyone.get("/supervision/1").await;
    for words in ["不属实", "三盏不亮", "怎样重抽一遍", "spot_check/1"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let page = anyone.get("/supervision").await;
    for words in ["县派出的督导组", "抽查核实", "开展抽查"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert_eq!(anyone.get("/supervision/9").await.status, 404);
}
