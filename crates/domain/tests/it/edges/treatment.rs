//! The edges of a treatment.

use super::{Driver, Step, by, by_on, check, check_apply};
use crate::treatments::{TREATMENT, grounds, proposer};
use crate::world::{PROBLEM, TODAY, digest, housing, staff, unit};
use massline_domain::context::Role;
use massline_domain::id::{TreatmentId, UserId};
use massline_domain::treatment::{Command, Decision, Treatment};

pub(super) struct Drive;

type Tried = (TreatmentId, Command);

fn tried(tag: &str) -> Step<Tried> {
    let (commitment, words) = (digest(3), "已经改了".to_owned());
    // After the days for a reply, so that silence decides nothing by itself.
    let later = TODAY.plus(10);
    let decide = |grade: Option<&str>| {
        let decision = Decision {
            grade: grade.map(str::to_owned),
            due: grade.map(|_| later.plus(20)),
            words: words.clone(),
        };
        let command = Command::Decide {
            decision,
            commitment,
            grounds: grounds(),
            reply: None,
            proposed_by: UserId([9; 8]),
        };
        by_on(&staff(Role::Office, "county"), later, (TREATMENT, command))
    };
    match tag {
        "treatment.proposed" => {
            let command = Command::Propose {
                unit: unit("housing"),
                grounds: grounds(),
                own: [PROBLEM].into(),
                commitment,
            };
            by(&proposer(), (TREATMENT, command))
        }
        "treatment.replied" => {
            let command = Command::Reply { words, commitment };
            by(&housing(), (TREATMENT, command))
        }
        "treatment.ordered" => decide(Some("light")),
        "treatment.dropped" => decide(None),
        _ => {
            let command = Command::CarryOut { words, commitment };
            by_on(&housing(), later, (TREATMENT, command))
        }
    }
}

impl Driver for Drive {
    type M = Treatment;
    const TAGS: &'static [&'static str] = &[
        "treatment.proposed",
        "treatment.replied",
        "treatment.ordered",
        "treatment.dropped",
        "treatment.carried_out",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let way = |tags: &[&str]| tags.iter().map(|tag| tried(tag)).collect();
        let (proposed, ordered) = ("treatment.proposed", "treatment.ordered");
        vec![
            ("absent", vec![]),
            ("proposed", way(&[proposed])),
            ("replied", way(&[proposed, "treatment.replied"])),
            ("ordered", way(&[proposed, ordered])),
            ("dropped", way(&[proposed, "treatment.dropped"])),
            ("done", way(&[proposed, ordered, "treatment.carried_out"])),
        ]
    }

    fn attempts(tag: &str, _: &Treatment) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_treatment_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_treatments_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
