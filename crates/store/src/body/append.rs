//! Writing a group of writes in one transaction.

use super::events::head;
use super::load::load;
use super::save::save;
use super::{Body, Connection, private, signed};
use crate::chain::{EventRow, hmac, story_of};
use crate::error::{Result, StoreError};
use crate::sql::event as sql;
use crate::sql::wide::{EVENTS, PRIVATE};
use crate::vault::OpinionParts;
use crate::view::{At, Views, project};
use crate::write::{StreamWrite, Write, Written};
use massline_domain::Event;
use massline_domain::id::CampaignId;
use massline_log::json::canonical;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The transaction under way. Events and private parts are written many at a time, at the
/// end; until then it is known here which version each stream has come to.
struct Group<'a> {
    body: &'a Body,
    db: &'a mut Connection,
    seq: u64,
    chain: [u8; 32],
    views: Views,
    versions: BTreeMap<(CampaignId, String), u64>,
    /// With the places in the group of the writes they belong to.
    events: Vec<(usize, EventRow)>,
    private: Vec<(usize, OpinionParts)>,
}

impl Body {
    /// Writes all of them, or none. Durable when it returns.
    ///
    /// # Errors
    /// With the place in the group of the write that is at fault, where it is one.
    pub(crate) async fn write_group(
        &self,
        writes: &[Write],
    ) -> std::result::Result<Vec<Written>, (Option<usize>, StoreError)> {
        let mut at_fault = None;
        let written = self.try_group(writes, &mut at_fault).await;
        written.map_err(|error| (at_fault, error))
    }

    async fn try_group(
        &self,
        writes: &[Write],
        at_fault: &mut Option<usize>,
    ) -> Result<Vec<Written>> {
        let mut tx = self.begin_write().await?;
        let (seq, chain) = head(&mut tx).await?;
        let mut group = Group {
            body: self,
            db: &mut tx,
            seq,
            chain,
            views: Views::on_demand(Arc::clone(&self.charters)),
            versions: BTreeMap::new(),
            events: Vec::new(),
            private: Vec::new(),
        };
        let mut written = Vec::with_capacity(writes.len());
        for (at, write) in writes.iter().enumerate() {
            *at_fault = Some(at);
            written.push(group.write(at, write, at_fault).await?);
        }
        *at_fault = None;
        group.insert_events(at_fault).await?;
        group.insert_private(at_fault).await?;
        *at_fault = None;
        let Group {
            seq, chain, views, ..
        } = group;
        save(&mut tx, &views).await?;
        let query = sqlx::query(sql::INSERT_HEAD)
            .bind(signed(seq))
            .bind(&chain[..]);
        query.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(written)
    }
}

