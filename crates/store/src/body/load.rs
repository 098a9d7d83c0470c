//! Rows of the views, from the database into memory.

use super::cells::Cells;
use super::{Connection, Row, signed};
use crate::error::{Result, StoreError};
use crate::rows::{CampaignRow, ItemRow, OpinionRow, ProblemRow, RoundRow};
use crate::sql::view as sql;
use crate::view::{BallotKey, Needs, OpinionView, Spread, UnitView, UserView, Views};
use massline_domain::Day;
use massline_domain::id::{CampaignId, Digest, ItemId, ProblemId, RoundId, UnitCode, UserId};
use massline_domain::unit::Name;
use massline_domain::verdict::{Choice, Rule, Tally};
use std::collections::BTreeMap;

/// Loads what is needed.
pub(super) async fn load(db: &mut Connection, views: &mut Views, needs: Needs) -> Result<()> {
    match needs {
        Needs::Campaign(campaign) => {
            let query = sqlx::query(sql::CAMPAIGN).bind(signed(campaign.0));
            let row = query.fetch_optional(db).await?;
            views
                .campaigns
                .load(campaign, row.map(|row| campaign_row(&row)).transpose()?);
        }
        Needs::Unit(campaign, unit) => {
            let query = sqlx::query(sql::UNIT)
                .bind(signed(campaign.0))
                .bind(unit.as_str());
            let row = query
                .fetch_optional(db)
                .await?
                .map(|row| unit_row(&row))
                .transpose()?;
            views.units.load((campaign, unit), row.map(|(_, row)| row));
        }
        Needs::User(campaign, user) => {
            let query = sqlx::query(sql::USER)
                .bind(signed(campaign.0))
                .bind(user.to_string());
            let row = query
                .fetch_optional(db)
                .await?
                .map(|row| user_row(&row))
                .transpose()?;
            views.users.load((campaign, user), row.map(|(_, row)| row));
        }
        Needs::Opinion(campaign, opinion) => {
            let query = sqlx::query(sql::OPINION)
                .bind(signed(campaign.0))
                .bind(opinion.to_string());
            let row = query
                .fetch_optional(db)
                .await?
                .map(|row| opinion_row(&row))
                .transpose()?;
            views
                .opinions
                .load((campaign, opinion), row.map(|(_, row)| row));
        }
        Needs::Problem(campaign, problem) => {
            let query = sqlx::query(sql::PROBLEM)
                .bind(signed(campaign.0))
                .bind(signed(problem.0));
            let row = query
                .fetch_optional(db)
                .await?
                .map(|row| problem_row(&row))
                .transpose()?;
            views
                .problems
                .load((campaign, problem), row.map(|(_, row)| row));
        }
        Needs::Spread(campaign, problem) => {
            let query = sqlx::query(sql::SPREAD)
                .bind(signed(campaign.0))
                .bind(signed(problem.0));
            let row = query
                .fetch_optional(db)
                .await?
                .map(|row| spread_row(&row))
                .transpose()?;
            views
                .spreads
                .load((campaign, problem), row.map(|(_, row)| row));
        }
        Needs::Items(campaign, problem) => {
            let items = items_of(db, campaign, problem).await?;
            views.items.load((campaign, problem), Some(items));
        }
        Needs::Rounds(campaign, problem) => {
            let rounds = rounds_of(db, campaign, problem).await?;
            views.rounds.load((campaign, problem), Some(rounds));
        }
        Needs::Ballot(key) => load_ballot(db, views, key).await?,
        Needs::Thing(key) => super::things::load(db, views, key).await?,
        Needs::Consultation(..) | Needs::Statement(..) => {
            super::consultation::load(db, views, needs).await?;
        }
        Needs::Problems(campaign) => {
            let query = sqlx::query(sql::PROBLEMS_OF).bind(signed(campaign.0));
            for row in query.fetch_all(db).await? {
                let (key, row) = problem_row(&row)?;
                views.problems.load(key, Some(row));
            }
            views.has_all_problems(campaign);
        }
    }
    Ok(())
}

