//! Reading events.

use super::cells::Cells;
use super::{Body, Connection, Row, signed};
use crate::chain::EventRow;
use crate::error::{Result, StoreError};
use crate::sql::event as sql;
use crate::write::Recorded;
use massline_domain::id::{CampaignId, ProblemId};

/// The most events of one page.
const MOST: u32 = 10_000;

pub(super) fn event_row(row: &Row) -> Result<EventRow> {
    let mut cells = Cells::of(row);
    Ok(EventRow {
        seq: cells.number()?,
        campaign: CampaignId(cells.number()?),
        stream: cells.text()?,
        version: cells.number()?,
        day: cells.number()?,
        who: cells.text()?,
        data: cells.text()?,
        salt: cells.array()?,
        problem: cells.maybe_number()?,
        chain: cells.array()?,
        leaf: cells.maybe_number()?,
    })
}

pub(super) async fn rows_after(db: &mut Connection, seq: u64, limit: u32) -> Result<Vec<EventRow>> {
    let query = sqlx::query(sql::AFTER)
        .bind(signed(seq))
        .bind(i64::from(limit.min(MOST)));
    query.fetch_all(db).await?.iter().map(event_row).collect()
}

/// The last event's number and the chain up to it.
pub(super) async fn head(db: &mut Connection) -> Result<(u64, [u8; 32])> {
    let row = sqlx::query(sql::HEAD).fetch_optional(db).await?;
    let row = row.ok_or_else(|| StoreError::damaged("the head of the events is missing"))?;
    let mut cells = Cells::of(&row);
    Ok((cells.number()?, cells.array()?))
}

fn recorded(rows: &[Row]) -> Result<Vec<Recorded>> {
    rows.iter().map(|row| event_row(row)?.try_into()).collect()
}

impl Body {
    pub(crate) async fn stream(&self, campaign: CampaignId, stream: &str) -> Result<Vec<Recorded>> {
        let query = sqlx::query(sql::STREAM)
            .bind(signed(campaign.0))
            .bind(stream);
        recorded(&query.fetch_all(&self.read).await?)
    }

    pub(crate) async fn events_after(&self, seq: u64, limit: u32) -> Result<Vec<Recorded>> {
        let limit = i64::from(limit.min(MOST));
        let query = sqlx::query(sql::AFTER).bind(signed(seq)).bind(limit);
        recorded(&query.fetch_all(&self.read).await?)
    }

    pub(crate) async fn story(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Vec<Recorded>> {
        let query = sqlx::query(sql::STORY)
            .bind(signed(campaign.0))
            .bind(signed(problem.0));
        recorded(&query.fetch_all(&self.read).await?)
    }
}
