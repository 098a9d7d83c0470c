//! Keys that sign and verify notes.

use ed25519_dalek::Signer as _;

use super::MARK;
use crate::LogError;
use crate::encoding::{from_base64, from_hex, sha256_of, to_base64, to_hex};

/// What a key's signature covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyType {
    /// 0x01: Ed25519 over the text.
    Ed25519,
    /// 0x04: Ed25519 over a time and the text, by a witness.
    Cosignature,
}

impl KeyType {
    fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::Cosignature => 0x04,
        }
    }

    fn from_byte(byte: u8) -> Result<Self, LogError> {
        match byte {
            0x01 => Ok(Self::Ed25519),
            0x04 => Ok(Self::Cosignature),
            _ => Err(LogError::KeyType(byte)),
        }
    }
}

/// A name and a public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    name: String,
    key_type: KeyType,
    public: ed25519_dalek::VerifyingKey,
}

impl VerifyingKey {
    /// A key from its parts. Refuses names with spaces or `+`, and weak or malformed points.
    pub fn new(name: &str, key_type: KeyType, public: &[u8; 32]) -> Result<Self, LogError> {
        if !valid_name(name) {
            return Err(LogError::Key(
                "the name must not be empty or have spaces or plus signs",
            ));
        }
        let key = ed25519_dalek::VerifyingKey::from_bytes(public)
            .map_err(|_| LogError::Key("the public key is not a point of the curve"))?;
        // One encoding per key, and no key under which many texts verify.
        if key.is_weak() || key.to_edwards().compress().as_bytes() != public {
            return Err(LogError::Key("the public key is weak"));
        }
        Ok(Self {
            name: name.to_owned(),
            key_type,
            public: key,
        })
    }

    /// Reads `name+hex(key id)+base64(type || public key)`.
    pub fn parse(vkey: &str) -> Result<Self, LogError> {
        let form = LogError::Key("it must read name+id+key");
        let (name, rest) = vkey.split_once('+').ok_or_else(|| form.clone())?;
        let (id, encoded) = rest.split_once('+').ok_or_else(|| form.clone())?;
        let id = from_hex(id)
            .filter(|id| id.len() == 4)
            .ok_or_else(|| form.clone())?;
        let bytes = from_base64(encoded).ok_or_else(|| form.clone())?;
        let (type_byte, public) = bytes.split_first().ok_or(form)?;
        let key_type = KeyType::from_byte(*type_byte)?;
        let public = public
            .try_into()
            .map_err(|_| LogError::Key("the public key is not 32 bytes"))?;
        let key = Self::new(name, key_type, public)?;
        if key.id()[..] != id[..] {
            return Err(LogError::Key(
                "its id does not fit: it was mistyped or cut off",
            ));
        }
        Ok(key)
    }

    /// The text form that [`VerifyingKey::parse`] reads; publish it.
    pub fn vkey(&self) -> String {
        let encoded = [&[self.key_type.byte()][..], self.public.as_bytes()].concat();
        format!(
            "{}+{}+{}",
            self.name,
            to_hex(&self.id()),
            to_base64(&encoded)
        )
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its signatures cover.
    pub fn key_type(&self) -> KeyType {
        self.key_type
    }

    /// The 32 bytes of the public key.
    pub fn public(&self) -> [u8; 32] {
        self.public.to_bytes()
    }

    /// `SHA-256(name || 0x0A || type || public key)[..4]`.
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, self.key_type, self.public.as_bytes())
    }

    /// Verifies signature bytes over a text. A cosignature also tells its time (Unix seconds).
    pub(super) fn verify(&self, body: &str, signature: &[u8]) -> Result<Option<u64>, LogError> {
        let wrong = || LogError::Signature(self.name.clone());
        let (time, signature) = match self.key_type {
            KeyType::Ed25519 => (None, signature),
            KeyType::Cosignature => {
                let (time, rest) = signature.split_first_chunk::<8>().ok_or_else(wrong)?;
                (Some(u64::from_be_bytes(*time)), rest)
            }
        };
        let signature = ed25519_dalek::Signature::from_slice(signature).map_err(|_| wrong())?;
        let message = signed_message(body, time);
        self.public
            .verify_strict(message.as_bytes(), &signature)
            .map_err(|_| wrong())?;
        Ok(time)
    }
}

/// A name and a secret key, of type Ed25519.
#[derive(Clone)]
pub struct SigningKey {
    name: String,
    secret: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// A key from 32 secret random bytes. The name of a log's key is its origin.
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<Self, LogError> {
        let secret = ed25519_dalek::SigningKey::from_bytes(&seed);
        VerifyingKey::new(name, KeyType::Ed25519, secret.verifying_key().as_bytes())?;
        Ok(Self {
            name: name.to_owned(),
            secret,
        })
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half.
    pub fn verifying_key(&self) -> VerifyingKey {
        self.public_as(KeyType::Ed25519)
    }

    /// The public half in text form.
    pub fn vkey(&self) -> String {
        self.verifying_key().vkey()
    }

    /// The public half for this key's cosignatures, see [`SigningKey::cosign`].
    pub fn cosigner_key(&self) -> VerifyingKey {
        self.public_as(KeyType::Cosignature)
    }

    fn public_as(&self, key_type: KeyType) -> VerifyingKey {
        VerifyingKey {
            name: self.name.clone(),
            key_type,
            public: self.secret.verifying_key(),
        }
    }

    /// The line that signs a text.
    pub(super) fn signature_line(&self, body: &str) -> String {
        let signature = self.secret.sign(body.as_bytes()).to_bytes();
        line(&self.verifying_key(), &signature)
    }

    /// The line by which a witness says that it saw this checkpoint at a time (Unix seconds,
    /// taken from the caller). Append it with [`super::append_signature`].
    pub fn cosign(&self, body: &str, time: u64) -> String {
        let signature = self
            .secret
            .sign(signed_message(body, Some(time)).as_bytes())
            .to_bytes();
        line(
            &self.cosigner_key(),
            &[&time.to_be_bytes()[..], &signature].concat(),
        )
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({}, secret)", self.name)
    }
}

fn line(key: &VerifyingKey, signature: &[u8]) -> String {
    format!(
        "{MARK}{} {}\n",
        key.name,
        to_base64(&[&key.id()[..], signature].concat())
    )
}

fn signed_message(body: &str, time: Option<u64>) -> String {
    time.map_or_else(
        || body.to_owned(),
        |time| format!("cosignature/v1\ntime {time}\n{body}"),
    )
}

fn key_id(name: &str, key_type: KeyType, public: &[u8; 32]) -> [u8; 4] {
    let hash = sha256_of(&[name.as_bytes(), b"\n", &[key_type.byte()], public]);
    std::array::from_fn(|i| hash[i])
}

/// Not empty, no Unicode spaces, no plus, no control characters.
pub(super) fn valid_name(name: &str) -> bool {
    let bad = |c: char| c.is_whitespace() || c == '+' || c < ' ';
    !name.is_empty() && !name.contains(bad)
}
