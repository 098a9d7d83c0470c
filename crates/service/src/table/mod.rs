//! Reads sheets of opinions: csv, xlsx, xls and jsonl.
//!
//! A table gives its rows one after the other, each exactly once: as a [`Row`], or as a
//! [`BadRow`] that says why not. Rows have the same numbers each time a file is read, so
//! that an import that was stopped goes on where it was. Memory does not grow with a text
//! file; of a workbook the list of words is in memory, its rows are not.

mod archive;
mod bad_row;
mod bad_rows_file;
mod cell;
mod delimited;
mod delimiter;
mod encoding;
mod error;
mod header;
mod jsonl;
mod kind;
mod open;
mod record;
mod rows;
mod source;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

pub(crate) use bad_row::joined;
pub use bad_row::{BadRow, BadRowReason};
pub use bad_rows_file::BadRowsFile;
pub use cell::digits_lost;
pub use encoding::TextEncoding;
pub use error::TableError;
pub use kind::{Foreign, TableKind};

use rows::{RawRow, RawRows};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number: the first row below the header is 1.
    pub number: u64,
    /// The line of the file (of the sheet, in a workbook) where it starts; the first is 1.
    pub line: u64,
    /// As many cells as there are headers.
    pub cells: Vec<String>,
}

/// What was found out about a file, to be shown to whoever gave it.
#[derive(Debug, Clone)]
pub struct TableFacts {
    /// Its name.
    pub file: String,
    /// What kind it is.
    pub kind: TableKind,
    /// The encoding of a text file.
    pub encoding: Option<TextEncoding>,
    /// What parts the cells of a delimited text; nothing where each row is one cell.
    pub delimiter: Option<char>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// All sheets of the workbook.
    pub sheets: Vec<String>,
    /// The rows above the column names: a title, a note.
    pub preamble: Vec<String>,
    /// False where the first row is data: the columns then have letters for names.
    pub has_header: bool,
}

/// A file of rows and columns that is open.
///
/// Iterating gives every row once. Rows of empty cells at the end are no rows; empty lines
/// of a csv are none anywhere, but an empty cell in quotes is one.
pub struct Table {
    facts: TableFacts,
    headers: Vec<String>,
    sample: Vec<Row>,
    waiting: VecDeque<RawRow>,
    rows: Box<dyn RawRows>,
    number: u64,
    /// Empty rows not given out yet, from this line on: they may be the end.
    empty: (u64, u64),
    length: Length,
}

/// How far the reading is.
struct Length {
    read: Arc<AtomicU64>,
    bytes: u64,
    rows: Option<u64>,
    line: u64,
}

impl Table {
    /// Opens a file: its kind is told by its content first, then by its name.
    ///
    /// # Errors
    /// [`TableError`] where the file is missing, empty, damaged, or no table.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, TableError> {
        open::file(path.as_ref(), None)
    }

    /// As [`Self::open`], but reads the sheet of this name.
    ///
    /// # Errors
    /// As [`Self::open`], and [`TableError::NoSuchSheet`].
    pub fn open_sheet(path: impl AsRef<Path>, sheet: &str) -> Result<Self, TableError> {
        open::file(path.as_ref(), Some(sheet.to_owned()))
    }

    /// Reads an upload. Workbooks of Excel 97 to 2003 are refused here: a small one made
    /// with ill will can fill the memory.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, TableError> {
        let source = source::Source::Bytes(source::Shared(Arc::new(bytes)));
        open::source(name, source, None)
    }

    /// The column names, each once.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// What was found out about the file.
    #[must_use]
    pub fn facts(&self) -> &TableFacts {
        &self.facts
    }

    /// The first rows (at most 200), for guessing; iterating gives them as well.
    #[must_use]
    pub fn sample(&self) -> &[Row] {
        &self.sample
    }

    /// About how many rows there are, judged by the first ones.
    #[must_use]
    pub fn row_hint(&self) -> Option<u64> {
        self.length.rows
    }

    /// The share of the file that is read, 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f32 {
        let Length {
            read,
            bytes,
            rows,
            line,
        } = &self.length;
        let read = read.load(Ordering::Relaxed);
        let (done, all) = match (self.facts.kind, rows) {
            (TableKind::Xlsx | TableKind::Xls, Some(rows)) => (*line, *rows),
            _ => (read, *bytes),
        };
        (done as f32 / all.max(1) as f32).clamp(0.0, 1.0)
    }

    /// Goes to the row after this number: an import that was stopped goes on there.
    pub fn resume_after(&mut self, number: u64) {
        while self.number < number && self.next().is_some() {}
    }

    fn next_raw(&mut self) -> Option<RawRow> {
        let row = self.waiting.pop_front().or_else(|| self.rows.next_row())?;
        self.length.line = row.line;
        Some(row)
    }

    /// Whether a row holds nothing. An empty line of a text is no row; one cell in quotes is
    /// written on purpose, also with nothing between them.
    fn is_empty(&self, row: &RawRow) -> bool {
        let alone = row.content.as_ref().is_ok_and(|cells| cells.len() == 1);
        row.is_empty() && !(alone && self.facts.kind == TableKind::Delimited)
    }

    fn give(&mut self, row: RawRow) -> Result<Row, BadRow> {
        self.number += 1;
        fit(row, self.number, self.headers.len(), self.facts.kind)
    }
}

impl Iterator for Table {
    type Item = Result<Row, BadRow>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (line, count) = self.empty;
            // Empty rows that something follows are rows like others.
            if count > 0 && self.waiting.front().is_some_and(|row| !self.is_empty(row)) {
                self.empty = (line + 1, count - 1);
                return Some(self.give(RawRow {
                    line,
                    content: Ok(Vec::new()),
                }));
            }
            let row = self.next_raw()?;
            if self.facts.kind == TableKind::JsonLines || (count == 0 && !self.is_empty(&row)) {
                return Some(self.give(row));
            }
            if self.is_empty(&row) {
                self.empty = (if count == 0 { row.line } else { line }, count + 1);
            } else {
                self.waiting.push_front(row);
            }
        }
    }
}

/// A row with as many cells as columns. Empty cells too many are left out. Missing ones are
/// a mistake in a csv (a line was broken in two), but usual in a workbook, which does not
/// store empty cells.
fn fit(row: RawRow, number: u64, columns: usize, kind: TableKind) -> Result<Row, BadRow> {
    let line = row.line;
    let may_be_short = row.is_empty() || kind != TableKind::Delimited;
    let mut cells = row.content.map_err(|fault| BadRow {
        number,
        line,
        reason: fault.reason,
        raw: fault.raw,
    })?;
    let filled = cells
        .iter()
        .rposition(|cell| !cell.trim().is_empty())
        .map_or(0, |at| at + 1);
    let found = cells.len();
    if filled > columns || (found < columns && !may_be_short) {
        let reason = BadRowReason::WrongNumberOfCells {
            expected: columns,
            found,
        };
        return Err(BadRow {
            number,
            line,
            reason,
            raw: joined(&cells),
        });
    }
    cells.resize(columns, String::new());
    Ok(Row {
        number,
        line,
        cells,
    })
}
