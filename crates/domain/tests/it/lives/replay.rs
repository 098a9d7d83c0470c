//! Replay gives the live state, from the events themselves and from what was stored of them.

use crate::case::Case;
use massline_domain::event::stream;
use massline_domain::{Event, Machine};
use std::fmt::Debug;

/// Whether every machine of the case comes out of its stored stream as it is.
pub(super) fn equals(case: &Case) {
    let stored: Vec<String> = case
        .history
        .iter()
        .map(|event| event.to_json().to_string())
        .collect();
    let read: Vec<Event> = stored.iter().map(|text| read(text)).collect();
    assert_eq!(
        read, case.history,
        "an event changed on its way through JSON"
    );
    for (id, problem) in &case.problems {
        same(&read, &stream::problem(*id), problem);
    }
    for (id, item) in &case.items {
        same(&read, &stream::item(*id), item);
    }
    for (id, round) in &case.rounds {
        same(&read, &stream::round(*id), round);
    }
    for (id, opinion) in &case.opinions {
        same(&read, &stream::opinion(*id), opinion);
    }
}

fn read(text: &str) -> Event {
    Event::from_json(serde_json::from_str(text).unwrap()).unwrap()
}

fn same<M>(history: &[Event], name: &str, live: &M)
where
    M: Machine<Event: TryFrom<Event, Error: Debug>> + PartialEq + Debug,
{
    let own = history.iter().filter(|event| event.stream() == name);
    let own: Vec<M::Event> = own.map(|event| event.clone().try_into().unwrap()).collect();
    assert_eq!(&M::replay(&own), live, "{name}");
}
