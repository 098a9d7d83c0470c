//! The edges of a spot-check.

use super::{Driver, Step, by, check, check_apply};
use crate::spot_checks::{CHECK, TARGETS, fix, team};
use crate::world::digest;
use massline_domain::id::SpotCheckId;
use massline_domain::spot_check::{Command, SpotCheck};

pub(super) struct Drive;

type Tried = (SpotCheckId, Command);

fn tried(tag: &str) -> Step<Tried> {
    let command = match tag {
        "spot_check.fixed" => fix(),
        "spot_check.drawn" => Command::Draw {
            seed: digest(4),
            size: 9,
            drawn: TARGETS.to_vec(),
        },
        _ => Command::Find {
            target: TARGETS[0],
            holds: true,
            words: "问了两户".into(),
        },
    };
    by(&team(), (CHECK, command))
}

impl Driver for Drive {
    type M = SpotCheck;
    const TAGS: &'static [&'static str] =
        &["spot_check.fixed", "spot_check.drawn", "spot_check.found"];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let drawn = ["spot_check.fixed", "spot_check.drawn"].map(tried);
        vec![
            ("absent", vec![]),
            ("fixed", vec![tried("spot_check.fixed")]),
            ("drawn", drawn.into()),
        ]
    }

    fn attempts(tag: &str, _: &SpotCheck) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_spot_check_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_spot_checks_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
