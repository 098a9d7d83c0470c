//! Special programmes: opened and closed by the office, told of by the unit that leads, over the
//! problems of several units.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service, again};
use massline_domain::id::{ProblemId, ProgrammeId, UnitCode};
use massline_domain::problem::Stage;
use massline_domain::programme::{Command, Owned, Programme};
use massline_domain::unit::Name;
use massline_domain::{Day, Refusal};
use massline_store::{ProblemFilter, ProblemRow, ProblemSort};
use std::collections::BTreeSet;

/// Problems among which one chooses.
const MOST_CHOICES: u32 = 200;

/// What a programme is opened with.
#[derive(Debug, Clone)]
pub struct NewProgramme {
    /// Its name.
    pub name: Name,
    /// What is to be better in the end.
    pub goal: String,
    /// The unit that leads it.
    pub lead: String,
    /// The problems it is about.
    pub problems: BTreeSet<ProblemId>,
    /// By when.
    pub due: Day,
}

impl Service {
    /// All programmes, by number. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn programmes(&self, campaign: &Campaign) -> Result<Vec<(ProgrammeId, Programme)>> {
        self.numbered(campaign).await
    }

    /// One programme with its problems as they stand, and the version that forms carry. For
    /// everyone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn programme(
        &self,
        campaign: &Campaign,
        id: ProgrammeId,
    ) -> Result<(Programme, Vec<ProblemRow>, u64)> {
        let loaded = self.load_numbered(campaign, id).await?;
        if loaded.state.name.is_none() {
            return Err(ServiceError::NotFound);
        }
        let mut problems = Vec::new();
        for problem in &loaded.state.problems {
            problems.extend(self.store().problem(campaign.id(), *problem).await?);
        }
        Ok((loaded.state, problems, loaded.version))
    }

    /// The problems that a programme could be about: with a unit and not closed, the strongest
    /// first.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn problems_for_programmes(
        &self,
        campaign: &Campaign,
        staff: &Staff,
    ) -> Result<Vec<ProblemRow>> {
        staff.must(Right::LeadProgrammes, campaign.id())?;
        let filter = ProblemFilter {
            sort: ProblemSort::Strength,
            per_page: MOST_CHOICES,
            ..ProblemFilter::default()
        };
        let mut rows = self.store().problems(campaign.id(), &filter).await?.rows;
        rows.retain(|row| {
            row.unit.is_some() && !matches!(row.stage, Stage::Closed | Stage::Merged)
        });
        Ok(rows)
    }

    /// The office opens a programme.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`] with what is missing.
    pub async fn open_programme(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        new: NewProgramme,
    ) -> Result<ProgrammeId> {
        staff.must(Right::LeadProgrammes, campaign.id())?;
        let lead = self.must_have_unit(campaign, &new.lead).await?;
        let problems = self.problem_owners(campaign, &new.problems).await?;
        again!({
            let id = self.next_number::<ProgrammeId>(campaign).await?;
            let command = Command::Open {
                name: new.name.clone(),
                goal: new.goal.clone(),
                lead: lead.clone(),
                problems: problems.clone(),
                due: new.due,
            };
            let opened = self.order(campaign, staff, (id, Some(0)), command);
            opened.await.map(|()| id)
        })
    }

    /// The office adds problems.
    ///
    /// # Errors
    /// As [`Service::open_programme`]; [`ServiceError::Stale`].
    pub async fn extend_programme(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: ProgrammeId,
        problems: BTreeSet<ProblemId>,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::LeadProgrammes, campaign.id())?;
        let problems = self.problem_owners(campaign, &problems).await?;
        let command = Command::Add { problems };
        self.order(campaign, staff, (id, seen), command).await
    }

    /// The unit that leads tells how far it is.
    ///
    /// # Errors
    /// As [`Service::extend_programme`].
    pub async fn tell_of_programme(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: ProgrammeId,
        words: String,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let command = Command::Tell { words };
        self.order(campaign, staff, (id, seen), command).await
    }

    /// The office closes a programme, once the people have closed every problem of it.
    ///
    /// # Errors
    /// As [`Service::extend_programme`].
    pub async fn close_programme(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: ProgrammeId,
        words: String,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::LeadProgrammes, campaign.id())?;
        let (_, problems, _) = self.programme(campaign, id).await?;
        // A merged problem goes on in the one it was merged into.
        let open = problems
            .iter()
            .filter(|row| !matches!(row.stage, Stage::Closed | Stage::Merged));
        let open = open.count() as u64;
        let command = Command::Close { words, open };
        self.order(campaign, staff, (id, seen), command).await
    }

    /// The problems with the units that have them.
    async fn problem_owners(
        &self,
        campaign: &Campaign,
        problems: &BTreeSet<ProblemId>,
    ) -> Result<Owned> {
        let mut owned = Owned::new();
        for problem in problems {
            let row = self.store().problem(campaign.id(), *problem).await?;
            let unit: Option<UnitCode> = row.and_then(|row| row.unit);
            let unit = unit.ok_or_else(|| Refusal::UnknownCode {
                kind: "problem",
                found: problem.to_string(),
            })?;
            owned.insert(*problem, unit);
        }
        Ok(owned)
    }
}
