//! Readings of an indicator from a file of the unit's own service figures: a column of days and
//! a column of numbers.

use crate::dates::DateGuess;
use crate::table::{Row, Table, TableError};
use massline_domain::indicator::{Reading, Value};

/// The most rows that are taken at once.
pub const MOST_ROWS: usize = 1_000;

/// What columns are called, in lower case.
const DAYS: [&str; 5] = ["day", "date", "日期", "日", "时间"];
const NUMBERS: [&str; 6] = ["value", "number", "figure", "数值", "数", "值"];

/// Why a file gives no readings.
#[derive(Debug, thiserror::Error)]
pub enum ReadingsError {
    /// It is no table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// These lines have no day or no number that can be read.
    #[error("lines {0:?} cannot be read")]
    Lines(Vec<u64>),
    /// It has no rows, or too many.
    #[error("{0} rows")]
    Rows(usize),
}

/// A reading, and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineReading {
    /// Its line in the file.
    pub line: u64,
    /// What was measured.
    pub reading: Reading,
}

/// Reads all of a file, or nothing: `12.5` and `1,204` are amounts, `30/120` is a share.
///
/// # Errors
/// [`ReadingsError`] with the lines that cannot be read.
pub fn readings(
    name: &str,
    bytes: Vec<u8>,
    source: &str,
) -> Result<Vec<LineReading>, ReadingsError> {
    let mut table = Table::from_bytes(name, bytes)?;
    let (day, number) = columns(table.headers());
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    for row in table.by_ref() {
        match row {
            Ok(row) => rows.push(row),
            Err(row) => bad.push(row.line),
        }
        if rows.len() > MOST_ROWS {
            return Err(ReadingsError::Rows(rows.len()));
        }
    }
    let cell = |row: &Row, at: usize| row.cells.get(at).map_or("", |cell| cell.trim()).to_owned();
    let guess = DateGuess::learn(rows.iter().map(|row| cell(row, day)));
    let mut found = Vec::new();
    for row in &rows {
        let value = Value::read(&cell(row, number).replace([',', '，'], ""));
        match (guess.parse(&cell(row, day)), value) {
            (Ok(day), Some(value)) => found.push(LineReading {
                line: row.line,
                reading: Reading {
                    day,
                    value,
                    source: source.to_owned(),
                },
            }),
            _ => bad.push(row.line),
        }
    }
    if !bad.is_empty() {
        bad.sort_unstable();
        return Err(ReadingsError::Lines(bad));
    }
    if found.is_empty() {
        return Err(ReadingsError::Rows(0));
    }
    Ok(found)
}

/// The columns of days and of numbers: those that are called so, or the first two.
fn columns(headers: &[String]) -> (usize, usize) {
    let called = |names: &[&str]| {
        let mut all = headers.iter();
        all.position(|header| names.contains(&header.trim().to_lowercase().as_str()))
    };
    let day = called(&DAYS).unwrap_or(0);
    let other = usize::from(day == 0);
    (day, called(&NUMBERS).unwrap_or(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use massline_domain::indicator::Hundredths;

    fn read(text: &str) -> Result<Vec<LineReading>, ReadingsError> {
        readings("figures.csv", text.as_bytes().to_vec(), "热线系统")
    }

    #[test]
    fn days_and_numbers_are_found_by_their_names_or_their_places() {
        let plain = read("day,value\n2026-07-31,12.5\n2026-08-31,\"1,204\"\n").unwrap();
        let amounts: Vec<Value> = plain.iter().map(|one| one.reading.value).collect();
        let amount = |n| Value::Amount(Hundredths(n));
        assert_eq!(amounts, [amount(1_250), amount(120_400)]);
        let named = read("数值,备注,日期\n30/120,好,2026年7月31日\n28/130,好,2026年8月31日\n");
        let shares = named.unwrap();
        let (part, whole) = (28, 130);
        assert_eq!(shares[1].reading.value, Value::Share { part, whole });
        assert_eq!(shares[0].reading.day.to_string(), "2026-07-31");
        assert_eq!(shares[0].reading.source, "热线系统");
    }

    #[test]
    fn a_file_is_taken_whole_or_not_at_all_and_bad_lines_are_named() {
        let bad = read("day,value\n2026-07-31,12\n七月,十二\n2026-08-31,x\n2026-09-30,3\n");
        assert!(matches!(bad, Err(ReadingsError::Lines(lines)) if lines == [3, 4]));
        assert!(read("day,value\n").is_err());
        let many = "2026-07-31,1\n".repeat(MOST_ROWS + 1);
        let many = read(&format!("day,value\n{many}"));
        assert!(matches!(many, Err(ReadingsError::Rows(_))));
        assert!(readings("a.csv", vec![0, 159, 146, 150], "x").is_err());
    }
}
