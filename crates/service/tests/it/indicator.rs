//! Indicators of a problem: fixed before the first item, measured after, in the books.

use crate::world::{World, plan, refusal};
use massline_domain::indicator::{
    Aim, Command, Counted, Goal, Hundredths, Reading, Subject, Value,
};
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
        counted: None,
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

#[tokio::test]
async fn a_file_of_readings_is_taken_whole_and_what_is_there_is_left_out() {
    let world = World::new().await;
    let problem = world.list(&world.voices(2).await).await;
    world.give(problem).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let (roads, today) = (&world.roads, world.today());
    let about = || (Subject::Problem(problem), 1);
    let set = Command::Set(goal(today));
    let told = service.indicate(campaign, roads, Subject::Problem(problem), set, None);
    told.await.unwrap();
    world.later(30);
    let days = |all: &[i32]| {
        all.iter()
            .map(|day| reading(today.plus(*day), "12"))
            .collect::<Vec<_>>()
    };
    let foreign = service.measure_all(campaign, &world.water, about(), days(&[1]), None);
    assert!(foreign.await.is_err());
    // The third is of a day that is to come: none is written down.
    let refused = service.measure_all(campaign, roads, about(), days(&[1, 2, 99]), None);
    let (place, error) = refused.await.unwrap_err();
    assert_eq!(place, 2);
    assert!(matches!(refusal::<()>(Err(error)), Refusal::TooLate { .. }));
    let count = async || {
        let (found, _) = service
            .indicators(campaign, &Subject::Problem(problem))
            .await
            .unwrap();
        found.all[0].readings.len()
    };
    assert_eq!(count().await, 0);
    let taken = service.measure_all(campaign, roads, about(), days(&[1, 2]), None);
    assert_eq!(taken.await.unwrap(), 2);
    let again = service.measure_all(campaign, roads, about(), days(&[1, 2, 3]), None);
    assert_eq!(again.await.unwrap(), 1);
    assert_eq!(count().await, 3);
    let same = service.measure_all(campaign, roads, about(), days(&[3]), None);
    let (_, error) = same.await.unwrap_err();
    assert_eq!(refusal::<()>(Err(error)), Refusal::Unchanged);
    world.must_be_sound().await;
}

#[tokio::test]
async fn voices_are_counted_by_the_program_in_windows_like_the_baseline() {
    for world in World::on_both().await {
        let problem = world.list(&world.voices(7).await).await;
        world.give(problem).await;
        let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
        let start = world.today();
        world.later(1);
        let counted = |from: Day, to: Day| Goal {
            counted: Some(Counted::Voices),
            measure: "whatever".into(),
            source: "whoever".into(),
            baseline: Value::Amount(Hundredths(99_900)),
            from,
            to,
            starts: start.plus(10),
            ..goal(start)
        };
        let subject = || Subject::Problem(problem);
        let set = Command::Set(counted(start.plus(-9), start));
        let told = service.indicate(campaign, roads, subject(), set, None);
        told.await.unwrap();
        let read = async || {
            service
                .indicators(campaign, &subject())
                .await
                .unwrap()
                .0
                .all[0]
                .clone()
        };
        let now = read().await;
        assert_eq!(
            now.goal.baseline,
            Value::Amount(Hundredths(700)),
            "counted, not written"
        );
        assert!(now.readings.is_empty());
        world.later(40);
        let by_hand = Command::Measure {
            number: 1,
            reading: reading(world.today(), "1"),
        };
        let told = service.indicate(campaign, roads, subject(), by_hand, None);
        assert_eq!(
            refusal(told.await),
            Refusal::WrongState { state: "counted" }
        );
        let now = read().await;
        let values: Vec<Value> = now.readings.iter().map(|one| one.value).collect();
        assert_eq!(
            values,
            [Value::Amount(Hundredths(0)); 3],
            "three windows are over"
        );
        let held = Command::Set(Goal {
            counted: Some(Counted::Held),
            starts: world.today().plus(5),
            ..counted(start, start.plus(5))
        });
        let nothing = service.indicate(
            campaign,
            roads,
            Subject::Unit(crate::world::unit("roads")),
            held,
            None,
        );
        let what = "nothing_counted";
        assert_eq!(refusal(nothing.await), Refusal::OutOfOrder { what });
        world.must_be_sound().await;
    }
}
