//! Commitments: whose they are, when they are late, and what came of them.

use crate::world::{OTHER_PROBLEM, PROBLEM, TODAY, housing, on, staff};
use massline_domain::commitment::{Command, Commitment, Origin, Promise};
use massline_domain::context::Role;
use massline_domain::criticism::Reference;
use massline_domain::id::CommitmentId;
use massline_domain::{Day, Machine, Refusal, Who};

/// The commitment most tests are about.
pub(crate) const COMMITMENT: CommitmentId = CommitmentId(1);

/// What an office promises, by thirty days from now.
pub(crate) fn promise() -> Promise {
    Promise {
        office: "分管住房的副局长".into(),
        words: "每周一次到现场验收".into(),
        about: Some(Reference::Problem(PROBLEM)),
        origin: Origin::Own,
        due: TODAY.plus(30),
    }
}

fn make(promise: Promise) -> Command {
    let own = [PROBLEM].into();
    let done = (promise.origin == Origin::AtOnce).then(|| "当天换了灯".to_owned());
    Command::Make { promise, own, done }
}

fn act(state: &mut Commitment, who: &Who, day: Day, command: Command) -> Result<(), Refusal> {
    let events = state.decide((COMMITMENT, command), &on(day, who))?;
    events.iter().for_each(|event| state.apply(event));
    Ok(())
}

fn made() -> Commitment {
    let mut state = Commitment::default();
    act(&mut state, &housing(), TODAY, make(promise())).unwrap();
    state
}

fn tell(kept: bool) -> Command {
    let words = "六月十五日去看过".into();
    Command::Tell { kept, words }
}

fn look(holds: bool) -> Command {
    let words = "问了两户".into();
    Command::Look { holds, words }
}

#[test]
fn it_is_by_an_office_about_a_problem_of_its_unit_and_by_a_day_to_come() {
    let try_with = |change: fn(&mut Promise)| {
        let mut one = promise();
        change(&mut one);
        act(&mut Commitment::default(), &housing(), TODAY, make(one))
    };
    assert_eq!(try_with(|_| ()), Ok(()));
    assert_eq!(try_with(|one| one.about = None), Ok(()));
    let empty = |field| Err(Refusal::Empty { field });
    assert_eq!(try_with(|one| one.office.clear()), empty("office"));
    assert_eq!(try_with(|one| one.words.clear()), empty("promise"));
    let foreign = try_with(|one| one.about = Some(Reference::Problem(OTHER_PROBLEM)));
    assert!(matches!(foreign, Err(Refusal::UnknownCode { .. })));
    let past = try_with(|one| one.due = TODAY.plus(-1));
    let (field, earliest) = ("due", TODAY);
    assert_eq!(past, Err(Refusal::TooEarly { field, earliest }));
    let team = staff(Role::Supervisor, "county");
    let by_team = act(&mut Commitment::default(), &team, TODAY, make(promise()));
    assert_eq!(by_team, Err(Refusal::NotYourUnit));
}

#[test]
fn what_was_put_right_at_once_is_made_and_told_in_one_step() {
    let mut state = Commitment::default();
    let one = Promise {
        origin: Origin::AtOnce,
        due: TODAY,
        ..promise()
    };
    let later = Promise {
        due: TODAY.plus(1),
        ..one.clone()
    };
    let (field, latest) = ("due", TODAY);
    let to_come = act(&mut state, &housing(), TODAY, make(later));
    assert_eq!(to_come, Err(Refusal::TooLate { field, latest }));
    act(&mut state, &housing(), TODAY, make(one)).unwrap();
    assert_eq!((state.state(), state.is_at_once()), ("told", true));
    assert!(state.outcome().unwrap().kept);
}

#[test]
fn it_is_late_after_its_day_until_something_is_told() {
    let mut state = made();
    assert!(!state.is_late(TODAY.plus(30)), "the day itself");
    assert!(state.is_late(TODAY.plus(31)));
    let due = TODAY.plus(60);
    let why = |reason: &str| Command::Move {
        due,
        reason: reason.into(),
    };
    let silent = act(&mut state, &housing(), TODAY, why(" "));
    assert_eq!(silent, Err(Refusal::Empty { field: "reason" }));
    act(&mut state, &housing(), TODAY, why("等配件")).unwrap();
    assert!(!state.is_late(TODAY.plus(31)));
    assert_eq!((state.due(), state.moved.len()), (Some(due), 1));
    act(&mut state, &housing(), TODAY.plus(70), tell(false)).unwrap();
    assert!(!state.is_late(TODAY.plus(71)), "not kept, and said so");
    let mut late = made();
    act(&mut late, &housing(), TODAY.plus(31), tell(true)).unwrap();
    assert!(late.is_kept_late() && !state.is_kept_late());
}

#[test]
fn what_the_team_doubts_is_open_again_and_only_a_team_looks() {
    let mut state = made();
    let team = staff(Role::Supervisor, "county");
    act(&mut state, &housing(), TODAY, tell(true)).unwrap();
    let own = act(&mut state, &housing(), TODAY, look(true));
    assert_eq!(own, Err(Refusal::NotYourUnit));
    act(&mut state, &team, TODAY, look(false)).unwrap();
    assert_eq!((state.state(), state.outcome()), ("open", None));
    assert!(state.is_late(TODAY.plus(31)), "its day counts again");
    act(&mut state, &housing(), TODAY, tell(true)).unwrap();
    assert!(!state.seen, "what is told anew is looked at anew");
    act(&mut state, &team, TODAY, look(true)).unwrap();
    assert!(state.outcome().unwrap().kept);
    assert_eq!(state.looks.len(), 2, "a doubt does not vanish");
    let other = act(&mut state, &staff(Role::Unit, "water"), TODAY, tell(true));
    assert!(other.is_err());
}
