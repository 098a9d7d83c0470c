//! The sealed channel of a charter: to whom accusations of a crime go, and the key that only they
//! can open.

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
        let text = self.key.as_bytes();
        if text.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (at, pair) in text.chunks(2).enumerate() {
            let pair = std::str::from_utf8(pair).ok()?;
            bytes[at] = u8::from_str_radix(pair, 16).ok()?;
        }
        // The point of small order would make every secret the same.
        (bytes != [0; 32]).then_some(bytes)
    }
}
