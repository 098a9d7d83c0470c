//! The edges of one person's support.

use super::{Driver, Step, by, check, check_apply};
use massline_domain::Who;
use massline_domain::id::{Digest, ProblemId};
use massline_domain::support::{Command, Support};

pub(super) struct Drive;

fn says(supports: bool) -> Step<Command> {
    let command = Command {
        problem: ProblemId(1),
        supporter: Digest([7; 32]),
        supports,
    };
    by(&Who::Public, command)
}

impl Driver for Drive {
    type M = Support;
    const TAGS: &'static [&'static str] = &["support.given", "support.withdrawn"];

    fn ways() -> Vec<(&'static str, Vec<Step<Command>>)> {
        vec![
            ("absent", vec![]),
            ("given", vec![says(true)]),
            ("withdrawn", vec![says(true), says(false)]),
        ]
    }

    fn attempts(tag: &str, _: &Support) -> Vec<Step<Command>> {
        vec![says(tag == "support.given")]
    }
}

#[test]
fn every_edge_of_support_and_no_other() {
    check::<Drive>();
}

#[test]
fn supports_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
