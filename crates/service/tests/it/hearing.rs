//! The plan of hearing: fixed by the office, reached by voices, waited for by the first stage.

use crate::world::{World, refusal};
use massline_domain::gate::{Condition, Why, check};
use massline_domain::hearing::{Command, Targets};
use massline_domain::{Refusal, Who};

/// So many voices of this group are wanted, and nothing else.
pub(crate) fn wanted(world: &World, group: &str, number: u32) -> Command {
    Command {
        targets: Targets {
            groups: [(group.to_owned(), number)].into(),
            ..Targets::default()
        },
        by: world.today().plus(20),
        reason: String::new(),
    }
}

/// A plan that is reached once the groups are heard at all.
pub(crate) async fn plan(world: &World) {
    let group = world.campaign.charter.groups[0].id.clone();
    let least = world.campaign.charter.limits.small_number;
    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    let command = wanted(world, &group, least);
    let planned = service.plan_hearing(campaign, office, command, None);
    planned.await.unwrap();
}

#[tokio::test]
async fn the_first_stage_waits_for_the_plan_of_hearing_and_for_whom_it_wants() {
    for world in World::on_both().await {
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        let roads = crate::world::unit("roads");
        let missing = async || {
            let (way, _) = service.stage_of(campaign, &roads).await.unwrap();
            check(Condition::PlanHeard, &way.facts).missing
        };
        assert_eq!(missing().await, Some(Why::Undone));
        let group = campaign.charter.groups[0].id.clone();
        let planned = service.plan_hearing(campaign, office, wanted(&world, &group, 7), None);
        planned.await.unwrap();
        assert_eq!(missing().await, Some(Why::Number(1)));
        for each in 0..7 {
            assert!(missing().await.is_some(), "{each} were heard");
            let mut speech = world.speech(&format!("第{each}件事"));
            speech.group.clone_from(&group);
            let said = service.speak(campaign, speech, &Who::Public, None).await;
            said.unwrap();
        }
        assert_eq!(missing().await, None);
        // Making the plan easier is possible, with a reason, and stays visible.
        let easier = wanted(&world, &group, 5);
        let silent = service.plan_hearing(campaign, office, easier.clone(), None);
        let field = "hearing_reason";
        assert_eq!(refusal(silent.await), Refusal::Empty { field });
        let reason = "汛期，入户推迟。".to_owned();
        let told = Command { reason, ..easier };
        let changed = service.plan_hearing(campaign, office, told, None);
        changed.await.unwrap();
        let view = service.hearing(campaign).await.unwrap();
        let before = &view.hearing.changes[0].before.targets.groups;
        assert_eq!((before[&group], view.missed()), (7, 0));
        world.must_be_sound().await;
    }
}
