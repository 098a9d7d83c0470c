//! Grouping: two problems made one, one made two, and what is not the same or does not
//! belong. Each is a person's decision; what it will come to is shown before it is taken.

mod moved;
mod preview;

pub use moved::{Moved, MovedBy};
pub use preview::{MergePreview, Side, SplitPreview};

use crate::condensing::{Suggestion, text_of};
use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::problem::NewProblem;
use crate::service::{Campaign, Service, TRIES};
use massline_condense::copy_key;
use massline_domain::event::stream;
use massline_domain::id::{OpinionId, ProblemId, UnitCode};
use massline_domain::opinion::{Command as OpinionCommand, Opinion, Place};
use massline_domain::problem::{Command, Event, Problem, Stage};
use massline_domain::{Day, Who};
use massline_store::{OpinionFilter, OpinionRow, PageOf, ProblemRow, StreamWrite};
use std::collections::{HashMap, HashSet};

/// Voices that ask for problems which may be the same.
const ASKING: usize = 12;
/// Problems suggested to be the same.
const SAME_SHOWN: usize = 5;

/// What is to go from one problem into a new one.
#[derive(Debug, Clone)]
pub struct Split {
    /// The voices that go. Copies of the same words go together.
    pub opinions: Vec<OpinionId>,
    /// A line that says what the new problem is.
    pub title: String,
    /// The unit that it is given to at once, if that is clear.
    pub unit: Option<UnitCode>,
}

impl Service {
    /// Makes one problem of two: the first goes into the second with all its opinions.
    ///
    /// # Errors
    /// As [`Service::list_problem`].
    pub async fn merge_problems(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        into: ProblemId,
    ) -> Result<()> {
        staff.must(Right::KeepProblems, campaign.id())?;
        let who = staff.who();
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        let target = self
            .load::<Problem>(campaign.id(), stream::problem(into))
            .await?;
        let into_lives = !matches!(target.state.stage, Stage::Absent | Stage::Merged);
        let context = self.context(campaign, &who);
        let command = Command::Merge { into, into_lives };
        let events = loaded.state.decide_for(problem, command, &context)?;
        let store = self.store();
        let moving = store.problem_opinion_ids(campaign.id(), problem).await?;
        let there = store.problem_opinion_ids(campaign.id(), into).await?;
        // Merging into a closed problem must not make a new complaint disappear.
        let taken = self
            .taking_in(campaign, &who, into, &target, &moving)
            .await?;
        let mut streams = vec![loaded.write(events), taken];
        let moves = self
            .assignments(campaign, &who, &moving, into, there)
            .await?;
        streams.extend(moves.streams);
        self.append(campaign, &who, streams, Vec::new()).await?;
        Ok(())
    }

    /// Makes two problems of one: the chosen voices go into a new one, which the same unit
    /// or another may be given at once.
    ///
    /// # Errors
    /// As [`Service::list_problem`]; [`ServiceError::Stale`] where `seen` is not the problem's
    /// version or a voice is not in it any more.
    pub async fn split_problem(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        split: &Split,
        seen: Option<u64>,
    ) -> Result<ProblemId> {
        staff.must(Right::KeepProblems, campaign.id())?;
        if let Some(unit) = &split.unit {
            self.must_have_unit(campaign, unit.as_str()).await?;
        }
        for attempt in 1.. {
            match self
                .try_split(campaign, &staff.who(), problem, split, seen)
                .await
            {
                // Someone else may have taken the number of the new problem.
                Err(ServiceError::Stale) if attempt < TRIES => {}
                result => return result,
            }
        }
        Err(ServiceError::Stale)
    }

    async fn try_split(
        &self,
        campaign: &Campaign,
        who: &Who,
        problem: ProblemId,
        split: &Split,
        seen: Option<u64>,
    ) -> Result<ProblemId> {
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        loaded.must_be_version(seen)?;
        let all = self.voices_of(campaign, problem).await?;
        let moving = self
            .with_copies(campaign, &ids(&all), &split.opinions)
            .await?;
        let into = ProblemId(self.store().next_problem_number(campaign.id()).await?);
        let command = Command::Split {
            into,
            moving: moving.len(),
            staying: all.len() - moving.len(),
        };
        let context = self.context(campaign, who);
        let events = loaded.state.decide_for(problem, command, &context)?;
        let (row, _) = self.problem(campaign, problem).await?;
        let new = self.new_from(campaign, &row, split, &moving).await?;
        // Listed first: everything else in this write is about a problem that is there.
        let mut streams = vec![self.listing(campaign, who, into, &new)?];
        if let Some(unit) = &split.unit {
            self.give_at_once(campaign, who, into, unit, &mut streams[0])?;
        }
        streams.push(loaded.write(events));
        let moves = self
            .assignments(campaign, who, &moving, into, Vec::new())
            .await?;
        streams.extend(moves.streams);
        self.append(campaign, who, streams, Vec::new()).await?;
        Ok(into)
    }

