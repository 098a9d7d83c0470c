//! The criticism session: who speaks first, about whom, of what, and what closes it.

use crate::world::{OTHER_PROBLEM, PROBLEM, TODAY, digest, housing, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::criticism::{Around, Command, Kind, Reference, Session, Subject, Talk, Words};
use massline_domain::id::SessionId;
use massline_domain::{Machine, Refusal, Who};

/// The session most tests are about.
pub(crate) fn session() -> SessionId {
    let unit = unit("housing");
    SessionId { unit, number: 1 }
}

/// The team that reads the unit.
pub(crate) fn team() -> Who {
    staff(Role::Supervisor, "county")
}

pub(crate) fn words(fact: &str) -> Words {
    Words {
        text: "验收没有到现场".into(),
        fact: fact.into(),
    }
}

/// The head of the bureau, who leads, and the head of a section.
pub(crate) fn open() -> Command {
    Command::Open {
        day: TODAY,
        present: vec!["科长".into(), "局长".into()],
        leader: 2,
        around: Around::default(),
    }
}

/// The two have talked.
pub(crate) fn talk() -> Command {
    talks(vec![Talk::Pair { one: 1, other: 2 }])
}

fn talks(talks: Vec<Talk>) -> Command {
    let day = TODAY;
    Command::Talk { talks, day }
}

/// A body of which all talks are asked: two units below it, and a team that reads it.
fn open_after_talks() -> Command {
    Command::Open {
        day: TODAY,
        present: vec!["书记".into(), "县长".into(), "主任".into()],
        leader: 1,
        around: Around {
            class: "committee".into(),
            below: vec![unit("roads"), unit("water")],
            read: true,
            ..Around::default()
        },
    }
}

pub(crate) fn say(who: Kind) -> Command {
    Command::Say {
        again: None,
        who,
        subject: Subject::Act,
        reference: Some(Reference::Problem(PROBLEM)),
        words: words("六月三日"),
        commitment: digest(7),
        own: [PROBLEM].into(),
    }
}

pub(crate) fn own(by: u32) -> Command {
    say(Kind::Own { by })
}

pub(crate) fn other(by: u32, about: u32) -> Command {
    say(Kind::Other { by, about })
}

pub(crate) fn promise(by: u32) -> Command {
    Command::Promise {
        by,
        until: TODAY.plus(30),
        words: words(""),
        commitment: digest(8),
    }
}

pub(crate) fn reply(number: u32, said: bool) -> Command {
    let words = said.then(|| (words(""), digest(9)));
    Command::Reply { number, words }
}

pub(crate) fn send_back(number: u32) -> Command {
    Command::Return {
        number,
        reason: "shallow".into(),
        words: "没有写是哪一次".into(),
    }
}

pub(crate) fn close() -> Command {
    let minutes = Vec::new();
    Command::Close { minutes }
}

fn by(state: &mut Session, who: &Who, command: Command) -> Result<(), Refusal> {
    let events = state.decide((session(), command), &on(TODAY, who))?;
    events.iter().for_each(|event| state.apply(event));
    Ok(())
}

/// A session after these commands of the unit.
fn after(commands: impl IntoIterator<Item = Command>) -> Session {
    let mut state = Session::default();
    for command in commands {
        by(&mut state, &housing(), command).unwrap();
    }
    state
}

fn order(what: &'static str) -> Result<(), Refusal> {
    Err(Refusal::OutOfOrder { what })
}

#[test]
fn the_leader_speaks_first_of_himself_and_everyone_before_anyone_criticises() {
    let mut state = after([open()]);
    let unit = housing();
    assert_eq!(by(&mut state, &unit, own(1)), order("leader_first"));
    assert_eq!(by(&mut state, &unit, other(2, 1)), order("self_first"));
    assert_eq!(by(&mut state, &unit, own(2)), Ok(()));
    assert_eq!(by(&mut state, &unit, other(2, 1)), order("self_first"));
    assert_eq!(by(&mut state, &unit, own(1)), Ok(()));
    assert_eq!(by(&mut state, &unit, other(2, 1)), Ok(()));
    assert_eq!(by(&mut state, &unit, other(1, 2)), Ok(()));
}

#[test]
fn nobody_speaks_who_is_absent_nor_of_the_absent_nor_criticises_oneself() {
    let mut state = after([open(), own(2), own(1)]);
    let unit = housing();
    for absent in [own(3), own(0), other(3, 1), other(1, 3), promise(3)] {
        let no = by(&mut state, &unit, absent.clone());
        let wrong = matches!(no, Err(Refusal::UnknownCode { kind: "office", .. }));
        assert!(wrong, "{absent:?}: {no:?}");
    }
    assert_eq!(by(&mut state, &unit, other(1, 1)), order("of_another"));
    assert_eq!(by(&mut state, &unit, other(1, 2)), Ok(()));
}

#[test]
fn what_is_said_has_an_act_a_fact_and_a_reference() {
    let try_with = |reference: Option<Reference>, words: Words| {
        let mut state = after([open()]);
        let Command::Say { who, own, .. } = own(2) else {
            panic!("not said");
        };
        let (again, subject, commitment) = (None, Subject::Duty, digest(7));
        let command = Command::Say {
            again,
            who,
            subject,
            reference,
            words,
            commitment,
            own,
        };
        by(&mut state, &housing(), command)
    };
    let clause = |code: &str| Some(Reference::Clause(code.into()));
    let empty = |field| Err(Refusal::Empty { field });
    assert_eq!(try_with(clause("keeps-word"), words("六月三日")), Ok(()));
    assert_eq!(
        try_with(None, words("六月三日")),
        empty("criticism_reference")
    );
    assert_eq!(
        try_with(clause("keeps-word"), words(" ")),
        empty("criticism_fact")
    );
    let silent = Words {
        text: "\n".into(),
        ..words("六月三日")
    };
    assert_eq!(
        try_with(clause("keeps-word"), silent),
        empty("criticism_text")
    );
    let made_up = try_with(clause("made-up"), words("六月三日"));
    assert!(matches!(
        made_up,
        Err(Refusal::UnknownCode { kind: "clause", .. })
    ));
    let foreign = try_with(Some(Reference::Problem(OTHER_PROBLEM)), words("六月三日"));
    let kind = "problem";
    assert!(matches!(foreign, Err(Refusal::UnknownCode { kind: k, .. }) if k == kind));
}

#[test]
fn it_closes_when_all_is_answered_taken_on_and_nothing_is_sent_back() {
    let unit = housing();
    let close_of = |state: &Session| by(&mut state.clone(), &unit, close());
    let mut state = after([open(), own(2)]);
    assert_eq!(close_of(&state), order("self_first"));
    by(&mut state, &unit, own(1)).unwrap();
    assert_eq!(
        close_of(&state),
        order("not_criticised"),
        "only of themselves"
    );
    by(&mut state, &unit, other(1, 2)).unwrap();
    assert_eq!(close_of(&state), order("no_reply"));
    by(&mut state, &unit, reply(3, false)).unwrap();
    assert_eq!(close_of(&state), order("nothing_taken_on"));
    by(&mut state, &unit, promise(1)).unwrap();
    assert_eq!(close_of(&state), order("nothing_taken_on"), "one is silent");
    by(&mut state, &unit, promise(2)).unwrap();
    assert_eq!(close_of(&state), Ok(()));
    let mut ahead = state.clone();
    let day = TODAY.plus(1);
    ahead.day = Some(day);
    let too_early = Err(Refusal::TooEarly {
        field: "criticism_day",
        earliest: day,
    });
    assert_eq!(close_of(&ahead), too_early, "not before it is held");
    by(&mut state, &team(), send_back(3)).unwrap();
    assert_eq!(close_of(&state), order("returned_open"));
}

#[test]
fn a_team_sends_back_what_only_the_same_office_says_again() {
    let unit = housing();
    let mut state = after([open(), own(2), own(1), other(1, 2), reply(3, true)]);
    let again = |number, who| match say(who) {
        Command::Say {
            subject,
            reference,
            words,
            commitment,
            own,
            ..
        } => Command::Say {
            again: Some(number),
            who,
            subject,
            reference,
            words,
            commitment,
            own,
        },
        other => other,
    };
    let criticism = Kind::Other { by: 1, about: 2 };
    let untouched = by(&mut state, &unit, again(3, criticism));
    assert_eq!(untouched, order("not_returned"), "nobody rewrites at will");
    let self_return = by(&mut state, &unit, send_back(3));
    assert_eq!(self_return, Err(Refusal::OwnUnit));
    by(&mut state, &team(), send_back(3)).unwrap();
    assert_eq!(
        by(&mut state, &team(), send_back(3)),
        Err(Refusal::Unchanged)
    );
    let rewritten = by(&mut state, &team(), again(3, criticism));
    assert_eq!(
        rewritten,
        Err(Refusal::NotYourUnit),
        "a team cannot rewrite"
    );
    let swapped = Kind::Other { by: 2, about: 1 };
    assert_eq!(
        by(&mut state, &unit, again(3, swapped)),
        order("same_again")
    );
    by(&mut state, &unit, again(3, criticism)).unwrap();
    let said = state.one(3).unwrap();
    assert_eq!((said.open, said.returned.len()), (false, 1));
    assert_eq!(said.reply, None, "what is said anew is answered anew");
    assert_eq!(by(&mut state, &unit, reply(1, true)), order("to_another"));
}

#[test]
fn those_present_are_two_or_more_and_the_leader_is_one_of_them() {
    let try_with = |present: &[&str], leader| {
        let present = present.iter().map(|one| (*one).to_owned()).collect();
        let day = TODAY;
        let open = Command::Open {
            day,
            present,
            leader,
            around: Around::default(),
        };
        by(&mut Session::default(), &housing(), open)
    };
    assert_eq!(try_with(&["局长"], 1), order("present"));
    assert_eq!(try_with(&["局长", "局长"], 1), order("present"));
    for nobody in [0, 3] {
        let no = try_with(&["局长", "科长"], nobody);
        assert!(matches!(
            no,
            Err(Refusal::UnknownCode { kind: "office", .. })
        ));
    }
    assert_eq!(try_with(&["局长", "科长"], 2), Ok(()));
    let water = staff(Role::Unit, "water");
    let foreign = by(&mut Session::default(), &water, open());
    assert_eq!(foreign, Err(Refusal::NotYourUnit));
}

#[test]
fn nothing_is_said_before_the_talks_the_charter_asks_for() {
    let unit_of = |code: &str| unit(code);
    let mut state = after([open_after_talks()]);
    let (body, team) = (housing(), team());
    let owed = state.talks_owed();
    assert_eq!(owed.pairs, [(1, 2), (1, 3), (2, 3)]);
    assert_eq!(owed.below, [unit("roads"), unit("water")]);
    assert_eq!(owed.team, [1, 2, 3]);
    let own_talks = [
        Talk::Pair { one: 1, other: 2 },
        Talk::Pair { one: 1, other: 3 },
        Talk::Pair { one: 2, other: 3 },
        Talk::Below {
            by: 1,
            unit: unit_of("roads"),
        },
        Talk::Below {
            by: 3,
            unit: unit_of("water"),
        },
    ];
    for one in own_talks {
        assert_eq!(by(&mut state, &body, own(1)), order("talks_first"));
        by(&mut state, &body, talks(vec![one])).unwrap();
    }
    let with = |with| Talk::Team { with };
    by(&mut state, &team, talks(vec![with(1), with(3)])).unwrap();
    assert_eq!(state.talks_owed().team, [2]);
    assert_eq!(by(&mut state, &body, own(1)), order("talks_first"));
    by(&mut state, &team, talks(vec![with(2)])).unwrap();
    assert!(state.talks_owed().is_empty());
    assert_eq!(by(&mut state, &body, own(1)), Ok(()));
}

#[test]
fn a_charter_that_asks_for_the_leaders_talks_does_not_ask_each_for_all() {
    let text = crate::world::SMALL.replace(
        r#"talks = ["leader", "each", "heads", "team"]"#,
        r#"talks = ["leader", "heads", "team"]"#,
    );
    let charter = massline_domain::Charter::parse(&text).unwrap();
    let who = housing();
    let context = massline_domain::Context {
        charter: &charter,
        ..on(TODAY, &who)
    };
    let Command::Open {
        day,
        present,
        leader,
        around,
    } = open_after_talks()
    else {
        panic!("not opened");
    };
    // Nobody below, and no team: only what can be held is asked.
    let around = Around {
        below: Vec::new(),
        read: false,
        ..around
    };
    let open = Command::Open {
        day,
        present,
        leader,
        around,
    };
    let mut state = Session::default();
    let events = state.decide((session(), open), &context).unwrap();
    events.iter().for_each(|event| state.apply(event));
    let owed = state.talks_owed();
    assert_eq!(owed.pairs, [(1, 2), (1, 3)]);
    assert_eq!(owed.count(), 2);
}

#[test]
fn a_unit_records_its_own_talks_and_a_team_its_own() {
    let (body, team) = (housing(), team());
    let mut state = after([open_after_talks()]);
    let pair = |one, other| talks(vec![Talk::Pair { one, other }]);
    let with_team = talks(vec![Talk::Team { with: 1 }]);
    let by_unit = by(&mut state, &body, with_team.clone());
    assert_eq!(by_unit, Err(Refusal::OwnUnit));
    assert_eq!(by(&mut state, &team, pair(1, 2)), Err(Refusal::NotYourUnit));
    for (one, other) in [(1, 4), (0, 1), (2, 1), (2, 2)] {
        let no = by(&mut state, &body, pair(one, other));
        let wrong = matches!(no, Err(Refusal::UnknownCode { kind: "office", .. }));
        assert!(wrong, "{one} and {other}: {no:?}");
    }
    let elsewhere = Talk::Below {
        by: 1,
        unit: unit("school"),
    };
    let no = by(&mut state, &body, talks(vec![elsewhere]));
    assert!(matches!(no, Err(Refusal::UnknownUnit { .. })));
    let empty = by(&mut state, &body, talks(Vec::new()));
    let field = "criticism_talks";
    assert_eq!(empty, Err(Refusal::Empty { field }));
    let tomorrow = Command::Talk {
        talks: vec![Talk::Pair { one: 1, other: 2 }],
        day: TODAY.plus(1),
    };
    let early = by(&mut state, &body, tomorrow);
    assert!(matches!(early, Err(Refusal::TooLate { .. })));
    by(&mut state, &body, pair(1, 2)).unwrap();
    assert_eq!(by(&mut state, &body, pair(1, 2)), Err(Refusal::Unchanged));
    by(&mut state, &team, with_team).unwrap();
    assert_eq!(
        (state.talks[0].by.clone(), state.talks[1].by.clone()),
        (unit("housing"), unit("county"))
    );
}

#[test]
fn the_body_above_holds_its_session_first() {
    let Command::Open {
        day,
        present,
        leader,
        ..
    } = open()
    else {
        panic!("not opened");
    };
    let waits_for = Some(unit("county"));
    let around = Around {
        waits_for,
        ..Around::default()
    };
    let early = Command::Open {
        day,
        present,
        leader,
        around,
    };
    let mut state = Session::default();
    let no = by(&mut state, &housing(), early);
    assert_eq!(no, order("above_session_first"));
    assert_eq!(by(&mut state, &housing(), open()), Ok(()));
}
