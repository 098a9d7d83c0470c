//! The Merkle tree of RFC 6962 section 2.1 (RFC 9162 section 2.1), with SHA-256.
//!
//! - [`leaf_hash`], [`node_hash`], [`empty_root`]: the hashes.
//! - [`HashSource`]: where stored hashes come from; [`Tree`] keeps them in memory, [`TileMap`]
//!   holds a few that were fetched beforehand (see [`tiles_for_inclusion`] and its sisters, for
//!   stores that cannot be read from inside a function).
//! - [`root`], [`inclusion_proof`], [`consistency_proof`]: made from stored hashes.
//! - [`verify_inclusion`], [`verify_consistency`], [`verify_subtree_inclusion`],
//!   [`verify_subtree_consistency`]: need nothing but what they are given.
//! - [`Appender`]: grows a stored tree without reading it again.

mod append;
mod hash;
mod prove;
mod source;
mod tree;
mod verify;

pub use append::{Appended, Appender, TileData};
pub use hash::{Hash, empty_root, leaf_hash, node_hash};
pub use prove::{
    consistency_proof, inclusion_proof, root, tiles_for_consistency, tiles_for_inclusion,
    tiles_for_root,
};
pub use source::{HashSource, TILE_WIDTH, TileId, TileMap, tile_width};
pub use tree::Tree;
pub use verify::{
    verify_consistency, verify_inclusion, verify_subtree_consistency, verify_subtree_inclusion,
};
