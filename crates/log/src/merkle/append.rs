//! Growing a stored tree from its right edge alone.

use super::hash::{Hash, empty_root, fold, node_hash};
use super::source::TILE_WIDTH;
use crate::LogError;

/// A tile to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileData {
    /// 0 holds leaf hashes.
    pub level: u8,
    /// Number of the tile within its level.
    pub index: u64,
    /// 256 hashes, or fewer if it is a partial tile.
    pub hashes: Vec<Hash>,
}

/// What one append changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// Leaves after the append.
    pub size: u64,
    /// Root after the append.
    pub root: Hash,
    /// Tiles that are now complete and will never change, lowest level first.
    pub full: Vec<TileData>,
    /// The partial tiles at the right edge of the new tree, one per level that has one. A log
    /// serves those of every checkpoint it publishes.
    pub partial: Vec<TileData>,
}

/// The sealer's tool: knows the size of a tree and the partial tiles at its right edge (at most
/// 255 hashes per level), and appends any number of leaves without reading anything else.
#[derive(Debug, Clone, Default)]
pub struct Appender {
    size: u64,
    edge: Vec<Vec<Hash>>,
}

impl Appender {
    /// The appender of an empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on from a stored tree. `partial[l]` holds the hashes of the partial tile of level
    /// `l`: exactly `floor(size / 256^l) mod 256` of them, and none for levels left out.
    /// The caller checks [`Appender::root`] against the last signed checkpoint.
    pub fn resume(size: u64, partial: Vec<Vec<Hash>>) -> Result<Self, LogError> {
        let levels = partial.len().max(8);
        for level in 0..levels {
            let in_level = size.checked_shr(8 * level as u32).unwrap_or(0);
            let wanted = (in_level % u64::from(TILE_WIDTH)) as u16;
            let found = partial.get(level).map_or(0, Vec::len);
            if found != usize::from(wanted) {
                let index = in_level / u64::from(TILE_WIDTH);
                return Err(LogError::Tile {
                    level: level as u8,
                    index,
                    wanted,
                    found,
                });
            }
        }
        Ok(Self {
            size,
            edge: partial,
        })
    }

    /// Leaves so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves so far.
    pub fn root(&self) -> Hash {
        root_of_levels(self.edge.iter().map(Vec::as_slice))
    }

    /// Appends leaf hashes and tells what is to be stored.
    pub fn append(&mut self, leaves: &[Hash]) -> Appended {
        let mut full = Vec::new();
        for leaf in leaves {
            self.push(*leaf, &mut full);
        }
        full.sort_by_key(|tile: &TileData| (tile.level, tile.index));
        Appended {
            size: self.size,
            root: self.root(),
            full,
            partial: self.partial(),
        }
    }

    fn push(&mut self, leaf: Hash, full: &mut Vec<TileData>) {
        let first_of_tile = self.size / u64::from(TILE_WIDTH);
        self.size += 1;
        let mut carried = Some(leaf);
        let mut index = first_of_tile;
        for level in 0u8.. {
            let Some(hash) = carried else { break };
            if self.edge.len() == usize::from(level) {
                self.edge.push(Vec::new());
            }
            let tile = &mut self.edge[usize::from(level)];
            tile.push(hash);
            carried = None;
            if tile.len() == usize::from(TILE_WIDTH) {
                carried = fold(tile);
                full.push(TileData {
                    level,
                    index,
                    hashes: std::mem::take(tile),
                });
            }
            index /= u64::from(TILE_WIDTH);
        }
    }

    fn partial(&self) -> Vec<TileData> {
        let mut in_level = self.size;
        let mut tiles = Vec::new();
        for (level, hashes) in (0u8..).zip(&self.edge) {
            let index = in_level / u64::from(TILE_WIDTH);
            if !hashes.is_empty() {
                tiles.push(TileData {
                    level,
                    index,
                    hashes: hashes.clone(),
                });
            }
            in_level = index;
        }
        tiles
    }
}

/// The root of a tree from its partial tiles, lowest level first. What lies to the right of a
/// level's complete nodes is one more, incomplete node of that level.
pub(super) fn root_of_levels<'a>(levels: impl Iterator<Item = &'a [Hash]>) -> Hash {
    let mut right: Option<Hash> = None;
    for tile in levels {
        let nodes: Vec<Hash> = tile.iter().copied().chain(right).collect();
        right = fold_ragged(&nodes);
    }
    right.unwrap_or_else(empty_root)
}

/// As [`fold`], but the last node may be incomplete. The split is the same.
fn fold_ragged(nodes: &[Hash]) -> Option<Hash> {
    let [left @ .., last] = nodes else {
        return None;
    };
    // Complete subtrees that shrink to the right, joined from the right.
    let mut rest = left;
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let take = 1 << rest.len().ilog2();
        let (piece, after) = rest.split_at(take);
        pieces.push(fold(piece)?);
        rest = after;
    }
    Some(
        pieces
            .iter()
            .rev()
            .fold(*last, |right, left| node_hash(left, &right)),
    )
}
