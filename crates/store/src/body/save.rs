//! Rows of the views, from memory into the database.

use super::{Connection, signed};
use crate::error::{Result, StoreError};
use crate::rows::{CampaignRow, ItemRow, ProblemRow, RoundRow};
use crate::sql::view as sql;
use crate::sql::wide::OPINIONS;
use crate::view::{BallotKey, OpinionView, Spread, UnitView, UserView, Views, code_of};
use massline_domain::Day;
use massline_domain::id::{CampaignId, OpinionId, ProblemId, UnitCode, UserId};
use massline_domain::verdict::Choice;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Saves every row that has changed.
pub(super) async fn save(db: &mut Connection, views: &Views) -> Result<()> {
    for (_, row) in views.campaigns.changed() {
        save_campaign(db, row).await?;
    }
    for ((campaign, code), row) in views.units.changed() {
        save_unit(db, *campaign, code, row).await?;
    }
    for ((campaign, user), row) in views.users.changed() {
        save_user(db, *campaign, *user, row).await?;
    }
    save_opinions(db, views).await?;
    for ((campaign, _), row) in views.problems.changed() {
        save_problem(db, *campaign, row).await?;
    }
    for (key, spread) in views.spreads.changed() {
        save_spread(db, *key, spread).await?;
    }
    for ((campaign, _), items) in views.items.changed() {
        for item in items {
            save_item(db, *campaign, item).await?;
        }
    }
    for ((campaign, _), rounds) in views.rounds.changed() {
        for round in rounds {
            save_round(db, *campaign, round).await?;
        }
    }
    for (key, choice) in views.ballots.changed() {
        save_ballot(db, key, *choice).await?;
    }
    for (key, thing) in views.things.changed() {
        super::things::save(db, key, thing).await?;
    }
    super::consultation::save(db, views).await?;
    save_figures(db, views).await
}

async fn save_campaign(db: &mut Connection, row: &CampaignRow) -> Result<()> {
    let id = signed(row.id.0);
    let taken: i64 = sqlx::query_scalar(sql::HAS_SLUG)
        .bind(&row.slug)
        .bind(id)
        .fetch_one(&mut *db)
        .await?;
    if taken > 0 {
        return Err(StoreError::Duplicate { what: "slug" });
    }
    let query = sqlx::query(sql::PUT_CAMPAIGN)
        .bind(id)
        .bind(&row.slug)
        .bind(&row.name.zh)
        .bind(&row.name.en)
        .bind(&row.charter)
        .bind(&row.digest.0[..])
        .bind(code_of(row.profile))
        .bind(row.open)
        .bind(whole(row.opened));
    query.execute(db).await?;
    Ok(())
}

async fn save_unit(
    db: &mut Connection,
    campaign: CampaignId,
    unit: &UnitCode,
    row: &UnitView,
) -> Result<()> {
    let query = sqlx::query(sql::PUT_UNIT)
        .bind(signed(campaign.0))
        .bind(unit.as_str())
        .bind(row.parent.as_ref().map(UnitCode::as_str))
        .bind(&row.class)
        .bind(&row.name.zh)
        .bind(&row.name.en);
    query.execute(db).await?;
    Ok(())
}

async fn save_user(
    db: &mut Connection,
    campaign: CampaignId,
    user: UserId,
    row: &UserView,
) -> Result<()> {
    let query = sqlx::query(sql::PUT_USER)
        .bind(signed(campaign.0))
        .bind(user.to_string())
        .bind(code_of(row.role))
        .bind(row.unit.as_str())
        .bind(row.active);
    query.execute(db).await?;
    Ok(())
}

async fn save_opinions(db: &mut Connection, views: &Views) -> Result<()> {
    let changed: Vec<(&(CampaignId, OpinionId), &OpinionView)> = views.opinions.changed().collect();
    for (sql, rows) in OPINIONS.pieces(&changed) {
        let mut query = sqlx::query(sql);
        for ((campaign, opinion), view) in rows {
            let row = &view.row;
            query = query
                .bind(signed(campaign.0))
                .bind(opinion.to_string())
                .bind(signed(view.seq))
                .bind(&row.commitment.0[..])
                .bind(whole(row.received))
                .bind(whole(row.said_on))
                .bind(&row.channel)
                .bind(&row.group)
                .bind(&row.language)
                .bind(row.receipt)
                .bind(&row.state)
                .bind(row.problem.map(|problem| signed(problem.0)))
                .bind(row.copy)
                .bind(json(&row.traits)?);
        }
        query.execute(&mut *db).await?;
    }
    Ok(())
}

