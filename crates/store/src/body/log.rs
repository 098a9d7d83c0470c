//! Reading the verifiable log: checkpoints, tiles, entries, documents and proofs.

use super::cells::Cells;
use super::{Body, Connection, signed};
use crate::error::{Result, StoreError};
use crate::sql::log as sql;
use massline_log::Hash;
use massline_log::checkpoint::Checkpoint;
use massline_log::entry::Entry;
use massline_log::merkle::{
    Appender, TILE_WIDTH, TileId, TileMap, consistency_proof, inclusion_proof, tile_width,
    tiles_for_consistency, tiles_for_inclusion,
};
use massline_log::note::VerifyingKey;
use massline_log::proof::TlogProof;
use massline_log::tile::{decode_hashes, encode_bundle};

/// Bytes of a hash.
const HASH: usize = 32;

/// The current checkpoint and its signed note.
pub(super) async fn last_checkpoint(
    db: &mut Connection,
    key: &VerifyingKey,
) -> Result<Option<(Checkpoint, String)>> {
    let Some(row) = sqlx::query(sql::LAST_CHECKPOINT).fetch_optional(db).await? else {
        return Ok(None);
    };
    let mut cells = Cells::of(&row);
    let (size, note) = (cells.number::<u64>()?, cells.text()?);
    let (checkpoint, _) = Checkpoint::open(&note, key, &[])?;
    if checkpoint.size != size {
        return Err(StoreError::RootMismatch { size });
    }
    Ok(Some((checkpoint, note)))
}

/// The right edge of the stored tree of this size.
pub(super) async fn appender(db: &mut Connection, size: u64) -> Result<Appender> {
    let width = u64::from(TILE_WIDTH);
    let mut edge = Vec::new();
    let mut in_level = size;
    for level in 0u8.. {
        if in_level == 0 {
            break;
        }
        let wanted = usize::try_from(in_level % width).unwrap_or(0);
        let hashes = if wanted == 0 {
            Vec::new()
        } else {
            stored_tile(db, level, in_level / width, wanted)
                .await?
                .unwrap_or_default()
        };
        edge.push(hashes);
        in_level /= width;
    }
    Ok(Appender::resume(size, edge)?)
}

/// The first hashes of a tile; none where there are fewer.
async fn stored_tile(
    db: &mut Connection,
    level: u8,
    index: u64,
    wanted: usize,
) -> Result<Option<Vec<Hash>>> {
    let query = sqlx::query(sql::TILE)
        .bind(signed(level))
        .bind(signed(index));
    let Some(row) = query.fetch_optional(db).await? else {
        return Ok(None);
    };
    let bytes = Cells::of(&row).bytes()?;
    let Some(first) = bytes.get(..wanted * HASH) else {
        return Ok(None);
    };
    let width = u16::try_from(wanted).unwrap_or(TILE_WIDTH);
    Ok(Some(decode_hashes(first, width)?))
}

async fn fetch(db: &mut Connection, tiles: Vec<TileId>) -> Result<TileMap> {
    let mut map = TileMap::new();
    for tile in tiles {
        let found = stored_tile(db, tile.level, tile.index, usize::from(tile.width)).await?;
        // A missing tile is named by whoever needs it.
        map.insert(tile.level, tile.index, found.unwrap_or_default());
    }
    Ok(map)
}

async fn entries(db: &mut Connection, first: u64, count: u16) -> Result<Vec<Vec<u8>>> {
    let query = sqlx::query(sql::LEAVES)
        .bind(signed(first))
        .bind(i64::from(count));
    let mut entries = Vec::with_capacity(usize::from(count));
    for (row, index) in query.fetch_all(db).await?.iter().zip(first..) {
        let mut cells = Cells::of(row);
        if cells.number::<u64>()? != index {
            break;
        }
        entries.push(cells.bytes()?);
    }
    Ok(entries)
}

impl Body {
    /// Refuses to go on where the signed checkpoint is not that of the stored tree.
    pub(super) async fn must_fit_checkpoint(&self) -> Result<()> {
        let mut db = self.read.acquire().await?;
        let key = self.log_key.verifying_key();
        let Some((checkpoint, _)) = last_checkpoint(&mut db, &key).await? else {
            return Ok(());
        };
        let root = appender(&mut db, checkpoint.size).await?.root();
        if root == checkpoint.root {
            Ok(())
        } else {
            Err(StoreError::RootMismatch {
                size: checkpoint.size,
            })
        }
    }