impl Group<'_> {
    async fn write(
        &mut self,
        at: usize,
        write: &Write,
        at_fault: &mut Option<usize>,
    ) -> Result<Written> {
        let mut salts = 0;
        let mut versions = Vec::with_capacity(write.streams.len());
        for stream in &write.streams {
            self.check_version(write, stream).await?;
            let mut version = stream.expected;
            for event in &stream.events {
                version += 1;
                let salt = hmac(&write.entropy, &[&u32::to_be_bytes(salts)]);
                salts += 1;
                let row = self.row(write, &stream.stream, version, event, salt)?;
                self.append(at, row, event).await?;
            }
            self.versions
                .insert((write.campaign, stream.stream.clone()), version);
            versions.push(version);
        }
        for part in &write.vault {
            match private::opinion_of(&self.body.vault, write.campaign, part) {
                Some(parts) => self.private.push((at, parts)),
                None => {
                    // What is erased may have been written a moment ago.
                    self.insert_private(at_fault).await?;
                    private::write(self.db, &self.body.vault, write.campaign, part).await?;
                }
            }
        }
        Ok(Written {
            last_seq: self.seq,
            versions,
        })
    }

    /// A new stream with events needs no look: adding version 1 fails where there is one.
    async fn check_version(&mut self, write: &Write, stream: &StreamWrite) -> Result<()> {
        let found = match self.versions.get(&(write.campaign, stream.stream.clone())) {
            Some(known) => signed(*known),
            None if stream.expected == 0 && !stream.events.is_empty() => 0,
            None => {
                let query = sqlx::query_scalar::<_, i64>(sql::VERSION)
                    .bind(signed(write.campaign.0))
                    .bind(&stream.stream);
                query.fetch_one(&mut *self.db).await?
            }
        };
        if found == signed(stream.expected) {
            Ok(())
        } else {
            Err(StoreError::Stale {
                stream: stream.stream.clone(),
            })
        }
    }

    /// The next row of the chain.
    fn row(
        &self,
        write: &Write,
        stream: &str,
        version: u64,
        event: &Event,
        salt: [u8; 32],
    ) -> Result<EventRow> {
        let who = serde_json::to_value(&write.who).unwrap_or_default();
        let mut row = EventRow {
            seq: self.seq + 1,
            campaign: write.campaign,
            stream: stream.to_owned(),
            version,
            day: write.today.0,
            who: canonical(&who)?,
            data: canonical(&event.to_json())?,
            salt,
            problem: story_of(event),
            chain: [0; 32],
            leaf: None,
        };
        row.chain = row.chained(&self.body.chain_key, &self.chain);
        Ok(row)
    }

    async fn append(&mut self, at: usize, row: EventRow, event: &Event) -> Result<()> {
        (self.seq, self.chain) = (row.seq, row.chain);
        let place = At {
            campaign: row.campaign,
            seq: row.seq,
        };
        self.events.push((at, row));
        while let Err(needs) = project(&mut self.views, place, event) {
            load(self.db, &mut self.views, needs).await?;
        }
        Ok(())
    }

    async fn insert_events(&mut self, at_fault: &mut Option<usize>) -> Result<()> {
        for (sql, rows) in EVENTS.pieces(&self.events) {
            let mut query = sqlx::query(sql);
            for (_, row) in rows {
                query = query
                    .bind(signed(row.seq))
                    .bind(signed(row.campaign.0))
                    .bind(&row.stream)
                    .bind(signed(row.version))
                    .bind(i64::from(row.day))
                    .bind(&row.who)
                    .bind(&row.data)
                    .bind(&row.salt[..])
                    .bind(row.problem.map(signed))
                    .bind(&row.chain[..]);
            }
            let inserted = query.execute(&mut *self.db).await?.rows_affected();
            if inserted != rows.len() as u64 {
                return Err(stale(self.db, rows, at_fault).await?);
            }
        }
        self.events.clear();
        Ok(())
    }

    async fn insert_private(&mut self, at_fault: &mut Option<usize>) -> Result<()> {
        let before = *at_fault;
        for (sql, rows) in PRIVATE.pieces(&self.private) {
            let parts: Vec<&OpinionParts> = rows.iter().map(|(_, parts)| parts).collect();
            if private::insert_opinions(self.db, sql, &parts).await? {
                continue;
            }
            for (at, parts) in rows {
                *at_fault = Some(*at);
                private::must_be_there(self.db, parts).await?;
            }
            *at_fault = before;
        }
        self.private.clear();
        Ok(())
    }
}

/// Which of the rows did not go in, because another has its version.
async fn stale(
    db: &mut Connection,
    rows: &[(usize, EventRow)],
    at_fault: &mut Option<usize>,
) -> Result<StoreError> {
    for (at, row) in rows {
        let query = sqlx::query_scalar::<_, i64>(sql::AT_VERSION)
            .bind(signed(row.campaign.0))
            .bind(&row.stream)
            .bind(signed(row.version));
        if query.fetch_one(&mut *db).await? != signed(row.seq) {
            *at_fault = Some(*at);
            return Ok(StoreError::Stale {
                stream: row.stream.clone(),
            });
        }
    }
    Ok(StoreError::damaged(
        "an event was not written, and none is in its place",
    ))
}
