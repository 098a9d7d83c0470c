//! Problems: their way, and where and when they were spoken of.

use super::{At, FigureKind, Needs, Views};
use crate::rows::ProblemRow;
use massline_domain::Day;
use massline_domain::id::{CampaignId, ProblemId, UnitCode};
use massline_domain::problem::{Event, Stage};
use std::collections::{BTreeMap, BTreeSet};

/// Voices of a problem per channel, per day on which they spoke, and per unit they name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Spread {
    pub(crate) channels: BTreeMap<String, u64>,
    pub(crate) days: BTreeMap<Day, u64>,
    pub(crate) units: BTreeMap<String, u64>,
}

impl Spread {
    pub(super) fn add(&mut self, channel: &str, said_on: Day, unit: Option<&UnitCode>, by: i64) {
        if let Some(unit) = unit {
            add_to(&mut self.units, unit.to_string(), by);
        }
        add_to(&mut self.channels, channel.to_owned(), by);
        add_to(&mut self.days, said_on, by);
    }

    pub(super) fn first(&self) -> Option<Day> {
        self.days.keys().next().copied()
    }

    pub(super) fn last(&self) -> Option<Day> {
        self.days.keys().next_back().copied()
    }

    /// Voices per calendar month, written `2026-07`.
    pub(crate) fn months(&self) -> BTreeMap<String, u64> {
        let mut months = BTreeMap::new();
        for (day, voices) in &self.days {
            let date = day.date();
            let month = format!("{:04}-{:02}", date.year(), date.month());
            *months.entry(month).or_default() += voices;
        }
        months
    }
}

/// A count that comes to nothing is no count.
fn add_to<K: Ord>(counts: &mut BTreeMap<K, u64>, key: K, by: i64) {
    use std::collections::btree_map::Entry;
    match counts.entry(key) {
        Entry::Vacant(free) => {
            if by > 0 {
                free.insert(by.unsigned_abs());
            }
        }
        Entry::Occupied(mut count) => {
            let sum = count.get().saturating_add_signed(by);
            if sum == 0 {
                count.remove();
            } else {
                count.insert(sum);
            }
        }
    }
}

pub(super) fn stored_problem(
    views: &Views,
    campaign: CampaignId,
    problem: ProblemId,
) -> Result<Option<ProblemRow>, Needs> {
    let stored = views.problems.get(&(campaign, problem));
    stored
        .map(Option::<&ProblemRow>::cloned)
        .map_err(|()| Needs::Problem(campaign, problem))
}

pub(super) fn stored_spread(
    views: &Views,
    campaign: CampaignId,
    problem: ProblemId,
) -> Result<Option<Spread>, Needs> {
    let stored = views.spreads.get(&(campaign, problem));
    stored
        .map(Option::<&Spread>::cloned)
        .map_err(|()| Needs::Spread(campaign, problem))
}

pub(super) fn problem(views: &mut Views, at: At, event: &Event) -> Result<(), Needs> {
    if let Event::Listed { .. } = event {
        list(views, at, event);
        return Ok(());
    }
    if let Event::Split { problem, into } = event {
        return split(views, at, *problem, *into);
    }
    let key = (at.campaign, event.problem());
    let Some(before) = stored_problem(views, at.campaign, event.problem())? else {
        return Ok(());
    };
    let mut row = before.clone();
    match event {
        // Whom the machine may suggest is no row.
        Event::Listed { .. } | Event::Split { .. } | Event::ToldApart { .. } => {}
        Event::Renamed { title, .. } => row.title.clone_from(title),
        Event::Labelled { category, .. } => row.category.clone_from(category),
        Event::PictureShown { picture, .. } => drop(row.pictures.insert(*picture)),
        Event::PictureHidden { picture, .. } => drop(row.pictures.remove(picture)),
        Event::Merged { into, .. } => {
            row.stage = Stage::Merged;
            row.merged_into = Some(*into);
            let supporters = std::mem::take(&mut row.supporters);
            super::support::add(views, at, *into, |own| own + supporters)?;
        }
        Event::Assigned { unit, claim_by, .. }
        | Event::Referred {
            to: unit, claim_by, ..
        } => {
            row.stage = Stage::Assigned;
            row.unit = Some(unit.clone());
            row.claim_by = Some(*claim_by);
        }
        Event::Claimed { .. } => {
            row.stage = Stage::Claimed;
            row.claim_by = None;
        }
        Event::Rectifying { .. } => row.stage = Stage::Rectifying,
        Event::ClosingRequested { round, .. } => {
            row.stage = Stage::Judging;
            row.round = Some(round.number);
        }
        Event::Closed { .. } => row.stage = Stage::Closed,
        Event::NotFixed { .. } => reopen(&mut row),
        Event::Recurred { .. } => {
            reopen(&mut row);
            row.not_held = true;
        }
    }
    row.strength = views.strength(at.campaign, &row)?;
    if let Event::Recurred { .. } = event {
        views.figures.add(at.campaign, FigureKind::NotHeld, "", 1);
    }
    count_stage(views, at.campaign, before.stage, before.unit.as_ref(), -1);
    count_stage(views, at.campaign, row.stage, row.unit.as_ref(), 1);
    views.problems.put(key, row);
    Ok(())
}

