//! The round's edges.

use super::{Driver, Step, by, check, check_apply, walk};
use crate::world::{ROUND, digest};
use massline_domain::Who;
use massline_domain::id::RoundId;
use massline_domain::verdict::{Choice, Command, Judgement, Outcome, Verdict};

pub(super) struct Drive;

type Tried = (RoundId, Command);

fn tried(round: RoundId, command: Command) -> Step<Tried> {
    by(&Who::Public, (round, command))
}

fn cast(round: RoundId, choice: Choice) -> Step<Tried> {
    let command = Command::Cast {
        nullifier: digest(1),
        choice,
        comment: None,
        entitled: true,
    };
    tried(round, command)
}

/// The steps of a round in which the only one asked gives this answer.
fn decided(round: RoundId, choice: Choice) -> Vec<Step<Tried>> {
    vec![
        tried(round, Command::Open { asked: 1 }),
        cast(round, choice),
        tried(round, Command::Count),
    ]
}

/// What the only one asked said about the problem.
pub(crate) fn judgement(round: RoundId, outcome: Outcome) -> Judgement {
    let choice = match outcome {
        Outcome::Fixed => Choice::Fixed,
        Outcome::NotFixed => Choice::NotFixed,
    };
    let verdict: Verdict = walk(decided(round, choice));
    verdict.judgement().unwrap()
}

impl Driver for Drive {
    type M = Verdict;
    const TAGS: &'static [&'static str] =
        &["verdict.opened", "verdict.ballot_cast", "verdict.decided"];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let mut open = decided(ROUND, Choice::NotFixed);
        open.truncate(2);
        vec![
            ("absent", vec![]),
            ("open", open),
            ("decided", decided(ROUND, Choice::Fixed)),
        ]
    }

    fn attempts(tag: &str, _: &Verdict) -> Vec<Step<Tried>> {
        match tag {
            "verdict.opened" => vec![tried(ROUND, Command::Open { asked: 3 })],
            "verdict.ballot_cast" => Choice::ALL.map(|choice| cast(ROUND, choice)).into(),
            _ => vec![tried(ROUND, Command::Count)],
        }
    }
}

#[test]
fn every_edge_of_a_round_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_rounds_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