    pub(crate) async fn checkpoint(&self) -> Result<Option<String>> {
        let row = sqlx::query(sql::LAST_CHECKPOINT)
            .fetch_optional(&self.read)
            .await?;
        row.map(|row| {
            let mut cells = Cells::of(&row);
            cells.whole()?;
            cells.text()
        })
        .transpose()
    }

    pub(crate) async fn checkpoint_at(&self, size: u64) -> Result<Option<String>> {
        let query = sqlx::query(sql::CHECKPOINT).bind(signed(size));
        let row = query.fetch_optional(&self.read).await?;
        row.map(|row| {
            let mut cells = Cells::of(&row);
            cells.whole()?;
            cells.text()
        })
        .transpose()
    }

    pub(crate) async fn checkpoint_after(&self, leaf: u64) -> Result<Option<String>> {
        let query = sqlx::query(sql::CHECKPOINT_AFTER).bind(signed(leaf));
        let row = query.fetch_optional(&self.read).await?;
        row.map(|row| {
            let mut cells = Cells::of(&row);
            cells.whole()?;
            cells.text()
        })
        .transpose()
    }

    pub(crate) async fn tile(&self, level: u8, index: u64, width: u16) -> Result<Option<Vec<u8>>> {
        let mut tx = self.begin_read().await?;
        if !self.has_tile(&mut tx, level, index, width).await? {
            return Ok(None);
        }
        let hashes = stored_tile(&mut tx, level, index, usize::from(width)).await?;
        Ok(hashes.map(|hashes| hashes.concat()))
    }

    pub(crate) async fn entry_bundle(&self, index: u64, width: u16) -> Result<Option<Vec<u8>>> {
        let mut tx = self.begin_read().await?;
        if !self.has_tile(&mut tx, 0, index, width).await? {
            return Ok(None);
        }
        let entries = entries(&mut tx, index * u64::from(TILE_WIDTH), width).await?;
        if entries.len() < usize::from(width) {
            return Err(StoreError::damaged(format!(
                "entries of bundle {index} are missing"
            )));
        }
        Ok(Some(encode_bundle(&entries)?))
    }

    /// Whether the signed tree has this tile in this width.
    async fn has_tile(
        &self,
        db: &mut Connection,
        level: u8,
        index: u64,
        width: u16,
    ) -> Result<bool> {
        let checkpoint = last_checkpoint(db, &self.log_key.verifying_key()).await?;
        let size = checkpoint.map_or(0, |(checkpoint, _)| checkpoint.size);
        Ok(width > 0 && width <= tile_width(level, index, size))
    }

    pub(crate) async fn document(&self, hash: &[u8; 32]) -> Result<Option<String>> {
        let query = sqlx::query(sql::DOCUMENT).bind(&hash[..]);
        let row = query.fetch_optional(&self.read).await?;
        row.map(|row| Cells::of(&row).text()).transpose()
    }

    pub(crate) async fn proof(&self, leaf: u64) -> Result<TlogProof> {
        let mut tx = self.begin_read().await?;
        let checkpoint = last_checkpoint(&mut tx, &self.log_key.verifying_key()).await?;
        let (checkpoint, note) =
            checkpoint.ok_or(massline_log::LogError::Range("nothing is sealed yet"))?;
        let tiles = fetch(&mut tx, tiles_for_inclusion(leaf, checkpoint.size)?).await?;
        let hashes = inclusion_proof(&tiles, leaf, checkpoint.size)?;
        let entry = entries(&mut tx, leaf, 1).await?.pop();
        let entry = entry.ok_or_else(|| StoreError::damaged(format!("entry {leaf} is missing")))?;
        Ok(TlogProof::new(&Entry::decode(&entry)?, leaf, hashes, note))
    }

    pub(crate) async fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>> {
        let mut tx = self.begin_read().await?;
        let checkpoint = last_checkpoint(&mut tx, &self.log_key.verifying_key()).await?;
        if checkpoint.is_none_or(|(checkpoint, _)| checkpoint.size < new) {
            return Err(massline_log::LogError::Range("the log is not that large").into());
        }
        let tiles = fetch(&mut tx, tiles_for_consistency(old, new)?).await?;
        Ok(consistency_proof(&tiles, old, new)?)
    }
}
