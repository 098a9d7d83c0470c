//! The edges of indicators.

use super::{Driver, Step, by, by_on, check, check_apply};
use crate::indicator::{about, goal, reading};
use crate::world::{TODAY, housing};
use massline_domain::indicator::{About, Command, Indicators};

pub(super) struct Drive;

fn tried(tag: &str) -> Step<About> {
    let command = |command| about(false, command);
    match tag {
        "indicator.set" => by(&housing(), command(Command::Set(goal()))),
        "indicator.changed" => {
            let change = Command::Change {
                number: 1,
                goal: goal(),
            };
            by(&housing(), command(change))
        }
        _ => {
            let day = TODAY.plus(40);
            let measure = Command::Measure {
                number: 1,
                reading: reading(day, "12"),
            };
            by_on(&housing(), day, command(measure))
        }
    }
}

impl Driver for Drive {
    type M = Indicators;
    const TAGS: &'static [&'static str] =
        &["indicator.set", "indicator.changed", "indicator.measured"];

    fn ways() -> Vec<(&'static str, Vec<Step<About>>)> {
        vec![("none", vec![]), ("set", vec![tried("indicator.set")])]
    }

    fn attempts(tag: &str, _: &Indicators) -> Vec<Step<About>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_indicators_and_no_other() {
    check::<Drive>();
}

#[test]
fn an_indicators_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
