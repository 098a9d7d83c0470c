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
//!
//! ```
//! use massline_log::checkpoint::Checkpoint;
//! use massline_log::code::ReceiptCode;
//! use massline_log::commit::{Keys, commitment};
//! use massline_log::entry::Entry;
//! use massline_log::merkle::{Tree, inclusion_proof};
//! use massline_log::note::SigningKey;
//! use massline_log::proof::TlogProof;
//!
//! # fn main() -> Result<(), massline_log::LogError> {
//! // The speaker's code, and the commitment to their words.
//! let origin = "log.example.gov.cn/2026";
//! let keys = Keys::derive(&ReceiptCode([7; 15]), origin);
//! let fields = keys.fields(&[("text", "路灯坏了".as_bytes())])?;
//! let parts = fields.iter().map(|field| field.commitment()).collect::<Result<Vec<_>, _>>()?;
//! let entry = Entry::submission(20_500, 1, commitment(&parts)?);
//!
//! // The log seals it and signs its root.
//! let tree = Tree::from_leaves([entry.leaf_hash()]);
//! let key = SigningKey::from_seed(origin, [1; 32])?;
//! let checkpoint = Checkpoint { origin: origin.into(), size: 1, root: tree.root() };
//! let proof = TlogProof::new(&entry, 0, inclusion_proof(&tree, 0, 1)?, checkpoint.sign(&key)?);
//!
//! // Anybody who knows the log's key verifies the file.
//! let file = proof.to_text();
//! let proved = TlogProof::parse(&file)?.verify(&key.verifying_key(), &[], 0)?;
//! assert_eq!(proved.entry, entry);
//! # Ok(())
//! # }
//! ```

pub mod batch;
pub mod checkpoint;
pub mod code;
pub mod commit;
pub mod draw;
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