async fn load_ballot(db: &mut Connection, views: &mut Views, key: BallotKey) -> Result<()> {
    let (campaign, round, nullifier) = key;
    let query = sqlx::query(sql::BALLOT)
        .bind(signed(campaign.0))
        .bind(signed(round.problem.0))
        .bind(signed(round.number))
        .bind(&nullifier.0[..]);
    let row = query
        .fetch_optional(db)
        .await?
        .map(|row| ballot_row(&row))
        .transpose()?;
    views.ballots.load(key, row.map(|(_, choice)| choice));
    Ok(())
}

pub(super) async fn items_of(
    db: &mut Connection,
    campaign: CampaignId,
    problem: ProblemId,
) -> Result<Vec<ItemRow>> {
    let query = sqlx::query(sql::ITEMS_OF)
        .bind(signed(campaign.0))
        .bind(signed(problem.0));
    let rows = query.fetch_all(db).await?;
    rows.iter()
        .map(|row| item_row(row).map(|(_, item)| item))
        .collect()
}

pub(super) async fn rounds_of(
    db: &mut Connection,
    campaign: CampaignId,
    problem: ProblemId,
) -> Result<Vec<RoundRow>> {
    let query = sqlx::query(sql::ROUNDS_OF)
        .bind(signed(campaign.0))
        .bind(signed(problem.0));
    let rows = query.fetch_all(db).await?;
    rows.iter()
        .map(|row| round_row(row).map(|(_, round)| round))
        .collect()
}

pub(super) fn campaign_row(row: &Row) -> Result<CampaignRow> {
    let mut cells = Cells::of(row);
    Ok(CampaignRow {
        id: CampaignId(cells.number()?),
        slug: cells.text()?,
        name: Name {
            zh: cells.text()?,
            en: cells.text()?,
        },
        charter: cells.text()?,
        digest: Digest(cells.array()?),
        profile: cells.code()?,
        open: cells.flag()?,
        opened: cells.day()?,
    })
}

pub(super) fn unit_row(row: &Row) -> Result<((CampaignId, UnitCode), UnitView)> {
    let mut cells = Cells::of(row);
    let key = (CampaignId(cells.number()?), cells.id()?);
    let unit = UnitView {
        parent: cells.maybe_id()?,
        class: cells.text()?,
        name: Name {
            zh: cells.text()?,
            en: cells.text()?,
        },
    };
    Ok((key, unit))
}

pub(super) fn user_row(row: &Row) -> Result<((CampaignId, UserId), UserView)> {
    let mut cells = Cells::of(row);
    let key = (CampaignId(cells.number()?), cells.id()?);
    let user = UserView {
        role: cells.code()?,
        unit: cells.id()?,
        active: cells.flag()?,
    };
    Ok((key, user))
}

type OpinionKey = (CampaignId, massline_domain::id::OpinionId);

pub(super) fn opinion_row(row: &Row) -> Result<(OpinionKey, OpinionView)> {
    let mut cells = Cells::of(row);
    let campaign = CampaignId(cells.number()?);
    let view = opinion_cells(&mut cells)?;
    Ok(((campaign, view.row.opinion), view))
}

/// The cells of an opinion from its id on.
pub(super) fn opinion_cells(cells: &mut Cells<'_>) -> Result<OpinionView> {
    let opinion = cells.id()?;
    let seq = cells.number()?;
    let row = OpinionRow {
        opinion,
        commitment: Digest(cells.array()?),
        received: cells.day()?,
        said_on: cells.day()?,
        channel: cells.text()?,
        group: cells.maybe_text()?,
        language: cells.text()?,
        receipt: cells.flag()?,
        state: cells.text()?,
        problem: cells.maybe_number()?.map(ProblemId),
        copy: cells.flag()?,
        traits: cells.json()?,
        leaf: None,
    };
    Ok(OpinionView { seq, row })
}

pub(super) fn problem_row(row: &Row) -> Result<((CampaignId, ProblemId), ProblemRow)> {
    let mut cells = Cells::of(row);
    let campaign = CampaignId(cells.number()?);
    let problem = problem_cells(&mut cells)?;
    Ok(((campaign, problem.problem), problem))
}

