//! Every proof of every small tree, against the definition and against another implementation;
//! and proofs in trees too large to build.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::HashMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use massline_log::LogError;
use massline_log::merkle::{
    Appender, Hash, HashSource, TileMap, Tree, consistency_proof, empty_root, inclusion_proof,
    leaf_hash, node_hash, root, tiles_for_consistency, tiles_for_inclusion, tiles_for_root,
    verify_consistency, verify_inclusion, verify_subtree_consistency, verify_subtree_inclusion,
};
use sha2::Sha256;

fn data(index: u64) -> Vec<u8> {
    index.to_be_bytes().to_vec()
}

fn leaf(index: u64) -> Hash {
    leaf_hash(&data(index))
}

fn tree(size: u64) -> Tree {
    Tree::from_leaves((0..size).map(leaf))
}

/// RFC 6962 section 2.1, word for word, with a memory.
#[derive(Default)]
struct Definition(HashMap<(u64, u64), Hash>);

impl Definition {
    fn root(&mut self, start: u64, end: u64) -> Hash {
        if let Some(known) = self.0.get(&(start, end)) {
            return *known;
        }
        let hash = match end - start {
            0 => empty_root(),
            1 => leaf(start),
            n => {
                let k = (0..64)
                    .map(|bit| 1u64 << bit)
                    .take_while(|k| *k < n)
                    .last()
                    .unwrap();
                node_hash(&self.root(start, start + k), &self.root(start + k, end))
            }
        };
        self.0.insert((start, end), hash);
        hash
    }
}

fn other_tree(size: u64) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    (0..size).for_each(|index| tree.push(data(index)));
    tree
}

#[test]
fn every_inclusion_proof_up_to_300() {
    let mut definition = Definition::default();
    let all = tree(300);
    let mut other = other_tree(0);
    for size in 1..=300 {
        other.push(data(size - 1));
        let wanted = definition.root(0, size);
        assert_eq!(tree(size).root(), wanted);
        assert_eq!(root(&all, size).unwrap(), wanted);
        assert_eq!(other.root().as_bytes()[..], wanted);
        for index in 0..size {
            let proof = inclusion_proof(&all, index, size).unwrap();
            let expected = other.prove_inclusion(index as usize);
            assert_eq!(
                proof.as_flattened(),
                expected.as_bytes(),
                "{index} of {size}"
            );
            assert_eq!(
                verify_inclusion(&leaf(index), index, size, &proof, &wanted),
                Ok(())
            );
        }
        assert!(inclusion_proof(&all, size, size).is_err());
    }
}

#[test]
fn every_consistency_proof_up_to_200() {
    let mut definition = Definition::default();
    let all = tree(200);
    let mut other = other_tree(0);
    for new in 1..=200 {
        other.push(data(new - 1));
        let new_root = definition.root(0, new);
        for old in 0..=new {
            let old_root = definition.root(0, old);
            let proof = consistency_proof(&all, old, new).unwrap();
            assert_eq!(
                verify_consistency(old, new, &proof, &old_root, &new_root),
                Ok(())
            );
            if old > 0 && old < new {
                let expected = other.prove_consistency((new - old) as usize);
                assert_eq!(proof.as_flattened(), expected.as_bytes(), "{old} to {new}");
            }
        }
        assert!(consistency_proof(&all, new + 1, new).is_err());
    }
}

#[test]
fn proofs_fit_no_other_place() {
    let mut definition = Definition::default();
    let all = tree(40);
    for size in 1..=40u64 {
        let wanted = definition.root(0, size);
        for index in 0..size {
            let proof = inclusion_proof(&all, index, size).unwrap();
            // The size itself is bound by the signed checkpoint: it comes with the root.
            for other in (0..size + 2).filter(|other| *other != index) {
                assert!(verify_inclusion(&leaf(index), other, size, &proof, &wanted).is_err());
                assert!(verify_inclusion(&leaf(other), index, size, &proof, &wanted).is_err());
            }
            let cut = proof.len().saturating_sub(1);
            let longer = [&proof[..], &[wanted]].concat();
            assert!(verify_inclusion(&leaf(index), index, size, &longer, &wanted).is_err());
            let shorter = verify_inclusion(&leaf(index), index, size, &proof[..cut], &wanted);
            assert_eq!(shorter.is_ok(), size == 1);
        }
        for old in 1..size {
            let proof = consistency_proof(&all, old, size).unwrap();
            let old_root = definition.root(0, old);
            for other in (0..size).filter(|other| *other != old) {
                let other_root = definition.root(0, other);
                assert!(verify_consistency(other, size, &proof, &other_root, &wanted).is_err());
                assert!(verify_consistency(old, size, &proof, &other_root, &wanted).is_err());
            }
            assert!(verify_consistency(old, size, &proof, &old_root, &old_root).is_err());
        }
    }
}

