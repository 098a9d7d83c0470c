//! Stored hashes, addressed as C2SP tiles.
//!
//! A tile holds up to 256 hashes of one level. Level 0 holds leaf hashes; a hash of level `l + 1`
//! is the root over a full tile of level `l`. Only complete nodes are stored.

use std::collections::HashMap;

use super::hash::Hash;
use crate::LogError;

/// Hashes in a full tile.
pub const TILE_WIDTH: u16 = 256;

/// Where stored hashes come from.
pub trait HashSource {
    /// The first `width` (1 to 256) hashes of a tile. More may be returned; they are ignored.
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, LogError>;
}

/// Which tile, and how many of its hashes are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileId {
    /// 0 holds leaf hashes.
    pub level: u8,
    /// Number of the tile within its level.
    pub index: u64,
    /// 1 to 256.
    pub width: u16,
}

/// How many hashes tile `index` of `level` has in a tree of `size` leaves (0 if none).
pub fn tile_width(level: u8, index: u64, size: u64) -> u16 {
    let in_level = size.checked_shr(8 * u32::from(level)).unwrap_or(0);
    let before = index.saturating_mul(u64::from(TILE_WIDTH));
    let rest = in_level.saturating_sub(before).min(u64::from(TILE_WIDTH));
    u16::try_from(rest).unwrap_or(TILE_WIDTH)
}

/// Tiles held in memory, such as those fetched for one proof.
#[derive(Debug, Clone, Default)]
pub struct TileMap {
    tiles: HashMap<(u8, u64), Vec<Hash>>,
}

impl TileMap {
    /// No tiles.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a tile, or replaces it.
    pub fn insert(&mut self, level: u8, index: u64, hashes: Vec<Hash>) {
        self.tiles.insert((level, index), hashes);
    }
}

impl HashSource for TileMap {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, LogError> {
        let hashes = self
            .tiles
            .get(&(level, index))
            .map_or(&[][..], Vec::as_slice);
        take(hashes, level, index, width)
    }
}

/// The first `width` of some stored hashes, or an error that names the tile.
pub(super) fn take(
    hashes: &[Hash],
    level: u8,
    index: u64,
    width: u16,
) -> Result<Vec<Hash>, LogError> {
    let short = LogError::Tile {
        level,
        index,
        wanted: width,
        found: hashes.len(),
    };
    hashes
        .get(..usize::from(width))
        .map(<[Hash]>::to_vec)
        .ok_or(short)
}

/// Reads nodes of a tree of a fixed size from a source, each tile once.
pub(super) struct Reader<'a, S: HashSource + ?Sized> {
    source: &'a S,
    size: u64,
    seen: HashMap<(u8, u64), Vec<Hash>>,
}

impl<'a, S: HashSource + ?Sized> Reader<'a, S> {
    pub(super) fn new(source: &'a S, size: u64) -> Self {
        Self {
            source,
            size,
            seen: HashMap::new(),
        }
    }

    /// The root over the complete subtree of `2^height` leaves that is number `index` of its
    /// height.
    pub(super) fn node(&mut self, height: u32, index: u64) -> Result<Hash, LogError> {
        let level = (height / 8) as u8;
        let span = 1u64 << (height % 8);
        let first = index * span;
        let width = u64::from(TILE_WIDTH);
        let start = (first % width) as usize;
        let hashes = self.tile(level, first / width)?;
        let nodes = &hashes[start..start + span as usize];
        super::hash::fold(nodes).ok_or(LogError::Range("a subtree has at least one leaf"))
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<&[Hash], LogError> {
        use std::collections::hash_map::Entry;
        match self.seen.entry((level, index)) {
            Entry::Occupied(seen) => Ok(seen.into_mut()),
            Entry::Vacant(free) => {
                let width = tile_width(level, index, self.size);
                let mut hashes = self.source.tile(level, index, width)?;
                hashes.truncate(usize::from(width));
                if hashes.len() < usize::from(width) {
                    let found = hashes.len();
                    return Err(LogError::Tile {
                        level,
                        index,
                        wanted: width,
                        found,
                    });
                }
                Ok(free.insert(hashes))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_size() {
        assert_eq!(tile_width(0, 0, 0), 0);
        assert_eq!(tile_width(0, 0, 255), 255);
        assert_eq!(tile_width(0, 0, 256), 256);
        assert_eq!(tile_width(0, 1, 256), 0);
        assert_eq!(tile_width(1, 0, 70_000), 256);
        assert_eq!(tile_width(1, 1, 70_000), 17);
        assert_eq!(tile_width(2, 0, 70_000), 1);
        assert_eq!(tile_width(9, 0, u64::MAX), 0);
        assert_eq!(tile_width(0, u64::MAX, u64::MAX), 0);
    }

    #[test]
    fn a_short_tile_is_named() {
        let mut map = TileMap::new();
        map.insert(0, 3, vec![[0; 32]; 4]);
        assert_eq!(map.tile(0, 3, 4).unwrap().len(), 4);
        let error = LogError::Tile {
            level: 0,
            index: 3,
            wanted: 5,
            found: 4,
        };
        assert_eq!(map.tile(0, 3, 5), Err(error));
    }
}
