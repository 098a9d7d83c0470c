//! What every reader gives: rows of cells, before their header is known.

use super::bad_row::BadRowReason;

/// A row with its line, or why it has no cells.
pub(super) struct RawRow {
    pub(super) line: u64,
    pub(super) content: Result<Vec<String>, Fault>,
}

/// What is wrong with a row, and its words.
pub(super) struct Fault {
    pub(super) reason: BadRowReason,
    pub(super) raw: String,
}

impl RawRow {
    /// The place where a file cannot be read further; no row follows it.
    pub(super) fn broken_off(line: u64, detail: &str) -> Self {
        let reason = BadRowReason::BrokenOff {
            detail: detail.to_owned(),
        };
        Self {
            line,
            content: Err(Fault {
                reason,
                raw: String::new(),
            }),
        }
    }

    /// The cells, where there are some that are not empty.
    pub(super) fn filled(&self) -> Option<&[String]> {
        let cells = self.content.as_ref().ok()?;
        let filled = cells.iter().any(|cell| !cell.trim().is_empty());
        filled.then_some(cells.as_slice())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.content.is_ok() && self.filled().is_none()
    }
}

/// A file being read row by row.
pub(super) trait RawRows: Send {
    fn next_row(&mut self) -> Option<RawRow>;
}