/// Proves by the definition in draft-ietf-plants-merkle-tree-certs that `start..end` is a part of
/// `from..to`.
fn subtree_proof(d: &mut Definition, range: (u64, u64), of: (u64, u64), known: bool) -> Vec<Hash> {
    let ((start, end), (from, to)) = (range, of);
    if range == of {
        return if known {
            Vec::new()
        } else {
            vec![d.root(from, to)]
        };
    }
    let k = from + (to - from).next_power_of_two() / 2;
    let (mut proof, last) = if end <= k {
        (subtree_proof(d, range, (from, k), known), d.root(k, to))
    } else if start >= k {
        (subtree_proof(d, range, (k, to), known), d.root(from, k))
    } else {
        (subtree_proof(d, (k, end), (k, to), false), d.root(from, k))
    };
    proof.push(last);
    proof
}

#[test]
fn every_subtree_proof_up_to_70() {
    let mut d = Definition::default();
    for size in 1..=70u64 {
        let whole = d.root(0, size);
        for (start, end) in (0..size).flat_map(|s| (s + 1..=size).map(move |e| (s, e))) {
            let part = d.root(start, end);
            let valid = start % (end - start).next_power_of_two() == 0;
            let proof = if valid {
                subtree_proof(&mut d, (start, end), (0, size), true)
            } else {
                vec![]
            };
            let result = verify_subtree_consistency(start, end, size, &proof, &part, &whole);
            assert_eq!(result.is_ok(), valid, "{start}..{end} of {size}");
        }
    }
}

