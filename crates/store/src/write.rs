//! What is written: events into streams, private parts into the vault, in one transaction.

use massline_domain::id::{
    CampaignId, Digest, OpinionId, PaperId, RoundId, SessionId, StatementId, TreatmentId, UserId,
};
use massline_domain::{Day, Event, Who};

/// One write: all of it happens, or nothing.
#[derive(Debug, Clone)]
pub struct Write {
    /// The campaign it belongs to.
    pub campaign: CampaignId,
    /// Today, in the campaign's calendar.
    pub today: Day,
    /// Who acts.
    pub who: Who,
    /// Fresh random bytes; the salt of each event is derived from them.
    pub entropy: [u8; 32],
    /// Events, per stream.
    pub streams: Vec<StreamWrite>,
    /// Private parts.
    pub vault: Vec<VaultWrite>,
}

/// Events for one stream.
#[derive(Debug, Clone)]
pub struct StreamWrite {
    /// The stream's name, see [`massline_domain::event::stream`].
    pub stream: String,
    /// The version the decision was made on; 0 where the stream is new.
    pub expected: u64,
    /// What happened. May be empty: then only the version is checked.
    pub events: Vec<Event>,
}

/// What a write came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Sequence number of the last event of the whole instance after this write.
    pub last_seq: u64,
    /// The version of each stream after the write, in the order of the write.
    pub versions: Vec<u64>,
}

/// An event as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// From 1, without gaps, over all campaigns.
    pub seq: u64,
    /// The campaign.
    pub campaign: CampaignId,
    /// The stream.
    pub stream: String,
    /// From 1 within the stream.
    pub version: u64,
    /// The day it happened.
    pub day: Day,
    /// Who acted.
    pub who: Who,
    /// What happened.
    pub event: Event,
    /// Index of the log entry that covers it, once it is sealed.
    pub leaf: Option<u64>,
}

/// One labelled private value with its salt, as committed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultField {
    /// The label, one of [`massline_log::commit::LABELS`].
    pub label: String,
    /// The salt of its commitment.
    pub salt: [u8; 32],
    /// The value; empty where nothing was said.
    pub value: Vec<u8>,
}

/// A change in the vault.
#[derive(Debug, Clone)]
pub enum VaultWrite {
    /// The private parts of a new opinion.
    Opinion {
        /// Which.
        opinion: OpinionId,
        /// Hash by which the holder of the receipt finds it.
        lookup: [u8; 16],
        /// Hash of where an imported opinion came from; unique in the campaign.
        source_key: Option<[u8; 32]>,
        /// All fields of the commitment.
        fields: Vec<VaultField>,
    },
    /// A text that belongs to an event; a later one with the same key replaces it.
    Text {
        /// See [`VaultWrite::answer_key`], [`VaultWrite::comment_key`],
        /// [`VaultWrite::statement_key`], [`VaultWrite::appeal_key`] and
        /// [`VaultWrite::paper_key`].
        key: String,
        /// The salt of its commitment.
        salt: [u8; 32],
        /// The words.
        value: String,
    },
    /// Erase the fields, the pictures and the answer. What stays is the id and the lookup hash, so that the
    /// receipt still answers "erased".
    Erase {
        /// Which.
        opinion: OpinionId,
    },
    /// Erase the words of a statement, and what its author said against a refusal.
    EraseStatement {
        /// Which.
        statement: StatementId,
    },
    /// The private record of a member of staff, new or changed.
    Account {
        /// Who.
        user: UserId,
        /// The name to sign in with; unique in the campaign.
        login: String,
        /// The name to show.
        name: String,
        /// Password hash in PHC form.
        password: String,
    },
    /// A picture that came with an opinion; erased with it.
    Picture {
        /// The opinion.
        opinion: OpinionId,
        /// From 1, in the order in which they were given.
        number: u8,
        /// Media type.
        media: String,
        /// The content.
        bytes: Vec<u8>,
    },
    /// A file; public evidence, stored by its content.
    File {
        /// SHA-256 of the bytes.
        digest: Digest,
        /// Media type.
        media: String,
        /// The content.
        bytes: Vec<u8>,
    },
}

impl VaultWrite {
    /// Key of the answer to an opinion.
    #[must_use]
    pub fn answer_key(opinion: OpinionId) -> String {
        format!("answer/{opinion}")
    }

    /// Key of the words of a statement that somebody added.
    #[must_use]
    pub fn statement_key(id: StatementId) -> String {
        format!("statement/{}/{}", id.consultation, id.number)
    }

    /// Key of what an appeal about a statement says.
    #[must_use]
    pub fn appeal_key(id: StatementId) -> String {
        format!("appeal/{}/{}", id.consultation, id.number)
    }

    /// The keys of all private texts of a statement.
    pub(crate) fn texts_of(id: StatementId) -> [String; 2] {
        [Self::statement_key(id), Self::appeal_key(id)]
    }

    /// Key of one version of a self-examination.
    #[must_use]
    pub fn paper_key(paper: &PaperId, version: u32) -> String {
        format!("mirror/{paper}/{version}")
    }

    /// Key of words of a criticism session, by their number there.
    #[must_use]
    pub fn session_key(session: &SessionId, number: u32) -> String {
        format!("criticism/{session}/{number}")
    }

    /// Key of words of a treatment, by their name there.
    #[must_use]
    pub fn treatment_key(treatment: TreatmentId, name: &str) -> String {
        format!("treatment/{}/{name}", treatment.0)
    }

    /// Key of a private text of a disclosure: 0 is its envelope, answers from 1.
    #[must_use]
    pub fn disclosure_key(disclosure: Digest, number: u32) -> String {
        format!("disclosure/{disclosure}/{number}")
    }

    /// Key of the comment on a ballot.
    #[must_use]
    pub fn comment_key(round: RoundId, nullifier: &Digest) -> String {
        format!("comment/{}/{}/{nullifier}", round.problem, round.number)
    }
}
