//! Spot-checks: a list from outside, a draw from that list and from no other, each looked at once.

use crate::world::{ITEM, OTHER_PROBLEM, PROBLEM, TODAY, digest, housing, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::id::SpotCheckId;
use massline_domain::spot_check::{Command, SpotCheck, Target};
use massline_domain::{Machine, Refusal, Who};

/// The spot-check most tests are about.
pub(crate) const CHECK: SpotCheckId = SpotCheckId(1);
/// What is on its list.
pub(crate) const TARGETS: [Target; 2] = [Target::Problem(PROBLEM), Target::Item(ITEM)];

/// A supervision team of the county.
pub(crate) fn team() -> Who {
    staff(Role::Supervisor, "county")
}

/// Fixes a list of two.
pub(crate) fn fix() -> Command {
    Command::Fix {
        units: [unit("housing")].into(),
        frame: TARGETS.into(),
        wanted: 2,
    }
}

fn act(check: &mut SpotCheck, who: &Who, command: Command) -> Result<(), Refusal> {
    let events = check.decide((CHECK, command), &on(TODAY, who))?;
    events.iter().for_each(|event| check.apply(event));
    Ok(())
}

fn fixed() -> SpotCheck {
    let mut check = SpotCheck::default();
    act(&mut check, &team(), fix()).unwrap();
    check
}

fn draw(drawn: &[Target]) -> Command {
    Command::Draw {
        seed: digest(4),
        size: 9,
        drawn: drawn.to_vec(),
    }
}

#[test]
fn a_list_is_fixed_from_outside_and_has_something_on_it() {
    let try_with = |units: &[&str], frame: &[Target], wanted, who: &Who| {
        let fix = Command::Fix {
            units: units.iter().map(|code| unit(code)).collect(),
            frame: frame.iter().copied().collect(),
            wanted,
        };
        act(&mut SpotCheck::default(), who, fix)
    };
    assert_eq!(try_with(&["housing"], &TARGETS, 1, &team()), Ok(()));
    let own = try_with(&["county"], &TARGETS, 1, &team());
    assert_eq!(own, Err(Refusal::OwnUnit));
    let empty = |field| Err(Refusal::Empty { field });
    assert_eq!(try_with(&["housing"], &[], 1, &team()), empty("units"));
    assert_eq!(
        try_with(&["housing"], &TARGETS, 0, &team()),
        empty("wanted")
    );
    let by_unit = try_with(&["housing"], &TARGETS, 1, &housing());
    assert_eq!(by_unit, Err(Refusal::NotYourUnit));
}

#[test]
fn only_what_is_on_the_list_is_drawn_as_many_as_were_wanted_and_each_once() {
    let state = "fixed";
    let no = Err(Refusal::WrongState { state });
    let other = Target::Problem(OTHER_PROBLEM);
    for wrong in [
        &[TARGETS[0]][..],
        &[TARGETS[0], TARGETS[0]],
        &[TARGETS[0], other],
    ] {
        assert_eq!(act(&mut fixed(), &team(), draw(wrong)), no, "{wrong:?}");
    }
    assert_eq!(act(&mut fixed(), &team(), draw(&TARGETS)), Ok(()));
    let stranger = staff(Role::Supervisor, "roads");
    let by_another = act(&mut fixed(), &stranger, draw(&TARGETS));
    assert_eq!(by_another, Err(Refusal::NotYourUnit));
}

#[test]
fn what_was_drawn_is_looked_at_once() {
    let mut check = fixed();
    act(&mut check, &team(), draw(&TARGETS)).unwrap();
    assert_eq!(check.to_see(), TARGETS);
    let find = |target| Command::Find {
        target,
        holds: false,
        words: "灯又灭了".into(),
    };
    act(&mut check, &team(), find(TARGETS[0])).unwrap();
    assert_eq!(check.to_see(), [TARGETS[1]]);
    let twice = act(&mut check, &team(), find(TARGETS[0]));
    assert_eq!(twice, Err(Refusal::NotThere));
    let undrawn = act(&mut check, &team(), find(Target::Problem(OTHER_PROBLEM)));
    assert_eq!(undrawn, Err(Refusal::NotThere));
}
