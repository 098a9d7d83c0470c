//! Rows that cannot be taken, and why. None is lost: each comes out with its number, its
//! line, its reason and its words, to be mended and given again.

use crate::dates::DateError;
use serde::Serialize;
use std::fmt;

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadRow {
    /// The row's number, counted with the good rows: the first row below the header is 1.
    pub number: u64,
    /// The line of the file (of the sheet, in a workbook) where it starts; the first is 1.
    pub line: u64,
    /// Why it was not taken.
    pub reason: BadRowReason,
    /// The row as it was written, at most 64 kB; bytes that are no text are shown as U+FFFD.
    pub raw: String,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum BadRowReason {
    /// The words are missing.
    #[error("column \"{column}\" is empty; it needs the words of the opinion")]
    EmptyText {
        /// The column or columns of the text.
        column: String,
    },
    /// The words are too many.
    #[error("column \"{column}\" has {found} characters, more than {max}; shorten it")]
    TooLong {
        /// The column or columns of the text.
        column: String,
        /// The most characters allowed.
        max: usize,
        /// The characters found.
        found: usize,
    },
    /// Bytes that are no text in the file's encoding.
    #[error("cell {cell} holds bytes that are no text; save the file as UTF-8")]
    InvalidEncoding {
        /// Which cell of the row; the first is 1.
        cell: usize,
    },
    /// A date that cannot be read.
    #[error("column \"{column}\": \"{found}\": {why}")]
    WrongDate {
        /// The column of the time.
        column: String,
        /// The start of what is written there.
        found: String,
        /// What is wrong with it.
        why: DateError,
    },
    /// A weight that is no number above zero.
    #[error("column \"{column}\": \"{found}\" is not a number above zero")]
    WrongWeight {
        /// The column of the weight.
        column: String,
        /// The start of what is written there.
        found: String,
    },
    /// More or fewer cells than columns.
    #[error(
        "{found} cells for {expected} columns; put cells with separators or line breaks in \"quotes\""
    )]
    WrongNumberOfCells {
        /// The number of columns.
        expected: usize,
        /// The number of cells.
        found: usize,
    },
    /// A quotation mark that opens a cell and is never closed.
    #[error("a quotation mark opens a cell and does not close it; close it, or double it inside")]
    UnclosedQuote,
    /// A row that is larger than any opinion.
    #[error("the row is larger than {limit} bytes")]
    RowTooLarge {
        /// The most bytes of a row.
        limit: usize,
    },
    /// A line of jsonl that is no JSON.
    #[error("not JSON at column {column}; write one {{…}} in each line")]
    InvalidJson {
        /// Where in the line; the first byte is 1.
        column: usize,
    },
    /// A line of jsonl with another JSON value.
    #[error("JSON, but not an object; write one {{…}} in each line")]
    NotAnObject,
    /// A unit that the campaign does not have. For the importer: a table knows no units.
    #[error("column \"{column}\": there is no unit \"{found}\" in this campaign")]
    UnknownUnit {
        /// The column of the unit.
        column: String,
        /// The name found there.
        found: String,
    },
    /// An id that stood on another row of this file, with other words.
    #[error("the id \"{found}\" stands on another row with other words; give each row its own")]
    RepeatedId {
        /// The id.
        found: String,
    },
    /// The file broke off here: what follows could not be read.
    #[error("the file cannot be read further: {detail}")]
    BrokenOff {
        /// What was said about it.
        detail: String,
    },
}

impl BadRowReason {
    /// A stable name, for the interface to translate; also the `code` in JSON.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyText { .. } => "empty-text",
            Self::TooLong { .. } => "too-long",
            Self::InvalidEncoding { .. } => "invalid-encoding",
            Self::WrongDate { .. } => "wrong-date",
            Self::WrongWeight { .. } => "wrong-weight",
            Self::WrongNumberOfCells { .. } => "wrong-number-of-cells",
            Self::UnclosedQuote => "unclosed-quote",
            Self::RowTooLarge { .. } => "row-too-large",
            Self::InvalidJson { .. } => "invalid-json",
            Self::NotAnObject => "not-an-object",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::RepeatedId { .. } => "repeated-id",
            Self::BrokenOff { .. } => "broken-off",
        }
    }
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {} (row {}): {}",
            self.line, self.number, self.reason
        )
    }
}

/// The most that is kept of a bad row.
const RAW_BYTES: usize = 64 * 1024;

/// The words of a bad row, cut between characters where they are endless.
pub(super) fn raw(bytes: &[u8]) -> String {
    let kept = bytes.get(..RAW_BYTES).unwrap_or(bytes);
    let text = String::from_utf8_lossy(kept);
    text.trim_end_matches(['\r', '\n']).to_owned()
}

/// Cells as one line of csv.
#[must_use]
pub(crate) fn joined(cells: &[String]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(cells).map_err(drop).and_then(|()| {
        let bytes = writer.into_inner().map_err(drop)?;
        Ok(raw(&bytes))
    });
    written.unwrap_or_else(|()| cells.join(","))
}
