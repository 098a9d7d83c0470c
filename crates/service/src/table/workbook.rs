//! Rows of a workbook's sheet.
//!
//! The reader runs in a thread of its own and hands the rows over a few at a time, so that
//! they are never all in memory beside the workbook's own list of words, and so that a
//! damaged workbook cannot take the caller down with it.

use super::cell;
use super::error::TableError;
use super::kind::{Foreign, TableKind};
use super::rows::{RawRow, RawRows};
use super::source::Source;
use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Rows on their way from the reader.
const WAITING: usize = 256;
/// The widest sheet there is: column XFD.
const MOST_COLUMNS: u32 = 16_384;

/// A sheet that is open.
pub(super) struct Workbook {
    messages: Receiver<Message>,
    about: About,
    line: u64,
    ended: bool,
}

/// What is known before the first row.
#[derive(Clone)]
pub(super) struct About {
    pub(super) sheet: String,
    pub(super) sheets: Vec<String>,
    /// The last row, if the sheet says so.
    pub(super) rows: Option<u64>,
}

enum Message {
    Opened(About),
    Row(u64, Vec<String>),
    Failed(Failure),
    Ended,
}

/// Why a workbook cannot be read.
enum Failure {
    NoSuchSheet(Vec<String>),
    Locked,
    Broken(String),
}

impl Workbook {
    /// Opens a sheet: the one named, or the first that can be seen and holds something.
    pub(super) fn open(
        file: &str,
        source: Source,
        kind: TableKind,
        sheet: Option<String>,
    ) -> Result<Self, TableError> {
        let (sender, messages) = sync_channel(WAITING);
        let wanted = sheet.clone();
        std::thread::spawn(move || {
            let result = read(&source, kind, wanted.as_deref(), &sender);
            // Nobody listens any more where the table was dropped early.
            let _ = sender.send(result.map_or_else(Message::Failed, |()| Message::Ended));
        });
        let broken = |detail: String| TableError::BrokenWorkbook {
            file: file.to_owned(),
            detail,
        };
        match messages.recv() {
            Ok(Message::Opened(about)) => Ok(Self {
                messages,
                about,
                line: 0,
                ended: false,
            }),
            Ok(Message::Failed(Failure::Locked)) => Err(TableError::NotATable {
                file: file.to_owned(),
                found: Foreign::Locked,
            }),
            Ok(Message::Failed(Failure::NoSuchSheet(sheets))) => {
                let sheet = sheet.unwrap_or_default();
                Err(TableError::NoSuchSheet {
                    file: file.to_owned(),
                    sheet,
                    sheets,
                })
            }
            Ok(Message::Failed(Failure::Broken(detail))) => Err(broken(detail)),
            Ok(Message::Row(..) | Message::Ended) => Err(TableError::Empty {
                file: file.to_owned(),
            }),
            Err(_) => Err(broken("unreadable".to_owned())),
        }
    }

    pub(super) fn about(&self) -> &About {
        &self.about
    }
}

impl RawRows for Workbook {
    fn next_row(&mut self) -> Option<RawRow> {
        if self.ended {
            return None;
        }
        let detail = match self.messages.recv() {
            Ok(Message::Row(line, cells)) => {
                self.line = line;
                return Some(RawRow {
                    line,
                    content: Ok(cells),
                });
            }
            Ok(Message::Ended) => None,
            Ok(Message::Failed(Failure::Broken(detail))) => Some(detail),
            Ok(_) | Err(_) => Some("unreadable".to_owned()),
        };
        self.ended = true;
        detail.map(|detail| RawRow::broken_off(self.line + 1, &detail))
    }
}

fn read(
    source: &Source,
    kind: TableKind,
    sheet: Option<&str>,
    sender: &SyncSender<Message>,
) -> Result<(), Failure> {
    let input = BufReader::new(
        source
            .open()
            .map_err(|error| Failure::Broken(error.to_string()))?,
    );
    let sending = Sending {
        sender,
        line: 0,
        told: false,
    };
    match kind {
        TableKind::Xls => old_sheet(Xls::new(input)?, sheet, sending),
        _ => new_sheet(Xlsx::new(input)?, sheet, sending),
    }
}

/// The sheets that may hold the table, in their order.
fn candidates<B, R>(book: &B, sheet: Option<&str>) -> Result<(Vec<String>, Vec<String>), Failure>
where
    B: Reader<R>,
    R: Read + Seek,
{
    let all = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = all.clone().map(|sheet| sheet.name.clone()).collect();
    let chosen: Vec<String> = match sheet {
        Some(wanted) => names
            .iter()
            .filter(|name| *name == wanted)
            .cloned()
            .collect(),
        None => {
            let seen = all.filter(|sheet| sheet.visible == SheetVisible::Visible);
            let seen: Vec<_> = seen.map(|sheet| sheet.name.clone()).collect();
            if seen.is_empty() { names.clone() } else { seen }
        }
    };
    match chosen.is_empty() {
        true => Err(Failure::NoSuchSheet(names)),
        false => Ok((chosen, names)),
    }
}

