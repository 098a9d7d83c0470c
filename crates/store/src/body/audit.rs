//! Bringing every row before the audit, from one snapshot of the database.

use super::cells::Cells;
use super::events::event_row;
use super::private::{account_parts, opinion_parts, picture_parts, text_parts};
use super::{Body, Connection, Row, compare, signed};
use crate::audit::{Audit, AuditReport, BalanceRow, CheckpointRow, Seen, Tree, What};
use crate::error::Result;
use crate::sql::{event, log, vault};
use futures_util::TryStreamExt as _;
use massline_domain::id::CampaignId;
use massline_log::merkle::{TILE_WIDTH, TileData};
use massline_log::tile::encode_hashes;
use std::collections::BTreeSet;

/// Rows read at once.
const PAGE: i64 = 10_000;

impl Body {
    pub(crate) async fn audit(&self) -> Result<AuditReport> {
        let mut tx = self.begin_read().await?;
        let (balances, unreadable) = balances(&mut tx).await?;
        let mut audit = Audit::new(self.chain_key, self.vault.clone(), balances);
        for _ in 0..unreadable {
            audit.found("balance", "?", What::Unreadable);
        }
        events(&mut tx, &mut audit).await?;
        documents(&mut tx, &mut audit).await?;
        self.rebuild_tree(&mut tx, &mut audit).await?;
        audit.documents_end();
        private(&mut tx, &mut audit).await?;
        compare::views(&mut tx, &mut audit).await?;
        Ok(audit.report)
    }

    async fn rebuild_tree(&self, db: &mut Connection, audit: &mut Audit) -> Result<()> {
        let rows = sqlx::query(log::ALL_CHECKPOINTS)
            .fetch_all(&mut *db)
            .await?;
        let mut checkpoints = Vec::with_capacity(rows.len());
        for row in &rows {
            match checkpoint(row) {
                Ok(row) => checkpoints.push(row),
                Err(_) => audit.found("checkpoint", "?", What::Unreadable),
            }
        }
        let mut tree = Tree::new(audit, &self.log_key.verifying_key(), checkpoints);
        let mut places = BTreeSet::new();
        let mut next = 0;
        loop {
            let page = leaves(db, audit, next).await?;
            let Some((last, _)) = page.last() else { break };
            next = last + 1;
            let tiles = tree.entries(audit, &page);
            compare_tiles(db, audit, &tiles, &mut places).await?;
        }
        let tiles = tree.end(audit);
        compare_tiles(db, audit, &tiles, &mut places).await?;
        for row in sqlx::query(log::ALL_TILES).fetch_all(db).await? {
            let mut cells = Cells::of(&row);
            let place = (cells.whole()?, cells.whole()?);
            if !places.contains(&place) {
                audit.found("tile", format!("{}/{}", place.0, place.1), What::Unexpected);
            }
        }
        Ok(())
    }
}

async fn balances(db: &mut Connection) -> Result<(Vec<BalanceRow>, usize)> {
    let rows = sqlx::query(log::ALL_BALANCES).fetch_all(db).await?;
    let read = |row: &Row| -> Result<BalanceRow> {
        let mut cells = Cells::of(row);
        let (campaign, day) = (CampaignId(cells.number()?), cells.day()?);
        Ok(BalanceRow {
            campaign,
            day,
            leaf: cells.number()?,
        })
    };
    let balances: Vec<BalanceRow> = rows.iter().filter_map(|row| read(row).ok()).collect();
    let unreadable = rows.len() - balances.len();
    Ok((balances, unreadable))
}

async fn events(db: &mut Connection, audit: &mut Audit) -> Result<()> {
    let mut after = -1;
    'pages: loop {
        let query = sqlx::query(event::AFTER).bind(after).bind(PAGE);
        let rows = query.fetch_all(&mut *db).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            match event_row(row) {
                Ok(event) => audit.event(event),
                Err(_) => audit.unreadable_event(),
            }
            match Cells::of(row).whole() {
                Ok(seq) => after = seq,
                // Without its number nothing after it can be asked for.
                Err(_) => break 'pages,
            }
        }
    }
    heads(db, audit).await?;
    audit.last_balances();
    Ok(())
}

async fn heads(db: &mut Connection, audit: &mut Audit) -> Result<()> {
    let read = |row: &Row| -> Result<(i64, (u64, [u8; 32]))> {
        let mut cells = Cells::of(row);
        Ok((cells.whole()?, (cells.number()?, cells.array()?)))
    };
    let mut found = None;
    for row in &sqlx::query(event::HEADS).fetch_all(db).await? {
        match read(row) {
            Ok((1, head)) => found = Some(head),
            Ok((one, _)) => audit.found("head", one.to_string(), What::Unexpected),
            Err(_) => audit.found("head", "?", What::Unreadable),
        }
    }
    audit.head(found);
    Ok(())
}

