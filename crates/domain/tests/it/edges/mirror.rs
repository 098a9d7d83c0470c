//! The edges of a self-examination.

use super::{Driver, Step, by, check, check_apply};
use crate::mirrors::{PAPER, complete};
use crate::world::{PROBLEM, TODAY, digest, housing, staff};
use massline_domain::Who;
use massline_domain::context::Role;
use massline_domain::id::PaperId;
use massline_domain::mirror::{Command, Paper};

pub(super) struct Drive;

type Tried = (PaperId, Command);

fn team() -> Who {
    staff(Role::Supervisor, "county")
}

fn tried(tag: &str) -> Step<Tried> {
    let content = complete();
    let (who, command) = match tag {
        "mirror.written" => {
            let write = Command::Write {
                office: None,
                content,
                commitment: digest(7),
                own: [PROBLEM].into(),
            };
            (housing(), write)
        }
        "mirror.submitted" => (
            housing(),
            Command::Submit {
                content,
                short: false,
            },
        ),
        "mirror.returned" => {
            let send_back = Command::Return {
                reason: "shallow".into(),
                words: "原因只写到验收不严".into(),
                rewrite_by: TODAY.plus(7),
                substitutions: Vec::new(),
            };
            (team(), send_back)
        }
        "mirror.accepted" => {
            let note = "写到了人和事".into();
            (team(), Command::Accept { note })
        }
        "mirror.replied" => {
            let words = "现任负责改".into();
            (housing(), Command::Reply { words })
        }
        _ => (housing(), Command::Publish { content }),
    };
    by(&who, (PAPER.clone(), command))
}

fn way(tags: &[&str]) -> Vec<Step<Tried>> {
    let tags = tags.iter().map(|tag| format!("mirror.{tag}"));
    tags.map(|tag| tried(&tag)).collect()
}

impl Driver for Drive {
    type M = Paper;
    const TAGS: &'static [&'static str] = &[
        "mirror.written",
        "mirror.submitted",
        "mirror.returned",
        "mirror.accepted",
        "mirror.replied",
        "mirror.published",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let accepted = ["written", "submitted", "accepted", "replied"];
        let published = ["written", "submitted", "accepted", "replied", "published"];
        // Rewritten after it came back: only then can it be submitted again.
        let returned = ["written", "submitted", "returned", "written"];
        vec![
            ("absent", vec![]),
            ("draft", way(&["written"])),
            ("submitted", way(&["written", "submitted"])),
            ("returned", way(&returned)),
            ("accepted", way(&accepted)),
            ("published", way(&published)),
        ]
    }

    fn attempts(tag: &str, _: &Paper) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_paper_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_papers_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
