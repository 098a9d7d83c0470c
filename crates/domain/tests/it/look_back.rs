//! Looking back: by whom, from which day on, once for each closing and distance.

use crate::world::{CHARTER, PROBLEM, ROUND, TODAY, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::id::RoundId;
use massline_domain::look_back::{Closing, Command, Event, LookBacks, Standing};
use massline_domain::{Day, Machine as _, Refusal, Who};

fn closing() -> Closing {
    Closing {
        round: ROUND,
        day: TODAY,
        unit: unit("housing"),
    }
}

fn record(after: u16, held: bool) -> Command {
    Command::Record {
        closing: Some(closing()),
        after,
        held,
        words: "去看了，灯都亮着".into(),
    }
}

fn team() -> Who {
    staff(Role::Supervisor, "county")
}

fn decide(state: &LookBacks, command: Command, who: &Who, day: Day) -> Result<Vec<Event>, Refusal> {
    state.decide((PROBLEM, command), &on(day, who))
}

fn seen(after: u16, held: bool) -> LookBacks {
    let mut state = LookBacks::default();
    let day = TODAY.plus(i32::from(after));
    let events = decide(&state, record(after, held), &team(), day).unwrap();
    events.iter().for_each(|event| state.apply(event));
    state
}

#[test]
fn nobody_looks_before_the_day_and_anybody_from_outside_on_it() {
    let state = LookBacks::default();
    let early = decide(&state, record(90, true), &team(), TODAY.plus(89));
    let earliest = TODAY.plus(90);
    let field = "seen_there";
    assert_eq!(early, Err(Refusal::TooEarly { field, earliest }));
    assert!(decide(&state, record(90, true), &team(), earliest).is_ok());
    assert!(decide(&state, record(365, true), &team(), earliest).is_err());
}

#[test]
fn the_unit_itself_does_not_say_whether_it_held() {
    let day = TODAY.plus(90);
    for role in Role::ALL {
        let own = decide(
            &LookBacks::default(),
            record(90, true),
            &staff(role, "housing"),
            day,
        );
        assert_eq!(own, Err(Refusal::OwnUnit), "{role:?}");
    }
    for who in [Who::System, Who::Public] {
        let told = decide(&LookBacks::default(), record(90, true), &who, day);
        assert_eq!(told, Err(Refusal::OwnUnit));
    }
}

#[test]
fn what_is_not_closed_is_not_looked_at_and_what_was_seen_stands() {
    let open = Command::Record {
        closing: None,
        after: 90,
        held: true,
        words: "看了".into(),
    };
    let day = TODAY.plus(400);
    let told = decide(&LookBacks::default(), open, &team(), day);
    assert_eq!(told, Err(Refusal::WrongState { state: "open" }));
    let twice = decide(&seen(90, true), record(90, false), &team(), day);
    assert_eq!(twice, Err(Refusal::AlreadyThere));
    assert!(decide(&seen(90, true), record(365, false), &team(), day).is_ok());
    let odd = decide(&LookBacks::default(), record(91, true), &team(), day);
    assert!(matches!(odd, Err(Refusal::UnknownCode { .. })));
    let mut silent = record(90, true);
    let Command::Record { words, .. } = &mut silent;
    words.clear();
    let told = decide(&LookBacks::default(), silent, &team(), day);
    assert_eq!(
        told,
        Err(Refusal::Empty {
            field: "seen_there"
        })
    );
}

#[test]
fn how_a_closing_stands_at_each_distance() {
    let closed = (ROUND, TODAY);
    let stands = |state: &LookBacks, reopened: Option<i32>, after, days| {
        let reopened = reopened.map(|days| TODAY.plus(days));
        state.standing(closed, reopened, after, TODAY.plus(days), &CHARTER)
    };
    let none = LookBacks::default();
    assert_eq!(stands(&none, None, 90, 89), Standing::NotYet);
    assert_eq!(stands(&none, None, 90, 90), Standing::Unseen);
    assert_eq!(stands(&none, Some(20), 90, 89), Standing::NotYet);
    assert_eq!(stands(&none, Some(20), 90, 90), Standing::NotHeld);
    assert_eq!(
        stands(&none, Some(200), 90, 300),
        Standing::Unseen,
        "it came back later than the day that nobody looked"
    );
    assert_eq!(stands(&seen(90, true), Some(200), 90, 300), Standing::Held);
    assert_eq!(
        stands(&seen(90, true), Some(200), 365, 400),
        Standing::NotHeld
    );
    assert_eq!(
        stands(&seen(90, false), Some(90), 90, 90),
        Standing::NotHeld
    );
}

#[test]
fn another_closing_is_looked_at_anew() {
    let state = seen(90, false);
    let days = |state: &LookBacks, round| state.to_come(round, TODAY, &CHARTER);
    assert_eq!(days(&state, ROUND), [(365, TODAY.plus(365))]);
    let second = RoundId { number: 2, ..ROUND };
    assert_eq!(days(&state, second).len(), 2);
}