async fn documents(db: &mut Connection, audit: &mut Audit) -> Result<()> {
    let mut rows = sqlx::query(log::ALL_DOCUMENTS).fetch(db);
    while let Some(row) = rows.try_next().await? {
        let mut cells = Cells::of(&row);
        match (cells.bytes(), cells.text()) {
            (Ok(hash), Ok(body)) => audit.document(&hash, &body),
            _ => audit.found("document", "?", What::Unreadable),
        }
    }
    Ok(())
}

fn checkpoint(row: &Row) -> Result<CheckpointRow> {
    let mut cells = Cells::of(row);
    Ok(CheckpointRow {
        size: cells.number()?,
        previous: cells.number()?,
        body: cells.text()?,
    })
}

async fn leaves(db: &mut Connection, audit: &mut Audit, next: u64) -> Result<Vec<(u64, Vec<u8>)>> {
    let query = sqlx::query(log::LEAVES).bind(signed(next)).bind(PAGE);
    let mut page = Vec::new();
    for row in query.fetch_all(db).await? {
        let mut cells = Cells::of(&row);
        match (cells.number(), cells.bytes()) {
            (Ok(index), Ok(entry)) => page.push((index, entry)),
            _ => audit.found("leaf", "?", What::Unreadable),
        }
    }
    Ok(page)
}

async fn compare_tiles(
    db: &mut Connection,
    audit: &mut Audit,
    tiles: &[TileData],
    places: &mut BTreeSet<(i64, i64)>,
) -> Result<()> {
    for tile in tiles {
        let place = (signed(tile.level), signed(tile.index));
        places.insert(place);
        let query = sqlx::query(log::TILE).bind(place.0).bind(place.1);
        let row = query.fetch_optional(&mut *db).await?;
        let key = || format!("{}/{}", place.0, place.1);
        match row.map(|row| Cells::of(&row).bytes()) {
            None => audit.found("tile", key(), What::Missing),
            Some(Ok(bytes)) if bytes == encode_hashes(&tile.hashes) => {}
            Some(_) => audit.found("tile", key(), What::Hash),
        }
    }
    debug_assert!(
        tiles
            .iter()
            .all(|tile| tile.hashes.len() <= usize::from(TILE_WIDTH))
    );
    Ok(())
}

async fn private(db: &mut Connection, audit: &mut Audit) -> Result<()> {
    let mut seen = Seen::default();
    let mut rows = sqlx::query(vault::ALL_OPINIONS).fetch(&mut *db);
    while let Some(row) = rows.try_next().await? {
        match opinion_parts(&row) {
            Ok(parts) => audit.vault_opinion(&parts, &mut seen),
            Err(_) => audit.found("vault_opinion", "?", What::Unreadable),
        }
    }
    drop(rows);
    let mut rows = sqlx::query(vault::ALL_TEXTS).fetch(&mut *db);
    while let Some(row) = rows.try_next().await? {
        match text_parts(&row) {
            Ok(parts) => audit.vault_text(&parts),
            Err(_) => audit.found("vault_text", "?", What::Unreadable),
        }
    }
    drop(rows);
    for row in sqlx::query(vault::ALL_ACCOUNTS).fetch_all(&mut *db).await? {
        match account_parts(&row) {
            Ok(parts) => audit.vault_account(&parts),
            Err(_) => audit.found("vault_account", "?", What::Unreadable),
        }
    }
    pictures(db, audit, &mut seen).await?;
    files(db, audit, &mut seen).await?;
    audit.vault_end(&mut seen);
    Ok(())
}

/// One picture at a time: each may be large.
async fn pictures(db: &mut Connection, audit: &mut Audit, seen: &mut Seen) -> Result<()> {
    for row in sqlx::query(vault::ALL_PICTURES).fetch_all(&mut *db).await? {
        let mut cells = Cells::of(&row);
        let (campaign, opinion) = (cells.whole()?, cells.text()?);
        let query = sqlx::query(vault::PICTURE)
            .bind(campaign)
            .bind(opinion)
            .bind(cells.whole()?);
        let Some(row) = query.fetch_optional(&mut *db).await? else {
            continue;
        };
        match picture_parts(&row) {
            Ok(parts) => audit.vault_picture(&parts, seen),
            Err(_) => audit.found("vault_picture", "?", What::Unreadable),
        }
    }
    Ok(())
}

/// One file at a time: each may be large.
async fn files(db: &mut Connection, audit: &mut Audit, seen: &mut Seen) -> Result<()> {
    for row in sqlx::query(vault::ALL_FILES).fetch_all(&mut *db).await? {
        let digest = Cells::of(&row).bytes()?;
        let Some(row) = sqlx::query(vault::FILE)
            .bind(&digest)
            .fetch_optional(&mut *db)
            .await?
        else {
            continue;
        };
        let mut cells = Cells::of(&row);
        match (cells.bytes(), cells.text(), cells.bytes(), cells.bytes()) {
            (Ok(digest), Ok(media), Ok(bytes), Ok(mac)) => {
                audit.vault_file((&digest, &media, &bytes, &mac), seen);
            }
            _ => audit.found("vault_file", "?", What::Unreadable),
        }
    }
    Ok(())
}
