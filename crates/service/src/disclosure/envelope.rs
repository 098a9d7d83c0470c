//! The envelope of a disclosure: HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256),
//! HKDF-SHA256, ChaCha20-Poly1305. Written as hexadecimal digits: the encapsulated key (32 bytes),
//! then the ciphertext. The plaintext is the length of the words as four bytes (big-endian), the
//! words in UTF-8, and zeros up to a multiple of [`STEP`], so that their length does not show.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::{Kem, X25519HkdfSha256};
use hpke::{Deserializable, OpModeR, OpModeS, Serializable};
use massline_domain::id::Digest;

/// Envelopes come in steps of so many bytes.
pub const STEP: usize = 1_024;
/// What both sides name: the purpose and the version of the format.
const INFO: &[u8] = b"massline/disclosure/v1";
/// Bytes of the encapsulated key.
const KEY: usize = 32;
/// Bytes of the tag of ChaCha20-Poly1305 (RFC 8439).
const TAG: usize = 16;

type Public = <X25519HkdfSha256 as Kem>::PublicKey;
type Secret = <X25519HkdfSha256 as Kem>::PrivateKey;
type Encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey;

/// Why an envelope cannot be made or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// The key is no X25519 key.
    #[error("this is no X25519 key of 64 hexadecimal digits")]
    Key,
    /// It is not for this key, or was changed.
    #[error("the envelope is not for this key, or was changed")]
    Sealed,
}

/// A pair of keys: the secret one, which the authority keeps, and the public one for the charter.
#[must_use]
pub fn key_pair() -> (String, String) {
    let (secret, public) = X25519HkdfSha256::gen_keypair();
    let hex = |bytes: &[u8]| massline_log::to_hex(bytes);
    (hex(&secret.to_bytes()), hex(&public.to_bytes()))
}

/// Seals words for whoever has the secret to this public key.
///
/// # Errors
/// [`EnvelopeError::Key`].
pub fn seal(public: &[u8; 32], id: &Digest, words: &str) -> Result<String, EnvelopeError> {
    let public = Public::from_bytes(public).map_err(|_| EnvelopeError::Key)?;
    let plain = padded(words);
    let sealed = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &public,
        INFO,
        &plain,
        &id.0,
    );
    let (key, text) = sealed.map_err(|_| EnvelopeError::Key)?;
    let all = [&*key.to_bytes(), &text].concat();
    Ok(massline_log::to_hex(&all))
}

/// Opens an envelope with the secret key, as 64 hexadecimal digits.
///
/// # Errors
/// [`EnvelopeError`].
pub fn open(secret: &str, id: &Digest, envelope: &str) -> Result<String, EnvelopeError> {
    let secret = massline_log::from_hex(secret.trim()).ok_or(EnvelopeError::Key)?;
    let secret = Secret::from_bytes(&secret).map_err(|_| EnvelopeError::Key)?;
    let all = massline_log::from_hex(envelope).ok_or(EnvelopeError::Sealed)?;
    let (key, text) = all.split_at_checked(KEY).ok_or(EnvelopeError::Sealed)?;
    let key = Encapsulated::from_bytes(key).map_err(|_| EnvelopeError::Sealed)?;
    let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &secret,
        &key,
        INFO,
        text,
        &id.0,
    );
    unpadded(&opened.map_err(|_| EnvelopeError::Sealed)?).ok_or(EnvelopeError::Sealed)
}

/// Whether this has the form of an envelope for at most so many bytes of words, whoever made it
/// and for whatever key: what is in it only the secret key can tell.
#[must_use]
pub fn is_one(envelope: &str, most: usize) -> bool {
    let Some(bytes) = massline_log::from_hex(envelope) else {
        return false;
    };
    let padded = bytes.len().saturating_sub(KEY + TAG);
    let longest = (4 + most).next_multiple_of(STEP);
    padded > 0 && padded.is_multiple_of(STEP) && padded <= longest
}

fn padded(words: &str) -> Vec<u8> {
    let length = u32::try_from(words.len()).unwrap_or(u32::MAX).to_be_bytes();
    let mut plain = [length.as_slice(), words.as_bytes()].concat();
    plain.resize(plain.len().next_multiple_of(STEP), 0);
    plain
}

fn unpadded(plain: &[u8]) -> Option<String> {
    let (length, rest) = plain.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    String::from_utf8(rest.get(..length)?.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(public: &str) -> [u8; 32] {
        massline_log::from_hex(public).unwrap().try_into().unwrap()
    }

    #[test]
    fn only_the_secret_key_opens_it_and_only_as_it_was() {
        let ((secret, public), (other, _)) = (key_pair(), key_pair());
        let (id, words) = (Digest([7; 32]), "六月三日，验收单是在饭桌上签的。");
        let sealed = seal(&key(&public), &id, words).unwrap();
        assert_eq!(open(&secret, &id, &sealed).as_deref(), Ok(words));
        assert_eq!(open(&other, &id, &sealed), Err(EnvelopeError::Sealed));
        let elsewhere = open(&secret, &Digest([8; 32]), &sealed);
        assert_eq!(elsewhere, Err(EnvelopeError::Sealed), "moved to another");
        let last = if sealed.ends_with('0') { "1" } else { "0" };
        let changed = format!("{}{last}", &sealed[..sealed.len() - 1]);
        assert_eq!(open(&secret, &id, &changed), Err(EnvelopeError::Sealed));
        assert_eq!(open("no key", &id, &sealed), Err(EnvelopeError::Key));
        assert_eq!(open(&secret, &id, "00"), Err(EnvelopeError::Sealed));
    }

    #[test]
    fn an_envelope_is_known_by_its_form_alone() {
        let (_, public) = key_pair();
        let of = |words: &str| seal(&key(&public), &Digest([7; 32]), words).unwrap();
        let one = of("短");
        assert!(is_one(&one, 5_000) && is_one(&of(&"长".repeat(1_600)), 5_000));
        assert!(!is_one(&of(&"长".repeat(3_000)), 5_000), "too long");
        for wrong in [
            "",
            "00",
            "no hex",
            &one[2..],
            &one[1..],
            &format!("{one}00"),
        ] {
            assert!(!is_one(wrong, 5_000), "{wrong}");
        }
    }

    #[test]
    fn neither_words_nor_their_length_show() {
        let (_, public) = key_pair();
        let length = |words: &str| seal(&key(&public), &Digest([7; 32]), words).unwrap().len();
        assert_eq!(length("短"), length(&"长".repeat(300)));
        assert!(length(&"长".repeat(400)) > length("短"));
        let twice = [1, 2].map(|_| seal(&key(&public), &Digest([7; 32]), "同样的话").unwrap());
        assert_ne!(twice[0], twice[1], "the same words are sealed anew");
    }
}
