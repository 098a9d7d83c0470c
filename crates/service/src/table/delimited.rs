//! Rows of a delimited text.

use super::bad_row::{BadRowReason, raw};
use super::delimiter;
use super::record::{Cells, Cut, cut};
use super::rows::{Fault, RawRow, RawRows};
use super::text::TextWindow;
use std::io;

/// The largest row that is read.
const ROW_BYTES: usize = 4 << 20;
/// So much is seen before the delimiter is chosen.
const FIRST_LOOK: usize = 64 * 1024;

pub(super) struct Delimited {
    text: TextWindow,
    delimiter: Option<u8>,
    line: u64,
    cells: Cells,
    broken: bool,
}

impl Delimited {
    pub(super) fn new(mut text: TextWindow) -> io::Result<Self> {
        while text.seen().len() < FIRST_LOOK && !text.ended() {
            text.see_more()?;
        }
        let mut line = 1;
        let delimiter = match delimiter::declared(text.seen()) {
            Some((delimiter, length)) => {
                text.pass(length);
                line += 1;
                Some(delimiter)
            }
            None => delimiter::detect(text.seen(), text.ended()),
        };
        Ok(Self {
            text,
            delimiter,
            line,
            cells: Cells::default(),
            broken: false,
        })
    }

    pub(super) fn delimiter(&self) -> Option<char> {
        self.delimiter.map(char::from)
    }

    fn read(&mut self) -> io::Result<Option<RawRow>> {
        loop {
            if self.text.seen().is_empty() {
                if self.text.ended() {
                    return Ok(None);
                }
                self.text.see_more()?;
                continue;
            }
            let seen = self.text.seen();
            let line = self.line;
            match cut(seen, self.text.ended(), self.delimiter, &mut self.cells) {
                Cut::Row { used, lines } => {
                    let row = seen.get(..used).unwrap_or_default();
                    let content = if used > ROW_BYTES {
                        Err(too_large(row))
                    } else {
                        self.content(row)
                    };
                    // A cell in quotes is one, whatever is in it.
                    let blank = self.cells.is_blank() && !row.contains(&b'"');
                    self.text.pass(used);
                    self.line += lines;
                    if !blank {
                        return Ok(Some(RawRow { line, content }));
                    }
                }
                Cut::Unclosed { used, lines } => {
                    let row = seen.get(..used).unwrap_or_default();
                    let fault = Fault {
                        reason: BadRowReason::UnclosedQuote,
                        raw: raw(row),
                    };
                    let whole = matches!(row.last(), Some(b'\n' | b'\r'));
                    self.text.pass(used);
                    self.line += lines;
                    if !whole {
                        self.skip_line()?;
                    }
                    return Ok(Some(RawRow {
                        line,
                        content: Err(fault),
                    }));
                }
                Cut::More if seen.len() > ROW_BYTES => {
                    let fault = too_large(seen);
                    self.skip_line()?;
                    self.line += 1;
                    return Ok(Some(RawRow {
                        line,
                        content: Err(fault),
                    }));
                }
                Cut::More => self.text.see_more()?,
            }
        }
    }

    fn content(&self, row: &[u8]) -> Result<Vec<String>, Fault> {
        let invalid = |cell| Fault {
            reason: BadRowReason::InvalidEncoding { cell },
            raw: raw(row),
        };
        self.cells.texts().map_err(invalid)
    }

    /// Moves past the end of the line.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let seen = self.text.seen();
            if let Some(end) = seen.iter().position(|byte| *byte == b'\n') {
                self.text.pass(end + 1);
                return Ok(());
            }
            self.text.pass(seen.len());
            if self.text.ended() {
                return Ok(());
            }
            self.text.see_more()?;
        }
    }
}

fn too_large(row: &[u8]) -> Fault {
    Fault {
        reason: BadRowReason::RowTooLarge { limit: ROW_BYTES },
        raw: raw(row),
    }
}

impl RawRows for Delimited {
    fn next_row(&mut self) -> Option<RawRow> {
        if self.broken {
            return None;
        }
        self.read().unwrap_or_else(|error| {
            self.broken = true;
            Some(RawRow::broken_off(self.line, &error.to_string()))
        })
    }
}
