//! The edges of a unit's way through the stages.

use super::{Driver, Step, by, check, check_apply};
use crate::world::{TODAY, housing, staff, unit};
use massline_domain::Who;
use massline_domain::context::Role;
use massline_domain::gate::Facts;
use massline_domain::id::UnitCode;
use massline_domain::stage::{Command, Way};

pub(super) struct Drive;

type Tried = (UnitCode, Command);

fn team() -> Who {
    staff(Role::Supervisor, "county")
}

fn tried(tag: &str) -> Step<Tried> {
    let housing_unit = unit("housing");
    match tag {
        "stage.reported" => {
            let words = "走访了四个小区".into();
            by(
                &housing(),
                (
                    housing_unit,
                    Command::Report {
                        words,
                        hours: None,
                        talked: None,
                    },
                ),
            )
        }
        "stage.passed" => {
            let (facts, note) = (Facts::default(), "看了记录".into());
            by(&team(), (housing_unit, Command::Pass { facts, note }))
        }
        "stage.read" => {
            let (day, readers) = (TODAY, 9);
            by(
                &Who::System,
                (housing_unit, Command::Count { day, readers }),
            )
        }
        _ => {
            // Put off to a day that is over when the next step is tried.
            let (until, reason) = (TODAY.plus(1), "还没有听到租户的话".into());
            by(&team(), (housing_unit, Command::Postpone { until, reason }))
        }
    }
}

impl Driver for Drive {
    type M = Way;
    const TAGS: &'static [&'static str] = &[
        "stage.reported",
        "stage.read",
        "stage.passed",
        "stage.postponed",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        vec![
            ("begun", vec![]),
            ("reported", vec![tried("stage.reported")]),
        ]
    }

    fn attempts(tag: &str, _: &Way) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_way_through_the_stages_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_ways_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
