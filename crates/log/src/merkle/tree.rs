//! A whole tree in memory, for building, for tests and for small trees such as batches.

use super::hash::{Hash, fold};
use super::source::{HashSource, TILE_WIDTH, take};
use crate::LogError;

/// A tree that keeps every stored hash in memory, level by level.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// An empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// A tree of these leaf hashes.
    pub fn from_leaves(leaves: impl IntoIterator<Item = Hash>) -> Self {
        let mut tree = Self::new();
        leaves.into_iter().for_each(|leaf| tree.push(leaf));
        tree
    }

    /// Appends a leaf hash (see [`super::leaf_hash`]).
    pub fn push(&mut self, leaf: Hash) {
        let width = usize::from(TILE_WIDTH);
        let mut carried = Some(leaf);
        for level in 0.. {
            let Some(hash) = carried else { break };
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let row = &mut self.levels[level];
            row.push(hash);
            let full = row.len().is_multiple_of(width);
            carried = if full {
                fold(&row[row.len() - width..])
            } else {
                None
            };
        }
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// The root over all leaves.
    pub fn root(&self) -> Hash {
        super::append::root_of_levels(self.levels.iter().map(|row| {
            let complete = row.len() - row.len() % usize::from(TILE_WIDTH);
            &row[complete..]
        }))
    }
}

impl HashSource for Tree {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, LogError> {
        let row = self
            .levels
            .get(usize::from(level))
            .map_or(&[][..], Vec::as_slice);
        let start = usize::try_from(index.saturating_mul(u64::from(TILE_WIDTH)))
            .map_err(|_| LogError::Range("no such tile"))?;
        take(row.get(start..).unwrap_or_default(), level, index, width)
    }
}
