//! What the rules of consultations refuse, and what they leave as it is.

use crate::world::{digest, on, staff};
use massline_domain::consultation::statement::{
    Command, Origin, Reason, STATEMENT_CHARS, Stage, Statement,
};
use massline_domain::consultation::vote::{Choice, Command as Vote, Event as Voted, Voting};
use massline_domain::consultation::{self, Consultation};
use massline_domain::context::Role;
use massline_domain::id::{ConsultationId, StatementId, UserId};
use massline_domain::{Machine, Refusal, Who};

const ID: StatementId = StatementId {
    consultation: ConsultationId(1),
    number: 1,
};

fn user_of(who: &Who) -> UserId {
    match who {
        Who::Staff { user, .. } => *user,
        _ => panic!("not of the staff"),
    }
}

fn after(commands: Vec<Command>) -> Statement {
    let office = staff(Role::Office, "county");
    let context = on(crate::world::TODAY, &office);
    let mut state = Statement::default();
    for command in commands {
        let events = state.decide((ID, command), &context).unwrap();
        events.iter().for_each(|event| state.apply(event));
    }
    state
}

fn propose(words: &str) -> Command {
    Command::Propose {
        words: words.to_owned(),
        commitment: digest(1),
        receipt: digest(2),
        language: "zh-CN".to_owned(),
    }
}

#[test]
fn an_appeal_is_decided_by_another_person_than_who_refused() {
    let reason = Reason::Person;
    let state = after(vec![
        propose("摊位要固定"),
        Command::Refuse { reason },
        Command::Appeal { note: None },
    ]);
    let office = staff(Role::Office, "county");
    let context = on(crate::world::TODAY, &office);
    let decide = |refused_by: UserId| {
        let uphold = Command::Uphold {
            words: "摊位要固定".to_owned(),
            refused_by,
        };
        let reject = Command::Reject { refused_by };
        [uphold, reject].map(|command| state.decide((ID, command), &context))
    };
    for decided in decide(user_of(&office)) {
        assert_eq!(decided, Err(Refusal::SamePerson));
    }
    let control = decide(UserId([77; 8]));
    assert!(control.iter().all(Result::is_ok), "{control:?}");
    for nobody in [Who::Public, Who::System] {
        let context = on(crate::world::TODAY, &nobody);
        let command = Command::Reject {
            refused_by: UserId([77; 8]),
        };
        let decided = state.decide((ID, command), &context);
        assert_eq!(decided, Err(Refusal::SamePerson), "{nobody:?}");
    }
}

#[test]
fn a_statement_is_one_short_line_in_a_language_that_is_kept() {
    let context = on(crate::world::TODAY, &Who::Public);
    let decide = |command| Statement::default().decide((ID, command), &context);
    let field = "statement";
    assert_eq!(decide(propose(" \n ")), Err(Refusal::Empty { field }));
    let long = "长".repeat(STATEMENT_CHARS + 1);
    let too_long = Refusal::TooLong {
        field,
        max: STATEMENT_CHARS,
        found: STATEMENT_CHARS + 1,
    };
    assert_eq!(decide(propose(&long)), Err(too_long));
    assert!(decide(propose(&"长".repeat(STATEMENT_CHARS))).is_ok());
    let seed = |language: &str| Command::Seed {
        words: "摊位\n要固定".to_owned(),
        language: language.to_owned(),
        origin: Origin::Office,
    };
    assert!(matches!(
        decide(seed("fr")),
        Err(Refusal::UnknownCode { .. })
    ));
    let seeded = decide(seed("zh-CN")).unwrap();
    let written = serde_json::to_string(&seeded).unwrap();
    assert!(written.contains("摊位 要固定"), "{written}");
}

#[test]
fn nothing_is_put_to_the_vote_in_other_words_than_waiting_ones() {
    let context = on(crate::world::TODAY, &Who::System);
    let state = after(vec![propose("摊位要固定")]);
    let blank = Command::Accept {
        words: " ".to_owned(),
    };
    let field = "statement";
    assert_eq!(
        state.decide((ID, blank), &context),
        Err(Refusal::Empty { field })
    );
    assert_eq!(state.stage, Stage::Waiting);
    assert_eq!(state.commitment, Some(digest(1)));
}

#[test]
fn the_same_answer_again_is_nothing_new_and_nobody_votes_on_what_is_not_shown() {
    let context = on(crate::world::TODAY, &Who::Public);
    let vote = |choice, accepted| Vote {
        participant: digest(3),
        statement: ID,
        choice,
        accepted,
    };
    let mut voting = Voting::default();
    assert_eq!(
        voting.decide(vote(Choice::Agree, false), &context),
        Err(Refusal::NotThere)
    );
    let cast = voting.decide(vote(Choice::Agree, true), &context).unwrap();
    cast.iter().for_each(|event| voting.apply(event));
    let again = voting.decide(vote(Choice::Agree, true), &context).unwrap();
    assert_eq!(again, []);
    let changed = voting.decide(vote(Choice::Pass, true), &context).unwrap();
    assert!(matches!(
        changed[..],
        [Voted::Changed {
            from: Choice::Agree,
            choice: Choice::Pass,
            ..
        }]
    ));
    changed.iter().for_each(|event| voting.apply(event));
    assert_eq!(voting.choices[&1], Choice::Pass, "the last answer counts");
}

#[test]
fn what_is_asked_is_one_line_and_a_closed_consultation_takes_nothing() {
    let context = on(crate::world::TODAY, &Who::System);
    let open = |question: &str| consultation::Command::Open {
        problem: None,
        question: question.to_owned(),
        language: "zh-CN".to_owned(),
    };
    let mut state = Consultation::default();
    let id = ConsultationId(1);
    let field = "question";
    assert_eq!(
        state.decide((id, open("")), &context),
        Err(Refusal::Empty { field })
    );
    assert!(state.must_be_open().is_err());
    for command in [open("夜市该怎么管？"), consultation::Command::Close] {
        let events = state.decide((id, command), &context).unwrap();
        events.iter().for_each(|event| state.apply(event));
    }
    assert_eq!(
        state.must_be_open(),
        Err(Refusal::WrongState { state: "closed" })
    );
}
