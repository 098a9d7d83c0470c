//! Indicators of a problem: fixed before the first item, measured after, in the books.

use crate::world::{World, plan, refusal};
use massline_domain::indicator::{Aim, Command, Goal, Hundredths, Reading, Subject, Value};
use massline_domain::{Day, Refusal};

pub(crate) fn reading(day: Day, value: &str) -> Reading {
    Reading {
        day,
        value: Value::read(value).unwrap(),
        source: "报修登记".into(),
    }
}

fn goal(today: Day) -> Goal {
    Goal {
        family: "conduct".into(),
        name: "路灯报修几天修好".into(),
        measure: "天".into(),
        aim: Aim::Lower,
        from: today.plus(-30),
        to: today.plus(-1),
        baseline: Value::Amount(Hundredths(3_500)),
        source: "报修登记".into(),
        target: Hundredths(700),
        starts: today.plus(10),
    }
}

#[tokio::test]
async fn the_first_item_freezes_the_goal_and_what_is_measured_is_kept() {
    for world in World::on_both().await {
        let problem = world.list(&world.voices(2).await).await;
        world.give(problem).await;
        world.claim(problem).await;
        let (service, campaign) = (&world.service, &world.campaign);
        let (roads, today) = (&world.roads, world.today());
        let subject = || Subject::Problem(problem);
        let set = || Command::Set(goal(today));
        let told = service.indicate(campaign, &world.water, subject(), set(), None);
        assert_eq!(refusal(told.await), Refusal::NotYourUnit);
        let told = service.indicate(campaign, roads, subject(), set(), None);
        told.await.unwrap();
        let change = || Command::Change {
            number: 1,
            goal: Goal {
                target: Hundredths(500),
                ..goal(today)
            },
        };
        let told = service.indicate(campaign, roads, subject(), change(), None);
        told.await.unwrap();
        let plan = plan(today.plus(30));
        let item = service.plan_item(campaign, roads, problem, plan, None);
        item.await.unwrap();
        let told = service.indicate(campaign, roads, subject(), change(), None);
        assert_eq!(refusal(told.await), Refusal::WrongState { state: "begun" });
        world.later(20);
        let measure = Command::Measure {
            number: 1,
            reading: reading(world.today(), "4.5"),
        };
        let told = service.indicate(campaign, roads, subject(), measure, None);
        told.await.unwrap();
        let (found, version) = service.indicators(campaign, &subject()).await.unwrap();
        assert_eq!(version, 3);
        assert_eq!(found.all[0].goal.target, Hundredths(500));
        assert_eq!(found.all[0].is_reached(), Some(true));
        world.must_be_sound().await;
    }
}
