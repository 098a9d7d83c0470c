//! Waves: opened by the office, looked back upon by everyone who took part; what they leave to
//! the next, and solved cases that are like a problem.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service, again};
use massline_domain::id::{ProblemId, UnitCode, WaveId};
use massline_domain::problem::Stage;
use massline_domain::unit::Name;
use massline_domain::wave::{Command, Kind, Wave};
use massline_store::{ItemRow, ProblemRow, RoundRow};
use std::collections::BTreeSet;

/// Solved cases that are shown.
const MOST_CASES: usize = 5;

/// A closed problem that is like another one, with what worked.
#[derive(Debug, Clone)]
pub struct SolvedCase {
    /// The problem.
    pub problem: ProblemRow,
    /// What its unit did.
    pub items: Vec<ItemRow>,
    /// How the people judged.
    pub round: Option<RoundRow>,
}

/// Which wave a unit is in, as the gates see it.
pub(crate) struct InWave {
    /// Whether there are waves and it is in none of them.
    pub(crate) waits: bool,
    /// Whether its wave has a wave before it whose lessons it has not answered.
    pub(crate) owes: bool,
}

/// What a unit's gates know of waves.
pub(crate) fn in_wave(waves: &[(WaveId, Wave)], unit: &UnitCode) -> InWave {
    let found = waves.iter().find(|(_, wave)| wave.units.contains(unit));
    InWave {
        waits: !waves.is_empty() && found.is_none(),
        owes: found.is_some_and(|(id, wave)| id.0 > 1 && !wave.answers.contains_key(unit)),
    }
}

impl Service {
    /// All waves, by number. Without one, every unit takes part at once. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn waves(&self, campaign: &Campaign) -> Result<Vec<(WaveId, Wave)>> {
        self.numbered(campaign).await
    }

    /// The units that take part and are in no wave yet.
    ///
    /// # Errors
    /// From the store.
    pub async fn units_without_wave(&self, campaign: &Campaign) -> Result<BTreeSet<UnitCode>> {
        let waves = self.waves(campaign).await?;
        let taken = |unit: &UnitCode| waves.iter().any(|(_, wave)| wave.units.contains(unit));
        let units = self.units(campaign).await?.into_iter();
        let part = units.filter(|row| campaign.charter.takes_part(&row.class));
        Ok(part
            .map(|row| row.unit)
            .filter(|unit| !taken(unit))
            .collect())
    }

    /// The problems that the waves before this one leave behind: not closed, or closed and back
    /// again. The strongest first. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn unfinished_before(
        &self,
        campaign: &Campaign,
        wave: WaveId,
    ) -> Result<Vec<ProblemRow>> {
        let waves = self.waves(campaign).await?;
        let before = waves.into_iter().filter(|(id, _)| *id < wave);
        let units: BTreeSet<UnitCode> = before.flat_map(|(_, wave)| wave.units).collect();
        let mut left = Vec::new();
        for unit in &units {
            left.extend(self.problems_of(campaign, unit).await?);
        }
        left.retain(|row| !matches!(row.stage, Stage::Closed | Stage::Merged));
        left.sort_by_key(|row| (std::cmp::Reverse(row.strength), row.problem));
        Ok(left)
    }

    /// Closed problems of the same theme or of like words as this one, with what worked: those
    /// that held first, then the strongest. The machine finds them; nobody decides by them. For
    /// everyone, since all of it is public.
    ///
    /// # Errors
    /// From the store.
    pub async fn solved_cases(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
    ) -> Result<Vec<SolvedCase>> {
        let themes = self.themes(campaign).await?;
        let has = |of: &&crate::themes::Theme| of.problems.iter().any(|one| one.problem == problem);
        let mates = themes.iter().filter(has).flat_map(|theme| &theme.problems);
        let mut like: BTreeSet<ProblemId> = mates.map(|one| one.problem).collect();
        let store = self.store();
        let mut asking = store.problem_opinion_ids(campaign.id(), problem).await?;
        asking.truncate(12);
        let near = self.near_problems(campaign, problem, &asking).await?;
        like.extend(near.into_iter().map(|one| one.problem));
        like.remove(&problem);
        let mut closed = Vec::new();
        for one in like {
            closed.extend(store.problem(campaign.id(), one).await?);
        }
        closed.retain(|row| row.stage == Stage::Closed);
        closed.sort_by_key(|row| (row.not_held, std::cmp::Reverse(row.strength), row.problem));
        closed.truncate(MOST_CASES);
        let mut cases = Vec::new();
        for row in closed {
            cases.push(SolvedCase {
                items: store.items(campaign.id(), row.problem).await?,
                round: self.closing_round(campaign, &row).await?,
                problem: row,
            });
        }
        Ok(cases)
    }

    /// The office opens a wave.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`]: the lessons of the wave before come
    /// first, and a unit is in one wave.
    pub async fn open_wave(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        name: Name,
        units: BTreeSet<UnitCode>,
    ) -> Result<WaveId> {
        staff.must(Right::LeadWaves, campaign.id())?;
        again!({
            let all = self.waves(campaign).await?;
            let last = all.last();
            let id = WaveId(last.map_or(0, |(id, _)| id.0) + 1);
            let command = Command::Open {
                name: name.clone(),
                units: units.clone(),
                free: self.units_without_wave(campaign).await?,
                before: last.map(|(_, wave)| wave.published.is_some()),
            };
            let opened = self.order(campaign, staff, (id, Some(0)), command).await;
            opened.map(|()| id)
        })
    }

    /// The office, a team or a unit of the wave says what was learnt.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`].
    pub async fn reflect_on_wave(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: WaveId,
        (kind, words): (Kind, String),
    ) -> Result<()> {
        staff.must(Right::ReadWork, campaign.id())?;
        let command = Command::Reflect { kind, words };
        self.order(campaign, staff, (id, None), command).await
    }

    /// The office publishes what was learnt; the next wave can open.
    ///
    /// # Errors
    /// As [`Service::reflect_on_wave`].
    pub async fn publish_lessons(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: WaveId,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::LeadWaves, campaign.id())?;
        self.order(campaign, staff, (id, seen), Command::Publish)
            .await
    }

    /// A unit says what it takes over of the lessons of the wave before.
    ///
    /// # Errors
    /// As [`Service::reflect_on_wave`].
    pub async fn answer_lessons(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        words: String,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let waves = self.waves(campaign).await?;
        let of = |(_, wave): &&(WaveId, Wave)| wave.units.contains(&staff.unit);
        let (id, _) = waves.iter().find(of).ok_or(ServiceError::NotFound)?;
        let command = Command::Answer { words };
        self.order(campaign, staff, (*id, None), command).await
    }
}
