//! Who the log is, and the keys that follow from its one secret.

use hkdf::Hkdf;
use massline_log::LogError;
use massline_log::note::SigningKey;
use sha2::Sha256;
use std::fmt;

/// The log's name and its secret. Every other key is derived from the seed by HKDF-SHA256
/// with the labels below, so that there is one secret to keep.
#[derive(Clone)]
pub struct LogIdentity {
    /// Origin of the log: host/log/name, without a scheme.
    pub origin: String,
    /// Ed25519 seed of the log's signing key.
    pub seed: [u8; 32],
}

/// HKDF label of the key that signs promises.
const PROMISE: &str = "massline/promise-key/v1";
/// HKDF label of the key that chains the rows of events.
const CHAIN: &str = "massline/chain-key/v1";
/// HKDF label of the key that binds the rows of the vault to their places.
const VAULT: &str = "massline/vault-key/v1";

impl LogIdentity {
    /// The identity with this origin and seed.
    #[must_use]
    pub fn new(origin: &str, seed: [u8; 32]) -> Self {
        Self {
            origin: origin.to_owned(),
            seed,
        }
    }

    /// The key that signs checkpoints; its name is the origin.
    ///
    /// # Errors
    /// Where the origin is not a name that a key may have.
    pub fn log_key(&self) -> Result<SigningKey, LogError> {
        SigningKey::from_seed(&self.origin, self.seed)
    }

    /// The key that signs promises; its name is `<origin>/promise`.
    ///
    /// # Errors
    /// Where the origin is not a name that a key may have.
    pub fn promise_key(&self) -> Result<SigningKey, LogError> {
        SigningKey::from_seed(&format!("{}/promise", self.origin), self.derive(PROMISE))
    }

    pub(crate) fn chain_key(&self) -> [u8; 32] {
        self.derive(CHAIN)
    }

    pub(crate) fn vault_key(&self) -> [u8; 32] {
        self.derive(VAULT)
    }

    fn derive(&self, label: &str) -> [u8; 32] {
        let mut key = [0; 32];
        // 32 bytes are far below HKDF's limit of 255 blocks, so this cannot fail.
        let _ = Hkdf::<Sha256>::new(None, &self.seed).expand(label.as_bytes(), &mut key);
        key
    }
}

impl fmt::Debug for LogIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The seed never reaches a log file.
        f.debug_struct("LogIdentity")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_gives_another_key() {
        let identity = LogIdentity::new("example.org/log", [7; 32]);
        let keys = [
            identity.seed,
            identity.derive(PROMISE),
            identity.chain_key(),
            identity.vault_key(),
        ];
        for (i, key) in keys.iter().enumerate() {
            assert_ne!(*key, [0; 32]);
            assert!(keys[..i].iter().all(|other| other != key));
        }
    }

    #[test]
    fn the_seed_is_not_in_the_debug_text() {
        let identity = LogIdentity::new("example.org/log", [171; 32]);
        assert!(!format!("{identity:?}").contains("171"));
    }
}
