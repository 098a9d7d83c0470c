//! Treatments: from outside, with grounds, after a hearing, by another, never heavier than
//! proposed; private unless the grade is public.

use crate::world::{OTHER_PROBLEM, PROBLEM, TODAY, digest, housing, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::criticism::Reference;
use massline_domain::id::{TreatmentId, UserId};
use massline_domain::treatment::{Command, Decision, Event, Grounds, Stage, Treatment};
use massline_domain::{Day, Machine, Refusal, Who};

/// The treatment most tests are about.
pub(crate) const TREATMENT: TreatmentId = TreatmentId(1);

/// Why an office of the housing bureau is to be treated.
pub(crate) fn grounds() -> Grounds {
    Grounds {
        office: "物业科科长".into(),
        grade: "heavy".into(),
        about: Reference::Problem(PROBLEM),
        fact: "六月三日没有到现场就签了字。".into(),
        reason: "提醒过一次。".into(),
    }
}

/// A supervision team of the county.
pub(crate) fn proposer() -> Who {
    staff(Role::Supervisor, "county")
}

fn office() -> Who {
    staff(Role::Office, "county")
}

fn act(state: &mut Treatment, who: &Who, day: Day, command: Command) -> Result<(), Refusal> {
    let events = state.decide((TREATMENT, command), &on(day, who))?;
    events.iter().for_each(|event| state.apply(event));
    Ok(())
}

fn propose(grounds: Grounds) -> Command {
    Command::Propose {
        unit: unit("housing"),
        grounds,
        own: [PROBLEM].into(),
        commitment: digest(1),
    }
}

fn proposed() -> Treatment {
    let mut state = Treatment::default();
    act(&mut state, &proposer(), TODAY, propose(grounds())).unwrap();
    state
}

fn reply() -> Command {
    Command::Reply {
        words: "那天另有一处。".into(),
        commitment: digest(2),
    }
}

fn decide(grade: Option<&str>, by: UserId) -> Command {
    Command::Decide {
        decision: Decision {
            grade: grade.map(str::to_owned),
            due: Some(TODAY.plus(40)),
            words: "听了说明。".into(),
        },
        commitment: digest(3),
        grounds: grounds(),
        reply: Some("那天另有一处。".into()),
        proposed_by: by,
    }
}

const SOMEBODY: UserId = UserId([99; 8]);

#[test]
fn it_is_proposed_from_outside_with_a_fact_a_reason_and_a_reference() {
    let try_with = |change: fn(&mut Grounds)| {
        let mut one = grounds();
        change(&mut one);
        act(&mut Treatment::default(), &proposer(), TODAY, propose(one))
    };
    assert_eq!(try_with(|_| ()), Ok(()));
    let empty = |field| Err(Refusal::Empty { field });
    assert_eq!(try_with(|one| one.fact.clear()), empty("fact"));
    assert_eq!(try_with(|one| one.reason.clear()), empty("reason"));
    assert_eq!(try_with(|one| one.office.clear()), empty("office"));
    let unknown = |tried| matches!(tried, Err(Refusal::UnknownCode { .. }));
    assert!(unknown(try_with(|one| one.grade = "prison".into())));
    let foreign = Reference::Problem(OTHER_PROBLEM);
    let mut of_others = grounds();
    of_others.about = foreign;
    let tried = act(
        &mut Treatment::default(),
        &proposer(),
        TODAY,
        propose(of_others),
    );
    assert!(unknown(tried));
    for own in [Role::Office, Role::Supervisor] {
        let own = staff(own, "housing");
        let tried = act(&mut Treatment::default(), &own, TODAY, propose(grounds()));
        assert_eq!(tried, Err(Refusal::OwnUnit), "nobody treats their own body");
    }
    let by_unit = staff(Role::Unit, "water");
    let tried = act(
        &mut Treatment::default(),
        &by_unit,
        TODAY,
        propose(grounds()),
    );
    assert_eq!(tried, Err(Refusal::NotYourUnit));
}

#[test]
fn nothing_is_decided_before_a_reply_or_the_days_for_one() {
    let mut state = proposed();
    let (until, field) = (state.reply_until, "decision");
    let earliest = until.plus(1);
    let early = act(&mut state, &office(), until, decide(None, SOMEBODY));
    assert_eq!(early, Err(Refusal::TooEarly { field, earliest }));
    let mut silent = state.clone();
    act(&mut silent, &office(), earliest, decide(None, SOMEBODY)).unwrap();
    assert_eq!(silent.stage, Stage::Dropped);
    act(&mut state, &housing(), TODAY, reply()).unwrap();
    act(&mut state, &office(), TODAY, decide(None, SOMEBODY)).unwrap();
    assert_eq!(state.stage, Stage::Dropped);
}

#[test]
fn who_proposed_does_not_decide_and_nothing_gets_heavier() {
    let mut state = proposed();
    act(&mut state, &housing(), TODAY, reply()).unwrap();
    let Who::Staff { user, .. } = office() else {
        panic!("staff")
    };
    let same = act(&mut state, &office(), TODAY, decide(None, user));
    assert_eq!(same, Err(Refusal::SamePerson));
    let mut light = grounds();
    light.grade = "light".into();
    let heavier = Command::Decide {
        decision: Decision {
            grade: Some("heavy".into()),
            due: Some(TODAY.plus(40)),
            words: "重一点。".into(),
        },
        commitment: digest(3),
        grounds: light,
        reply: None,
        proposed_by: SOMEBODY,
    };
    let what = "heavier";
    let tried = act(&mut state, &office(), TODAY, heavier);
    assert_eq!(tried, Err(Refusal::OutOfOrder { what }));
}

#[test]
fn only_a_public_grade_puts_the_words_into_the_event_that_decides() {
    let ordered = |grade: &str| {
        let mut state = proposed();
        act(&mut state, &housing(), TODAY, reply()).unwrap();
        let context = office();
        let decided = state.decide(
            (TREATMENT, decide(Some(grade), SOMEBODY)),
            &on(TODAY, &context),
        );
        let [Event::Ordered { public, .. }] = &decided.unwrap()[..] else {
            panic!("ordered")
        };
        public.clone()
    };
    assert_eq!(ordered("light"), None);
    let public = ordered("heavy").unwrap();
    assert_eq!(public.grounds, grounds());
    assert_eq!(public.reply.as_deref(), Some("那天另有一处。"));
}