/// The new problem, which is listed in the same write, knows where it comes from.
fn split(views: &mut Views, at: At, from: ProblemId, into: ProblemId) -> Result<(), Needs> {
    if let Some(new) = stored_problem(views, at.campaign, into)? {
        let row = ProblemRow {
            split_from: Some(from),
            ..new
        };
        views.problems.put((at.campaign, into), row);
    }
    Ok(())
}

fn reopen(row: &mut ProblemRow) {
    row.stage = Stage::Reopened;
    row.reopened += 1;
}

fn list(views: &mut Views, at: At, event: &Event) {
    let Event::Listed {
        problem,
        title,
        language,
        keywords,
        source,
        day,
    } = event
    else {
        return;
    };
    let row = ProblemRow {
        problem: *problem,
        title: title.clone(),
        language: language.clone(),
        keywords: keywords.clone(),
        stage: Stage::Listed,
        unit: None,
        category: None,
        source: source.clone(),
        listed: *day,
        first: None,
        last: None,
        voices: 0,
        people: 0,
        receipts: 0,
        channels: 0,
        units: 0,
        months: 0,
        harmed: 0,
        first_hand: 0,
        placed: 0,
        seen: 0,
        supporters: 0,
        pictures: BTreeSet::new(),
        strength: 0,
        reopened: 0,
        not_held: false,
        claim_by: None,
        deadline: None,
        round: None,
        merged_into: None,
        split_from: None,
    };
    let key = (at.campaign, *problem);
    count_stage(views, at.campaign, row.stage, None, 1);
    views.problems.put(key, row);
    views.spreads.put(key, Spread::default());
}

/// Counts a problem in its stage, and with its unit unless it went into another problem.
fn count_stage(
    views: &mut Views,
    campaign: CampaignId,
    stage: Stage,
    unit: Option<&UnitCode>,
    by: i64,
) {
    views
        .figures
        .add(campaign, FigureKind::ProblemStage, stage.code(), by);
    if let Some(unit) = unit
        && stage != Stage::Merged
    {
        let code = format!("{unit}/{}", stage.code());
        views
            .figures
            .add(campaign, FigureKind::UnitStage, &code, by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_forgets_what_comes_to_nothing() {
        let mut spread = Spread::default();
        let day = |text: &str| text.parse::<Day>().unwrap();
        let roads: UnitCode = "roads".parse().unwrap();
        spread.add("web", day("2026-01-31"), Some(&roads), 1);
        spread.add("call", day("2026-02-01"), None, 1);
        spread.add("call", day("2026-02-09"), None, 1);
        assert_eq!(spread.units.len(), 1);
        assert_eq!(
            spread.months().into_iter().collect::<Vec<_>>(),
            [("2026-01".to_owned(), 1), ("2026-02".to_owned(), 2)]
        );
        spread.add("web", day("2026-01-31"), Some(&roads), -1);
        assert!(spread.units.is_empty());
        assert_eq!(spread.first(), Some(day("2026-02-01")));
        assert_eq!(spread.channels.len(), 1);
    }
}
