//! What an opinion refuses.

use super::empty;
use crate::edges::{by, walk};
use crate::world::*;
use massline_domain::context::Role;
use massline_domain::opinion::{self, Opinion};
use massline_domain::{Machine, Refusal, Who};

#[test]
fn an_opinion_uses_the_charters_words_and_keeps_its_length() {
    let receive = |change: fn(&mut opinion::Receive<'static>)| {
        let mut given = speech(opinion_id(1), true);
        change(&mut given);
        let command = opinion::Command::Receive(given);
        Opinion::default().decide_for(opinion_id(1), command, &on(TODAY, &Who::Public))
    };
    let unknown = |kind, found: &str| {
        Err(Refusal::UnknownCode {
            kind,
            found: found.into(),
        })
    };
    assert_eq!(receive(|given| given.words = " \t\n"), empty("words"));
    assert_eq!(
        receive(|given| given.channel = "fax".into()),
        unknown("channel", "fax")
    );
    assert_eq!(
        receive(|given| given.group = Some("elf".into())),
        unknown("group", "elf")
    );
    assert_eq!(
        receive(|given| given.language = "zh".into()),
        unknown("language", "zh")
    );
    let long: &'static str = "灯".repeat(201).leak();
    let speech = opinion::check_words(long, &CHARTER);
    assert_eq!(
        speech,
        Err(Refusal::TooLong {
            field: "words",
            max: 200,
            found: 201
        })
    );
    let tomorrow = receive(|given| given.said_on = Some(TODAY.plus(1))).unwrap();
    let [opinion::Event::Received { said_on, .. }] = tomorrow.as_slice() else {
        panic!("{tomorrow:?}")
    };
    assert_eq!(*said_on, TODAY, "nobody has said anything tomorrow");
}

#[test]
fn an_opinion_is_refused_only_for_a_reason_of_the_charter() {
    let waiting: Opinion = walk(vec![by(
        &Who::Public,
        (
            opinion_id(1),
            opinion::Command::Receive(speech(opinion_id(1), true)),
        ),
    )]);
    let office = staff(Role::Office, "county");
    let tell = |command| waiting.decide_for(opinion_id(1), command, &on(TODAY, &office));
    let refuse = opinion::Command::Refuse {
        reason: "inconvenient".into(),
    };
    let found = "inconvenient".to_owned();
    assert_eq!(
        tell(refuse),
        Err(Refusal::UnknownCode {
            kind: "refusal_reason",
            found
        })
    );
    let (words, commitment) = (" ", digest(1));
    assert_eq!(
        tell(opinion::Command::Answer { words, commitment }),
        empty("answer")
    );
    assert_eq!(tell(opinion::Command::Refer { to: "".into() }), empty("to"));
}

#[test]
fn what_a_person_said_it_is_not_about_is_remembered_until_they_decide_anew() {
    let id = opinion_id(1);
    let who = staff(Role::Office, "county");
    let mut state = Opinion::default();
    let mut go = |command| -> Result<Vec<u64>, Refusal> {
        let events = state.decide_for(id, command, &on(TODAY, &who))?;
        events.iter().for_each(|event| state.apply(event));
        Ok(state.apart.problems().map(|problem| problem.0).collect())
    };
    let assign = |problem| opinion::Command::Assign {
        problem,
        copy: false,
        traits: Default::default(),
    };
    let apart = |problem| opinion::Command::KeepApart { problem };
    let (here, there) = (PROBLEM, OTHER_PROBLEM);
    let absent = Err(Refusal::WrongState { state: "absent" });
    assert_eq!(go(apart(here)), absent);
    go(opinion::Command::Receive(speech(id, true))).unwrap();
    assert_eq!(go(apart(here)), Ok(vec![here.0]));
    assert_eq!(go(apart(here)), Err(Refusal::AlreadyThere));
    assert_eq!(go(assign(here)), Ok(vec![]), "decided anew");
    let inside = Err(Refusal::WrongState {
        state: "in_problem",
    });
    assert_eq!(go(apart(here)), inside, "it is taken out instead");
    assert_eq!(go(assign(there)), Ok(vec![here.0]), "moved on");
    assert_eq!(go(opinion::Command::Release), Ok(vec![here.0, there.0]));
    let authority = opinion::Authority::Subject;
    assert_eq!(go(opinion::Command::Erase { authority }), Ok(vec![]));
}
