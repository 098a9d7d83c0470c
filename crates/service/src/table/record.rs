//! Cuts one row off a delimited text (RFC 4180), and its cells.
//!
//! The `csv` crate takes everything up to the end of the file into one cell when a
//! quotation mark is never closed, and the rows within are lost. Real sheets have such
//! marks; here only the lines up to that mark are refused, and reading goes on below.

/// A quoted cell with more bytes or line breaks was never meant to be quoted.
const QUOTED_BYTES: usize = 1 << 20;
const QUOTED_LINES: u64 = 1000;

/// The cells of one row, one after the other.
#[derive(Default)]
pub(super) struct Cells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
    }

    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }

    /// Whether the row is one cell of nothing but space.
    pub(super) fn is_blank(&self) -> bool {
        self.count() <= 1
            && self
                .bytes
                .iter()
                .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
    }

    fn each(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| self.bytes.get(start..*end).unwrap_or_default())
    }

    /// The cells as text without NULs, or the number of the first cell that is no text.
    pub(super) fn texts(&self) -> Result<Vec<String>, usize> {
        let text = |(at, cell)| match std::str::from_utf8(cell) {
            Ok(cell) if cell.contains('\0') => Ok(cell.replace('\0', "")),
            Ok(cell) => Ok(cell.to_owned()),
            Err(_) => Err(at + 1),
        };
        self.each().enumerate().map(text).collect()
    }
}

/// What was cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A whole row: its length in bytes and in lines.
    Row { used: usize, lines: u64 },
    /// Lines up to one with a quotation mark that is never closed.
    Unclosed { used: usize, lines: u64 },
    /// More must be seen first.
    More,
}

enum End {
    Cell(usize),
    Row(usize),
    Unclosed,
    More,
}

/// Cuts the first row off `text`, which is not empty. `last` says that nothing follows.
/// Without a delimiter the row is one cell.
pub(super) fn cut(text: &[u8], last: bool, delimiter: Option<u8>, cells: &mut Cells) -> Cut {
    cells.clear();
    let mut at = 0;
    let mut lines = 0;
    let cutter = Cutter {
        text,
        last,
        delimiter,
    };
    loop {
        let start = at;
        let end = match text.get(at) {
            Some(b'"') => cutter.quoted(at, cells, &mut lines),
            _ => cutter.plain(at, cells),
        };
        match end {
            End::Cell(next) => at = next,
            End::Row(next) => {
                return Cut::Row {
                    used: next,
                    lines: lines + 1,
                };
            }
            End::More => return Cut::More,
            End::Unclosed => {
                let used = cutter.line_end(start);
                return Cut::Unclosed {
                    used,
                    lines: lines + 1,
                };
            }
        }
    }
}

struct Cutter<'a> {
    text: &'a [u8],
    last: bool,
    delimiter: Option<u8>,
}

