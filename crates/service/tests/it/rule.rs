//! The register of rules: what an item names must stand there before the last gate opens.

use crate::world::{World, refusal, unit};
use massline_domain::Refusal;
use massline_domain::id::{ProblemId, RuleId};
use massline_domain::rule::Text;
use massline_service::ServiceError;

fn text(world: &World, problem: ProblemId) -> Text {
    Text {
        revises: None,
        title: "夜间巡查办法".into(),
        words: "每条路每周至少走一遍。".into(),
        from: world.today(),
        problems: [problem].into(),
    }
}

async fn unregistered(world: &World) -> u64 {
    let found = world
        .service
        .stage_of(&world.campaign, &unit("roads"))
        .await;
    found.unwrap().0.facts.unregistered
}

#[tokio::test]
async fn a_rule_that_an_item_names_is_missed_until_it_stands_in_the_register() {
    for world in World::on_both().await {
        let (service, campaign) = (&world.service, &world.campaign);
        let problem = world.list(&world.voices(2).await).await;
        assert_eq!(unregistered(&world).await, 0);
        world.rectify(problem).await;
        assert_eq!(unregistered(&world).await, 1);
        let foreign = service
            .set_rule(campaign, &world.water, text(&world, problem))
            .await;
        assert!(matches!(refusal(foreign), Refusal::UnknownCode { .. }));
        let id = service
            .set_rule(campaign, &world.roads, text(&world, problem))
            .await
            .unwrap();
        assert_eq!((id, unregistered(&world).await), (RuleId(1), 0));
        let (found, _) = service.rule(campaign, id).await.unwrap();
        assert_eq!(found.problems[0].problem, problem);
        let repeal = (world.today(), "并入他法".to_owned());
        service
            .repeal_rule(campaign, &world.roads, id, repeal, None)
            .await
            .unwrap();
        let next = service
            .set_rule(campaign, &world.roads, text(&world, problem))
            .await;
        assert_eq!(next.unwrap(), RuleId(2));
        let none = service.rule(campaign, RuleId(9)).await;
        assert!(matches!(none, Err(ServiceError::NotFound)));
        world.must_be_sound().await;
    }
}
