//! The edges of a document of the study library.

use super::{Driver, Step, by, check, check_apply};
use crate::studies::{DOCUMENT, assignment, office, text};
use crate::world::{PROBLEM, TODAY, housing};
use massline_domain::Who;
use massline_domain::id::DocumentId;
use massline_domain::study::{Command, Document};

pub(super) struct Drive;

type Tried = (DocumentId, Command);

fn tried(tag: &str) -> Step<Tried> {
    let words = "先听后定".to_owned();
    let (who, command) = match tag {
        "study.added" => (office(), Command::Add(text())),
        "study.assigned" => (office(), Command::Assign(assignment())),
        "study.noted" => {
            let note = Command::Note {
                office: "局长".into(),
                words,
                problem: Some(PROBLEM),
                own: [PROBLEM].into(),
            };
            (housing(), note)
        }
        "study.asked" => (housing(), Command::Ask { words }),
        "study.answered" => (office(), Command::Answer { number: 1, words }),
        _ => {
            let (day, readers) = (TODAY, 7);
            (Who::System, Command::Count { day, readers })
        }
    };
    by(&who, (DOCUMENT, command))
}

impl Driver for Drive {
    type M = Document;
    const TAGS: &'static [&'static str] = &[
        "study.added",
        "study.assigned",
        "study.noted",
        "study.asked",
        "study.answered",
        "study.counted",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let there = ["study.added", "study.asked"].map(tried);
        vec![("absent", vec![]), ("there", there.into())]
    }

    fn attempts(tag: &str, _: &Document) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_document_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_documents_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
