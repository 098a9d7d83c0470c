//! The edges of the look-backs upon a problem.

use super::{Driver, Step, by_on, check, check_apply};
use crate::world::{PROBLEM, ROUND, TODAY, staff, unit};
use massline_domain::context::Role;
use massline_domain::id::{ProblemId, RoundId};
use massline_domain::look_back::{Closing, Command, LookBacks};

pub(super) struct Drive;

type Tried = (ProblemId, Command);

fn seen(number: u32) -> Step<Tried> {
    let closing = Closing {
        round: RoundId { number, ..ROUND },
        day: TODAY,
        unit: unit("housing"),
    };
    let command = Command::Record {
        closing: Some(closing),
        after: 90,
        held: true,
        words: "七十八盏都亮着".into(),
    };
    let team = staff(Role::Supervisor, "county");
    by_on(&team, TODAY.plus(90), (PROBLEM, command))
}

impl Driver for Drive {
    type M = LookBacks;
    const TAGS: &'static [&'static str] = &["look_back.recorded"];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        vec![("unseen", vec![]), ("seen", vec![seen(1)])]
    }

    fn attempts(_: &str, _: &LookBacks) -> Vec<Step<Tried>> {
        vec![seen(2)]
    }
}

#[test]
fn every_edge_of_look_backs_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_look_backs_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
