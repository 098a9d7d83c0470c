//! Things whose view is their state, and what is counted for gates.

use crate::place::{Place, on_both};
use crate::scenario::{CAMPAIGN, DAY, OTHER, tell, things, unit_code};
use massline_domain::{Event, Machine as _, stage};
use massline_store::{Thing, UnitWork};
use std::collections::BTreeMap;

on_both!(
    things_stand_as_their_events_say,
    work_and_late_opinions_are_counted,
);

async fn things_stand_as_their_events_say(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let all = things();
    let told = all.iter().filter_map(|event| match event {
        Event::Stage(event) => Some(event),
        _ => None,
    });
    let way = stage::Way::replay(told);
    assert!(way.has_passed("learn"), "{way:?}");
    let stored = store.things(CAMPAIGN, "stage").await.unwrap();
    assert_eq!(stored, [("housing".to_owned(), Thing::Stage(way))]);
    assert_eq!(store.things(OTHER, "stage").await.unwrap(), []);
    store.rebuild().await.unwrap();
    assert_eq!(store.things(CAMPAIGN, "stage").await.unwrap(), stored);
}

async fn work_and_late_opinions_are_counted(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let work = |day| store.work_of_units(CAMPAIGN, day);
    let one = |overdue| {
        let unfinished = 1;
        let work = UnitWork {
            unfinished,
            overdue,
        };
        BTreeMap::from([(unit_code("housing"), work)])
    };
    // Of the two items one was taken up again.
    assert_eq!(work(DAY).await.unwrap(), one(0));
    assert_eq!(work(DAY.plus(900)).await.unwrap(), one(1));
    let rules = store.rules_of_items(CAMPAIGN).await.unwrap();
    let named = rules
        .iter()
        .map(|(unit, problem, _)| (unit.as_str(), problem.0));
    assert_eq!(named.collect::<Vec<_>>(), [("housing", 1), ("housing", 1)]);
    let late = |day| store.opinions_late(CAMPAIGN, day);
    assert_eq!(late(DAY).await.unwrap(), 0);
    assert!(late(DAY.plus(900)).await.unwrap() > 0);
}
