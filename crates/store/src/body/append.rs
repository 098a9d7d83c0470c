//! Writing a group of writes in one transaction.

use super::events::head;
use super::load::load;
use super::save::save;
use super::{Body, Connection, private, signed};
use crate::chain::{EventRow, hmac, story_of};
use crate::error::{Result, StoreError};
use crate::sql::event as sql;
use crate::view::{At, Views, project};
use crate::write::{StreamWrite, Write, Written};
use massline_domain::Event;
use massline_log::json::canonical;
use std::sync::Arc;

/// The transaction under way.
struct Group<'a> {
    body: &'a Body,
    db: &'a mut Connection,
    seq: u64,
    chain: [u8; 32],
    views: Views,
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
        let views = Views::on_demand(Arc::clone(&self.charters));
        let mut group = Group {
            body: self,
            db: &mut tx,
            seq,
            chain,
            views,
        };
        let mut written = Vec::with_capacity(writes.len());
        for (at, write) in writes.iter().enumerate() {
            *at_fault = Some(at);
            written.push(group.write(write).await?);
        }
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
    async fn write(&mut self, write: &Write) -> Result<Written> {
        let mut salts = 0;
        let mut versions = Vec::with_capacity(write.streams.len());
        for stream in &write.streams {
            self.check_version(write, stream).await?;
            let mut version = stream.expected;
            for event in &stream.events {
                version += 1;
                let salt = hmac(&write.entropy, &[&u32::to_be_bytes(salts)]);
                salts += 1;
                self.append(write, &stream.stream, version, event, salt)
                    .await?;
            }
            versions.push(version);
        }
        for part in &write.vault {
            private::write(self.db, &self.body.vault, write.campaign, part).await?;
        }
        Ok(Written {
            last_seq: self.seq,
            versions,
        })
    }

    /// A new stream with events needs no look: adding version 1 fails where there is one.
    async fn check_version(&mut self, write: &Write, stream: &StreamWrite) -> Result<()> {
        if stream.expected == 0 && !stream.events.is_empty() {
            return Ok(());
        }
        let query = sqlx::query_scalar::<_, i64>(sql::VERSION)
            .bind(signed(write.campaign.0))
            .bind(&stream.stream);
        if query.fetch_one(&mut *self.db).await? == signed(stream.expected) {
            Ok(())
        } else {
            Err(StoreError::Stale {
                stream: stream.stream.clone(),
            })
        }
    }

    async fn append(
        &mut self,
        write: &Write,
        stream: &str,
        version: u64,
        event: &Event,
        salt: [u8; 32],
    ) -> Result<()> {
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
        self.insert(&row).await?;
        (self.seq, self.chain) = (row.seq, row.chain);
        let at = At {
            campaign: write.campaign,
            seq: row.seq,
        };
        while let Err(needs) = project(&mut self.views, at, event) {
            load(self.db, &mut self.views, needs).await?;
        }
        Ok(())
    }

    async fn insert(&mut self, row: &EventRow) -> Result<()> {
        let query = sqlx::query(sql::INSERT)
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
        if query.execute(&mut *self.db).await?.rows_affected() == 1 {
            Ok(())
        } else {
            Err(StoreError::Stale {
                stream: row.stream.clone(),
            })
        }
    }
}
