//! Verifying proofs, from nothing but what is given.
//!
//! Inclusion as in RFC 9162 section 2.1.3.2, consistency as in section 2.1.4.2. Subtree proofs
//! are the general case (draft-ietf-plants-merkle-tree-certs): a subtree covers the leaves
//! `start..end`, where `start` is a multiple of the smallest power of two not below its length;
//! the consistency of whole trees is that of the subtree `0..old`.

use super::hash::{Hash, empty_root, node_hash};
use crate::LogError;

const MISMATCH: LogError = LogError::Proof("it leads to another root");
const LENGTH: LogError = LogError::Proof("it has too few or too many hashes for this place");

/// Checks that the leaf with this hash is number `index` in the tree of `size` leaves with this
/// root.
pub fn verify_inclusion(
    leaf_hash: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), LogError> {
    if index >= size {
        return Err(LogError::Range("the entry is not in the tree of this size"));
    }
    let (mut node, mut last) = (index, size - 1);
    let mut hash = *leaf_hash;
    for sibling in proof {
        if last == 0 {
            return Err(LENGTH);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            // A right edge without siblings: go up to where there is one.
            while node & 1 == 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(LENGTH);
    }
    if hash == *root { Ok(()) } else { Err(MISMATCH) }
}

/// Checks that the tree of `old` leaves is the beginning of the tree of `new` leaves.
///
/// The empty tree is the beginning of every tree: for `old == 0` the proof must be empty and
/// `old_root` the root of the empty tree.
pub fn verify_consistency(
    old: u64,
    new: u64,
    proof: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), LogError> {
    if new == 0 && *new_root != empty_root() {
        return Err(MISMATCH);
    }
    verify_subtree_consistency(0, old, new, proof, old_root, new_root)
}

/// Checks that the leaf with this hash is number `index` of the tree, within the subtree
/// `start..end` that has this root.
pub fn verify_subtree_inclusion(
    leaf_hash: &Hash,
    index: u64,
    start: u64,
    end: u64,
    proof: &[Hash],
    subtree_root: &Hash,
) -> Result<(), LogError> {
    check_subtree(start, end)?;
    if index < start || index >= end {
        return Err(LogError::Range("the entry is not in this subtree"));
    }
    verify_inclusion(leaf_hash, index - start, end - start, proof, subtree_root)
}

/// Checks that the subtree `start..end` with `subtree_root` is a part of the tree of `size`
/// leaves with `root`. An empty subtree is part of every tree.
pub fn verify_subtree_consistency(
    start: u64,
    end: u64,
    size: u64,
    proof: &[Hash],
    subtree_root: &Hash,
    root: &Hash,
) -> Result<(), LogError> {
    if end > size {
        return Err(LogError::Range("the old tree is larger than the new one"));
    }
    if start == end {
        let empty = proof.is_empty() && *subtree_root == empty_root();
        return if empty { Ok(()) } else { Err(MISMATCH) };
    }
    check_subtree(start, end)?;
    let (mut first, mut last, mut edge) = (start, end - 1, size - 1);
    // Skip what lies inside the subtree: up to its root, or to the largest complete node at its
    // right end, from which both roots are then computed.
    while first != last && (last & 1 == 1 || last == edge) {
        (first, last, edge) = (first >> 1, last >> 1, edge >> 1);
    }
    let mut rest = proof;
    let mut begin = *subtree_root;
    if first != last {
        let (seed, others) = proof.split_first().ok_or(LENGTH)?;
        (begin, rest) = (*seed, others);
    }
    let (mut subtree_hash, mut tree_hash) = (begin, begin);
    for sibling in rest {
        if edge == 0 {
            return Err(LENGTH);
        }
        if last & 1 == 1 || last == edge {
            if first < last {
                subtree_hash = node_hash(sibling, &subtree_hash);
            }
            tree_hash = node_hash(sibling, &tree_hash);
            while last & 1 == 0 {
                (first, last, edge) = (first >> 1, last >> 1, edge >> 1);
            }
        } else {
            tree_hash = node_hash(&tree_hash, sibling);
        }
        (first, last, edge) = (first >> 1, last >> 1, edge >> 1);
    }
    if edge != 0 {
        return Err(LENGTH);
    }
    if subtree_hash == *subtree_root && tree_hash == *root {
        Ok(())
    } else {
        Err(MISMATCH)
    }
}

/// A subtree must be a node of some tree: start at a multiple of its rounded-up length.
fn check_subtree(start: u64, end: u64) -> Result<(), LogError> {
    let length = end.checked_sub(start).filter(|length| *length > 0);
    let aligned = |length: u64| match length.checked_next_power_of_two() {
        Some(rounded) => start.is_multiple_of(rounded),
        None => start == 0,
    };
    if length.is_some_and(aligned) {
        Ok(())
    } else {
        Err(LogError::Range("these leaves do not form a subtree"))
    }
}
