//! What an audit says.

use std::fmt;

/// What was looked at, and what does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditReport {
    /// Events replayed.
    pub events: u64,
    /// Entries of the log recomputed.
    pub entries: u64,
    /// Public documents hashed.
    pub documents: u64,
    /// Private parts checked: opinions, texts, accounts, files.
    pub private_parts: u64,
    /// Rows of the views compared.
    pub views: u64,
    /// Signed checkpoints checked.
    pub checkpoints: u64,
    /// What does not fit; empty where everything does.
    pub findings: Vec<Finding>,
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The table it is in.
    pub table: &'static str,
    /// The row.
    pub key: String,
    /// What is wrong with it.
    pub what: What,
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Its content is not in a form that can be read.
    Unreadable,
    /// It should be there and is not.
    Missing,
    /// It is there and nothing accounts for it.
    Unexpected,
    /// The chain of events breaks here: this row, or one before it, was edited, deleted,
    /// inserted or moved.
    Chain,
    /// Its columns contradict its content.
    Contradiction,
    /// It is not what its events say it must be.
    NotAsEvents,
    /// The events it covers and it do not agree.
    Cover,
    /// Its hash is not that of its content.
    Hash,
    /// The root does not fit the entries.
    Root,
    /// The signature is missing or wrong.
    Signature,
    /// It does not follow the one before it.
    Order,
    /// The code over the row does not fit: it was edited or moved.
    Edited,
    /// It does not open the commitment in the events.
    Commitment,
    /// Words that were erased are there, or those that were not are gone.
    Erasure,
    /// The books of the day do not fit the events.
    Balance,
}

impl What {
    /// A stable code, for translation.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Missing => "missing",
            Self::Unexpected => "unexpected",
            Self::Chain => "chain",
            Self::Contradiction => "contradiction",
            Self::NotAsEvents => "not-as-events",
            Self::Cover => "cover",
            Self::Hash => "hash",
            Self::Root => "root",
            Self::Signature => "signature",
            Self::Order => "order",
            Self::Edited => "edited",
            Self::Commitment => "commitment",
            Self::Erasure => "erasure",
            Self::Balance => "balance",
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