#[test]
fn leaves_that_form_no_subtree_prove_nothing() {
    // Both proofs are right for the leaves 1 and 2 taken alone, but no tree has them as a node.
    let mut d = Definition::default();
    let pair = d.root(1, 3);
    assert_eq!(verify_inclusion(&leaf(1), 0, 2, &[leaf(2)], &pair), Ok(()));
    assert!(verify_subtree_inclusion(&leaf(1), 1, 1, 3, &[leaf(2)], &pair).is_err());
    assert!(verify_subtree_inclusion(&leaf(2), 2, 2, 4, &[leaf(3)], &d.root(2, 4)).is_ok());
    // Against the tree of a liar who put them at one node, and the proof that fits it.
    for (start, end, size) in [(1, 3, 4), (3, 5, 8), (1, 4, 4), (2, 5, 6)] {
        let part = d.root(start, end);
        for length in 0..6usize {
            let proof: Vec<Hash> = (0..length as u64).map(leaf).collect();
            for first in [None, Some(part)] {
                let proof: Vec<Hash> = first.into_iter().chain(proof.clone()).collect();
                let liar = proof.iter().fold(part, |hash, next| node_hash(next, &hash));
                let other = proof.iter().fold(part, |hash, next| node_hash(&hash, next));
                for whole in [liar, other, part] {
                    let result =
                        verify_subtree_consistency(start, end, size, &proof, &part, &whole);
                    assert!(
                        matches!(result, Err(LogError::Range(_))),
                        "{start}..{end} of {size}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_announced_tiles_are_enough() {
    let all = tree(70_000);
    let fetch = |tiles: Vec<massline_log::merkle::TileId>| {
        let mut map = TileMap::new();
        for id in tiles {
            map.insert(
                id.level,
                id.index,
                all.tile(id.level, id.index, id.width).unwrap(),
            );
        }
        map
    };
    let size = 66_000;
    let wanted = root(&fetch(tiles_for_root(size)), size).unwrap();
    assert_eq!(wanted, root(&all, size).unwrap());
    for index in [0, 255, 256, 65_535, 65_536, 65_999] {
        let map = fetch(tiles_for_inclusion(index, size).unwrap());
        let proof = inclusion_proof(&map, index, size).unwrap();
        assert_eq!(
            verify_inclusion(&leaf(index), index, size, &proof, &wanted),
            Ok(())
        );
    }
    for old in [1, 255, 256, 300, 65_536, 65_999] {
        let map = fetch(tiles_for_consistency(old, size).unwrap());
        let proof = consistency_proof(&map, old, size).unwrap();
        let old_root = root(&all, old).unwrap();
        assert_eq!(
            verify_consistency(old, size, &proof, &old_root, &wanted),
            Ok(())
        );
    }
    assert!(matches!(
        inclusion_proof(&TileMap::new(), 0, 2),
        Err(LogError::Tile { .. })
    ));
}

#[test]
fn the_appender_stores_what_the_whole_tree_would() {
    let all: Vec<Hash> = (0..70_000).map(leaf).collect();
    let mut stored: HashMap<(u8, u64), Vec<Hash>> = HashMap::new();
    let mut appender = Appender::new();
    assert_eq!(appender.root(), empty_root());
    let mut at = 0usize;
    for batch in [0, 1, 254, 1, 1, 255, 1000, 3, 64_024, 1, 256, 4204]
        .into_iter()
        .cycle()
    {
        let end = (at + batch).min(all.len());
        let appended = appender.append(&all[at..end]);
        at = end;
        assert_eq!(appended.size, at as u64);
        for tile in &appended.full {
            assert_eq!(tile.hashes.len(), 256);
            assert!(
                stored
                    .insert((tile.level, tile.index), tile.hashes.clone())
                    .is_none()
            );
        }
        let whole = Tree::from_leaves(all[..at].iter().copied());
        assert_eq!(appended.root, whole.root(), "{at}");
        for tile in &appended.partial {
            let width = tile.hashes.len() as u16;
            assert_eq!(
                whole.tile(tile.level, tile.index, width).unwrap(),
                tile.hashes
            );
        }
        // A new process goes on from the partial tiles alone.
        let mut edge = vec![Vec::new(); 8];
        for tile in appended.partial {
            edge[usize::from(tile.level)] = tile.hashes;
        }
        appender = Appender::resume(appended.size, edge).unwrap();
        if at == all.len() {
            break;
        }
    }
    let whole = Tree::from_leaves(all.iter().copied());
    assert_eq!(stored.len(), 273 + 1);
    for ((level, index), hashes) in stored {
        assert_eq!(whole.tile(level, index, 256).unwrap(), hashes);
    }
}

#[test]
fn an_appender_refuses_tiles_that_do_not_fit_the_size() {
    let error = Appender::resume(300, vec![vec![[0; 32]; 43], vec![[0; 32]; 1]]);
    let expected = LogError::Tile {
        level: 0,
        index: 1,
        wanted: 44,
        found: 43,
    };
    assert_eq!(error.map(drop), Err(expected));
    assert!(Appender::resume(300, vec![vec![[0; 32]; 44]]).is_err());
    assert!(Appender::resume(300, vec![vec![[0; 32]; 44], vec![[0; 32]; 1]]).is_ok());
    assert!(Appender::resume(1, vec![vec![[0; 32]], vec![[0; 32]]]).is_err());
}

/// A tree of any size whose leaves are all the same.
struct Endless(Vec<Hash>);

impl Endless {
    fn new() -> Self {
        let next = |hash: &Hash| Some(node_hash(hash, hash));
        Self(
            std::iter::successors(Some(leaf(0)), next)
                .take(64)
                .collect(),
        )
    }
}

impl HashSource for Endless {
    fn tile(&self, level: u8, _: u64, width: u16) -> Result<Vec<Hash>, LogError> {
        Ok(vec![self.0[8 * usize::from(level)]; usize::from(width)])
    }
}

#[test]
fn proofs_in_very_large_trees() {
    let source = Endless::new();
    let sizes = [
        1 << 20,
        (1 << 40) + 1,
        (1 << 48) - 1,
        0x5555_5555_5555_5555,
        u64::MAX,
    ];
    for size in sizes {
        let wanted = root(&source, size).unwrap();
        for index in [0, 1, size / 3, size / 2, size - 2, size - 1] {
            let proof = inclusion_proof(&source, index, size).unwrap();
            assert_eq!(
                verify_inclusion(&leaf(0), index, size, &proof, &wanted),
                Ok(())
            );
            assert!(proof.len() <= 64);
        }
        for old in [1, 3, 1 << 19, size / 3, size - 1] {
            let proof = consistency_proof(&source, old, size).unwrap();
            let old_root = root(&source, old).unwrap();
            assert_eq!(
                verify_consistency(old, size, &proof, &old_root, &wanted),
                Ok(())
            );
        }
    }
}
