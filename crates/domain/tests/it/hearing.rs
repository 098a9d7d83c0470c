//! The plan of hearing: fixed in public, changed only with a reason, reached by numbers.

use crate::world::{CHARTER, TODAY, housing, on, staff};
use massline_domain::context::Role;
use massline_domain::hearing::{Command, Hearing, MOST_WANTED, Targets, Whom};
use massline_domain::{Machine, Refusal, Who};
use std::collections::BTreeMap;

pub(crate) fn office() -> Who {
    staff(Role::Office, "county")
}

fn wanted(groups: &[(&str, u32)], channels: &[(&str, u32)]) -> Command {
    let numbers = |all: &[(&str, u32)]| all.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect();
    Command {
        targets: Targets {
            groups: numbers(groups),
            channels: numbers(channels),
        },
        by: TODAY.plus(20),
        reason: String::new(),
    }
}

pub(crate) fn plan() -> Command {
    wanted(&[("resident", 30)], &[("web", 20)])
}

pub(crate) fn change() -> Command {
    Command {
        reason: "汛期，入户推迟".into(),
        ..wanted(&[("resident", 40)], &[])
    }
}

fn by(state: &mut Hearing, who: &Who, command: Command) -> Result<(), Refusal> {
    let events = state.decide(command, &on(TODAY, who))?;
    events.iter().for_each(|event| state.apply(event));
    Ok(())
}

#[test]
fn the_office_fixes_whom_to_hear_in_words_of_the_charter() {
    let mut state = Hearing::default();
    let no = by(&mut state, &housing(), plan());
    assert_eq!(no, Err(Refusal::NotYourUnit));
    let field = "hearing_targets";
    let empty = by(&mut state, &office(), wanted(&[], &[]));
    assert_eq!(empty, Err(Refusal::Empty { field }));
    for (groups, channels, kind) in [
        (&[("martian", 30)][..], &[][..], "group"),
        (&[], &[("owl", 30)], "channel"),
    ] {
        let no = by(&mut state, &office(), wanted(groups, channels));
        assert!(matches!(no, Err(Refusal::UnknownCode { kind: found, .. }) if found == kind));
    }
    // Fewer than the small number could never be seen to be reached.
    let what = "target_size";
    for size in [0, 4, MOST_WANTED + 1] {
        let no = by(&mut state, &office(), wanted(&[("resident", size)], &[]));
        assert_eq!(no, Err(Refusal::OutOfOrder { what }), "{size}");
    }
    let past = Command {
        by: TODAY.plus(-1),
        ..plan()
    };
    let no = by(&mut state, &office(), past);
    assert!(matches!(no, Err(Refusal::TooEarly { .. })));
    assert_eq!(by(&mut state, &office(), plan()), Ok(()));
}

#[test]
fn a_plan_changes_only_with_a_reason_and_what_it_said_before_stays() {
    let mut state = Hearing::default();
    by(&mut state, &office(), plan()).unwrap();
    let before = state.plan.clone().unwrap();
    let same = by(&mut state, &office(), plan());
    assert_eq!(same, Err(Refusal::Unchanged));
    let field = "hearing_reason";
    let silent = Command {
        reason: " ".into(),
        ..change()
    };
    assert_eq!(
        by(&mut state, &office(), silent),
        Err(Refusal::Empty { field })
    );
    by(&mut state, &office(), change()).unwrap();
    assert_eq!(state.changes.len(), 1);
    assert_eq!(state.changes[0].before, before);
    assert_eq!(state.plan.unwrap().targets, change().targets);
}

#[test]
fn a_target_is_reached_by_the_number_that_was_heard() {
    let mut state = Hearing::default();
    by(&mut state, &office(), plan()).unwrap();
    let heard = |code: &str, n| BTreeMap::from([(code.to_owned(), n)]);
    let aims = |residents, web| {
        let aims = state.aims(&CHARTER, &heard("resident", residents), &heard("web", web));
        let whom: Vec<Whom> = aims.iter().map(|aim| aim.whom.clone()).collect();
        assert_eq!(
            whom,
            [Whom::Group("resident".into()), Whom::Channel("web".into())]
        );
        (aims[0].reached, aims[1].reached)
    };
    assert_eq!(aims(29, 19), (false, false));
    assert_eq!(aims(30, 19), (true, false));
    assert_eq!(aims(30, 20), (true, true));
    assert_eq!(aims(4, 3), (false, false));
    assert!(
        Hearing::default()
            .aims(&CHARTER, &heard("resident", 99), &heard("web", 99))
            .is_empty()
    );
}
