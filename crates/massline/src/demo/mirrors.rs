//! The self-examinations of the sample county.

use super::build::Builder;
use super::content::Content;
use super::setup::staff;
use massline_domain::Day;
use massline_domain::context::Role;
use massline_domain::id::{PaperId, UnitCode};
use massline_domain::mirror;
use massline_service::{ServiceError, Staff};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A paper with its versions and what became of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperEntry {
    pub(super) unit: UnitCode,
    #[serde(default = "first")]
    number: u32,
    #[serde(default)]
    office: Option<String>,
    pub(super) version: Vec<Version>,
    #[serde(default)]
    pub(super) act: Vec<Treatment>,
}

fn first() -> u32 {
    1
}

/// What it said at one time: an answer for each mirror, by its code.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Version {
    pub(super) on: Day,
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    causes: String,
    #[serde(default)]
    measures: String,
    #[serde(flatten)]
    #[serde(default)]
    answers: BTreeMap<String, AnswerEntry>,
    /// One matter a line, where no more is asked.
    #[serde(default)]
    list: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerEntry {
    cites: Vec<String>,
    about: Vec<String>,
    zh: String,
}

/// What was done with it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Treatment {
    pub(super) on: Day,
    act: TreatmentAct,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    by: Option<Day>,
    #[serde(default)]
    substitutions: Vec<String>,
    #[serde(default)]
    zh: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TreatmentAct {
    Return,
    Accept,
    Reply,
    Publish,
}

impl PaperEntry {
    fn id(&self) -> PaperId {
        PaperId {
            unit: self.unit.clone(),
            number: self.number,
        }
    }
}

impl Builder {
    fn own(&self, entry: &PaperEntry) -> Staff {
        staff(&self.campaign, Role::Unit, entry.unit.clone())
    }

    pub(super) async fn write_paper(
        &self,
        content: &Content,
        entry: &PaperEntry,
        version: usize,
    ) -> Result<(), ServiceError> {
        let one = &entry.version[version];
        let numbers = |codes: &[String]| {
            let at = |code: &String| content.problems.iter().position(|one| one.code == *code);
            let number = |at: usize| self.numbers.get(&at).copied();
            codes.iter().filter_map(at).filter_map(number).collect()
        };
        let mirrors = self.campaign.charter.mirrors.iter();
        let answers = mirrors.filter_map(|mirror| {
            let answer = one.answers.get(&mirror.id)?;
            Some(mirror::Answer {
                mirror: mirror.id.clone(),
                clauses: answer.cites.clone(),
                problems: numbers(&answer.about),
                words: answer.zh.clone(),
            })
        });
        let written = mirror::Content {
            list: one.list.clone(),
            answers: answers.collect(),
            causes: one.causes.clone(),
            measures: one.measures.clone(),
        };
        let (service, campaign, id) = (&self.service, &self.campaign, entry.id());
        let written = (entry.office.clone(), written);
        service
            .write_paper(campaign, &self.own(entry), &id, written, !one.draft, None)
            .await
    }

    pub(super) async fn treat_paper(
        &self,
        entry: &PaperEntry,
        act: usize,
    ) -> Result<(), ServiceError> {
        let (service, campaign, team) = (&self.service, &self.campaign, &self.team);
        let (one, id, own) = (&entry.act[act], entry.id(), self.own(entry));
        let words = one.zh.clone();
        match one.act {
            TreatmentAct::Return => {
                let by = one.by.unwrap_or(one.on).plus(self.shift);
                let why = (one.reason.clone(), words, by, one.substitutions.clone());
                service.return_paper(campaign, team, &id, why, None).await
            }
            TreatmentAct::Accept => service.accept_paper(campaign, team, &id, words, None).await,
            TreatmentAct::Reply => {
                service
                    .reply_to_paper(campaign, &own, &id, words, None)
                    .await
            }
            TreatmentAct::Publish => service.publish_paper(campaign, &own, &id, None).await,
        }
    }
}
