//! The offline proof that an entry is in the log (C2SP tlog-proof, extension `.tlog-proof`).
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <base64 of the 128-byte entry>
//! index <number of the entry, from 0>
//! <base64 hash, one line each, from the leaf's sibling up>
//!
//! <signed checkpoint>
//! ```
//! It holds nothing personal and anybody can have the same for any index, so holding one says
//! nothing about the holder.

use crate::LogError;
use crate::checkpoint::Checkpoint;
use crate::encoding::{decimal, from_base64, hash_from_base64, to_base64};
use crate::entry::Entry;
use crate::merkle::{self, Hash};
use crate::note::{Opened, VerifyingKey};

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// A tree with 64-bit sizes has no longer proofs.
const MAX_HASHES: usize = 64;

/// A proof as it stands in its file; nothing in it is verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlogProof {
    /// Extra data; in our proofs the encoded entry.
    pub extra: Option<Vec<u8>>,
    /// Number of the entry in the log, from 0.
    pub index: u64,
    /// The inclusion proof.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint, as a note.
    pub checkpoint: String,
}

/// What a verified proof says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// The entry.
    pub entry: Entry,
    /// Its number in the log.
    pub index: u64,
    /// The checkpoint it is under.
    pub checkpoint: Checkpoint,
    /// Who signed the checkpoint.
    pub opened: Opened,
}

impl TlogProof {
    /// The proof of an entry.
    pub fn new(entry: &Entry, index: u64, hashes: Vec<Hash>, checkpoint: String) -> Self {
        Self {
            extra: Some(entry.encode().to_vec()),
            index,
            hashes,
            checkpoint,
        }
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let extra = self.extra.as_deref().map(to_base64);
        let extra = extra
            .map(|extra| format!("extra {extra}\n"))
            .unwrap_or_default();
        let hashes: String = self
            .hashes
            .iter()
            .map(|hash| to_base64(hash) + "\n")
            .collect();
        format!(
            "{HEADER}\n{extra}index {}\n{hashes}\n{}",
            self.index, self.checkpoint
        )
    }

    /// Reads a proof file.
    pub fn parse(text: &str) -> Result<Self, LogError> {
        let bad = LogError::Proof;
        let (head, checkpoint) = text
            .split_once("\n\n")
            .ok_or(bad("an empty line must follow the hashes"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(bad("its first line must be c2sp.org/tlog-proof@v1"));
        }
        let extra = lines.next_if(|line| line.starts_with("extra "));
        let extra = extra.map(|line| {
            from_base64(&line["extra ".len()..]).ok_or(bad("its extra line must be base64"))
        });
        let index = lines
            .next()
            .and_then(|line| decimal(line.strip_prefix("index ")?));
        let index = index.ok_or(bad("its index line is missing or malformed"))?;
        let hashes: Option<Vec<Hash>> = lines.map(hash_from_base64).collect();
        let hashes = hashes.ok_or(bad("its hashes must be 32 bytes of base64 each"))?;
        if hashes.len() > MAX_HASHES {
            return Err(bad("it has too many hashes"));
        }
        Ok(Self {
            extra: extra.transpose()?,
            index,
            hashes,
            checkpoint: checkpoint.to_owned(),
        })
    }

    /// Verifies that the entry in `extra` is in the log with this key, under a checkpoint which
    /// at least `quorum` of the witnesses cosigned ([`LogError::Quorum`] if not).
    pub fn verify(
        &self,
        log: &VerifyingKey,
        witnesses: &[VerifyingKey],
        quorum: usize,
    ) -> Result<Proved, LogError> {
        let extra = self
            .extra
            .as_deref()
            .ok_or(LogError::Proof("it lacks the entry"))?;
        let entry = Entry::decode(extra)?;
        let (checkpoint, opened) = Checkpoint::open(&self.checkpoint, log, witnesses)?;
        let leaf = entry.leaf_hash();
        let (size, root) = (checkpoint.size, &checkpoint.root);
        merkle::verify_inclusion(&leaf, self.index, size, &self.hashes, root)?;
        let is_witness = |name: &&String| witnesses.iter().any(|key| key.name() == *name);
        let have = opened.signed_by.iter().filter(is_witness).count();
        if have < quorum {
            return Err(LogError::Quorum { have, need: quorum });
        }
        Ok(Proved {
            entry,
            index: self.index,
            checkpoint,
            opened,
        })
    }
}
