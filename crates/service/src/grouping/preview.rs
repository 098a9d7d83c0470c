//! What a merge or a split will come to: the same sums as in the views, over the voices as
//! they will lie, so that a person sees the result before there is one.

use super::{Split, ids};
use crate::condensing::text_of;
use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::redact::redact;
use crate::service::{Campaign, Service};
use massline_condense::{Voice, representatives};
use massline_domain::event::stream;
use massline_domain::id::{OpinionId, ProblemId};
use massline_domain::problem::{Command, Problem, Stage};
use massline_store::{OpinionRow, ProblemRow};
use std::collections::BTreeSet;

/// Voices shown of each side of a preview.
const VOICES_SHOWN: usize = 3;
/// Voices read to choose them from.
const VOICES_READ: usize = 200;

/// A problem as it will be, with voices that are typical of it, redacted.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its row; the number of a new one may be another in the end.
    pub row: ProblemRow,
    /// Some of its voices.
    pub voices: Vec<String>,
}

/// What a merge will come to.
#[derive(Debug, Clone)]
pub struct MergePreview {
    /// The problem that goes, as it is now.
    pub from: Side,
    /// The problem that stays, as it is now.
    pub into: Side,
    /// The problem that stays, as it will be.
    pub result: Side,
    /// Whether it is closed and will be open again.
    pub reopens: bool,
}

/// What a split will come to.
#[derive(Debug, Clone)]
pub struct SplitPreview {
    /// The voices that go, with the copies that go with them.
    pub opinions: Vec<OpinionId>,
    /// The problem as it will be.
    pub stays: Side,
    /// The new problem.
    pub new: Side,
}

impl Service {
    /// What merging the first into the second will come to; refused as the merge would be.
    ///
    /// # Errors
    /// As [`Service::merge_problems`].
    pub async fn merge_preview(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        into: ProblemId,
    ) -> Result<MergePreview> {
        staff.must(Right::KeepProblems, campaign.id())?;
        let (from_row, _) = self.problem(campaign, problem).await?;
        let target = self.store().problem(campaign.id(), into).await?;
        let into_lives = target
            .as_ref()
            .is_some_and(|row| row.stage != Stage::Merged);
        let who = staff.who();
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        let command = Command::Merge { into, into_lives };
        let context = self.context(campaign, &who);
        loaded.state.decide_for(problem, command, &context)?;
        let into_row = target.ok_or(ServiceError::NotFound)?;
        let moving = self.voices_of(campaign, problem).await?;
        let there = self.voices_of(campaign, into).await?;
        let moving_ids = ids(&moving);
        let reopens = into_row.stage == Stage::Closed
            && self
                .spoken_after_closing(campaign, into, &moving_ids)
                .await?;
        let copies = self.copies(campaign, &moving_ids, &ids(&there)).await?;
        let mut all = there.clone();
        all.extend(as_copies(&moving, &copies));
        let supported = ProblemRow {
            supporters: into_row.supporters + from_row.supporters,
            ..into_row.clone()
        };
        let mut result = summed(&supported, &all, campaign);
        if reopens {
            result.stage = Stage::Reopened;
            result.not_held = true;
            result.reopened += 1;
            result = weighed(result, campaign);
        }
        Ok(MergePreview {
            from: self.side(campaign, from_row, &moving_ids).await?,
            into: self.side(campaign, into_row, &ids(&there)).await?,
            result: self.side(campaign, result, &ids(&all)).await?,
            reopens,
        })
    }

