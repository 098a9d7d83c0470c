//! Indicators: what is fixed before the work stays fixed, and what is measured after is
//! compared with that and nothing else.

use crate::world::{PROBLEM, TODAY, housing, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::indicator::{
    About, Aim, Command, Event, Goal, Hundredths, Indicators, Reading, Subject, Value,
};
use massline_domain::{Day, Machine as _, Refusal, Who};
use proptest::prelude::*;

pub(crate) fn goal() -> Goal {
    Goal {
        family: "held".into(),
        name: "路灯报修几天修好".into(),
        measure: "天".into(),
        aim: Aim::Lower,
        from: TODAY.plus(-30),
        to: TODAY.plus(-1),
        baseline: Value::Amount(Hundredths(3_500)),
        source: "报修登记".into(),
        target: Hundredths(700),
        starts: TODAY.plus(10),
        counted: None,
    }
}

pub(crate) fn reading(day: Day, value: &str) -> Reading {
    Reading {
        day,
        value: Value::read(value).unwrap(),
        source: "报修登记".into(),
    }
}

pub(crate) fn about(planned: bool, command: Command) -> About {
    About {
        subject: Subject::Problem(PROBLEM),
        unit: Some(unit("housing")),
        planned,
        command,
    }
}

fn decide(
    state: &Indicators,
    day: Day,
    planned: bool,
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    state.decide(about(planned, command), &on(day, &housing()))
}

fn set() -> Indicators {
    let mut state = Indicators::default();
    let events = decide(&state, TODAY, false, Command::Set(goal())).unwrap();
    events.iter().for_each(|event| state.apply(event));
    state
}

fn change() -> Command {
    Command::Change {
        number: 1,
        goal: goal(),
    }
}

fn measure(day: Day, value: &str) -> Command {
    Command::Measure {
        number: 1,
        reading: reading(day, value),
    }
}

#[test]
fn nobody_moves_the_goal_once_work_is_planned_or_its_day_has_come() {
    let state = set();
    let begun = Err(Refusal::WrongState { state: "begun" });
    let starts = goal().starts;
    assert!(decide(&state, TODAY, false, change()).is_ok());
    assert_eq!(decide(&state, TODAY, true, change()), begun, "planned");
    assert_eq!(decide(&state, starts, false, change()), begun, "the day");
    let late = decide(&state, TODAY, true, Command::Set(goal()));
    assert_eq!(late, begun, "nor is a new one fixed when work is planned");
}

#[test]
fn a_goal_is_fixed_before_its_day_on_a_window_that_is_over() {
    let told = |goal: Goal| decide(&Indicators::default(), TODAY, false, Command::Set(goal));
    let early = |field, earliest| Err(Refusal::TooEarly { field, earliest });
    let today = Goal {
        starts: TODAY,
        ..goal()
    };
    assert_eq!(told(today), early("starts", TODAY.plus(1)));
    let turned = Goal {
        from: TODAY,
        ..goal()
    };
    assert_eq!(told(turned), early("base_to", TODAY));
    let open = Goal {
        to: TODAY.plus(1),
        ..goal()
    };
    let latest = TODAY;
    let field = "base_to";
    assert_eq!(told(open), Err(Refusal::TooLate { field, latest }));
    let family = Goal {
        family: "moon".into(),
        ..goal()
    };
    assert!(matches!(told(family), Err(Refusal::UnknownCode { .. })));
    let nameless = Goal {
        name: " ".into(),
        ..goal()
    };
    let field = "indicator_name";
    assert_eq!(told(nameless), Err(Refusal::Empty { field }));
}

#[test]
fn only_the_unit_itself_fixes_and_measures() {
    for who in [staff(Role::Unit, "water"), Who::System, Who::Public] {
        let told =
            Indicators::default().decide(about(false, Command::Set(goal())), &on(TODAY, &who));
        assert_eq!(told, Err(Refusal::NotYourUnit));
    }
}

#[test]
fn it_is_measured_after_the_work_began_and_never_in_the_future() {
    let state = set();
    let (starts, field) = (goal().starts, "measured_on");
    let told = |day, planned, command| decide(&state, day, planned, command);
    let early = told(TODAY, false, measure(TODAY, "12"));
    assert_eq!(early, Err(Refusal::WrongState { state: "not_begun" }));
    assert!(told(TODAY, true, measure(TODAY, "12")).is_ok(), "planned");
    assert!(told(starts, false, measure(starts, "12")).is_ok());
    let ahead = told(starts, false, measure(starts.plus(1), "12"));
    let latest = starts;
    assert_eq!(ahead, Err(Refusal::TooLate { field, latest }));
    let within = told(starts, false, measure(goal().to, "12"));
    let earliest = TODAY;
    assert_eq!(within, Err(Refusal::TooEarly { field, earliest }));
    let other = told(starts, false, measure(starts, "3/4"));
    assert!(matches!(other, Err(Refusal::UnknownCode { .. })));
    let nothing = Command::Measure {
        number: 2,
        reading: reading(starts, "12"),
    };
    assert_eq!(told(starts, false, nothing), Err(Refusal::NotThere));
}

#[test]
fn the_latest_day_counts_and_is_compared_with_the_target() {
    let reached = |aim, target, baseline: &str, values: &[(i32, &str)]| {
        let mut state = set();
        let indicator = &mut state.all[0];
        indicator.goal.aim = aim;
        indicator.goal.target = Hundredths::read(target).unwrap();
        indicator.goal.baseline = Value::read(baseline).unwrap();
        let read = |(day, value): &(i32, &str)| reading(TODAY.plus(*day), value);
        indicator.readings = values.iter().map(read).collect();
        indicator.is_reached()
    };
    assert_eq!(reached(Aim::Lower, "7", "35", &[]), None);
    assert_eq!(reached(Aim::Lower, "7", "35", &[(20, "7")]), Some(true));
    assert_eq!(reached(Aim::Lower, "7", "35", &[(20, "7.01")]), Some(false));
    let order = [(30, "9"), (20, "6")];
    assert_eq!(reached(Aim::Lower, "7", "35", &order), Some(false));
    assert_eq!(
        reached(Aim::Higher, "80", "1/4", &[(20, "4/5")]),
        Some(true)
    );
    assert_eq!(
        reached(Aim::Higher, "80", "1/4", &[(20, "799/1000")]),
        Some(false)
    );
}

#[test]
fn numbers_are_read_as_they_are_written() {
    for bad in ["", "-1", "1.234", "1,5", "x", "1.", ".5", "9999999999999"] {
        assert_eq!(Hundredths::read(bad), None, "{bad}");
    }
    assert_eq!(Hundredths::read(" 12.5 "), Some(Hundredths(1_250)));
    for bad in ["5/4", "0/0", "1/", "a/b"] {
        assert_eq!(Value::read(bad), None, "{bad}");
    }
    let share = Value::Share {
        part: 30,
        whole: 120,
    };
    assert_eq!(Value::read("30 / 120"), Some(share));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_is_written_as_it_was_read(number in 0..10_000_000_u64) {
        let number = Hundredths(number);
        prop_assert_eq!(Hundredths::read(&number.to_string()), Some(number));
    }
}

#[test]
fn what_the_program_counts_has_windows_like_the_baseline_and_nobody_writes_it() {
    use massline_domain::indicator::Counted;
    let goal = Goal {
        from: TODAY.plus(-10),
        to: TODAY.plus(-1),
        starts: TODAY.plus(5),
        counted: Some(Counted::Voices),
        ..goal()
    };
    assert!(
        goal.windows(TODAY.plus(14)).is_empty(),
        "the first is not over"
    );
    let first = (TODAY.plus(5), TODAY.plus(14));
    assert_eq!(goal.windows(TODAY.plus(15)), [first]);
    let second = (TODAY.plus(15), TODAY.plus(24));
    assert_eq!(goal.windows(TODAY.plus(25)), [first, second]);
    assert!(goal.windows(TODAY.plus(100_000)).len() <= 120);
}