/// The cells of a problem from its number on.
pub(super) fn problem_cells(cells: &mut Cells<'_>) -> Result<ProblemRow> {
    Ok(ProblemRow {
        problem: ProblemId(cells.number()?),
        title: cells.text()?,
        language: cells.text()?,
        keywords: cells.json()?,
        stage: cells.code()?,
        unit: cells.maybe_id()?,
        category: cells.maybe_text()?,
        source: cells.text()?,
        listed: cells.day()?,
        first: cells.maybe_day()?,
        last: cells.maybe_day()?,
        voices: cells.number()?,
        people: cells.number()?,
        receipts: cells.number()?,
        channels: cells.number()?,
        months: cells.number()?,
        strength: cells.number()?,
        reopened: cells.number()?,
        not_held: cells.flag()?,
        claim_by: cells.maybe_day()?,
        deadline: cells.maybe_day()?,
        round: cells.maybe_number()?,
        merged_into: cells.maybe_number()?.map(ProblemId),
        split_from: cells.maybe_number()?.map(ProblemId),
        units: cells.number()?,
        harmed: cells.number()?,
        first_hand: cells.number()?,
        placed: cells.number()?,
        seen: cells.number()?,
        supporters: cells.number()?,
        pictures: cells.json()?,
    })
}

pub(super) fn spread_row(row: &Row) -> Result<((CampaignId, ProblemId), Spread)> {
    let mut cells = Cells::of(row);
    let key = (CampaignId(cells.number()?), ProblemId(cells.number()?));
    let channels = cells.json()?;
    let mut days = BTreeMap::new();
    for (day, voices) in cells.json::<BTreeMap<String, u64>>()? {
        days.insert(
            day.parse::<Day>()
                .map_err(|error| StoreError::damaged(error.to_string()))?,
            voices,
        );
    }
    let units = cells.json()?;
    Ok((
        key,
        Spread {
            channels,
            days,
            units,
        },
    ))
}

pub(super) fn item_row(row: &Row) -> Result<((CampaignId, ItemId), ItemRow)> {
    let mut cells = Cells::of(row);
    let campaign = CampaignId(cells.number()?);
    let item = item_cells(&mut cells)?;
    Ok(((campaign, item.item), item))
}

/// The cells of an item from its problem on.
pub(super) fn item_cells(cells: &mut Cells<'_>) -> Result<ItemRow> {
    let item = ItemId {
        problem: ProblemId(cells.number()?),
        number: cells.number()?,
    };
    Ok(ItemRow {
        item,
        unit: cells.id()?,
        plan: cells.json()?,
        stage: cells.code()?,
        deadline: cells.day()?,
        deadline_changes: cells.number()?,
        result: cells.maybe_text()?,
        rule: cells.maybe_json()?,
        evidence: cells.json()?,
        progress: cells.json()?,
        cites: cells.json()?,
        planned: cells.day()?,
        finished: cells.maybe_day()?,
    })
}

pub(super) fn round_row(row: &Row) -> Result<(CampaignId, RoundRow)> {
    let mut cells = Cells::of(row);
    let campaign = CampaignId(cells.number()?);
    let round = RoundId {
        problem: ProblemId(cells.number()?),
        number: cells.number()?,
    };
    let asked = cells.number()?;
    let tally = Tally {
        asked,
        fixed: cells.number()?,
        not_fixed: cells.number()?,
        dont_know: cells.number()?,
    };
    let rule = Rule {
        fixed_percent: cells.number()?,
        window_days: cells.number()?,
    };
    let (opened, ends_on) = (cells.day()?, cells.day()?);
    let decided = match (cells.maybe_day()?, cells.maybe_code()?) {
        (Some(day), Some(outcome)) => Some((day, outcome)),
        (None, None) => None,
        _ => return Err(StoreError::damaged("a round is decided by half")),
    };
    Ok((
        campaign,
        RoundRow {
            round,
            asked,
            tally,
            rule,
            opened,
            ends_on,
            decided,
        },
    ))
}

pub(super) fn ballot_row(row: &Row) -> Result<(BallotKey, Choice)> {
    let mut cells = Cells::of(row);
    let campaign = CampaignId(cells.number()?);
    let round = RoundId {
        problem: ProblemId(cells.number()?),
        number: cells.number()?,
    };
    Ok(((campaign, round, Digest(cells.array()?)), cells.code()?))
}
