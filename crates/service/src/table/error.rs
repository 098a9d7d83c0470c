//! Why a whole file cannot be read as a table.

use super::kind::Foreign;
use std::io;

/// A file that is no table, and what to do about it. Bad rows are not errors of the
/// file: see [`super::BadRow`].
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Nothing is at this path.
    #[error("{file}: there is no such file; check the name and the directory")]
    Missing {
        /// The path as given.
        file: String,
    },
    /// The path names a directory.
    #[error("{file}: this is a directory; give the file inside it")]
    Directory {
        /// The path as given.
        file: String,
    },
    /// The operating system refused.
    #[error("{file}: cannot be read: {source}")]
    Unreadable {
        /// The file's name.
        file: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// There is nothing in it but perhaps space.
    #[error("{file}: the file is empty; it needs a row of column names and a row for each opinion")]
    Empty {
        /// The file's name.
        file: String,
    },
    /// There are column names and nothing below.
    #[error("{file}: there are column names ({}) and no rows below them", headers.join(", "))]
    NoRows {
        /// The file's name.
        file: String,
        /// The only row, taken as column names.
        headers: Vec<String>,
    },
    /// The content is of another kind.
    #[error("{file}: this is {found}; {}", found.advice())]
    NotATable {
        /// The file's name.
        file: String,
        /// What it is instead.
        found: Foreign,
    },
    /// The workbook is damaged.
    #[error(
        "{file}: the workbook is damaged ({detail}); open it in a spreadsheet program and save it again"
    )]
    BrokenWorkbook {
        /// The file's name.
        file: String,
        /// What the reader stumbled over.
        detail: String,
    },
    /// The workbook would fill the memory.
    #[error(
        "{file}: the workbook unpacks to {bytes} bytes, more than {limit}; save the sheet as csv"
    )]
    TooLarge {
        /// The file's name.
        file: String,
        /// Size when unpacked.
        bytes: u64,
        /// The most that is unpacked.
        limit: u64,
    },
    /// No sheet of this name.
    #[error("{file}: there is no sheet \"{sheet}\"; the sheets are: {}", sheets.join(", "))]
    NoSuchSheet {
        /// The file's name.
        file: String,
        /// The name asked for.
        sheet: String,
        /// The names there are.
        sheets: Vec<String>,
    },
    /// A word before `=` that names no field.
    #[error("\"{name}\" is not a field; the fields are: {}", fields.join(", "))]
    UnknownField {
        /// The name given.
        name: String,
        /// The names there are.
        fields: Vec<String>,
    },
    /// A column that is not in the table.
    #[error("there is no column \"{column}\"{}; the columns are: {}", meant(nearest), columns.join(", "))]
    UnknownColumn {
        /// The column asked for.
        column: String,
        /// A column with almost this name.
        nearest: Option<String>,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// Several columns for a field that takes one.
    #[error(
        "the field \"{field}\" takes one column, not several; only text may be joined from several"
    )]
    OneColumnOnly {
        /// The field's name.
        field: String,
    },
    /// No column holds the words themselves.
    #[error("no column was recognised as the text; name it with text=COLUMN; the columns are: {}", columns.join(", "))]
    NoTextColumn {
        /// The columns there are.
        columns: Vec<String>,
    },
}

fn meant(nearest: &Option<String>) -> String {
    nearest
        .as_ref()
        .map(|name| format!(", but there is \"{name}\""))
        .unwrap_or_default()
}

impl TableError {
    /// A stable name, for the interface to translate.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "file-missing",
            Self::Directory { .. } => "file-is-directory",
            Self::Unreadable { .. } => "file-unreadable",
            Self::Empty { .. } => "file-empty",
            Self::NoRows { .. } => "no-rows",
            Self::NotATable { .. } => "not-a-table",
            Self::BrokenWorkbook { .. } => "broken-workbook",
            Self::TooLarge { .. } => "too-large",
            Self::NoSuchSheet { .. } => "no-such-sheet",
            Self::UnknownField { .. } => "unknown-field",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::OneColumnOnly { .. } => "one-column-only",
            Self::NoTextColumn { .. } => "no-text-column",
        }
    }

    /// From the operating system's answer.
    pub(super) fn io(file: &str, source: io::Error) -> Self {
        let file = file.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing { file },
            io::ErrorKind::IsADirectory => Self::Directory { file },
            _ => Self::Unreadable { file, source },
        }
    }
}
