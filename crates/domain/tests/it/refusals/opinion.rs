//! What an opinion refuses.

use super::empty;
use crate::edges::{by, walk};
use crate::world::*;
use massline_domain::context::Role;
use massline_domain::opinion::{self, Opinion};
use massline_domain::{Refusal, Who};

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
