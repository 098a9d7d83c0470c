//! Which sign parts the cells: the one that gives every row the same number of cells.

use super::header;
use super::record::{Cells, Cut, cut};
use crate::mapping::names;
use std::collections::BTreeMap;

const CANDIDATES: [u8; 3] = [b',', b';', b'\t'];
const ROWS: usize = 200;

/// The delimiter of a text, from its first rows; nothing where each row is one cell.
pub(super) fn detect(text: &[u8], last: bool) -> Option<u8> {
    let mut best: Option<(u64, u8)> = None;
    for candidate in CANDIDATES {
        let score = score(&first_rows(text, last, candidate));
        if score > 0 && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, delimiter)| delimiter)
}

/// Excel writes and reads a first line `sep=;`. The delimiter, and the line's length.
pub(super) fn declared(text: &[u8]) -> Option<(u8, usize)> {
    let line = text.split_inclusive(|byte| *byte == b'\n').next()?;
    let sign = line.strip_prefix(b"sep=")?;
    let delimiter = *sign.first()?;
    let rest = sign.get(1..)?.trim_ascii();
    (delimiter.is_ascii_punctuation() || delimiter == b'\t').then_some(())?;
    rest.is_empty().then_some((delimiter, line.len()))
}

/// The first rows: how many cells each has, and how many of them are usual column names.
fn first_rows(text: &[u8], last: bool, delimiter: u8) -> Vec<(usize, usize)> {
    let mut cells = Cells::default();
    let mut rows = Vec::new();
    let mut at = 0;
    while at < text.len() && rows.len() < ROWS {
        let rest = text.get(at..).unwrap_or_default();
        at += match cut(rest, last, Some(delimiter), &mut cells) {
            Cut::Row { used, .. } => {
                if !cells.is_blank() {
                    let names = if rows.len() < header::LOOK {
                        known_names(&cells)
                    } else {
                        0
                    };
                    rows.push((cells.count(), names));
                }
                used
            }
            Cut::Unclosed { used, .. } => used,
            Cut::More => break,
        };
    }
    rows
}

fn known_names(cells: &Cells) -> usize {
    cells.texts().map_or(0, |cells| {
        cells.iter().filter(|cell| names::is_known(cell)).count()
    })
}

/// The share of rows that have the usual number of cells, in thousandths; more for a first
/// row that has it too (the header), and more again for usual column names. Zero where
/// nothing but a comma in prose speaks for the sign.
fn score(rows: &[(usize, usize)]) -> u64 {
    let mut times = BTreeMap::new();
    for (count, _) in rows.iter().filter(|(count, _)| *count > 1) {
        *times.entry(*count).or_insert(0_u64) += 1;
    }
    let Some((&usual, &often)) = times.iter().max_by_key(|(_, often)| **often) else {
        return 0;
    };
    let share = often * 1000 / rows.len() as u64;
    let named = if rows.iter().any(|(_, names)| *names >= 2) {
        1000
    } else {
        0
    };
    match rows.first() {
        Some((count, _)) if *count == usual => share + named + 500,
        // A title above the header is one cell.
        _ if share >= 700 || named > 0 => share + named,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_that_is_regular_wins() {
        assert_eq!(detect(b"id,text\n1,a; b\n2,c; d\n", true), Some(b','));
        assert_eq!(
            detect(b"id;text\n1;well, yes\n2;no, never, ever\n", true),
            Some(b';')
        );
        assert_eq!(detect(b"id\ttext\n1\ta, b; c\n", true), Some(b'\t'));
        assert_eq!(detect(b"id;price\n1;2,50\n2;3,10\n", true), Some(b';'));
        assert_eq!(detect(b"id,text\n1,\"a;b\nc;d\"\n", true), Some(b','));
        assert_eq!(detect(b"id,text,time\na;b\nc;d\ne;f\n", true), Some(b','));
    }

    #[test]
    fn a_title_above_the_header_does_not_hide_the_sign() {
        let text =
            "Opinions of 2019; all offices\nid,text,time\n1,a,2019\n2,b,2019\n3,c,2019\n4,d,2019\n";
        assert_eq!(detect(text.as_bytes(), true), Some(b','));
    }

    #[test]
    fn one_column_of_prose_has_no_sign() {
        assert_eq!(
            detect(
                b"text\nthe lamp is out\nnoise, at night, again\nno water\n",
                true
            ),
            None
        );
        assert_eq!(detect(b"text\n\"the lamp, is out\"\n", true), None);
    }

    #[test]
    fn excel_may_declare_it() {
        assert_eq!(declared(b"sep=;\r\nid;text"), Some((b';', 7)));
        assert_eq!(declared(b"sep=;x\nid;text"), None);
    }
}
