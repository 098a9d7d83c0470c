//! What can be wrong with a file of votes, and what its owner can do about it.

use thiserror::Error;

/// Why a file could not be read.
///
/// The text is for logs and the command line; an interface translates [`ConsensusError::code`]
/// and fills in the fields.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConsensusError {
    /// There is nothing in the file.
    #[error("the file is empty; export the votes again")]
    Empty,
    /// A web page was saved in place of the export.
    #[error("this is a web page, not a CSV file; download the export again and check the address")]
    WebPage,
    /// The first line names neither of the two known forms.
    #[error(
        "the first line is not the header of votes.csv (comment-id, voter-id, vote) nor of \
         participants-votes.csv (participant, then one column per statement); it reads: {found}"
    )]
    UnknownHeader {
        /// The beginning of the first line.
        found: String,
    },
    /// A column that is needed is not there.
    #[error("the column {column} is missing; add it to the first line")]
    MissingColumn {
        /// Its name.
        column: &'static str,
    },
    /// Two columns have one name, so it is unclear which of them counts.
    #[error("the column {column} occurs twice in the first line; remove or rename one")]
    RepeatedColumn {
        /// Its name.
        column: String,
    },
    /// The header occurs again further down: two files were joined.
    #[error("line {line} repeats the header: two files were joined; pass one conversation only")]
    RepeatedHeader {
        /// Line of the file, from 1.
        line: u64,
    },
    /// A row does not have as many cells as the header.
    #[error("line {line} has {found} cells where the header has {expected}; correct the line")]
    RowWidth {
        /// Line of the file, from 1.
        line: u64,
        /// Cells in the header.
        expected: usize,
        /// Cells in the row.
        found: usize,
    },
    /// A vote is none of 1, 0, -1.
    #[error("line {line}, column {column}: {value} is not a vote; 1 is agree, -1 disagree, 0 pass")]
    BadVote {
        /// Line of the file, from 1.
        line: u64,
        /// Name of the column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// A time is not a number.
    #[error("line {line}: the timestamp {value} is not a number of milliseconds")]
    BadTime {
        /// Line of the file, from 1.
        line: u64,
        /// What stands there.
        value: String,
    },
    /// The person or the statement of a row is not named.
    #[error("line {line}: the cell {column} is empty; every row must name it")]
    EmptyId {
        /// Line of the file, from 1.
        line: u64,
        /// Name of the column.
        column: String,
    },
    /// One person has two rows in a matrix of last votes.
    #[error("line {line}: participant {participant} has an earlier row; keep one of the two")]
    RepeatedParticipant {
        /// Line of the file, from 1.
        line: u64,
        /// The person's id.
        participant: String,
    },
    /// A moderation mark is none of 1, 0, -1.
    #[error("line {line}: moderated is {value}; 1 is accepted, 0 not yet seen, -1 taken out")]
    BadModeration {
        /// Line of the file, from 1.
        line: u64,
        /// What stands there.
        value: String,
    },
    /// A cell that must be read is not UTF-8.
    #[error("line {line} is not UTF-8; save the file as UTF-8 and try again")]
    NotUtf8 {
        /// Line of the file, from 1.
        line: u64,
    },
    /// The file has a good header and not one vote.
    #[error("the file holds no vote; export it again after somebody has voted")]
    NoVotes,
    /// The CSV reader gave up.
    #[error("the file is not well-formed CSV: {0}")]
    Csv(#[from] csv::Error),
}

impl ConsensusError {
    /// A stable name of the kind of error, for translation.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::WebPage => "web_page",
            Self::UnknownHeader { .. } => "unknown_header",
            Self::MissingColumn { .. } => "missing_column",
            Self::RepeatedColumn { .. } => "repeated_column",
            Self::RepeatedHeader { .. } => "repeated_header",
            Self::RowWidth { .. } => "row_width",
            Self::BadVote { .. } => "bad_vote",
            Self::BadTime { .. } => "bad_time",
            Self::EmptyId { .. } => "empty_id",
            Self::RepeatedParticipant { .. } => "repeated_participant",
            Self::BadModeration { .. } => "bad_moderation",
            Self::NotUtf8 { .. } => "not_utf8",
            Self::NoVotes => "no_votes",
            Self::Csv(_) => "csv",
        }
    }
}
