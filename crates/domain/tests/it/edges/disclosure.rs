//! The edges of a disclosure.

use super::{Driver, Step, by, check, check_apply};
use crate::disclosures::{DISCLOSURE, answer, inspector, receive};
use massline_domain::Who;
use massline_domain::disclosure::{Command, Disclosure};
use massline_domain::id::Digest;

pub(super) struct Drive;

type Tried = (Digest, Command);

fn tried(tag: &str) -> Step<Tried> {
    match tag {
        "disclosure.received" => by(&Who::Public, (DISCLOSURE, receive())),
        _ => by(&inspector(), (DISCLOSURE, answer("已受理"))),
    }
}

impl Driver for Drive {
    type M = Disclosure;
    const TAGS: &'static [&'static str] = &["disclosure.received", "disclosure.answered"];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let way = |tags: &[&str]| tags.iter().map(|tag| tried(tag)).collect();
        vec![
            ("absent", vec![]),
            ("received", way(&["disclosure.received"])),
            (
                "answered",
                way(&["disclosure.received", "disclosure.answered"]),
            ),
        ]
    }

    fn attempts(tag: &str, _: &Disclosure) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_disclosure_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_disclosures_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
