//! The edges of a commitment.

use super::{Driver, Step, by, check, check_apply};
use crate::commitments::{COMMITMENT, promise};
use crate::world::{PROBLEM, TODAY, housing, staff};
use massline_domain::commitment::{Command, Commitment};
use massline_domain::context::Role;
use massline_domain::id::CommitmentId;

pub(super) struct Drive;

type Tried = (CommitmentId, Command);

fn tried(tag: &str) -> Step<Tried> {
    let words = || "晚上去看过".to_owned();
    let team = staff(Role::Supervisor, "county");
    let look = |holds| Command::Look {
        holds,
        words: words(),
    };
    let (who, command) = match tag {
        "commitment.made" => {
            let (promise, own, done) = (promise(), [PROBLEM].into(), None);
            (housing(), Command::Make { promise, own, done })
        }
        "commitment.moved" => {
            let (due, reason) = (TODAY.plus(40), words());
            (housing(), Command::Move { due, reason })
        }
        "commitment.told" => {
            let (kept, words) = (true, words());
            (housing(), Command::Tell { kept, words })
        }
        tag => (team, look(tag == "commitment.confirmed")),
    };
    by(&who, (COMMITMENT, command))
}

impl Driver for Drive {
    type M = Commitment;
    const TAGS: &'static [&'static str] = &[
        "commitment.made",
        "commitment.moved",
        "commitment.told",
        "commitment.confirmed",
        "commitment.doubted",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let told = ["commitment.made", "commitment.told"].map(tried);
        vec![
            ("absent", vec![]),
            ("open", vec![tried("commitment.made")]),
            ("told", told.into()),
        ]
    }

    fn attempts(tag: &str, _: &Commitment) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_commitment_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_commitments_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
