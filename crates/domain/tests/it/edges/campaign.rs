//! The campaign's edges.

use super::{Driver, Step, by, check, check_apply};
use crate::world::{SMALL, digest, name};
use massline_domain::Who;
use massline_domain::campaign::{Campaign, Command, Profile};

pub(super) struct Drive;

fn open() -> Command {
    Command::Open {
        slug: "yuntong-2026".into(),
        name: name("云桐", "Yuntong"),
        charter: SMALL.into(),
        digest: digest(1),
        profile: Profile::Protected,
    }
}

fn change() -> Command {
    Command::ChangeCharter {
        charter: SMALL.into(),
        digest: digest(2),
        reason: "期限太短".into(),
    }
}

fn system(command: Command) -> Step<Command> {
    by(&Who::System, command)
}

impl Driver for Drive {
    type M = Campaign;
    const TAGS: &'static [&'static str] = &[
        "campaign.opened",
        "campaign.charter_changed",
        "campaign.closed",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Command>>)> {
        vec![
            ("absent", vec![]),
            ("open", vec![system(open())]),
            ("closed", vec![system(open()), system(Command::Close)]),
        ]
    }

    fn attempts(tag: &str, _: &Campaign) -> Vec<Step<Command>> {
        vec![system(match tag {
            "campaign.opened" => open(),
            "campaign.charter_changed" => change(),
            _ => Command::Close,
        })]
    }
}

#[test]
fn every_edge_of_a_campaign_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_campaigns_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
