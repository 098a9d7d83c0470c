//! Sealing waiting events into the log, in one transaction.

use super::super::INSERT_LEAVES;
use super::cells::Cells;
use super::events::event_row;
use super::log::{appender, last_checkpoint};
use super::{Body, Connection, signed};
use crate::chain::EventRow;
use crate::error::{Result, StoreError};
use crate::rows::{Sealed, Waiting};
use crate::seal::{Balance, Known, Plan, plan};
use crate::sql::{event as sql, log, read};
use crate::view::FigureKind;
use massline_domain::Day;
use massline_domain::id::{CampaignId, OpinionId};
use massline_log::Hash;
use massline_log::checkpoint::Checkpoint;
use massline_log::entry::{ENTRY_LEN, Entry};
use massline_log::merkle::{Appender, leaf_hash};
use massline_log::tile::encode_hashes;
use std::collections::{BTreeMap, BTreeSet};

/// The most events of one transaction; more are sealed in further ones.
pub(super) const MOST: i64 = 50_000;
/// Pairs or ids of one packed statement: short, because `substr` walks from the beginning.
const PACK: usize = 100;
/// Entries of one packed statement.
const LEAF_PACK: usize = 1_000;

impl Body {
    pub(crate) async fn waiting(&self, campaign: CampaignId) -> Result<Waiting> {
        let query = sqlx::query(sql::WAITING).bind(signed(campaign.0));
        let row = query.fetch_one(&self.read).await?;
        let mut cells = Cells::of(&row);
        Ok(Waiting {
            events: cells.number()?,
            opinions: cells.number()?,
        })
    }

    /// Seals everything that waits. None where nothing does.
    pub(crate) async fn seal(
        &self,
        campaign: CampaignId,
        day: Day,
        sorted: bool,
    ) -> Result<Option<Sealed>> {
        let mut total: Option<Sealed> = None;
        while let Some((sealed, all)) = self.seal_some(campaign, day, sorted).await? {
            let before = total.map_or(0, |total| total.entries);
            total = Some(Sealed {
                entries: before + sealed.entries,
                ..sealed
            });
            if all {
                break;
            }
        }
        Ok(total)
    }

    /// Seals some events, and says whether that was all.
    async fn seal_some(
        &self,
        campaign: CampaignId,
        day: Day,
        sorted: bool,
    ) -> Result<Option<(Sealed, bool)>> {
        let mut tx = self.begin_write().await?;
        let query = sqlx::query(sql::UNSEALED)
            .bind(signed(campaign.0))
            // One more than a part can hold tells whether another part follows.
            .bind(self.seal_at_most + 1);
        let rows = query.fetch_all(&mut *tx).await?;
        let mut rows: Vec<EventRow> = rows.iter().map(event_row).collect::<Result<_>>()?;
        if rows.is_empty() {
            return Ok(None);
        }
        let most = usize::try_from(self.seal_at_most).unwrap_or(usize::MAX);
        let all = rows.len() <= most;
        rows.truncate(most);
        let mut tree = self.tree(&mut tx).await?;
        let known = known_entries(&mut tx, campaign, &rows).await?;
        let mut plan = plan((campaign, day), sorted, tree.size(), rows, known)?;
        let old = tree.size();
        if all && balance_is_due(&mut tx, campaign, day).await? {
            add_balance(&mut tx, &mut plan, old, campaign, day).await?;
        }
        self.write_plan(&mut tx, &plan, &mut tree, old).await?;
        tx.commit().await?;
        let sealed = Sealed {
            size: tree.size(),
            entries: tree.size() - old,
        };
        Ok(Some((sealed, all)))
    }

    /// The right edge of the stored tree, which must be that of the signed checkpoint.
    async fn tree(&self, db: &mut Connection) -> Result<Appender> {
        let checkpoint = last_checkpoint(db, &self.log_key.verifying_key()).await?;
        let size = checkpoint
            .as_ref()
            .map_or(0, |(checkpoint, _)| checkpoint.size);
        let tree = appender(db, size).await?;
        match checkpoint {
            Some((checkpoint, _)) if checkpoint.root != tree.root() => {
                Err(StoreError::RootMismatch { size })
            }
            _ => Ok(tree),
        }
    }

