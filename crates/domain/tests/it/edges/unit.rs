//! The edges of the tree of units.

use super::{Driver, Step, by, check, check_apply};
use crate::world::{name, unit};
use massline_domain::Who;
use massline_domain::unit::{Command, UnitTree};

pub(super) struct Drive;

fn add(code: &str, parent: Option<&str>) -> Step<Command> {
    let command = Command::Add {
        unit: unit(code),
        name: name("某单位", "A unit"),
        class: "office".into(),
        parent: parent.map(unit),
    };
    by(&Who::System, command)
}

impl Driver for Drive {
    type M = UnitTree;
    const TAGS: &'static [&'static str] = &["unit.added", "unit.renamed", "unit.moved"];

    fn ways() -> Vec<(&'static str, Vec<Step<Command>>)> {
        let tree = vec![
            add("county", None),
            add("housing", Some("county")),
            add("water", Some("county")),
        ];
        vec![("empty", vec![]), ("tree", tree)]
    }

    fn attempts(tag: &str, tree: &UnitTree) -> Vec<Step<Command>> {
        let command = match tag {
            "unit.added" => {
                let root = tree.get(&unit("county")).map(|_| "county");
                return vec![add("lamps", root)];
            }
            "unit.renamed" => Command::Rename {
                unit: unit("water"),
                name: name("水务局", "Water Bureau"),
            },
            _ => Command::Move {
                unit: unit("water"),
                parent: unit("housing"),
            },
        };
        vec![by(&Who::System, command)]
    }
}

#[test]
fn every_edge_of_the_units_and_no_other() {
    check::<Drive>();
}

#[test]
fn the_units_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
