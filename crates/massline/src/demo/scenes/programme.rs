//! Special programmes of the sample county.

use super::TextEntry;
use crate::demo::build::Builder;
use crate::demo::content::Content;
use massline_domain::Day;
use massline_domain::criticism::Reference;
use massline_domain::id::UnitCode;
use massline_domain::unit::Name;
use massline_service::programme::NewProgramme;
use massline_service::{ServiceError, Staff};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
pub(super) struct ProgrammeEntry {
    zh: String,
    en: String,
    goal: String,
    problems: Vec<String>,
    due: Day,
    pub(super) told: Vec<TextEntry>,
}

impl ProgrammeEntry {
    /// The days on which something is told of it.
    pub(super) fn days(&self) -> impl Iterator<Item = Day> {
        self.told.iter().map(|one| one.on)
    }
}

impl Builder {
    pub(super) async fn open_programme(
        &self,
        content: &Content,
        lead: &UnitCode,
        entry: &ProgrammeEntry,
    ) -> Result<(), ServiceError> {
        let problem = |code: &String| match self.reference(content, code) {
            Reference::Problem(problem) => Ok(problem),
            Reference::Clause(_) => Err(ServiceError::NotFound),
        };
        let problems = entry.problems.iter().map(problem);
        let new = NewProgramme {
            name: Name {
                zh: entry.zh.clone(),
                en: entry.en.clone(),
            },
            goal: entry.goal.clone(),
            lead: lead.to_string(),
            problems: problems.collect::<Result<_, _>>()?,
            due: entry.due.plus(self.shift),
        };
        let (service, campaign) = (&self.service, &self.campaign);
        let opened = service.open_programme(campaign, &self.office, new).await;
        opened.map(|_| ())
    }

    pub(super) async fn tell_of_programme(
        &self,
        lead: &Staff,
        entry: &ProgrammeEntry,
        told: &str,
    ) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let all = service.programmes(campaign).await?;
        let of = all.iter().find(|(_, each)| {
            let name = each.name.as_ref();
            name.is_some_and(|name| name.zh == entry.zh)
        });
        let (id, _) = of.ok_or(ServiceError::NotFound)?;
        service
            .tell_of_programme(campaign, lead, *id, told.to_owned(), None)
            .await
    }
}
