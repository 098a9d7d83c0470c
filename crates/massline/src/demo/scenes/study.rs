//! Documents of the study library in the sample county.

use super::super::build::Builder;
use super::super::content::Content;
use super::super::setup::staff;
use massline_domain::context::Role;
use massline_domain::criticism::Reference;
use massline_domain::id::{DocumentId, UnitCode};
use massline_domain::{Day, study};
use massline_service::{ServiceError, Staff};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Deserialize)]
pub(super) struct DocumentEntry {
    lang: String,
    title: String,
    source: String,
    about: Vec<String>,
    words: String,
    #[serde(default)]
    assign: Option<AssignEntry>,
    #[serde(default)]
    notes: Vec<NoteEntry>,
    #[serde(default)]
    questions: Vec<QuestionEntry>,
}

#[derive(Debug, Clone, Deserialize)]
struct AssignEntry {
    on: Day,
    stage: String,
    classes: BTreeSet<String>,
    by: Day,
}

#[derive(Debug, Clone, Deserialize)]
struct NoteEntry {
    on: Day,
    unit: UnitCode,
    office: String,
    #[serde(default)]
    about: Option<String>,
    zh: String,
}

#[derive(Debug, Clone, Deserialize)]
struct QuestionEntry {
    on: Day,
    unit: UnitCode,
    zh: String,
    #[serde(default)]
    answer: Option<AnsweredEntry>,
}

#[derive(Debug, Clone, Deserialize)]
struct AnsweredEntry {
    on: Day,
    unit: UnitCode,
    zh: String,
}

impl DocumentEntry {
    /// The days after the first on which something happens to it.
    pub(super) fn later(&self) -> Vec<Day> {
        let mut days: Vec<Day> = self.assign.iter().map(|one| one.on).collect();
        days.extend(self.notes.iter().map(|one| one.on));
        days.extend(self.questions.iter().map(|one| one.on));
        let answers = self.questions.iter().filter_map(|one| one.answer.as_ref());
        days.extend(answers.map(|one| one.on));
        days.sort_unstable();
        days.dedup();
        days
    }
}

impl Builder {
    pub(super) async fn add_document(
        &self,
        content: &Content,
        entry: &DocumentEntry,
        by: &Staff,
    ) -> Result<DocumentId, ServiceError> {
        let about = entry.about.iter().map(|code| self.reference(content, code));
        let problems = about.filter_map(|one| match one {
            Reference::Problem(problem) => Some(problem),
            Reference::Clause(_) => None,
        });
        let text = study::Text {
            title: entry.title.clone(),
            language: entry.lang.clone(),
            source: entry.source.clone(),
            words: entry.words.clone(),
            file: None,
            problems: problems.collect(),
        };
        let (service, campaign) = (&self.service, &self.campaign);
        service.add_document(campaign, by, text, None).await
    }

    /// What happens to a document on a day.
    pub(super) async fn read(
        &self,
        content: &Content,
        entry: &DocumentEntry,
        id: DocumentId,
        on: Day,
    ) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let of = |unit: &UnitCode| staff(campaign, Role::Unit, unit.clone());
        if let Some(one) = entry.assign.as_ref().filter(|one| one.on == on) {
            let assign = study::Command::Assign(study::Assignment {
                stage: one.stage.clone(),
                classes: one.classes.clone(),
                by: one.by.plus(self.shift),
            });
            service.study(campaign, &self.office, id, assign).await?;
        }
        for one in entry.notes.iter().filter(|one| one.on == on) {
            let about = one.about.as_ref().map(|code| self.reference(content, code));
            let note = study::Command::Note {
                office: one.office.clone(),
                words: one.zh.clone(),
                problem: match about {
                    Some(Reference::Problem(problem)) => Some(problem),
                    _ => None,
                },
                own: BTreeSet::new(),
            };
            service.study(campaign, &of(&one.unit), id, note).await?;
        }
        for (number, one) in (1..).zip(&entry.questions) {
            if one.on == on {
                let words = one.zh.clone();
                let ask = study::Command::Ask { words };
                service.study(campaign, &of(&one.unit), id, ask).await?;
            }
            if let Some(answer) = one.answer.as_ref().filter(|answer| answer.on == on) {
                let words = answer.zh.clone();
                let reply = study::Command::Answer { number, words };
                service
                    .study(campaign, &of(&answer.unit), id, reply)
                    .await?;
            }
        }
        // People read it as well: so many that day, told by the clock the next.
        let readers = u8::try_from(on.0.rem_euclid(23) + 6).unwrap_or(6);
        for caller in 0..readers {
            service.document_read(campaign, id, [caller; 16]);
        }
        Ok(())
    }
}
