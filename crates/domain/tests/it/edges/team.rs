//! The edges of a supervision team.

use super::{Driver, Step, by, check, check_apply};
use crate::gates::tree;
use crate::world::{staff, unit};
use massline_domain::context::Role;
use massline_domain::id::UserId;
use massline_domain::team::{Command, Team};

pub(super) struct Drive;

type Tried = (UserId, Command);

fn tried(tag: &str, over: &str) -> Step<Tried> {
    let command = match tag {
        "team.sent" => Command::Send {
            from: unit("county"),
            over: [unit(over)].into(),
            tree: tree(),
        },
        _ => Command::Recall,
    };
    let administrator = staff(Role::Administrator, "county");
    by(&administrator, (UserId([7; 8]), command))
}

impl Driver for Drive {
    type M = Team;
    const TAGS: &'static [&'static str] = &["team.sent", "team.recalled"];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        vec![
            ("home", vec![]),
            ("sent", vec![tried("team.sent", "water")]),
        ]
    }

    fn attempts(tag: &str, _: &Team) -> Vec<Step<Tried>> {
        vec![tried(tag, "housing")]
    }
}

#[test]
fn every_edge_of_a_team_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_teams_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