    /// Problems that the machine takes to be the same as this one, the nearest first: never
    /// one that a person split from it or told apart.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for everyone but the office.
    pub async fn same_problems(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
    ) -> Result<Vec<Suggestion>> {
        staff.must(Right::KeepProblems, campaign.id())?;
        let mut asking = self
            .store()
            .problem_opinion_ids(campaign.id(), problem)
            .await?;
        asking.truncate(ASKING);
        let mut best: HashMap<ProblemId, Suggestion> = HashMap::new();
        for one in self.near_problems(campaign, problem, &asking).await? {
            let known = best.get(&one.problem);
            if known.is_none_or(|known| known.similarity < one.similarity) {
                best.insert(one.problem, one);
            }
        }
        let mut found: Vec<Suggestion> = best.into_values().collect();
        found.sort_by(|a, b| {
            b.similarity
                .total_cmp(&a.similarity)
                .then(a.problem.cmp(&b.problem))
        });
        found.truncate(SAME_SHOWN);
        Ok(found)
    }

    /// Says that an opinion is not about a problem: the machine never suggests it again.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`], [`ServiceError::NotFound`].
    pub async fn keep_apart(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        opinion: OpinionId,
        problem: ProblemId,
    ) -> Result<()> {
        staff.must(Right::SortOpinions, campaign.id())?;
        self.problem(campaign, problem).await?;
        let loaded = self
            .load::<Opinion>(campaign.id(), stream::opinion(opinion))
            .await?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let command = OpinionCommand::KeepApart { problem };
        let events = loaded.state.decide_for(opinion, command, &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], Vec::new())
            .await?;
        Ok(())
    }

    /// The same as part of a larger write; nothing where the opinion does not wait any more.
    pub(crate) async fn apart(
        &self,
        campaign: &Campaign,
        who: &Who,
        opinion: OpinionId,
        problem: ProblemId,
    ) -> Result<Option<StreamWrite>> {
        let loaded = self
            .load::<Opinion>(campaign.id(), stream::opinion(opinion))
            .await?;
        if loaded.state.place != Place::Waiting {
            return Ok(None);
        }
        let context = self.context(campaign, who);
        let command = OpinionCommand::KeepApart { problem };
        let events = loaded.state.decide_for(opinion, command, &context)?;
        Ok(Some(loaded.write(events)))
    }

    /// What an opinion is not about, as people said.
    pub(crate) async fn not_about(
        &self,
        campaign: &Campaign,
        opinion: OpinionId,
    ) -> Result<Vec<ProblemId>> {
        let loaded = self
            .load::<Opinion>(campaign.id(), stream::opinion(opinion))
            .await?;
        Ok(loaded.state.apart.problems().collect())
    }

    /// All voices of a problem, in order of receipt.
    pub(super) async fn voices_of(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
    ) -> Result<Vec<OpinionRow>> {
        let mut all = Vec::new();
        for page in 1.. {
            let filter = OpinionFilter {
                problem: Some(problem),
                oldest_first: true,
                page,
                per_page: PageOf::MOST,
                ..OpinionFilter::default()
            };
            let found = self.store().opinions(campaign.id(), &filter).await?;
            let last = page as u64 >= found.pages();
            all.extend(found.rows);
            if last {
                break;
            }
        }
        Ok(all)
    }

    /// The chosen voices with every copy of their words, in the problem's order: the same
    /// words are the same matter, and each is counted once on its side.
    pub(super) async fn with_copies(
        &self,
        campaign: &Campaign,
        all: &[OpinionId],
        chosen: &[OpinionId],
    ) -> Result<Vec<OpinionId>> {
        let chosen: HashSet<OpinionId> = chosen.iter().copied().collect();
        if !chosen.iter().all(|one| all.contains(one)) {
            return Err(ServiceError::Stale);
        }
        let texts = self.store().texts(campaign.id(), all).await?;
        let keys: HashMap<OpinionId, String> = texts
            .into_iter()
            .map(|(opinion, fields)| (opinion, copy_key(&text_of(&fields, "text"))))
            .collect();
        let going: HashSet<&String> = chosen.iter().filter_map(|one| keys.get(one)).collect();
        let goes = |one: &&OpinionId| {
            chosen.contains(one) || keys.get(one).is_some_and(|key| going.contains(key))
        };
        Ok(all.iter().filter(goes).copied().collect())
    }

    pub(super) async fn new_from(
        &self,
        campaign: &Campaign,
        row: &ProblemRow,
        split: &Split,
        moving: &[OpinionId],
    ) -> Result<NewProblem> {
        let (_, keywords) = self.title_of(campaign, moving).await?;
        Ok(NewProblem {
            title: split.title.clone(),
            language: row.language.clone(),
            keywords,
            source: row.source.clone(),
            opinions: moving.to_vec(),
            not_about: Vec::new(),
        })
    }

    /// The day by which the charter lets a unit claim what it is given today.
    pub(super) fn claim_by(&self, campaign: &Campaign) -> Day {
        campaign.charter.claim_by(self.today(campaign))
    }

    /// Adds to the write that lists a problem that it is given to a unit.
    fn give_at_once(
        &self,
        campaign: &Campaign,
        who: &Who,
        problem: ProblemId,
        unit: &UnitCode,
        listing: &mut StreamWrite,
    ) -> Result<()> {
        let listed = Problem {
            stage: Stage::Listed,
            ..Problem::default()
        };
        let command = Command::Assign {
            unit: unit.clone(),
            claim_by: self.claim_by(campaign),
        };
        let context = self.context(campaign, who);
        let events: Vec<Event> = listed.decide_for(problem, command, &context)?;
        listing.events.extend(events.into_iter().map(Into::into));
        Ok(())
    }
}

pub(super) fn ids(rows: &[OpinionRow]) -> Vec<OpinionId> {
    rows.iter().map(|row| row.opinion).collect()
}
