//! What is late goes up: to the day, one body further each time, and each time once.

use crate::world::{CHARTER, PROBLEM, TODAY, on, unit};
use massline_domain::escalation::{Command, Escalations, Late, Matter};
use massline_domain::{Machine as _, Who};

fn late() -> Late {
    Late {
        matter: Matter::Claim(PROBLEM),
        due: TODAY,
        above: vec![unit("county"), unit("province")],
    }
}

/// The bodies it goes to on a day so many days after it was due.
fn raise(state: &mut Escalations, late: Late, days: i32) -> Vec<String> {
    let command = (unit("housing"), Command::Raise(late));
    let events = state
        .decide(command, &on(TODAY.plus(days), &Who::System))
        .unwrap();
    events.iter().for_each(|event| state.apply(event));
    let new = &state.raised[state.raised.len() - events.len()..];
    new.iter().map(|one| one.to.to_string()).collect()
}

#[test]
fn it_goes_one_body_up_each_time_the_days_go_by_and_only_once() {
    let days = i32::from(CHARTER.time.escalate_days);
    let mut state = Escalations::default();
    assert!(raise(&mut state, late(), days - 1).is_empty());
    assert_eq!(raise(&mut state, late(), days), ["county"]);
    assert!(raise(&mut state, late(), days).is_empty(), "told already");
    assert!(raise(&mut state, late(), 2 * days - 1).is_empty());
    assert_eq!(raise(&mut state, late(), 2 * days), ["province"]);
    assert!(raise(&mut state, late(), 900).is_empty(), "nobody above");
    assert_eq!(state.raised.len(), 2);
}

#[test]
fn a_clock_that_stood_still_makes_up_for_it() {
    let mut state = Escalations::default();
    assert_eq!(raise(&mut state, late(), 300), ["county", "province"]);
}

#[test]
fn another_day_that_is_missed_counts_again() {
    let mut state = Escalations::default();
    raise(&mut state, late(), 300);
    let again = Late {
        due: TODAY.plus(100),
        ..late()
    };
    assert_eq!(raise(&mut state, again, 300).len(), 2);
    let alone = Late {
        above: vec![],
        ..late()
    };
    assert!(raise(&mut Escalations::default(), alone, 300).is_empty());
}
