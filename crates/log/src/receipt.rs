//! The receipt file: one JSON object with all that a speaker needs to prove, offline, that they
//! were heard.
//!
//! ```json
//! {"format":"massline-receipt/v1", "origin":"…", "vkey":"…", "promise_vkey":"…",
//!  "promise": "note" or null, "proof": "tlog-proof" or null, "opening": object or null}
//! ```
//! Exactly these members. The promise is there at once, the proof after sealing, the opening only
//! if the holder chose to open words ([`crate::commit::Opening`]).

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::LogError;
use crate::commit::{Field, Opening};
use crate::entry::{Entry, Kind};
use crate::note::{KeyType, VerifyingKey};
use crate::promise::{self, Promise};
use crate::proof::{Proved, TlogProof};

const FORMAT: &str = "massline-receipt/v1";

/// A receipt as it stands in its file; nothing in it is verified yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    format: String,
    /// The log's name.
    pub origin: String,
    /// The log's verifier key, as the receipt states it.
    pub vkey: String,
    /// The log's promise key, as the receipt states it.
    pub promise_vkey: String,
    /// The signed promise.
    #[serde(deserialize_with = "required")]
    pub promise: Option<String>,
    /// The proof, in its text form ([`TlogProof::to_text`]).
    #[serde(deserialize_with = "required")]
    pub proof: Option<String>,
    /// The opened words, in their JSON form ([`Opening::to_json`]).
    #[serde(deserialize_with = "required")]
    pub opening: Option<Value>,
}

/// `null` must be written, not left out: a receipt that lost a part is not a receipt.
fn required<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer)
}

/// What the verifier already knows. Without keys of its own, a receipt proves only that its parts
/// belong together: compare its keys with those the log publishes.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// The log's key, if known.
    pub log: Option<VerifyingKey>,
    /// The log's promise key, if known.
    pub promise: Option<VerifyingKey>,
    /// Known witnesses.
    pub witnesses: Vec<VerifyingKey>,
    /// How many of them must have cosigned.
    pub quorum: usize,
}

/// What a verified receipt proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The log.
    pub origin: String,
    /// The commitment that was promised or logged.
    pub commitment: [u8; 32],
    /// Campaign number.
    pub campaign: u32,
    /// What was promised, if the receipt has a promise.
    pub promised: Option<Promised>,
    /// Where it is in the log; `None` if it is not yet sealed.
    pub sealed: Option<Sealed>,
    /// The words that were opened, and do open the commitment.
    pub opened: Vec<Field>,
    /// Whether the log's key was known to the verifier, and not just stated by the receipt.
    pub log_key_known: bool,
    /// Whether the promise key was known to the verifier.
    pub promise_key_known: bool,
}

/// What was promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    /// Day of the submission, in days since 1970-01-01 UTC.
    pub day: u32,
    /// Last day for it to be in the log.
    pub by: u32,
}

/// Where an entry is in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What it records.
    pub kind: Kind,
    /// Day of sealing, in days since 1970-01-01 UTC.
    pub day: u32,
    /// Its number in the log, from 0.
    pub index: u64,
    /// Entries in the log at the checkpoint.
    pub size: u64,
    /// Known witnesses that cosigned the checkpoint.
    pub witnesses: Vec<String>,
}

impl Verdict {
    /// Whether the log sealed it later than promised: a breach that can be published.
    pub fn late(&self) -> bool {
        let day = self.sealed.as_ref().map(|sealed| sealed.day);
        let by = self.promised.as_ref().map(|promised| promised.by);
        day.zip(by).is_some_and(|(day, by)| day > by)
    }

    /// Whether it is still not sealed on `today`, after the promised day: a breach, if the log
    /// has no entry with this commitment.
    pub fn overdue(&self, today: u32) -> bool {
        self.sealed.is_none()
            && self
                .promised
                .as_ref()
                .is_some_and(|promised| today > promised.by)
    }
}

impl Receipt {
    /// A receipt of the log with these keys, with nothing in it yet.
    pub fn new(log: &VerifyingKey, promise: &VerifyingKey) -> Self {
        Self {
            format: FORMAT.to_owned(),
            origin: log.name().to_owned(),
            vkey: log.vkey(),
            promise_vkey: promise.vkey(),
            promise: None,
            proof: None,
            opening: None,
        }
    }

