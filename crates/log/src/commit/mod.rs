//! What follows from a receipt code, and the hiding commitment to a submission.
//!
//! ```text
//! K      = HKDF-SHA256(salt "massline/v1", ikm code, info origin), 32 bytes
//! lookup = SHA-256("massline/lookup/v1" || code)[..16]
//! salt_i = HKDF-Expand(K, "salt/" || label, 32)
//! c_i    = SHA-256("massline/field/v1" || u8 len(label) || label || salt_i || u64be len(v) || v)
//! C      = SHA-256("massline/sub/v1" || u16be n || c_1 || ... || c_n)
//! owner  = Ed25519 key with seed HKDF-Expand(K, "owner", 32)
//! reply  = X25519 secret HKDF-Expand(K, "reply", 32)
//! ```
//! A submission always commits to the same full set of [`LABELS`], absent fields as empty values,
//! so that the shape says nothing. Without the code, the salts and therefore the words cannot be
//! confirmed even by who guesses them; with it, single fields can be opened ([`Opening`]).

mod field;
mod keys;
mod opening;

pub use field::{Field, LABELS, commitment, field_commitment};
pub use keys::{Keys, verify_owner};
pub use opening::Opening;
