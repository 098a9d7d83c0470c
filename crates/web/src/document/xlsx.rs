//! A document as a workbook: a sheet for each table, ready to print.

use super::{Column, Document, Part, Table};
use crate::i18n::Lang;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;

/// The paper's number in the format: A4.
const A4: u8 = 9;
/// The most letters a cell can hold.
const LONGEST_CELL: usize = 32_767;
/// The most letters the name of a sheet can have.
const LONGEST_NAME: usize = 31;
/// Height of a line in points, and how many lines a row can be high (Excel: 409 points).
const LINE: f64 = 14.0;
const MOST_LINES: usize = 29;
/// Width of the column of a sheet that is read from top to bottom, in letters.
const TOLD: u16 = 90;
/// Signs that the name of a sheet cannot have.
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

pub(super) fn file(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let looks = Looks::of(document.lang);
    let mut words: Vec<&str> = document.parts.iter().filter_map(words).collect();
    let mut names = Names::default();
    if document.is_told() {
        let name = names.of(&document.title);
        told(document, name, &looks, workbook.add_worksheet())?;
        words.clear();
    }
    for table in document.tables() {
        let at = workbook.add_worksheet();
        at.set_name(names.of(&table.name))?;
        sheet(document, table, &words, &looks, at)?;
    }
    if document.tables().next().is_none() && !document.is_told() {
        top(document, &words, 1, &looks, workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}

fn words(part: &Part) -> Option<&str> {
    match part {
        Part::Text(words) | Part::Signed(words) => Some(words),
        Part::Heading(_) | Part::Table(_) => None,
    }
}

/// The sheet of what is read from top to bottom; its tables have their own.
fn told(
    document: &Document,
    name: String,
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, f64::from(TOLD))?;
    let mut row = top(document, &[], 1, looks, sheet)?;
    for part in &document.parts {
        let (words, look) = match part {
            Part::Heading(words) => (words, &looks.heading),
            Part::Text(words) | Part::Signed(words) => (words, &looks.text),
            Part::Table(_) => continue,
        };
        sheet.set_row_height(row, lines_high(lines(words, TOLD)))?;
        write(sheet, row, 0, words, look)?;
        row += 1;
    }
    Ok(())
}

struct Looks {
    title: Format,
    note: Format,
    head: Format,
    cell: Format,
    heading: Format,
    text: Format,
}

impl Looks {
    fn of(lang: Lang) -> Self {
        let font = |size: f64| {
            let look = Format::new().set_font_size(size).set_text_wrap();
            match lang.pick("宋体", "") {
                "" => look,
                name => look.set_font_name(name),
            }
        };
        let middle = |look: Format| {
            look.set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
        };
        Self {
            title: middle(font(18.0).set_bold()),
            note: middle(font(10.5)),
            head: middle(font(10.5).set_bold().set_border(FormatBorder::Thin)),
            cell: font(10.5)
                .set_align(FormatAlign::Top)
                .set_border(FormatBorder::Thin),
            heading: font(12.0).set_bold(),
            text: font(10.5).set_align(FormatAlign::Top),
        }
    }
}

fn sheet(
    document: &Document,
    table: &Table,
    words: &[&str],
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    if document.lies_on_its_side() {
        sheet.set_landscape();
    }
    let last = column(table.columns.len().saturating_sub(1));
    let head = top(document, words, last + 1, looks, sheet)?;
    for (at, one) in table.columns.iter().enumerate() {
        sheet.set_column_width(column(at), f64::from(one.width))?;
        sheet.write_string_with_format(head, column(at), &one.head, &looks.head)?;
    }
    let heads: Vec<String> = table.columns.iter().map(|one| one.head.clone()).collect();
    sheet.set_row_height(head, height(table, &heads))?;
    sheet.set_freeze_panes(head + 1, 0)?;
    sheet.set_repeat_rows(head, head)?;
    for (row, cells) in (head + 1..).zip(&table.rows) {
        sheet.set_row_height(row, height(table, cells))?;
        for (at, _) in table.columns.iter().enumerate() {
            let cell = cells.get(at).map_or("", String::as_str);
            write(sheet, row, column(at), cell, &looks.cell)?;
        }
    }
    Ok(())
}

/// Height of a row in points. Programs that make rows as high as their words do it only where
/// somebody types, so it is said.
fn height(table: &Table, cells: &[String]) -> f64 {
    let lines = |(cell, column): (&String, &Column)| lines(cell, column.width);
    let most = cells.iter().zip(&table.columns).map(lines).max();
    lines_high(most.unwrap_or(1))
}

/// How many lines words take in a column of this width.
fn lines(words: &str, column: u16) -> usize {
    let room = usize::from(column).saturating_sub(2).max(1);
    let lines = words.lines().map(|line| width(line).div_ceil(room).max(1));
    lines.sum()
}

/// Height of so many lines, in points.
fn lines_high(lines: usize) -> f64 {
    let lines = lines.clamp(1, MOST_LINES);
    f64::from(u16::try_from(lines).unwrap_or(1)) * LINE
}

/// How wide a line is, in letters of the Latin script: others are twice as wide.
fn width(line: &str) -> usize {
    line.chars()
        .map(|sign| if sign.is_ascii() { 1 } else { 2 })
        .sum()
}

/// Title, note and paragraphs; returns the row after them.
fn top(
    document: &Document,
    words: &[&str],
    columns: u16,
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let lines = [
        (document.title.as_str(), &looks.title),
        (document.note.as_str(), &looks.note),
    ];
    let words = words.iter().map(|words| (*words, &looks.note));
    let mut row = 0;
    for (line, look) in lines.into_iter().chain(words) {
        if columns > 1 {
            sheet.merge_range(row, 0, row, columns - 1, line, look)?;
        } else {
            sheet.write_string_with_format(row, 0, line, look)?;
        }
        row += 1;
    }
    sheet.set_row_height(0, 30)?;
    Ok(row)
}

/// A whole number is written as one, so that it can be added up; everything else is text, so
/// that nothing is run as a formula.
fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    let is_number = cell.len() <= 9 && !cell.starts_with('0') && !cell.is_empty();
    match cell.parse::<u32>() {
        Ok(number) if is_number => sheet.write_number_with_format(row, column, number, look)?,
        _ => {
            let most = cell.char_indices().nth(LONGEST_CELL);
            let cell = most.map_or(cell, |(at, _)| &cell[..at]);
            sheet.write_string_with_format(row, column, cell, look)?
        }
    };
    Ok(())
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// Names of sheets: each can be there once, whatever its letters' size.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    /// The name for a sheet that is to be called so.
    fn of(&mut self, wanted: &str) -> String {
        let plain = name(wanted, "");
        let more = (2..).map(|number| name(wanted, &format!(" {number}")));
        let mut all = std::iter::once(plain).chain(more);
        let free = all.find(|name| self.0.insert(name.to_lowercase()));
        free.unwrap_or_default()
    }
}

fn name(name: &str, end: &str) -> String {
    let kept = name.chars().filter(|sign| !NOT_IN_NAMES.contains(sign));
    let room = LONGEST_NAME - end.len();
    kept.take(room).chain(end.chars()).collect()
}
