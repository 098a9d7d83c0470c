//! Finds the row of column names. Sheets of offices often have a title and a note above it.

use super::rows::RawRow;
use crate::mapping::names;

/// Rows among which the column names are looked for.
pub(super) const LOOK: usize = 12;
/// A cell with more characters is no column name.
const LONGEST_NAME: usize = 60;

/// Where the column names are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// In the row at this place.
    At(usize),
    /// Nowhere: the row at this place is data already.
    Missing(usize),
}

/// Finds the column names among the first rows; nothing where all are empty.
pub(super) fn find(rows: &[RawRow]) -> Option<Header> {
    let filled: Vec<(usize, &[String])> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| Some((at, row.filled()?)))
        .collect();
    let usual = usual_width(&filled);
    // A title is alone in its row; a note has a cell or two.
    let wide = |cells: &[String]| width(cells) * 10 >= usual * 6;
    let looked = || filled.iter().take(LOOK);
    let known = |cells: &[String]| cells.iter().filter(|cell| names::is_known(cell)).count();
    let most = looked()
        .map(|(_, cells)| known(cells))
        .max()
        .unwrap_or_default();
    let named = looked().find(|(_, cells)| most >= 2 && known(cells) == most && wide(cells));
    let first_wide = looked().find(|(_, cells)| wide(cells));
    let (at, cells) = named.or(first_wide).or(filled.first())?;
    let is_data = known(cells) == 0 && cells.iter().any(|cell| looks_like_data(cell));
    Some(if is_data {
        Header::Missing(*at)
    } else {
        Header::At(*at)
    })
}

/// The number of filled cells most rows have.
fn usual_width(rows: &[(usize, &[String])]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|(_, cells)| width(cells)).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(1)
}

fn width(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// A date of three parts, or prose: nobody names a column so.
fn looks_like_data(cell: &str) -> bool {
    let prose = cell.chars().nth(LONGEST_NAME).is_some();
    let marks = cell
        .chars()
        .filter(|c| matches!(c, '/' | '-' | '.' | '年' | '月'))
        .count();
    prose || (marks >= 2 && crate::dates::DateGuess::default().parse(cell).is_ok())
}

/// Column names without line breaks and empty places, each once: a column without a name
/// has its letter, a second one of a name has its count.
pub(super) fn tidy(cells: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let words: Vec<&str> = cell
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        let mut name = words.join(" ");
        if name.is_empty() {
            name = letters(at);
        }
        let plain = name.clone();
        let mut count = 1;
        while names.contains(&name) {
            count += 1;
            name = format!("{plain} ({count})");
        }
        names.push(name);
    }
    names
}

/// The letters of a column, as spreadsheet programs count them: A, …, Z, AA, …
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(
            b'A' + u8::try_from(left % 26).unwrap_or_default(),
        ));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<RawRow> {
        let row = |cells: &&[&str]| {
            Ok(cells
                .iter()
                .map(|cell| (*cell).to_owned())
                .collect::<Vec<_>>())
        };
        rows.iter()
            .map(|cells| RawRow {
                line: 1,
                content: row(cells),
            })
            .collect()
    }

    #[test]
    fn a_title_and_a_note_stand_above_the_names() {
        let sheet = rows(&[
            &["2019年群众意见汇总表", "", "", ""],
            &["填报单位：某某局", "", "日期：2019年5月", ""],
            &["序号", "意见内容", "时间", "责任单位"],
            &["1", "路灯坏了", "2019/4/25", "城管局"],
        ]);
        assert_eq!(find(&sheet), Some(Header::At(2)));
    }

    #[test]
    fn a_note_as_wide_as_the_table_is_not_taken_for_the_names() {
        let sheet = rows(&[
            &["填报单位", "某局", "2019年"],
            &["序号", "意见", "时间"],
            &["1", "灯", "x"],
        ]);
        assert_eq!(find(&sheet), Some(Header::At(1)));
    }

    #[test]
    fn unknown_names_are_found_by_their_width() {
        let sheet = rows(&[
            &["Report"],
            &["x", "y", "z"],
            &["1", "2", "3"],
            &["4", "5", "6"],
        ]);
        assert_eq!(find(&sheet), Some(Header::At(1)));
    }

    #[test]
    fn a_table_without_names_loses_no_row() {
        let sheet = rows(&[
            &["1", "路灯坏了", "2019/4/25"],
            &["2", "没有水", "2019/4/26"],
        ]);
        assert_eq!(find(&sheet), Some(Header::Missing(0)));
        assert_eq!(find(&rows(&[&["", " "]])), None);
    }

    #[test]
    fn names_are_clean_and_each_is_there_once() {
        let cells = ["意见\n内容", "", "text", "text", " text ", "B"].map(str::to_owned);
        let names = ["意见 内容", "B", "text", "text (2)", "text (3)", "B (2)"];
        assert_eq!(tidy(&cells), names);
        assert_eq!(
            (letters(25), letters(26), letters(701)),
            ("Z".into(), "AA".into(), "ZZ".into())
        );
    }
}
