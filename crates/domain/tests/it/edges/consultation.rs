//! The edges of a consultation, of its statements, and of one person's votes.

use super::{Driver, Step, by, check, check_apply};
use crate::world::{digest, staff};
use massline_domain::Who;
use massline_domain::consultation::statement::{self, Origin, Reason, Statement};
use massline_domain::consultation::vote::{Choice, Command as Vote, Voting};
use massline_domain::consultation::{Command, Consultation};
use massline_domain::context::Role;
use massline_domain::id::{ConsultationId, ProblemId, StatementId, UserId};

const CONSULTATION: ConsultationId = ConsultationId(1);
/// Nobody of the staff in these tests.
const OTHER: UserId = UserId([9; 8]);

fn statement_id(number: u32) -> StatementId {
    StatementId {
        consultation: CONSULTATION,
        number,
    }
}

fn office() -> Who {
    staff(Role::Office, "county")
}

pub(super) struct Whole;

type OnWhole = (ConsultationId, Command);

fn open() -> Step<OnWhole> {
    let command = Command::Open {
        problem: Some(ProblemId(1)),
        question: "夜市该怎么管？".to_owned(),
        language: "zh-CN".to_owned(),
    };
    by(&office(), (CONSULTATION, command))
}

fn close() -> Step<OnWhole> {
    by(&office(), (CONSULTATION, Command::Close))
}

impl Driver for Whole {
    type M = Consultation;
    const TAGS: &'static [&'static str] = &["consultation.opened", "consultation.closed"];

    fn ways() -> Vec<(&'static str, Vec<Step<OnWhole>>)> {
        vec![
            ("absent", vec![]),
            ("open", vec![open()]),
            ("closed", vec![open(), close()]),
        ]
    }

    fn attempts(tag: &str, _: &Consultation) -> Vec<Step<OnWhole>> {
        match tag {
            "consultation.opened" => vec![open()],
            _ => vec![close()],
        }
    }
}

pub(super) struct OneStatement;

type OnStatement = (StatementId, statement::Command);

fn on(command: statement::Command) -> Step<OnStatement> {
    by(&office(), (statement_id(1), command))
}

fn words() -> String {
    "摊位要固定".to_owned()
}

fn seed() -> Step<OnStatement> {
    on(statement::Command::Seed {
        words: words(),
        language: "zh-CN".to_owned(),
        origin: Origin::Voice,
    })
}

fn propose() -> Step<OnStatement> {
    on(statement::Command::Propose {
        words: words(),
        commitment: digest(1),
        receipt: digest(2),
        language: "zh-CN".to_owned(),
    })
}

fn accept() -> Step<OnStatement> {
    on(statement::Command::Accept { words: words() })
}

fn refuse() -> Step<OnStatement> {
    let reason = Reason::Insult;
    on(statement::Command::Refuse { reason })
}

fn appeal() -> Step<OnStatement> {
    on(statement::Command::Appeal { note: None })
}

fn uphold() -> Step<OnStatement> {
    on(statement::Command::Uphold {
        words: words(),
        refused_by: OTHER,
    })
}

fn reject() -> Step<OnStatement> {
    on(statement::Command::Reject { refused_by: OTHER })
}

impl Driver for OneStatement {
    type M = Statement;
    const TAGS: &'static [&'static str] = &[
        "statement.seeded",
        "statement.proposed",
        "statement.accepted",
        "statement.refused",
        "statement.appealed",
        "statement.upheld",
        "statement.rejected",
        "statement.withdrawn",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<OnStatement>>)> {
        vec![
            ("absent", vec![]),
            ("waiting", vec![propose()]),
            ("accepted", vec![seed()]),
            ("refused", vec![propose(), refuse()]),
            ("appealed", vec![propose(), refuse(), appeal()]),
            ("rejected", vec![propose(), refuse(), appeal(), reject()]),
            (
                "withdrawn",
                vec![propose(), on(statement::Command::Withdraw)],
            ),
        ]
    }

    fn attempts(tag: &str, _: &Statement) -> Vec<Step<OnStatement>> {
        vec![match tag {
            "statement.seeded" => seed(),
            "statement.proposed" => propose(),
            "statement.accepted" => accept(),
            "statement.refused" => refuse(),
            "statement.appealed" => appeal(),
            "statement.upheld" => uphold(),
            "statement.withdrawn" => on(statement::Command::Withdraw),
            _ => reject(),
        }]
    }
}

pub(super) struct Votes;

fn vote(number: u32, choice: Choice, accepted: bool) -> Step<Vote> {
    let command = Vote {
        participant: digest(3),
        statement: statement_id(number),
        choice,
        accepted,
    };
    by(&Who::Public, command)
}

impl Driver for Votes {
    type M = Voting;
    const TAGS: &'static [&'static str] = &["vote.cast", "vote.changed"];

    fn ways() -> Vec<(&'static str, Vec<Step<Vote>>)> {
        vec![
            ("absent", vec![]),
            ("voting", vec![vote(1, Choice::Agree, true)]),
        ]
    }

    fn attempts(tag: &str, state: &Voting) -> Vec<Step<Vote>> {
        let voted = state.choices.contains_key(&1);
        match tag {
            "vote.cast" => vec![vote(2, Choice::Pass, true)],
            // Who has not answered has no answer to change.
            _ => vec![vote(1, Choice::Disagree, voted)],
        }
    }
}

#[test]
fn every_edge_of_a_consultation_and_no_other() {
    check::<Whole>();
}

#[test]
fn every_edge_of_a_statement_and_no_other() {
    check::<OneStatement>();
}

#[test]
fn every_edge_of_a_persons_votes_and_no_other() {
    check::<Votes>();
}

#[test]
fn a_consultations_events_lead_where_the_tables_say() {
    check_apply::<Whole>();
    check_apply::<OneStatement>();
    check_apply::<Votes>();
}
