//! What is late goes up by itself, shows where it went, and is counted for good.

use crate::world::{World, plan, unit};
use massline_domain::escalation::Matter;
use massline_domain::id::ItemId;
use massline_service::Staff;

async fn come_up(world: &World, by: &Staff) -> Vec<Matter> {
    let all = world.service.come_up(&world.campaign, by).await.unwrap();
    all.iter().map(|one| one.row.matter).collect()
}

async fn times(world: &World) -> (u64, usize) {
    let (service, campaign) = (&world.service, &world.campaign);
    let found = service.escalations(campaign, &unit("roads")).await.unwrap();
    (found.times, found.open.len())
}

#[tokio::test]
async fn an_unclaimed_problem_shows_above_after_the_charters_days_and_is_counted() {
    for world in World::on_both().await {
        let problem = world.list(&world.voices(2).await).await;
        world.give(problem).await;
        let days = i32::from(world.campaign.charter.time.escalate_days);
        world.later(7 + days - 1);
        assert_eq!(world.service.raise_escalations().await.unwrap(), 0);
        assert_eq!(come_up(&world, &world.office).await, []);
        world.later(1);
        assert_eq!(world.service.raise_escalations().await.unwrap(), 1);
        assert_eq!(world.service.raise_escalations().await.unwrap(), 0, "once");
        let matter = Matter::Claim(problem);
        assert_eq!(come_up(&world, &world.office).await, [matter]);
        assert_eq!(come_up(&world, &world.water).await, [], "not above");
        assert_eq!(come_up(&world, &world.roads).await, [], "it is its own");
        assert_eq!(come_up(&world, &world.supervisor).await, [], "not sent");
        let team = world.supervisor.user;
        let over = [unit("roads")].into();
        let (service, campaign) = (&world.service, &world.campaign);
        let sent = service.send_team(campaign, None, team, over).await;
        sent.unwrap();
        assert_eq!(come_up(&world, &world.supervisor).await, [matter]);
        assert_eq!(times(&world).await, (1, 1));
        // Claimed at last: nothing is open, and what was counted stays counted.
        world.claim(problem).await;
        assert_eq!(come_up(&world, &world.office).await, []);
        assert_eq!(times(&world).await, (1, 0));
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn an_item_that_is_late_goes_up_until_it_is_done() {
    let world = World::new().await;
    let problem = world.list(&world.voices(2).await).await;
    world.give(problem).await;
    world.claim(problem).await;
    let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
    let plan = plan(world.today().plus(10));
    let item = service
        .plan_item(campaign, roads, problem, plan, None)
        .await;
    let item = item.unwrap();
    assert_eq!(item, ItemId { problem, number: 1 });
    world.later(10 + 7);
    assert_eq!(come_up(&world, &world.office).await, [Matter::Item(item)]);
    world.service.raise_escalations().await.unwrap();
    world.finish(item).await;
    assert_eq!(come_up(&world, &world.office).await, []);
    assert_eq!(times(&world).await, (1, 0));
    world.later(100);
    assert_eq!(world.service.raise_escalations().await.unwrap(), 0, "done");
    world.must_be_sound().await;
}
