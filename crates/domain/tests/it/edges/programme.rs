//! The edges of a special programme.

use super::{Driver, Step, by, check, check_apply};
use crate::programmes::{PROGRAMME, close, extend, office, open, tell};
use crate::world::housing;
use massline_domain::id::ProgrammeId;
use massline_domain::programme::{Command, Programme};

pub(super) struct Drive;

type Tried = (ProgrammeId, Command);

fn tried(tag: &str) -> Step<Tried> {
    match tag {
        "programme.opened" => by(&office(), (PROGRAMME, open())),
        "programme.extended" => by(&office(), (PROGRAMME, extend())),
        "programme.told" => by(&housing(), (PROGRAMME, tell())),
        _ => by(&office(), (PROGRAMME, close(0))),
    }
}

impl Driver for Drive {
    type M = Programme;
    const TAGS: &'static [&'static str] = &[
        "programme.opened",
        "programme.extended",
        "programme.told",
        "programme.closed",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let way = |tags: &[&str]| tags.iter().map(|tag| tried(tag)).collect();
        vec![
            ("absent", vec![]),
            ("open", way(&["programme.opened"])),
            ("closed", way(&["programme.opened", "programme.closed"])),
        ]
    }

    fn attempts(tag: &str, _: &Programme) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_programme_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_programmes_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
