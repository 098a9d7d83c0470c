//! The file the bad rows go to: a csv that opens in a spreadsheet program.

use super::BadRow;
use std::io::{self, Write};

/// Writes bad rows as csv in UTF-8, with the mark that makes Excel see it.
///
/// The columns are: row, line, reason code, the reason in words, the row as it was written.
pub struct BadRowsFile<W: Write> {
    out: csv::Writer<W>,
    written: u64,
}

impl<W: Write> BadRowsFile<W> {
    /// Starts the file with five column names, in the reader's language.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn new(mut out: W, headings: [&str; 5]) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut out = csv::Writer::from_writer(out);
        out.write_record(headings).map_err(io::Error::other)?;
        Ok(Self { out, written: 0 })
    }

    /// Adds a row, with its reason in the reader's language.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn write(&mut self, bad: &BadRow, words: &str) -> io::Result<()> {
        let (number, line) = (bad.number.to_string(), bad.line.to_string());
        let (words, raw) = (no_formula(words), no_formula(&bad.raw));
        let cells = [
            number.as_str(),
            line.as_str(),
            bad.reason.code(),
            &words,
            &raw,
        ];
        self.out.write_record(cells).map_err(io::Error::other)?;
        self.written += 1;
        Ok(())
    }

    /// How many rows are in the file.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Writes out what is waiting and gives the file back.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn finish(self) -> io::Result<W> {
        self.out
            .into_inner()
            .map_err(|error| io::Error::other(error.to_string()))
    }
}

/// A stranger's text must not run as a formula where the file is opened: a leading
/// apostrophe makes it text (OWASP, "CSV injection").
fn no_formula(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::BadRowReason;

    #[test]
    fn the_file_reads_back_as_csv_and_runs_nothing() {
        let headings = ["row", "line", "code", "reason", "as written"];
        let mut file = BadRowsFile::new(Vec::new(), headings).unwrap();
        let reason = BadRowReason::UnclosedQuote;
        let raw = "=cmd(),\"two\nlines".to_owned();
        file.write(
            &BadRow {
                number: 7,
                line: 9,
                reason,
                raw,
            },
            "引号没有关闭",
        )
        .unwrap();
        assert_eq!(file.written(), 1);
        let bytes = file.finish().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        let expected = [
            "7",
            "9",
            "unclosed-quote",
            "引号没有关闭",
            "'=cmd(),\"two\nlines",
        ];
        assert_eq!(row.iter().collect::<Vec<_>>(), expected);
    }
}
