//! Opens a table: finds the kind, the encoding, the column names and the first rows.

use super::delimited::Delimited;
use super::encoding::{self, TextEncoding};
use super::error::TableError;
use super::header::{self, Header};
use super::kind::{self, Foreign, TableKind};
use super::rows::{RawRow, RawRows};
use super::source::{Counted, Source};
use super::text::TextWindow;
use super::workbook::Workbook;
use super::{Length, Row, Table, TableFacts, fit, joined, jsonl};
use std::collections::VecDeque;
use std::io::{self, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// So many rows are read ahead, and no more of them than this many bytes.
const SAMPLE_ROWS: usize = 200;
const SAMPLE_BYTES: usize = 4 << 20;

pub(super) fn file(path: &Path, sheet: Option<String>) -> Result<Table, TableError> {
    source(
        &path.to_string_lossy(),
        Source::File(path.to_owned()),
        sheet,
    )
}

pub(super) fn source(
    file: &str,
    source: Source,
    sheet: Option<String>,
) -> Result<Table, TableError> {
    let bytes = source
        .length()
        .map_err(|error| TableError::io(file, error))?;
    if bytes == 0 {
        return Err(TableError::Empty {
            file: file.to_owned(),
        });
    }
    let kind = kind::detect(file, &source)?;
    let facts = TableFacts {
        file: file.to_owned(),
        kind,
        encoding: None,
        delimiter: None,
        sheet: None,
        sheets: Vec::new(),
        preamble: Vec::new(),
        has_header: true,
    };
    let length = Length {
        read: Arc::default(),
        bytes,
        rows: None,
        line: 0,
    };
    match kind {
        TableKind::Xlsx | TableKind::Xls => workbook(source, sheet, facts, length),
        TableKind::Delimited => delimited(&source, facts, length),
        TableKind::JsonLines => json_lines(&source, facts, length),
    }
}

fn workbook(
    source: Source,
    sheet: Option<String>,
    mut facts: TableFacts,
    mut length: Length,
) -> Result<Table, TableError> {
    let book = Workbook::open(&facts.file, source, facts.kind, sheet)?;
    let about = book.about();
    facts.sheet = Some(about.sheet.clone());
    facts.sheets = about.sheets.clone();
    length.rows = about.rows;
    headed(Box::new(book), facts, length)
}

fn delimited(source: &Source, mut facts: TableFacts, length: Length) -> Result<Table, TableError> {
    let io = |error| TableError::io(&facts.file, error);
    let encoding = detect_encoding(&facts.file, source)?;
    let text = text(source, &encoding, Arc::clone(&length.read)).map_err(io)?;
    let rows = Delimited::new(text).map_err(io)?;
    facts.encoding = Some(encoding.encoding);
    facts.delimiter = rows.delimiter();
    headed(Box::new(rows), facts, length)
}

fn json_lines(source: &Source, mut facts: TableFacts, length: Length) -> Result<Table, TableError> {
    let io = |error| TableError::io(&facts.file, error);
    let encoding = detect_encoding(&facts.file, source)?;
    let columns = jsonl::columns(text(source, &encoding, Arc::default()).map_err(io)?);
    let text = text(source, &encoding, Arc::clone(&length.read)).map_err(io)?;
    let mut rows: Box<dyn RawRows> = Box::new(jsonl::JsonLines::new(text, &columns));
    facts.encoding = Some(encoding.encoding);
    let (waiting, whole) = read_ahead(rows.as_mut());
    if waiting.is_empty() {
        return Err(TableError::Empty { file: facts.file });
    }
    Ok(table(
        facts,
        header::tidy(&columns),
        (waiting, whole),
        rows,
        length,
    ))
}

fn detect_encoding(file: &str, source: &Source) -> Result<encoding::Detected, TableError> {
    let found = encoding::detect(source).map_err(|error| TableError::io(file, error))?;
    let foreign = TableError::NotATable {
        file: file.to_owned(),
        found: Foreign::Binary,
    };
    found.ok_or(foreign)
}

fn text(
    source: &Source,
    found: &encoding::Detected,
    read: Arc<AtomicU64>,
) -> io::Result<TextWindow> {
    let mut input = source.open()?;
    input.seek(SeekFrom::Start(found.mark))?;
    let encoding: TextEncoding = found.encoding;
    Ok(TextWindow::new(
        Box::new(Counted::new(input, read)),
        encoding,
    ))
}

/// A table whose column names are one of its rows.
fn headed(
    mut rows: Box<dyn RawRows>,
    mut facts: TableFacts,
    length: Length,
) -> Result<Table, TableError> {
    let (mut waiting, whole) = read_ahead(rows.as_mut());
    let Some(found) = header::find(waiting.make_contiguous()) else {
        // Rows that are all wrong are no table; what is wrong with the first says more.
        return match waiting.into_iter().find_map(|row| row.content.err()) {
            None => Err(TableError::Empty { file: facts.file }),
            Some(_) => Err(TableError::NotATable {
                file: facts.file,
                found: Foreign::Binary,
            }),
        };
    };
    let (place, has_header) = match found {
        Header::At(at) => (at, true),
        Header::Missing(at) => (at, false),
    };
    facts.has_header = has_header;
    let (wrong, above): (Vec<_>, Vec<_>) =
        waiting.drain(..place).partition(|row| row.content.is_err());
    facts.preamble = above
        .iter()
        .filter_map(RawRow::filled)
        .map(joined)
        .collect();
    let mut names = match waiting.front().map(|row| &row.content) {
        Some(Ok(cells)) if has_header => cells.clone(),
        Some(Ok(cells)) => vec![String::new(); cells.len()],
        _ => Vec::new(),
    };
    if has_header {
        waiting.pop_front();
    }
    fit_names(&mut names, &waiting, facts.kind);
    // Wrong rows above the names come out as bad rows: none is lost.
    wrong
        .into_iter()
        .rev()
        .for_each(|row| waiting.push_front(row));
    if whole && waiting.iter().all(RawRow::is_empty) {
        return Err(TableError::NoRows {
            file: facts.file,
            headers: header::tidy(&names),
        });
    }
    Ok(table(
        facts,
        header::tidy(&names),
        (waiting, whole),
        rows,
        length,
    ))
}

/// Columns at the end without a name and without a cell are none. A sheet may have cells
/// beside the named columns; in a csv such cells are a mistake.
fn fit_names(names: &mut Vec<String>, rows: &VecDeque<RawRow>, kind: TableKind) {
    let last = |cells: &[String]| cells.iter().rposition(|cell| !cell.trim().is_empty());
    let filled = |cells: &[String]| last(cells).map_or(0, |at| at + 1);
    let named = filled(names);
    let used = rows
        .iter()
        .filter_map(RawRow::filled)
        .map(filled)
        .max()
        .unwrap_or_default();
    let width = match kind {
        TableKind::Xlsx | TableKind::Xls => named.max(used),
        _ => named.max(used.min(names.len())),
    };
    names.resize(width, String::new());
}

/// The first rows, and whether they are all there are.
fn read_ahead(rows: &mut dyn RawRows) -> (VecDeque<RawRow>, bool) {
    let mut waiting = VecDeque::new();
    let mut bytes = 0;
    while waiting.len() < SAMPLE_ROWS && bytes < SAMPLE_BYTES {
        let Some(row) = rows.next_row() else {
            return (waiting, true);
        };
        bytes += match &row.content {
            Ok(cells) => cells.iter().map(String::len).sum(),
            Err(fault) => fault.raw.len(),
        };
        waiting.push_back(row);
    }
    (waiting, false)
}

fn table(
    facts: TableFacts,
    headers: Vec<String>,
    (waiting, whole): (VecDeque<RawRow>, bool),
    rows: Box<dyn RawRows>,
    mut length: Length,
) -> Table {
    let good = |(number, row): (u64, &RawRow)| {
        let cells = row.filled()?.to_vec();
        let row = RawRow {
            line: row.line,
            content: Ok(cells),
        };
        fit(row, number, headers.len(), facts.kind).ok()
    };
    let sample: Vec<Row> = (1..).zip(&waiting).filter_map(good).collect();
    if length.rows.is_none() {
        length.rows = Some(match whole {
            true => waiting.len() as u64,
            false => estimate(&waiting, length.bytes, facts.encoding),
        });
    }
    Table {
        facts,
        headers,
        sample,
        waiting,
        rows,
        number: 0,
        empty: (0, 0),
        length,
    }
}

/// Judges the number of rows by the mean length of the first ones.
fn estimate(rows: &VecDeque<RawRow>, bytes: u64, encoding: Option<TextEncoding>) -> u64 {
    let length = |row: &RawRow| match &row.content {
        Ok(cells) => cells.iter().map(|cell| cell.len() + 1).sum::<usize>(),
        Err(fault) => fault.raw.len() + 1,
    };
    let read: usize = rows.iter().map(length).sum();
    // Chinese letters have three bytes here and two in the file.
    let share = if encoding == Some(TextEncoding::Utf8) {
        1.0
    } else {
        1.5
    };
    (bytes as f64 * share * rows.len() as f64 / read.max(1) as f64) as u64
}
