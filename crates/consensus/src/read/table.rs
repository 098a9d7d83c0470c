//! A CSV file with a header, whose rows know their line.

use csv::{ByteRecord, ReaderBuilder};

use crate::{Choice, ConsensusError, Id};

const SEPARATORS: [u8; 3] = *b",;\t";
/// How much of an unknown first line an error repeats.
const SHOWN_OF_HEADER: usize = 120;

/// An opened file: the header, and the rows below it.
pub(super) struct Table<'a> {
    /// Names of the columns, trimmed.
    pub(super) header: Vec<String>,
    reader: csv::Reader<&'a [u8]>,
}

/// One row and its place in the file.
pub(super) struct Row {
    pub(super) line: u64,
    cells: ByteRecord,
}

impl<'a> Table<'a> {
    /// Opens the file with the first separator under which its header is one that `fits`.
    pub(super) fn open(
        bytes: &'a [u8],
        fits: impl Fn(&[String]) -> bool,
    ) -> Result<Self, ConsensusError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        refuse_what_is_no_table(bytes)?;
        for separator in SEPARATORS {
            let mut reader = ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(separator)
                .from_reader(bytes);
            let mut first = ByteRecord::new();
            reader.read_byte_record(&mut first)?;
            let header = names(&first);
            if fits(&header) {
                refuse_repeated_columns(&header)?;
                return Ok(Self { header, reader });
            }
        }
        Err(ConsensusError::UnknownHeader {
            found: beginning(bytes),
        })
    }

    /// Where the column of this name is.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// Where the column of this name is, which must be there.
    pub(super) fn needed(&self, name: &'static str) -> Result<usize, ConsensusError> {
        self.column(name)
            .ok_or(ConsensusError::MissingColumn { column: name })
    }

    /// The next row, as wide as the header, or none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Row>, ConsensusError> {
        let mut cells = ByteRecord::new();
        if !self.reader.read_byte_record(&mut cells)? {
            return Ok(None);
        }
        let line = cells.position().map_or(0, csv::Position::line);
        if names(&cells) == self.header {
            return Err(ConsensusError::RepeatedHeader { line });
        }
        let (expected, found) = (self.header.len(), cells.len());
        if expected != found {
            return Err(ConsensusError::RowWidth {
                line,
                expected,
                found,
            });
        }
        Ok(Some(Row { line, cells }))
    }
}

impl Row {
    /// The text of a cell, trimmed. Only cells that are asked for need be UTF-8.
    pub(super) fn text(&self, column: usize) -> Result<&str, ConsensusError> {
        let cell = self.cells.get(column).unwrap_or_default();
        std::str::from_utf8(cell)
            .map(str::trim)
            .map_err(|_| ConsensusError::NotUtf8 { line: self.line })
    }

    /// The name in a cell that must not be empty; `name` is that of the column.
    pub(super) fn id(&self, column: usize, name: &str) -> Result<Id, ConsensusError> {
        match self.text(column)? {
            "" => Err(ConsensusError::EmptyId {
                line: self.line,
                column: name.to_owned(),
            }),
            text => Ok(Id::new(text)),
        }
    }

    /// The vote in a cell, none if the cell is empty; `name` is that of the column.
    pub(super) fn vote(&self, column: usize, name: &str) -> Result<Option<Choice>, ConsensusError> {
        match self.text(column)? {
            "" => Ok(None),
            "1" | "1.0" => Ok(Some(Choice::Agree)),
            "-1" | "-1.0" => Ok(Some(Choice::Disagree)),
            "0" | "0.0" => Ok(Some(Choice::Pass)),
            value => Err(ConsensusError::BadVote {
                line: self.line,
                column: name.to_owned(),
                value: shortened(value),
            }),
        }
    }
}

fn names(record: &ByteRecord) -> Vec<String> {
    record
        .iter()
        .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
        .collect()
}

fn refuse_what_is_no_table(bytes: &[u8]) -> Result<(), ConsensusError> {
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => Err(ConsensusError::Empty),
        Some(b'<') => Err(ConsensusError::WebPage),
        Some(_) => Ok(()),
    }
}

fn refuse_repeated_columns(header: &[String]) -> Result<(), ConsensusError> {
    let mut seen = std::collections::BTreeSet::new();
    match header.iter().find(|name| !seen.insert(name.as_str())) {
        Some(column) => Err(ConsensusError::RepeatedColumn {
            column: shortened(column),
        }),
        None => Ok(()),
    }
}

fn beginning(bytes: &[u8]) -> String {
    let line = bytes
        .split(|&byte| byte == b'\n')
        .find(|line| !line.trim_ascii().is_empty());
    shortened(String::from_utf8_lossy(line.unwrap_or_default()).trim())
}

/// Foreign text as an error shows it: short and without control characters.
pub(super) fn shortened(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control())
        .take(SHOWN_OF_HEADER)
        .collect()
}
