//! Things whose view is their state, what is counted for gates.

use super::cells::Cells;
use super::{Body, Connection, Row, signed};
use crate::error::{Result, StoreError};
use crate::rows::{ClosingRow, LateRow, UnitWork};
use crate::sql::thing as sql;
use crate::view::{Thing, ThingKey, Views};
use massline_domain::Day;
use massline_domain::escalation::Matter;
use massline_domain::id::{CampaignId, ItemId, ProblemId, RoundId, UnitCode};
use massline_domain::item::RuleAnswer;
use std::collections::BTreeMap;

/// Loads one for writing.
pub(super) async fn load(db: &mut Connection, views: &mut Views, key: ThingKey) -> Result<()> {
    let query = sqlx::query(sql::THING)
        .bind(signed(key.0.0))
        .bind(&key.1)
        .bind(&key.2);
    let row = query.fetch_optional(db).await?;
    let thing = row.map(|row| thing_row(&row)).transpose()?;
    views.things.load(key, thing.map(|(_, thing)| thing));
    Ok(())
}

pub(super) async fn save(db: &mut Connection, key: &ThingKey, thing: &Thing) -> Result<()> {
    let data =
        serde_json::to_string(thing).map_err(|error| StoreError::damaged(error.to_string()))?;
    let query = sqlx::query(sql::PUT_THING)
        .bind(signed(key.0.0))
        .bind(&key.1)
        .bind(&key.2)
        .bind(data);
    query.execute(db).await?;
    Ok(())
}

pub(super) fn thing_row(row: &Row) -> Result<(ThingKey, Thing)> {
    let mut cells = Cells::of(row);
    let key = (CampaignId(cells.number()?), cells.text()?, cells.text()?);
    Ok((key, cells.json()?))
}

impl Body {
    pub(crate) async fn things(
        &self,
        campaign: CampaignId,
        kind: &str,
    ) -> Result<Vec<(String, Thing)>> {
        let query = sqlx::query(sql::THINGS_OF)
            .bind(signed(campaign.0))
            .bind(kind);
        let rows = query.fetch_all(&self.read).await?;
        let named = |row: &Row| thing_row(row).map(|((_, _, name), thing)| (name, thing));
        rows.iter().map(named).collect()
    }

    pub(crate) async fn opinions_late(&self, campaign: CampaignId, before: Day) -> Result<u64> {
        let query = sqlx::query(sql::OPINIONS_LATE)
            .bind(signed(campaign.0))
            .bind(i64::from(before.0));
        Cells::of(&query.fetch_one(&self.read).await?).number()
    }

    pub(crate) async fn late(&self, campaign: CampaignId, today: Day) -> Result<Vec<LateRow>> {
        let query = sqlx::query(sql::LATE)
            .bind(signed(campaign.0))
            .bind(i64::from(today.0));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(late_row).collect()
    }

    pub(crate) async fn closings(&self, campaign: CampaignId) -> Result<Vec<ClosingRow>> {
        let query = sqlx::query(sql::CLOSINGS).bind(signed(campaign.0));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(closing_row).collect()
    }

    pub(crate) async fn rules_of_items(
        &self,
        campaign: CampaignId,
    ) -> Result<Vec<(UnitCode, ProblemId, RuleAnswer)>> {
        let query = sqlx::query(sql::RULES_OF_ITEMS).bind(signed(campaign.0));
        let rows = query.fetch_all(&self.read).await?;
        let one = |row: &Row| {
            let mut cells = Cells::of(row);
            Ok((cells.id()?, ProblemId(cells.number()?), cells.json()?))
        };
        rows.iter().map(one).collect()
    }

    pub(crate) async fn work_of_units(
        &self,
        campaign: CampaignId,
        today: Day,
    ) -> Result<BTreeMap<UnitCode, UnitWork>> {
        let query = sqlx::query(sql::WORK_OF_UNITS)
            .bind(signed(campaign.0))
            .bind(i64::from(today.0));
        let rows = query.fetch_all(&self.read).await?;
        let one = |row: &Row| {
            let mut cells = Cells::of(row);
            let unit = cells.id()?;
            let (unfinished, overdue) = (cells.number()?, cells.number()?);
            let work = UnitWork {
                unfinished,
                overdue,
            };
            Ok((unit, work))
        };
        rows.iter().map(one).collect()
    }
}

fn closing_row(row: &Row) -> Result<ClosingRow> {
    let mut cells = Cells::of(row);
    let round = RoundId {
        problem: ProblemId(cells.number()?),
        number: cells.number()?,
    };
    Ok(ClosingRow {
        round,
        day: cells.day()?,
        stands: cells.number::<u64>()? > 0,
        unit: cells.maybe_id()?,
        language: cells.text()?,
        title: cells.text()?,
    })
}

fn late_row(row: &Row) -> Result<LateRow> {
    let mut cells = Cells::of(row);
    let problem = ProblemId(cells.number()?);
    let matter = match cells.number()? {
        0 => Matter::Claim(problem),
        number => Matter::Item(ItemId { problem, number }),
    };
    Ok(LateRow {
        matter,
        unit: cells.id()?,
        due: cells.day()?,
        language: cells.text()?,
        title: cells.text()?,
    })
}