    /// Reads a receipt file.
    pub fn parse(text: &str) -> Result<Self, LogError> {
        let receipt: Self = serde_json::from_str(text)
            .map_err(|_| LogError::Receipt("it is not JSON with the members of a receipt"))?;
        if receipt.format == FORMAT {
            Ok(receipt)
        } else {
            Err(LogError::Receipt("its format is not massline-receipt/v1"))
        }
    }

    /// The receipt file, indented for reading.
    pub fn to_text(&self) -> String {
        // Strings and values serialise without fail.
        serde_json::to_string_pretty(self)
            .map(|text| text + "\n")
            .unwrap_or_default()
    }

    /// The log's key as stated; it must be named after the origin.
    fn log_key(&self) -> Result<VerifyingKey, LogError> {
        stated_key(&self.vkey, &self.origin)
    }

    /// The promise key as stated.
    fn promise_key(&self) -> Result<VerifyingKey, LogError> {
        stated_key(&self.promise_vkey, &promise::key_name(&self.origin))
    }
}

fn stated_key(vkey: &str, name: &str) -> Result<VerifyingKey, LogError> {
    let key = VerifyingKey::parse(vkey)?;
    if key.name() == name && key.key_type() == KeyType::Ed25519 {
        Ok(key)
    } else {
        Err(LogError::Receipt("its keys are not named after its origin"))
    }
}

/// Verifies all parts of a receipt, and that they belong together.
pub fn verify(receipt: &Receipt, trust: &Trust) -> Result<Verdict, LogError> {
    let log_key = receipt.log_key()?;
    let promise_key = receipt.promise_key()?;
    must_match(&log_key, trust.log.as_ref())?;
    must_match(&promise_key, trust.promise.as_ref())?;
    let promise = receipt
        .promise
        .as_deref()
        .map(|note| Promise::open(note, &promise_key))
        .transpose()?;
    let proved = receipt
        .proof
        .as_deref()
        .map(|text| TlogProof::parse(text)?.verify(&log_key, &trust.witnesses, trust.quorum))
        .transpose()?;
    let (commitment, campaign) = subject(promise.as_ref(), proved.as_ref())?;
    Ok(Verdict {
        origin: receipt.origin.clone(),
        commitment,
        campaign,
        promised: promise.map(|promise| Promised {
            day: promise.day,
            by: promise.by(),
        }),
        sealed: proved.map(|proved| sealed(proved, trust)),
        opened: open_words(receipt.opening.as_ref(), &commitment)?,
        log_key_known: trust.log.is_some(),
        promise_key_known: trust.promise.is_some(),
    })
}

fn must_match(stated: &VerifyingKey, known: Option<&VerifyingKey>) -> Result<(), LogError> {
    if known.is_none_or(|known| known == stated) {
        Ok(())
    } else {
        Err(LogError::Receipt(
            "its key is not the key of the log that you know",
        ))
    }
}

/// The commitment and the campaign that promise and proof agree on.
fn subject(
    promise: Option<&Promise>,
    proved: Option<&Proved>,
) -> Result<([u8; 32], u32), LogError> {
    let entry = proved.map(|proved| &proved.entry);
    match (promise, entry) {
        (None, None) => Err(LogError::Receipt("it has neither a promise nor a proof")),
        (Some(promise), None) => Ok((promise.commitment, promise.campaign)),
        (None, Some(entry)) => Ok((entry.commitment, entry.campaign)),
        (Some(promise), Some(entry)) if keeps(entry, promise) => {
            Ok((entry.commitment, entry.campaign))
        }
        (Some(_), Some(_)) => Err(LogError::Receipt(
            "its proof is of another entry than promised",
        )),
    }
}

/// Whether this entry is the promised one. It may be late; it cannot be early.
fn keeps(entry: &Entry, promise: &Promise) -> bool {
    entry.kind == Kind::Submission
        && entry.commitment == promise.commitment
        && entry.campaign == promise.campaign
        && entry.day >= promise.day
}

fn sealed(proved: Proved, trust: &Trust) -> Sealed {
    let is_witness = |name: &String| trust.witnesses.iter().any(|key| key.name() == *name);
    Sealed {
        kind: proved.entry.kind,
        day: proved.entry.day,
        index: proved.index,
        size: proved.checkpoint.size,
        witnesses: proved
            .opened
            .signed_by
            .into_iter()
            .filter(is_witness)
            .collect(),
    }
}

fn open_words(opening: Option<&Value>, commitment: &[u8; 32]) -> Result<Vec<Field>, LogError> {
    let Some(value) = opening else {
        return Ok(Vec::new());
    };
    let opening = Opening::from_json(value)?;
    opening.verify(commitment)?;
    Ok(opening.fields)
}
