//! The item's edges.

use super::{Driver, Step, by, check, check_apply};
use crate::world::{ITEM, TODAY, evidence, housing, new_rule, plan, unit};
use massline_domain::id::ItemId;
use massline_domain::item::{Command, Item};

pub(super) struct Drive;

type Tried = (ItemId, Command);

fn tried(command: Command) -> Step<Tried> {
    by(&housing(), (ITEM, command))
}

/// The command that makes an event with this tag.
fn command(tag: &str) -> Command {
    match tag {
        "item.planned" => Command::Plan {
            unit: unit("housing"),
            plan: plan(TODAY.plus(30)),
        },
        "item.revised" => Command::Revise {
            plan: plan(TODAY.plus(60)),
        },
        "item.progressed" => Command::Progress {
            words: "查到断点".into(),
        },
        "item.evidence_added" => Command::AddEvidence(evidence()),
        "item.deadline_changed" => Command::ChangeDeadline {
            deadline: TODAY.plus(45),
            reason: "电缆要全换".into(),
        },
        "item.finished" => Command::Finish {
            result: "全亮".into(),
            rule: new_rule(),
        },
        "item.cited" => Command::Cite {
            statements: Vec::new(),
        },
        _ => Command::Resume,
    }
}

fn way(tags: &[&str]) -> Vec<Step<Tried>> {
    tags.iter().map(|tag| tried(command(tag))).collect()
}

impl Driver for Drive {
    type M = Item;
    const TAGS: &'static [&'static str] = &[
        "item.planned",
        "item.revised",
        "item.progressed",
        "item.evidence_added",
        "item.deadline_changed",
        "item.finished",
        "item.cited",
        "item.resumed",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let working = ["item.planned", "item.evidence_added"];
        let done = ["item.planned", "item.evidence_added", "item.finished"];
        vec![
            ("absent", vec![]),
            ("working", way(&working)),
            ("done", way(&done)),
        ]
    }

    fn attempts(tag: &str, _: &Item) -> Vec<Step<Tried>> {
        vec![tried(command(tag))]
    }
}

#[test]
fn every_edge_of_an_item_and_no_other() {
    check::<Drive>();
}

#[test]
fn an_items_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