fn new_sheet<R: Read + Seek>(
    mut book: Xlsx<R>,
    sheet: Option<&str>,
    mut sending: Sending<'_>,
) -> Result<(), Failure> {
    let (chosen, sheets) = candidates(&book, sheet)?;
    for name in chosen {
        let merged = book.merge_cells_by_sheet_name(&name)?;
        let mut spread = Spread::new(merged.iter().map(|area| (area.start, area.end)));
        let mut reader = book.worksheet_cells_reader(&name)?;
        let rows = Some(u64::from(reader.dimensions().end.0) + 1);
        let about = About {
            sheet: name,
            sheets: sheets.clone(),
            rows,
        };
        let mut line = 0;
        let mut cells = Vec::new();
        while let Some(found) = reader.next_cell()? {
            let (row, column) = found.get_position();
            if u64::from(row) != line {
                let done = std::mem::take(&mut cells);
                if u64::from(row) < line || !sending.row(&about, line, spread.fill(line, done)) {
                    return Ok(());
                }
                line = u64::from(row);
            }
            let text = cell::text(found.get_value().clone());
            if !text.is_empty() && column < MOST_COLUMNS {
                put(&mut cells, column as usize, text);
            }
        }
        if !sending.row(&about, line, spread.fill(line, cells)) || sending.told {
            return Ok(());
        }
    }
    Ok(())
}

fn old_sheet<R: Read + Seek>(
    mut book: Xls<R>,
    sheet: Option<&str>,
    mut sending: Sending<'_>,
) -> Result<(), Failure> {
    let (chosen, sheets) = candidates(&book, sheet)?;
    for name in chosen {
        let range = book.worksheet_range(&name)?;
        let (first, margin) = range.start().unwrap_or_default();
        let rows = range.end().map(|(row, _)| u64::from(row) + 1);
        let about = About {
            sheet: name,
            sheets: sheets.clone(),
            rows,
        };
        for (line, row) in (u64::from(first)..).zip(range.rows()) {
            let mut cells = vec![String::new(); margin as usize];
            cells.extend(row.iter().map(cell::old_text));
            if !sending.row(&about, line, cells) {
                return Ok(());
            }
        }
        if sending.told {
            return Ok(());
        }
    }
    Ok(())
}

/// Hands rows over; rows that a sheet leaves out are handed over empty, so that a row's
/// number follows from its place in the sheet.
struct Sending<'a> {
    sender: &'a SyncSender<Message>,
    line: u64,
    told: bool,
}

impl Sending<'_> {
    /// Sends the row with this number (the first is 0). False if nobody listens any more.
    fn row(&mut self, about: &About, row: u64, cells: Vec<String>) -> bool {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return true;
        }
        if !self.told {
            self.told = true;
            self.line = 0;
            if self.sender.send(Message::Opened(about.clone())).is_err() {
                return false;
            }
        }
        while self.line < row {
            self.line += 1;
            if self
                .sender
                .send(Message::Row(self.line, Vec::new()))
                .is_err()
            {
                return false;
            }
        }
        self.line = row + 1;
        self.sender.send(Message::Row(self.line, cells)).is_ok()
    }
}

/// Cells merged downwards hold their words in the first row only; below they are meant too.
struct Spread {
    /// By first row: the column and the last row.
    coming: BTreeMap<u64, Vec<(usize, u64)>>,
    /// By column: the last row and the words.
    open: BTreeMap<usize, (u64, String)>,
}

impl Spread {
    fn new(areas: impl Iterator<Item = ((u32, u32), (u32, u32))>) -> Self {
        let mut coming: BTreeMap<u64, Vec<_>> = BTreeMap::new();
        for (start, end) in areas.filter(|(start, end)| end.0 > start.0 && start.1 < MOST_COLUMNS) {
            let area = (start.1 as usize, u64::from(end.0));
            coming.entry(u64::from(start.0)).or_default().push(area);
        }
        Self {
            coming,
            open: BTreeMap::new(),
        }
    }

    fn fill(&mut self, row: u64, mut cells: Vec<String>) -> Vec<String> {
        self.open.retain(|_, (last, _)| *last >= row);
        // A row of its own is needed: the merged cell may reach below the last one.
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            for (column, (_, words)) in &self.open {
                if cells.get(*column).is_none_or(String::is_empty) {
                    put(&mut cells, *column, words.clone());
                }
            }
        }
        let later = self.coming.split_off(&(row + 1));
        for (first, areas) in std::mem::replace(&mut self.coming, later) {
            for (column, last) in areas.into_iter().filter(|_| first == row) {
                let words = cells.get(column).cloned().unwrap_or_default();
                self.open.insert(column, (last, words));
            }
        }
        cells
    }
}

fn put(cells: &mut Vec<String>, column: usize, text: String) {
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Locked,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<XlsError> for Failure {
    fn from(error: XlsError) -> Self {
        match error {
            XlsError::Password => Self::Locked,
            other => Self::Broken(other.to_string()),
        }
    }
}
