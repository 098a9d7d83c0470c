//! Rows of JSON objects, one in each line. The columns are the keys of all lines, in the
//! order in which they first appear.

use super::bad_row::{BadRowReason, raw};
use super::rows::{Fault, RawRow, RawRows};
use super::text::TextWindow;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io;
use std::marker::PhantomData;

const LINE_BYTES: usize = 4 << 20;
/// Keys beyond these are left out: a file with more is a dump, not a table.
const MOST_COLUMNS: usize = 1000;

pub(super) struct JsonLines {
    lines: Lines,
    columns: HashMap<String, usize>,
}

impl JsonLines {
    /// `columns` as [`columns`] found them.
    pub(super) fn new(text: TextWindow, columns: &[String]) -> Self {
        let columns = columns.iter().cloned().zip(0..).collect();
        Self {
            lines: Lines {
                text,
                line: 0,
                broken: false,
            },
            columns,
        }
    }

    fn row(&self, line: &[u8]) -> Result<Vec<String>, Fault> {
        let fault = |reason| Fault {
            reason,
            raw: raw(line),
        };
        let text = std::str::from_utf8(line)
            .map_err(|_| fault(BadRowReason::InvalidEncoding { cell: 1 }))?;
        let object = serde_json::from_str::<Object<Value>>(text).map_err(|error| {
            let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
            fault(match is_json {
                true => BadRowReason::NotAnObject,
                false => BadRowReason::InvalidJson {
                    column: error.column(),
                },
            })
        })?;
        let mut cells = vec![String::new(); self.columns.len()];
        for (key, value) in object.0 {
            let cell = self.columns.get(&key).and_then(|at| cells.get_mut(*at));
            if let Some(cell) = cell {
                *cell = plain(value);
            }
        }
        Ok(cells)
    }
}

impl RawRows for JsonLines {
    fn next_row(&mut self) -> Option<RawRow> {
        let (line, bytes) = match self.lines.next_line()? {
            Ok(found) => found,
            Err(row) => return Some(row),
        };
        Some(RawRow {
            line,
            content: self.row(&bytes),
        })
    }
}

/// The keys of every object in the file. Lines that are wrong come out later, as rows.
pub(super) fn columns(text: TextWindow) -> Vec<String> {
    let mut lines = Lines {
        text,
        line: 0,
        broken: false,
    };
    let mut columns: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    while let Some(line) = lines.next_line() {
        let Ok((_, line)) = line else { continue };
        let Ok(object) = serde_json::from_slice::<Object<IgnoredAny>>(&line) else {
            continue;
        };
        for (key, _) in object.0 {
            if columns.len() < MOST_COLUMNS && known.insert(key.clone()) {
                columns.push(key);
            }
        }
    }
    columns
}

/// Strings as they are, nothing for null, everything else as JSON.
fn plain(value: Value) -> String {
    match value {
        Value::String(text) if text.contains('\0') => text.replace('\0', ""),
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A line that is not blank: its number and its bytes, or what came out instead of it.
type Line = Result<(u64, Vec<u8>), RawRow>;

/// Lines that are not blank.
struct Lines {
    text: TextWindow,
    line: u64,
    broken: bool,
}

impl Lines {
    fn next_line(&mut self) -> Option<Line> {
        if self.broken {
            return None;
        }
        self.read().unwrap_or_else(|error| {
            self.broken = true;
            Some(Err(RawRow::broken_off(self.line + 1, &error.to_string())))
        })
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut too_large = None;
        loop {
            let seen = self.text.seen();
            let end = seen.iter().position(|byte| *byte == b'\n');
            if end.is_none() && !self.text.ended() {
                if seen.len() > LINE_BYTES {
                    too_large.get_or_insert_with(|| raw(seen));
                    self.text.pass(seen.len());
                }
                self.text.see_more()?;
                continue;
            }
            if seen.is_empty() && too_large.is_none() {
                return Ok(None);
            }
            let line = seen.get(..end.unwrap_or(seen.len())).unwrap_or_default();
            if line.len() > LINE_BYTES {
                too_large.get_or_insert_with(|| raw(line));
            }
            let line = line.trim_ascii().to_vec();
            self.text.pass(end.map_or(seen.len(), |end| end + 1));
            self.line += 1;
            if let Some(raw) = too_large {
                let reason = BadRowReason::RowTooLarge { limit: LINE_BYTES };
                let content = Err(Fault { reason, raw });
                return Ok(Some(Err(RawRow {
                    line: self.line,
                    content,
                })));
            }
            if line.iter().any(|byte| *byte != 0) {
                return Ok(Some(Ok((self.line, line))));
            }
        }
    }
}

/// The entries of a JSON object in their order.
struct Object<V>(Vec<(String, V)>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Object<V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
    type Value = Object<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<V>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Object(entries))
    }
}
