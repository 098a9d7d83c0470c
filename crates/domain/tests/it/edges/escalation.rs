//! The edges of a unit's escalations.

use super::{Driver, Step, by_on, check, check_apply};
use crate::world::{PROBLEM, TODAY, unit};
use massline_domain::Who;
use massline_domain::escalation::{Command, Escalations, Late, Matter};
use massline_domain::id::UnitCode;

pub(super) struct Drive;

type Tried = (UnitCode, Command);

fn raise(due: i32) -> Step<Tried> {
    let late = Late {
        matter: Matter::Claim(PROBLEM),
        due: TODAY.plus(due),
        above: vec![unit("county")],
    };
    let command = Command::Raise(late);
    by_on(&Who::System, TODAY.plus(30), (unit("housing"), command))
}

impl Driver for Drive {
    type M = Escalations;
    const TAGS: &'static [&'static str] = &["escalation.raised"];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        vec![("none", vec![]), ("raised", vec![raise(1)])]
    }

    fn attempts(_: &str, _: &Escalations) -> Vec<Step<Tried>> {
        vec![raise(2)]
    }
}

#[test]
fn every_edge_of_escalations_and_no_other() {
    check::<Drive>();
}

#[test]
fn an_escalations_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
