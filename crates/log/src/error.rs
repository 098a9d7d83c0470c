//! The one error type of this crate.

use crate::code::CodeError;

/// Why something of the log was refused. The text is for operators; interfaces translate by
/// [`LogError::code`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// A log entry is not 128 well-formed bytes.
    #[error("not a log entry: {0}")]
    Entry(&'static str),
    /// An entry has a kind below 0x80 that this version does not know.
    #[error("unknown entry kind {0:#04x}: a newer version of the program wrote it, update first")]
    EntryKind(u8),
    /// An index outside the tree, or sizes in the wrong order.
    #[error("index or size out of range: {0}")]
    Range(&'static str),
    /// A Merkle proof does not lead to the given root.
    #[error("the proof does not fit: {0}")]
    Proof(&'static str),
    /// Stored hashes are missing or too few.
    #[error("tile {level}/{index} has {found} hashes, {wanted} are needed: restore it from a copy")]
    Tile {
        /// Tile level (0 holds leaf hashes).
        level: u8,
        /// Tile number within its level.
        index: u64,
        /// How many hashes are needed.
        wanted: u16,
        /// How many there were.
        found: usize,
    },
    /// Something that should be a tile path, a tile or an entry bundle is not.
    #[error("not a tile: {0}")]
    TileFormat(&'static str),
    /// Text that should be a signed note is not.
    #[error("not a signed note: {0}")]
    Note(&'static str),
    /// No key that we know has signed the note.
    #[error("not signed by any known key: check that the verifier key is the right one")]
    Unsigned,
    /// A key that we know has a signature that does not verify.
    #[error("the signature of {0} is wrong: the text was changed after signing, or is a forgery")]
    Signature(String),
    /// A verifier key is malformed.
    #[error("not a verifier key: {0}")]
    Key(&'static str),
    /// A verifier key of a type this version cannot verify with.
    #[error("verifier key of type {0:#04x} is not supported here")]
    KeyType(u8),
    /// A checkpoint body is malformed.
    #[error("not a checkpoint: {0}")]
    Checkpoint(&'static str),
    /// A promise is malformed.
    #[error("not a promise: {0}")]
    Promise(&'static str),
    /// A receipt code was mistyped.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// Fields of a commitment are not the full, sorted set of labels.
    #[error("fields of a submission: {0}")]
    Fields(&'static str),
    /// An opening does not open the commitment.
    #[error("opening: {0}")]
    Opening(&'static str),
    /// A receipt contradicts itself or is malformed.
    #[error("receipt: {0}")]
    Receipt(&'static str),
    /// Fewer witnesses than asked for have cosigned.
    #[error("{have} of the {need} required witnesses have signed")]
    Quorum {
        /// Valid cosignatures found.
        have: usize,
        /// Cosignatures required.
        need: usize,
    },
    /// A value that has no canonical JSON form here.
    #[error("canonical JSON: {0}")]
    Json(&'static str),
    /// Whoever stores the hashes could not deliver them.
    #[error("reading stored hashes: {0}")]
    Source(String),
}

impl LogError {
    /// A stable word for this kind of error, for translation and for tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Entry(_) => "entry",
            Self::EntryKind(_) => "entry-kind",
            Self::Range(_) => "range",
            Self::Proof(_) => "proof",
            Self::Tile { .. } => "tile-missing",
            Self::TileFormat(_) => "tile-format",
            Self::Note(_) => "note",
            Self::Unsigned => "unsigned",
            Self::Signature(_) => "signature",
            Self::Key(_) => "key",
            Self::KeyType(_) => "key-type",
            Self::Checkpoint(_) => "checkpoint",
            Self::Promise(_) => "promise",
            Self::Code(error) => error.code(),
            Self::Fields(_) => "fields",
            Self::Opening(_) => "opening",
            Self::Receipt(_) => "receipt",
            Self::Quorum { .. } => "quorum",
            Self::Json(_) => "json",
            Self::Source(_) => "source",
        }
    }
}