impl Cutter<'_> {
    /// A cell without quotation marks, or one where they are mere signs.
    fn plain(&self, from: usize, cells: &mut Cells) -> End {
        let rest = self.text.get(from..).unwrap_or_default();
        let stop = |byte: &u8| Some(*byte) == self.delimiter || matches!(byte, b'\n' | b'\r');
        let Some(length) = rest.iter().position(stop) else {
            if !self.last {
                return End::More;
            }
            cells.bytes.extend_from_slice(rest);
            cells.end_cell();
            return End::Row(self.text.len());
        };
        let end = self.ended_by(from + length);
        if !matches!(end, End::More) {
            cells
                .bytes
                .extend_from_slice(rest.get(..length).unwrap_or_default());
            cells.end_cell();
        }
        end
    }

    /// A cell that starts with a quotation mark.
    fn quoted(&self, from: usize, cells: &mut Cells, lines: &mut u64) -> End {
        let kept = cells.bytes.len();
        let mut breaks = 0;
        let mut at = from + 1;
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let Some(length) = rest
                .iter()
                .position(|byte| matches!(byte, b'"' | b'\n' | b'\r'))
            else {
                return self.unfinished(from);
            };
            cells
                .bytes
                .extend_from_slice(rest.get(..length).unwrap_or_default());
            at += length;
            let next = self.text.get(at + 1);
            match (rest.get(length), next) {
                (_, None) if !self.last => return self.unfinished(from),
                (Some(b'"'), Some(b'"')) => {
                    cells.bytes.push(b'"');
                    at += 2;
                }
                (Some(b'"'), _) => break,
                (sign, next) => {
                    let half = sign == Some(&b'\r') && next == Some(&b'\n');
                    breaks += u64::from(!half);
                    cells.bytes.extend(sign);
                    at += 1;
                }
            }
            if breaks > QUOTED_LINES || at - from > QUOTED_BYTES {
                return End::Unclosed;
            }
        }
        let rest = self.text.get(at + 1..).unwrap_or_default();
        let spaces = rest.iter().take_while(|byte| **byte == b' ').count();
        match self.ended_by(at + 1 + spaces) {
            End::Unclosed if breaks == 0 => {
                cells.bytes.truncate(kept);
                self.plain(from, cells)
            }
            end @ (End::Cell(_) | End::Row(_)) => {
                *lines += breaks;
                cells.end_cell();
                end
            }
            end => end,
        }
    }

    /// What ends a cell here; `Unclosed` if nothing does.
    fn ended_by(&self, at: usize) -> End {
        match (self.text.get(at), self.text.get(at + 1)) {
            (Some(byte), _) if Some(*byte) == self.delimiter => End::Cell(at + 1),
            (Some(b'\n'), _) => End::Row(at + 1),
            (Some(b'\r'), Some(b'\n')) => End::Row(at + 2),
            (Some(b'\r'), None) | (None, _) if !self.last => End::More,
            (Some(b'\r'), _) => End::Row(at + 1),
            (None, _) => End::Row(at),
            _ => End::Unclosed,
        }
    }

    fn unfinished(&self, from: usize) -> End {
        let too_long = self.text.len() - from > QUOTED_BYTES;
        if self.last || too_long {
            End::Unclosed
        } else {
            End::More
        }
    }

    /// Where the line of this position ends, its end included.
    fn line_end(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let Some(length) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            return self.text.len();
        };
        let both = rest.get(length..length + 2) == Some(b"\r\n");
        from + length + if both { 2 } else { 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Result<Vec<String>, u64>> {
        let (mut at, mut found, mut cells) = (0, Vec::new(), Cells::default());
        while at < text.len() {
            match cut(&text.as_bytes()[at..], true, Some(b','), &mut cells) {
                Cut::Row { used, .. } => {
                    found.push(Ok(cells.texts().unwrap()));
                    at += used;
                }
                Cut::Unclosed { used, lines } => {
                    found.push(Err(lines));
                    at += used;
                }
                Cut::More => unreachable!("nothing follows"),
            }
        }
        found
    }

    fn row(cells: &[&str]) -> Result<Vec<String>, u64> {
        Ok(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn quotes_hold_separators_line_breaks_and_quotes() {
        assert_eq!(
            rows("a,\"b,c\r\nd\"\"e\" ,f\r\n"),
            [row(&["a", "b,c\r\nd\"e", "f"])]
        );
        assert_eq!(rows("a,\n,\"\"\r"), [row(&["a", ""]), row(&["", ""])]);
    }

    #[test]
    fn quotes_that_are_mere_signs_stay() {
        assert_eq!(rows("\"路灯\"坏了,b\n"), [row(&["\"路灯\"坏了", "b"])]);
        assert_eq!(rows("5\" pipe,b"), [row(&["5\" pipe", "b"])]);
    }

    #[test]
    fn an_unclosed_quote_costs_its_line_only() {
        let text = "1,\"open\n2,fine\n3,\"also, fine\"\n";
        assert_eq!(
            rows(text),
            [Err(1), row(&["2", "fine"]), row(&["3", "also, fine"])]
        );
        assert_eq!(rows("1,a\n2,\"open"), [row(&["1", "a"]), Err(1)]);
        let text = "\"two\nlines\",\"open\n2,fine";
        assert_eq!(rows(text), [Err(2), row(&["2", "fine"])]);
    }

    proptest::proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_alike(
            table in proptest::collection::vec(proptest::collection::vec("[ -~路\r\n\"]{0,6}", 2..4), 1..6),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let expected: Vec<_> = table.into_iter().map(Ok).collect();
            proptest::prop_assert_eq!(rows(&text), expected);
        }

        #[test]
        fn a_cut_is_the_same_when_more_is_seen_later(text in "[ab,\"\r\n路]{1,40}", seen in 0_usize..40) {
            let mut cells = Cells::default();
            let bytes = text.as_bytes();
            let whole = cut(bytes, true, Some(b','), &mut cells);
            let part = bytes.get(..seen).unwrap_or(bytes);
            if !part.is_empty() {
                let early = cut(part, false, Some(b','), &mut cells);
                proptest::prop_assert!(early == Cut::More || early == whole);
            }
        }
    }
}