    /// What a split will come to; refused as the split would be.
    ///
    /// # Errors
    /// As [`Service::split_problem`].
    pub async fn split_preview(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        split: &Split,
    ) -> Result<SplitPreview> {
        staff.must(Right::KeepProblems, campaign.id())?;
        let (row, _) = self.problem(campaign, problem).await?;
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        let all = self.voices_of(campaign, problem).await?;
        let opinions = self
            .with_copies(campaign, &ids(&all), &split.opinions)
            .await?;
        let (who, into) = (
            staff.who(),
            ProblemId(self.store().next_problem_number(campaign.id()).await?),
        );
        let command = Command::Split {
            into,
            moving: opinions.len(),
            staying: all.len() - opinions.len(),
        };
        let context = self.context(campaign, &who);
        loaded.state.decide_for(problem, command, &context)?;
        let new = self.new_from(campaign, &row, split, &opinions).await?;
        self.listing(campaign, &who, into, &new)?;
        let (going, staying): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|voice| opinions.contains(&voice.opinion));
        let copies = self.copies(campaign, &ids(&going), &[]).await?;
        let going = as_copies(&going, &copies);
        let empty = ProblemRow {
            problem: into,
            title: new.title,
            keywords: new.keywords,
            stage: if split.unit.is_some() {
                Stage::Assigned
            } else {
                Stage::Listed
            },
            unit: split.unit.clone(),
            category: None,
            listed: self.today(campaign),
            claim_by: split.unit.as_ref().map(|_| self.claim_by(campaign)),
            reopened: 0,
            not_held: false,
            deadline: None,
            round: None,
            split_from: Some(problem),
            supporters: 0,
            pictures: std::collections::BTreeSet::new(),
            ..row.clone()
        };
        let stays = summed(&row, &staying, campaign);
        let new = summed(&empty, &going, campaign);
        Ok(SplitPreview {
            stays: self.side(campaign, stays, &ids(&staying)).await?,
            new: self.side(campaign, new, &ids(&going)).await?,
            opinions,
        })
    }

    async fn side(
        &self,
        campaign: &Campaign,
        row: ProblemRow,
        opinions: &[OpinionId],
    ) -> Result<Side> {
        let read = &opinions[..opinions.len().min(VOICES_READ)];
        let texts = self.store().texts(campaign.id(), read).await?;
        let words: Vec<String> = texts
            .iter()
            .map(|(_, fields)| text_of(fields, "text"))
            .collect();
        let voices: Vec<Voice<'_>> = words.iter().map(|text| Voice::new(text)).collect();
        let chosen = representatives(&voices, VOICES_SHOWN);
        Ok(Side {
            row,
            voices: chosen.into_iter().map(|at| redact(&words[at])).collect(),
        })
    }
}

/// The rows as they will be where each is a copy or not.
fn as_copies(rows: &[OpinionRow], copies: &[bool]) -> Vec<OpinionRow> {
    rows.iter()
        .zip(copies)
        .map(|(row, copy)| OpinionRow {
            copy: *copy,
            ..row.clone()
        })
        .collect()
}

/// The problem's row with the numbers that these voices give.
fn summed(row: &ProblemRow, voices: &[OpinionRow], campaign: &Campaign) -> ProblemRow {
    let count = |yes: fn(&OpinionRow) -> bool| voices.iter().filter(|one| yes(one)).count() as u64;
    let channels: BTreeSet<&str> = voices.iter().map(|one| one.channel.as_str()).collect();
    let units: BTreeSet<_> = voices
        .iter()
        .filter_map(|one| one.traits.unit.as_ref())
        .collect();
    let months: BTreeSet<(i16, i8)> = voices
        .iter()
        .map(|one| one.said_on.date())
        .map(|date| (date.year(), date.month()))
        .collect();
    let days = || voices.iter().map(|one| one.said_on);
    let summed = ProblemRow {
        voices: voices.len() as u64,
        people: count(|one| !one.copy),
        harmed: count(|one| !one.copy && one.traits.harm),
        first_hand: count(|one| !one.copy && one.traits.first_hand),
        placed: count(|one| !one.copy && one.traits.placed),
        seen: count(|one| !one.copy && one.traits.seen()),
        units: units.len() as u64,
        receipts: count(|one| one.receipt),
        channels: channels.len() as u64,
        months: months.len() as u64,
        first: days().min(),
        last: days().max(),
        ..row.clone()
    };
    weighed(summed, campaign)
}

fn weighed(row: ProblemRow, campaign: &Campaign) -> ProblemRow {
    let strength = campaign.charter.strength_of(&row.counts());
    ProblemRow { strength, ..row }
}
