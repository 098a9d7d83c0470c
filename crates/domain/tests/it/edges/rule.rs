//! The edges of a rule.

use super::{Driver, Step, by, check, check_apply};
use crate::rules::{RULE, text};
use crate::world::{PROBLEM, TODAY, housing};
use massline_domain::id::RuleId;
use massline_domain::rule::{Command, Rule};

pub(super) struct Drive;

type Tried = (RuleId, Command);

fn tried(tag: &str) -> Step<Tried> {
    let own = [PROBLEM].into();
    let why = "一遍不够".to_owned();
    let command = match tag {
        "rule.set" => Command::Set {
            text: text("每周一遍"),
            own,
        },
        "rule.revised" => Command::Revise {
            text: text("每周两遍"),
            own,
            why,
        },
        _ => Command::Repeal { from: TODAY, why },
    };
    by(&housing(), (RULE, command))
}

impl Driver for Drive {
    type M = Rule;
    const TAGS: &'static [&'static str] = &["rule.set", "rule.revised", "rule.repealed"];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let repealed = ["rule.set", "rule.repealed"].map(tried);
        vec![
            ("absent", vec![]),
            ("set", vec![tried("rule.set")]),
            ("repealed", repealed.into()),
        ]
    }

    fn attempts(tag: &str, _: &Rule) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_rule_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_rules_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
