//! Leaf, node and root hashes, with the prefixes that keep leaves and nodes apart.

use crate::encoding::sha256_of;

/// A SHA-256 hash: of a leaf, a node or a whole tree.
pub type Hash = [u8; 32];

/// `SHA-256(0x00 || entry)`.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    sha256_of(&[&[0], entry])
}

/// `SHA-256(0x01 || left || right)`.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256_of(&[&[1], left, right])
}

/// The root of a tree without leaves: `SHA-256("")`.
pub fn empty_root() -> Hash {
    sha256_of(&[])
}

/// The root over a list of nodes of one level: split at the largest power of two below the
/// length. `None` for an empty list.
pub(crate) fn fold(nodes: &[Hash]) -> Option<Hash> {
    match nodes {
        [] => None,
        [only] => Some(*only),
        _ => {
            let split = nodes.len().next_power_of_two() / 2;
            let (left, right) = nodes.split_at(split);
            Some(node_hash(&fold(left)?, &fold(right)?))
        }
    }
}
