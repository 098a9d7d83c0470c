//! The verifiable log: what makes sure that nothing disappears and nothing is altered.
//!
//! This crate is pure. It knows formats and mathematics; it has no database, no clock and no
//! randomness: keys, salts, days and stored hashes all come in as arguments.
//!
//! How the parts fit together, from a word spoken to a proof held:
//!
//! 1. [`code`]: the receipt code the speaker keeps; [`commit`]: everything derived from it, and
//!    the hiding commitment to the words.
//! 2. [`promise`]: the signed promise given at once, before the entry is in the log.
//! 3. [`entry`]: the 128 bytes that go into the log; [`seal`]: when a batch of them is sealed;
//!    [`batch`]: entries that cover many events which must not be told apart.
//! 4. [`merkle`], [`tile`], [`note`], [`checkpoint`]: the tree over all entries, how it is stored
//!    and how its root is signed (RFC 6962 and the C2SP formats).
//! 5. [`proof`], [`receipt`]: what the speaker holds and anybody can verify, offline.
//!
//! Public documents whose hashes stand in entries are canonical JSON ([`json`]).

pub mod batch;
pub mod checkpoint;
pub mod code;
pub mod commit;
mod encoding;
pub mod entry;
mod error;
pub mod json;
pub mod merkle;
pub mod note;
pub mod promise;
pub mod proof;
pub mod receipt;
pub mod seal;
pub mod tile;

pub use encoding::{from_base64, from_hex, sha256, to_base64, to_hex};
pub use error::LogError;
pub use merkle::Hash;
