//! Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures.
//!
//! ```text
//! <text, ends with a newline>
//!
//! — <key name> <base64 of key id (4 bytes) || signature>
//! ```
//! Types: 0x01 Ed25519 over the text, 0x04 Ed25519 cosignature with a time
//! (C2SP tlog-cosignature). Signatures by keys that are not given, such as post-quantum ones of
//! type 0x06, are ignored, as the format demands.

mod key;
mod open;

pub use key::{KeyType, SigningKey, VerifyingKey};
pub use open::{Cosignature, MAX_SIGNATURES, Opened, append_signature, open};

use crate::LogError;

/// The em dash and the space before each signature.
const MARK: &str = "\u{2014} ";

/// Signs a text, which must be non-empty, end with a newline and have no control characters.
pub fn sign(body: &str, keys: &[&SigningKey]) -> Result<String, LogError> {
    check_text(body)?;
    if body.is_empty() || !body.ends_with('\n') {
        return Err(LogError::Note("the text must end with a newline"));
    }
    if keys.is_empty() {
        return Err(LogError::Note("no key to sign with"));
    }
    let lines: String = keys.iter().map(|key| key.signature_line(body)).collect();
    Ok(format!("{body}\n{lines}"))
}

/// No control characters but the newline.
fn check_text(text: &str) -> Result<(), LogError> {
    if text.bytes().any(|byte| byte < 0x20 && byte != b'\n') {
        return Err(LogError::Note("control characters are not allowed"));
    }
    Ok(())
}
