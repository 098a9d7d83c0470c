//! Proof of where an opinion went: its event is a member of a batch, and only who holds the
//! opinion is shown which one.

use super::events::event_row;
use super::{Body, Connection, Row, signed};
use crate::chain::EventRow;
use crate::error::{Result, StoreError};
use crate::seal::{Cover, cover, member};
use crate::sql::event as sql;
use crate::write::Recorded;
use massline_domain::event::stream;
use massline_domain::id::{CampaignId, OpinionId};
use massline_domain::{Event, opinion};
use massline_log::batch::{Batch, Member, MemberProof};
use massline_log::entry::Kind;
use std::collections::BTreeMap;

impl Body {
    /// The entry of the last sealed disposition of an opinion, and the proof that it is there.
    pub(crate) async fn disposition_proof(
        &self,
        campaign: CampaignId,
        opinion: OpinionId,
    ) -> Result<Option<(u64, MemberProof)>> {
        let mut tx = self.begin_read().await?;
        let query = sqlx::query(sql::STREAM)
            .bind(signed(campaign.0))
            .bind(stream::opinion(opinion));
        let rows = query.fetch_all(&mut *tx).await?;
        let events = readable(&rows)?;
        let of = events.first().and_then(|(event, _)| event.leaf);
        let last = events
            .into_iter()
            .rev()
            .find(|(event, _)| event.leaf.is_some() && places(&event.event));
        let (Some((event, salt)), Some(of)) = (last, of) else {
            return Ok(None);
        };
        let Some(leaf) = event.leaf else {
            return Ok(None);
        };
        let mine = member(&event, salt, of)?;
        let batch = Batch::new(Kind::Disposition, &members(&mut tx, campaign, leaf).await?)?;
        Ok(Some((leaf, batch.prove(&mine)?)))
    }
}

/// Whether the event says where an opinion went.
fn places(event: &Event) -> bool {
    cover(event) == Cover::Dispositions
        && !matches!(event, Event::Opinion(opinion::Event::KeptApart { .. }))
}

/// All members of the batch of this entry.
async fn members(db: &mut Connection, campaign: CampaignId, leaf: u64) -> Result<Vec<Member>> {
    let rows = sqlx::query(sql::COVERED)
        .bind(signed(leaf))
        .fetch_all(&mut *db)
        .await?;
    let rows: Vec<EventRow> = rows.iter().map(event_row).collect::<Result<_>>()?;
    let entries = super::seal::known_entries(db, campaign, &rows).await?;
    let leaves: BTreeMap<OpinionId, u64> = entries
        .into_iter()
        .map(|(opinion, known)| (opinion, known.leaf))
        .collect();
    let one = |row: EventRow| {
        let salt = row.salt;
        let event = Recorded::try_from(row)?;
        let of = match &event.event {
            Event::Opinion(event) => leaves.get(&event.opinion()).copied(),
            _ => None,
        };
        let of = of.ok_or_else(|| StoreError::damaged(format!("entry {leaf} of the log")))?;
        member(&event, salt, of)
    };
    rows.into_iter().map(one).collect()
}

fn readable(rows: &[Row]) -> Result<Vec<(Recorded, [u8; 32])>> {
    let one = |row: &Row| {
        let row = event_row(row)?;
        let salt = row.salt;
        Ok((Recorded::try_from(row)?, salt))
    };
    rows.iter().map(one).collect()
}
