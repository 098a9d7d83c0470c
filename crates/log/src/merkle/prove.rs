//! Roots and proofs made from stored hashes (RFC 6962 sections 2.1, 2.1.1 and 2.1.2).

use std::cell::RefCell;

use super::hash::{Hash, empty_root, node_hash};
use super::source::{HashSource, Reader, TileId};
use crate::LogError;

/// The root of the tree of the first `size` leaves.
pub fn root<S: HashSource + ?Sized>(source: &S, size: u64) -> Result<Hash, LogError> {
    if size == 0 {
        return Ok(empty_root());
    }
    range_root(&mut Reader::new(source, size), 0, size)
}

/// The inclusion proof of leaf `index` in the tree of `size` leaves: hashes from the leaf's
/// sibling up to the root's child. Fails with [`LogError::Range`] unless `index < size`.
pub fn inclusion_proof<S: HashSource + ?Sized>(
    source: &S,
    index: u64,
    size: u64,
) -> Result<Vec<Hash>, LogError> {
    if index >= size {
        return Err(LogError::Range("the entry is not in the tree of this size"));
    }
    let mut reader = Reader::new(source, size);
    let (mut start, mut end) = (0, size);
    let mut proof = Vec::new();
    while end - start > 1 {
        let split = start + split(end - start);
        if index < split {
            proof.push(range_root(&mut reader, split, end)?);
            end = split;
        } else {
            proof.push(range_root(&mut reader, start, split)?);
            start = split;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The proof that the tree of `old` leaves is the beginning of the tree of `new` leaves. Empty
/// if `old` is 0 or equals `new`. Fails with [`LogError::Range`] unless `old <= new`.
pub fn consistency_proof<S: HashSource + ?Sized>(
    source: &S,
    old: u64,
    new: u64,
) -> Result<Vec<Hash>, LogError> {
    if old > new {
        return Err(LogError::Range("the old tree is larger than the new one"));
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let mut reader = Reader::new(source, new);
    let (mut start, mut end) = (0, new);
    let mut proof = Vec::new();
    while end != old {
        let split = start + split(end - start);
        if old <= split {
            proof.push(range_root(&mut reader, split, end)?);
            end = split;
        } else {
            proof.push(range_root(&mut reader, start, split)?);
            start = split;
        }
    }
    // If the old tree is itself a node of the new one, the verifier knows that node.
    if start != 0 {
        proof.push(range_root(&mut reader, start, end)?);
    }
    proof.reverse();
    Ok(proof)
}

/// The tiles that [`root`] reads: fetch them into a [`super::TileMap`] first if your store
/// cannot answer at once.
pub fn tiles_for_root(size: u64) -> Vec<TileId> {
    wanted(|source| root(source, size).map(drop)).unwrap_or_default()
}

/// The tiles that [`inclusion_proof`] reads, see [`tiles_for_root`].
pub fn tiles_for_inclusion(index: u64, size: u64) -> Result<Vec<TileId>, LogError> {
    wanted(|source| inclusion_proof(source, index, size).map(drop))
}

/// The tiles that [`consistency_proof`] reads, see [`tiles_for_root`].
pub fn tiles_for_consistency(old: u64, new: u64) -> Result<Vec<TileId>, LogError> {
    wanted(|source| consistency_proof(source, old, new).map(drop))
}

/// The largest power of two below `size` (which is at least 2).
fn split(size: u64) -> u64 {
    1 << (u64::BITS - 1 - (size - 1).leading_zeros())
}

/// The root over the leaves `start..end`, where `start` is a multiple of a power of two that is
/// not below the length: it is the fold of complete subtrees that shrink to the right.
fn range_root<S: HashSource + ?Sized>(
    reader: &mut Reader<'_, S>,
    start: u64,
    end: u64,
) -> Result<Hash, LogError> {
    let mut nodes = Vec::new();
    let mut at = start;
    while at < end {
        let height = u64::BITS - 1 - (end - at).leading_zeros();
        nodes.push(reader.node(height, at >> height)?);
        at += 1 << height;
    }
    let last = nodes
        .pop()
        .ok_or(LogError::Range("a subtree has at least one leaf"))?;
    Ok(nodes
        .iter()
        .rev()
        .fold(last, |right, left| node_hash(left, &right)))
}

/// Runs a reading function on a source that only takes notes.
fn wanted(read: impl Fn(&Notes) -> Result<(), LogError>) -> Result<Vec<TileId>, LogError> {
    let notes = Notes::default();
    read(&notes)?;
    Ok(notes.0.into_inner())
}

#[derive(Default)]
struct Notes(RefCell<Vec<TileId>>);

impl HashSource for Notes {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, LogError> {
        self.0.borrow_mut().push(TileId {
            level,
            index,
            width,
        });
        Ok(vec![[0; 32]; usize::from(width)])
    }
}