    async fn write_plan(
        &self,
        db: &mut Connection,
        plan: &Plan,
        tree: &mut Appender,
        old: u64,
    ) -> Result<()> {
        let encoded: Vec<[u8; ENTRY_LEN]> = plan.entries.iter().map(Entry::encode).collect();
        for (first, some) in (old..).step_by(LEAF_PACK).zip(encoded.chunks(LEAF_PACK)) {
            let query = sqlx::query(INSERT_LEAVES)
                .bind(signed(first))
                .bind(signed(some.len()))
                .bind(some.concat());
            query.execute(&mut *db).await?;
        }
        let hashes: Vec<Hash> = encoded.iter().map(|entry| leaf_hash(entry)).collect();
        let appended = tree.append(&hashes);
        for tile in appended.full.iter().chain(&appended.partial) {
            let query = sqlx::query(log::PUT_TILE)
                .bind(signed(tile.level))
                .bind(signed(tile.index))
                .bind(encode_hashes(&tile.hashes));
            query.execute(&mut *db).await?;
        }
        for (hash, body) in &plan.documents {
            sqlx::query(log::INSERT_DOCUMENT)
                .bind(&hash[..])
                .bind(body)
                .execute(&mut *db)
                .await?;
        }
        set_leaves(db, plan.leaves.clone()).await?;
        let checkpoint = Checkpoint {
            origin: self.identity.origin.clone(),
            size: appended.size,
            root: appended.root,
        };
        let note = checkpoint.sign(&self.log_key)?;
        let query = sqlx::query(log::INSERT_CHECKPOINT)
            .bind(signed(checkpoint.size))
            .bind(signed(old))
            .bind(note);
        query.execute(db).await?;
        Ok(())
    }
}

/// The entries of those opinions that the events are about and that are sealed already.
pub(super) async fn known_entries(
    db: &mut Connection,
    campaign: CampaignId,
    rows: &[EventRow],
) -> Result<BTreeMap<OpinionId, Known>> {
    let prefix = "opinion/";
    let first_here: BTreeSet<&str> = rows
        .iter()
        .filter(|row| row.version == 1)
        .map(|row| row.stream.as_str())
        .collect();
    let wanted: BTreeSet<&str> = rows
        .iter()
        .map(|row| row.stream.as_str())
        .filter(|stream| !first_here.contains(stream))
        .filter_map(|stream| stream.strip_prefix(prefix))
        .collect();
    let wanted: Vec<&str> = wanted.into_iter().collect();
    let mut known = BTreeMap::new();
    for some in wanted.chunks(PACK) {
        let query = sqlx::query(log::ENTRIES_OF)
            .bind(signed(campaign.0))
            .bind(some.concat())
            .bind(signed(some.len()));
        for row in query.fetch_all(&mut *db).await? {
            let mut cells = Cells::of(&row);
            let found = cells.text()?;
            let id = found
                .strip_prefix(prefix)
                .and_then(|id| id.parse::<OpinionId>().ok());
            let (leaf, entry) = (cells.number()?, cells.bytes()?);
            if let Some(id) = id {
                known.insert(
                    id,
                    Known {
                        leaf,
                        hash: leaf_hash(&entry),
                    },
                );
            }
        }
    }
    Ok(known)
}

/// Pairs of event and entry, as digits of a fixed number, many in one statement.
/// In the order of the events, which is the order in which they lie in the database.
async fn set_leaves(db: &mut Connection, mut leaves: Vec<(u64, u64)>) -> Result<()> {
    leaves.sort_unstable();
    for some in leaves.chunks(PACK) {
        let packed: String = some
            .iter()
            .map(|(seq, leaf)| format!("{seq:020}{leaf:020}"))
            .collect();
        let query = sqlx::query(sql::SET_LEAVES)
            .bind(packed)
            .bind(signed(some.len()));
        let done = query.execute(&mut *db).await?.rows_affected();
        if done != some.len() as u64 {
            return Err(StoreError::damaged(
                "an event was sealed by someone else meanwhile",
            ));
        }
    }
    Ok(())
}

async fn balance_is_due(db: &mut Connection, campaign: CampaignId, day: Day) -> Result<bool> {
    let query = sqlx::query_scalar::<_, i64>(log::LAST_BALANCE).bind(signed(campaign.0));
    Ok(query.fetch_one(db).await? < i64::from(day.0))
}

/// Adds the books as of now: all events of the campaign are sealed with this batch.
async fn add_balance(
    db: &mut Connection,
    plan: &mut Plan,
    old: u64,
    campaign: CampaignId,
    day: Day,
) -> Result<()> {
    let books = books(db, campaign).await?;
    books.must_balance(campaign)?;
    let (entry, text) = books.entry(campaign, day)?;
    let leaf = old + plan.entries.len() as u64;
    plan.documents.push((entry.reference, text));
    plan.entries.push(entry);
    let query = sqlx::query(log::INSERT_BALANCE)
        .bind(signed(campaign.0))
        .bind(i64::from(day.0))
        .bind(signed(leaf));
    query.execute(db).await?;
    Ok(())
}

/// The books, from two counts that do not depend on each other: by day of receipt, and by
/// the place where an opinion is.
async fn books(db: &mut Connection, campaign: CampaignId) -> Result<Balance> {
    let mut books = Balance::default();
    for row in sqlx::query(read::FIGURES)
        .bind(signed(campaign.0))
        .fetch_all(db)
        .await?
    {
        let mut cells = Cells::of(&row);
        cells.whole()?;
        let (kind, code, number) = (cells.text()?, cells.text()?, cells.number::<u64>()?);
        if kind == FigureKind::Day.code() {
            books.received += number;
        } else if kind == FigureKind::State.code()
            && let Some(place) = books.place(&code)
        {
            *place += number;
        }
    }
    Ok(books)
}
