//! Checkpoints (C2SP tlog-checkpoint): the size and the root of a log, signed as a note.
//!
//! ```text
//! <origin>
//! <size>
//! <base64 root>
//! ```
//! Extension lines are refused: a log of ours never writes them, and monitors cannot audit them.

use crate::encoding::{decimal, hash_from_base64, to_base64};
use crate::merkle::Hash;
use crate::note::{self, Opened, SigningKey, VerifyingKey};
use crate::{LogError, promise};

/// Size and root of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name: host and path, without scheme, spaces or plus.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The text to be signed.
    pub fn body(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            to_base64(&self.root)
        )
    }

    /// Reads the text of a checkpoint.
    pub fn parse(body: &str) -> Result<Self, LogError> {
        let bad = LogError::Checkpoint;
        let text = body
            .strip_suffix('\n')
            .ok_or(bad("it must end with a newline"))?;
        let lines: Vec<&str> = text.split('\n').collect();
        let [origin, size, root] = lines[..] else {
            return Err(bad("it must have the three lines origin, size and root"));
        };
        if origin.is_empty() || origin == promise::HEADER {
            return Err(bad("its first line must be the origin of a log"));
        }
        let size = decimal(size).ok_or(bad("its size must be a plain decimal number"))?;
        let root = hash_from_base64(root).ok_or(bad("its root must be 32 bytes of base64"))?;
        Ok(Self {
            origin: origin.to_owned(),
            size,
            root,
        })
    }

    /// The signed note of this checkpoint. The key's name must be the origin.
    pub fn sign(&self, key: &SigningKey) -> Result<String, LogError> {
        if key.name() != self.origin {
            return Err(LogError::Checkpoint("the key's name must be the origin"));
        }
        note::sign(&self.body(), &[key])
    }

    /// Opens a signed checkpoint of the log with this key (whose name is the origin), and counts
    /// the known witnesses in [`Opened::signed_by`].
    pub fn open(
        note: &str,
        log: &VerifyingKey,
        witnesses: &[VerifyingKey],
    ) -> Result<(Self, Opened), LogError> {
        let keys: Vec<VerifyingKey> = std::iter::once(log).chain(witnesses).cloned().collect();
        let opened = note::open(note, &keys)?;
        // Witnesses alone do not make a checkpoint of this log.
        note::open(note, std::slice::from_ref(log))?;
        let checkpoint = Self::parse(&opened.body)?;
        if checkpoint.origin != log.name() {
            return Err(LogError::Checkpoint("it is of another log than the key"));
        }
        Ok((checkpoint, opened))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Checkpoint {
        Checkpoint {
            origin: "example.com/behind-the-sofa".into(),
            size: 20_852_163,
            root: [7; 32],
        }
    }

    #[test]
    fn bodies_round_trip() {
        let body = sample().body();
        assert!(body.starts_with("example.com/behind-the-sofa\n20852163\nBwcH"));
        assert_eq!(Checkpoint::parse(&body).unwrap(), sample());
    }

    #[test]
    fn other_forms_are_refused() {
        let body = sample().body();
        let bad = [
            body.trim_end().to_owned(),
            format!("{body}extension\n"),
            format!("{body}\n"),
            body.replace("20852163", "020852163"),
            body.replace("20852163", "-1"),
            body.replace("20852163", "99999999999999999999"),
            body.replace("BwcH", "BwcH "),
            body.replace("BwcHBwc=", "BwcHBw=="),
            body.replace("example.com/behind-the-sofa", ""),
            body.replace("example.com/behind-the-sofa", promise::HEADER),
        ];
        for text in bad {
            assert!(Checkpoint::parse(&text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn only_the_log_itself_can_sign() {
        let log = SigningKey::from_seed("example.com/behind-the-sofa", [1; 32]).unwrap();
        let witness = SigningKey::from_seed("w.example", [2; 32]).unwrap();
        let witnesses = [witness.cosigner_key()];
        let note = sample().sign(&log).unwrap();
        let line = witness.cosign(&sample().body(), 5);
        let cosigned = note::append_signature(&note, &line).unwrap();
        let (read, opened) = Checkpoint::open(&cosigned, &log.verifying_key(), &witnesses).unwrap();
        assert_eq!((read, opened.signed_by.len()), (sample(), 2));
        let without = format!("{}\n{line}", sample().body());
        assert!(Checkpoint::open(&without, &log.verifying_key(), &witnesses).is_err());
        assert!(sample().sign(&witness).is_err());
        let other = Checkpoint {
            origin: "other.example".into(),
            ..sample()
        };
        let forged = note::sign(&other.body(), &[&log]).unwrap();
        assert!(Checkpoint::open(&forged, &log.verifying_key(), &[]).is_err());
    }
}
