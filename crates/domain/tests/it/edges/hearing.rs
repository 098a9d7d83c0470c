//! The edges of the plan of hearing.

use super::{Driver, Step, by, check, check_apply};
use crate::hearing::{change, office, plan};
use massline_domain::hearing::{Command, Hearing};

pub(super) struct Drive;

impl Driver for Drive {
    type M = Hearing;
    const TAGS: &'static [&'static str] = &["hearing.planned", "hearing.changed"];

    fn ways() -> Vec<(&'static str, Vec<Step<Command>>)> {
        vec![("absent", vec![]), ("planned", vec![by(&office(), plan())])]
    }

    fn attempts(tag: &str, state: &Hearing) -> Vec<Step<Command>> {
        let first = tag == "hearing.planned";
        // What is a change once there is a plan is the plan where there is none.
        let command = if first || state.plan.is_none() {
            plan()
        } else {
            change()
        };
        let fits = first == state.plan.is_none();
        let who = if fits {
            office()
        } else {
            crate::world::housing()
        };
        vec![by(&who, command)]
    }
}

#[test]
fn every_edge_of_the_plan_of_hearing_and_no_other() {
    check::<Drive>();
}

#[test]
fn the_events_of_the_plan_of_hearing_lead_where_the_table_says() {
    check_apply::<Drive>();
}
