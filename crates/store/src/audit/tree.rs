//! Entries, tiles and checkpoints: the tree is built again from the entries.

use super::{Audit, What};
use massline_log::Hash;
use massline_log::checkpoint::Checkpoint;
use massline_log::merkle::{Appender, TileData, leaf_hash};
use massline_log::note::VerifyingKey;
use std::collections::VecDeque;

/// A checkpoint as stored.
pub(crate) struct CheckpointRow {
    pub(crate) size: u64,
    pub(crate) previous: u64,
    pub(crate) body: String,
}

/// The tree as it is built again.
pub(crate) struct Tree {
    appender: Appender,
    /// Signed roots still to be reached, in order.
    ahead: VecDeque<Checkpoint>,
    last_signed: u64,
    /// The index of the next entry.
    next: u64,
}

impl Tree {
    /// Checks the checkpoints themselves, and notes their roots to be reached.
    pub(crate) fn new(audit: &mut Audit, key: &VerifyingKey, rows: Vec<CheckpointRow>) -> Self {
        let mut ahead = VecDeque::new();
        let mut previous = 0;
        for row in rows {
            audit.report.checkpoints += 1;
            let name = row.size.to_string();
            if row.previous != previous || row.size <= previous {
                audit.found("checkpoint", &name, What::Order);
            }
            previous = row.size;
            match Checkpoint::open(&row.body, key, &[]) {
                Ok((checkpoint, _)) if checkpoint.size == row.size => ahead.push_back(checkpoint),
                _ => audit.found("checkpoint", &name, What::Signature),
            }
        }
        Self {
            appender: Appender::new(),
            ahead,
            last_signed: previous,
            next: 0,
        }
    }

    /// Appends entries with their indexes; returns the tiles that are complete now.
    pub(crate) fn entries(&mut self, audit: &mut Audit, rows: &[(u64, Vec<u8>)]) -> Vec<TileData> {
        let mut hashes: Vec<Hash> = Vec::with_capacity(rows.len());
        for (index, entry) in rows {
            audit.report.entries += 1;
            if *index != self.next {
                audit.found("leaf", self.next.to_string(), What::Missing);
            }
            self.next = index + 1;
            let hash = leaf_hash(entry);
            audit.entry(*index, entry, hash);
            hashes.push(hash);
        }
        self.append(audit, &hashes)
    }

    /// Appends up to each checkpoint on the way, and compares its root there.
    fn append(&mut self, audit: &mut Audit, mut hashes: &[Hash]) -> Vec<TileData> {
        let mut full = Vec::new();
        while !hashes.is_empty() {
            let next = self
                .ahead
                .front()
                .map_or(u64::MAX, |checkpoint| checkpoint.size);
            let room = usize::try_from(next - self.appender.size()).unwrap_or(usize::MAX);
            let (now, rest) = hashes.split_at(room.min(hashes.len()));
            let appended = self.appender.append(now);
            full.extend(appended.full);
            hashes = rest;
            if appended.size == next
                && let Some(checkpoint) = self.ahead.pop_front()
                && checkpoint.root != appended.root
            {
                audit.found("checkpoint", next.to_string(), What::Root);
            }
        }
        full
    }

    /// After the last entry: returns the partial tiles at the right edge.
    pub(crate) fn end(&mut self, audit: &mut Audit) -> Vec<TileData> {
        audit.entries_end();
        let size = self.appender.size();
        if size != self.last_signed {
            let table = if size > self.last_signed {
                "checkpoint"
            } else {
                "leaf"
            };
            audit.found(table, size.max(self.last_signed).to_string(), What::Missing);
        }
        self.appender.append(&[]).partial
    }
}
