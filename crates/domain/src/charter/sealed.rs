//! The sealed channel of a charter: to whom accusations of a crime go, and the key that only they
//! can open.

use crate::id::Digest;
use crate::unit::Name;
use serde::{Deserialize, Serialize};

/// Who receives what is serious.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SealedChannel {
    /// The authority outside the campaign: an inspectorate, an ombudsman.
    pub name: Name,
    /// Its public X25519 key, as 64 hexadecimal digits.
    pub key: String,
}

impl SealedChannel {
    /// The key's bytes; nothing where it is no key.
    #[must_use]
    pub fn key_bytes(&self) -> Option<[u8; 32]> {
        let Digest(bytes) = self.key.to_lowercase().parse().ok()?;
        // The point of small order would make every secret the same.
        (bytes != [0; 32]).then_some(bytes)
    }
}
