//! Keys derived from a receipt code.

use ed25519_dalek::Signer as _;
use hkdf::Hkdf;
use sha2::Sha256;

use super::field::{Field, LABELS};
use crate::LogError;
use crate::code::ReceiptCode;
use crate::encoding::sha256_of;

/// Everything that the holder of a receipt code has, for one log (its origin).
#[derive(Clone)]
pub struct Keys {
    lookup: [u8; 16],
    key: [u8; 32],
}

impl Keys {
    /// Derives the keys of a code for the log named `origin`.
    pub fn derive(code: &ReceiptCode, origin: &str) -> Self {
        let extracted = Hkdf::<Sha256>::new(Some(b"massline/v1"), &code.0);
        let hash = sha256_of(&[b"massline/lookup/v1", &code.0]);
        Self {
            lookup: std::array::from_fn(|i| hash[i]),
            key: expand(&extracted, origin.as_bytes()),
        }
    }

    /// What the server stores to find the submission again. It is the only thing stored.
    pub fn lookup(&self) -> [u8; 16] {
        self.lookup
    }

    /// The salt of a field.
    pub fn salt(&self, label: &str) -> [u8; 32] {
        self.expand(&[b"salt/", label.as_bytes()].concat())
    }

    /// The secret bytes of the X25519 key to which replies are encrypted.
    pub fn reply(&self) -> [u8; 32] {
        self.expand(b"reply")
    }

    /// The public key of the submission's owner, committed to as `owner_pk`.
    pub fn owner_public(&self) -> [u8; 32] {
        self.owner().verifying_key().to_bytes()
    }

    /// Signs as the owner of the submission: an erasure, an amendment, the right to a ballot.
    /// `context` keeps these apart and has no newline. Verify with [`verify_owner`].
    pub fn owner_sign(&self, context: &str, message: &[u8]) -> [u8; 64] {
        self.owner()
            .sign(&owner_message(context, message))
            .to_bytes()
    }

    /// The full set of fields of a submission. Labels that are not given are empty, but for
    /// `owner_pk`, which is always this owner's key. Fails on an unknown or repeated label.
    pub fn fields(&self, values: &[(&str, &[u8])]) -> Result<Vec<Field>, LogError> {
        let owner = self.owner_public();
        let given = |wanted: &str| values.iter().find(|(label, _)| *label == wanted);
        for (at, (label, _)) in values.iter().enumerate() {
            if !LABELS.contains(label) || *label == "owner_pk" {
                return Err(LogError::Fields("a label is not one that submissions have"));
            }
            if values[..at].iter().any(|(earlier, _)| earlier == label) {
                return Err(LogError::Fields("a label is given twice"));
            }
        }
        let field = |label: &&str| {
            let value = if *label == "owner_pk" {
                &owner[..]
            } else {
                given(label).map_or(&[][..], |(_, v)| v)
            };
            Field {
                label: (*label).to_owned(),
                salt: self.salt(label),
                value: value.to_vec(),
            }
        };
        Ok(LABELS.iter().map(field).collect())
    }

    fn owner(&self) -> ed25519_dalek::SigningKey {
        ed25519_dalek::SigningKey::from_bytes(&self.expand(b"owner"))
    }

    #[expect(
        clippy::expect_used,
        reason = "a key of 32 bytes is long enough for SHA-256"
    )]
    fn expand(&self, info: &[u8]) -> [u8; 32] {
        expand(
            &Hkdf::<Sha256>::from_prk(&self.key).expect("32 bytes"),
            info,
        )
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys(secret)")
    }
}

/// Checks a signature by [`Keys::owner_sign`].
pub fn verify_owner(
    owner_public: &[u8; 32],
    context: &str,
    message: &[u8],
    signature: &[u8; 64],
) -> Result<(), LogError> {
    let key = ed25519_dalek::VerifyingKey::from_bytes(owner_public)
        .map_err(|_| LogError::Key("the owner's key is not a point of the curve"))?;
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    key.verify_strict(&owner_message(context, message), &signature)
        .map_err(|_| LogError::Signature("owner".to_owned()))
}

/// The prefix keeps owner signatures from being anything else.
fn owner_message(context: &str, message: &[u8]) -> Vec<u8> {
    [b"massline/owner/v1\n", context.as_bytes(), b"\n", message].concat()
}

#[expect(clippy::expect_used, reason = "HKDF-SHA256 gives up to 8160 bytes")]
fn expand(from: &Hkdf<Sha256>, info: &[u8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    from.expand(info, &mut bytes).expect("32 bytes");
    bytes
}