async fn save_problem(db: &mut Connection, campaign: CampaignId, row: &ProblemRow) -> Result<()> {
    let query = sqlx::query(sql::PUT_PROBLEM)
        .bind(signed(campaign.0))
        .bind(signed(row.problem.0))
        .bind(&row.title)
        .bind(&row.language)
        .bind(json(&row.keywords)?)
        .bind(row.stage.code())
        .bind(row.unit.as_ref().map(UnitCode::as_str))
        .bind(&row.category)
        .bind(&row.source)
        .bind(whole(row.listed))
        .bind(row.first.map(whole))
        .bind(row.last.map(whole))
        .bind(signed(row.voices))
        .bind(signed(row.people))
        .bind(signed(row.receipts))
        .bind(signed(row.channels))
        .bind(signed(row.months))
        .bind(signed(row.strength))
        .bind(signed(row.reopened))
        .bind(row.not_held)
        .bind(row.claim_by.map(whole))
        .bind(row.deadline.map(whole))
        .bind(row.round.map(i64::from))
        .bind(row.merged_into.map(|problem| signed(problem.0)))
        .bind(row.split_from.map(|problem| signed(problem.0)))
        .bind(signed(row.units))
        .bind(signed(row.harmed))
        .bind(signed(row.first_hand))
        .bind(signed(row.placed))
        .bind(signed(row.seen))
        .bind(signed(row.supporters))
        .bind(json(&row.pictures)?);
    query.execute(db).await?;
    Ok(())
}

async fn save_spread(
    db: &mut Connection,
    (campaign, problem): (CampaignId, ProblemId),
    spread: &Spread,
) -> Result<()> {
    let days: BTreeMap<String, u64> = spread
        .days
        .iter()
        .map(|(day, voices)| (day.to_string(), *voices))
        .collect();
    let query = sqlx::query(sql::PUT_SPREAD)
        .bind(signed(campaign.0))
        .bind(signed(problem.0))
        .bind(json(&spread.channels)?)
        .bind(json(&days)?)
        .bind(json(&spread.units)?);
    query.execute(db).await?;
    Ok(())
}

async fn save_item(db: &mut Connection, campaign: CampaignId, row: &ItemRow) -> Result<()> {
    let query = sqlx::query(sql::PUT_ITEM)
        .bind(signed(campaign.0))
        .bind(signed(row.item.problem.0))
        .bind(signed(row.item.number))
        .bind(row.unit.as_str())
        .bind(json(&row.plan)?)
        .bind(code_of(row.stage))
        .bind(whole(row.deadline))
        .bind(signed(row.deadline_changes))
        .bind(&row.result)
        .bind(row.rule.as_ref().map(json).transpose()?)
        .bind(json(&row.evidence)?)
        .bind(json(&row.progress)?)
        .bind(whole(row.planned))
        .bind(row.finished.map(whole))
        .bind(json(&row.cites)?);
    query.execute(db).await?;
    Ok(())
}

async fn save_round(db: &mut Connection, campaign: CampaignId, row: &RoundRow) -> Result<()> {
    let query = sqlx::query(sql::PUT_ROUND)
        .bind(signed(campaign.0))
        .bind(signed(row.round.problem.0))
        .bind(signed(row.round.number))
        .bind(signed(row.asked))
        .bind(signed(row.tally.fixed))
        .bind(signed(row.tally.not_fixed))
        .bind(signed(row.tally.dont_know))
        .bind(signed(row.rule.fixed_percent))
        .bind(signed(row.rule.window_days))
        .bind(whole(row.opened))
        .bind(whole(row.ends_on))
        .bind(row.decided.map(|(day, _)| whole(day)))
        .bind(row.decided.map(|(_, outcome)| code_of(outcome)));
    query.execute(db).await?;
    Ok(())
}

async fn save_ballot(db: &mut Connection, key: &BallotKey, choice: Choice) -> Result<()> {
    let (campaign, round, nullifier) = key;
    let query = sqlx::query(sql::PUT_BALLOT)
        .bind(signed(campaign.0))
        .bind(signed(round.problem.0))
        .bind(signed(round.number))
        .bind(&nullifier.0[..])
        .bind(code_of(choice));
    query.execute(db).await?;
    Ok(())
}

async fn save_figures(db: &mut Connection, views: &Views) -> Result<()> {
    for (campaign, kind, code, by) in views.figures.iter().filter(|(.., by)| *by != 0) {
        let query = sqlx::query(sql::ADD_FIGURE)
            .bind(signed(campaign.0))
            .bind(kind.code())
            .bind(code)
            .bind(by);
        query.execute(&mut *db).await?;
    }
    let campaigns: BTreeSet<CampaignId> = views.figures.iter().map(|(of, ..)| of).collect();
    for campaign in campaigns {
        sqlx::query(sql::DROP_ZEROS)
            .bind(signed(campaign.0))
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

fn whole(day: Day) -> i64 {
    i64::from(day.0)
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::damaged(error.to_string()))
}
