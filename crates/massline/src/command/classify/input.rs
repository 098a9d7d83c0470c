//! Texts and labels from a file.

use crate::command::condense::open_table;
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_service::mapping::{Field, Mapping};
use massline_service::table::{BadRow, Table};
use massline_web::i18n::{t_args, t_code};
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::path::Path;

/// The rows of a file, each once and in order; a row that cannot be read has an empty text.
pub(super) struct Input {
    pub(super) ids: Vec<Json>,
    pub(super) texts: Vec<String>,
    /// Empty where the row, or the file, has none.
    pub(super) labels: Vec<String>,
    pub(super) bad: Vec<BadRow>,
}

/// Which columns to read.
pub(super) struct Wanted<'a> {
    pub(super) text: Option<&'a str>,
    pub(super) label: Option<&'a str>,
    pub(super) id: Option<&'a str>,
}

pub(super) fn read(path: &Path, wanted: &Wanted<'_>) -> Result<Input, Failure> {
    let mut table = open_table(path)?;
    let find = |name: &str| column(path, &table, name);
    let text: Vec<usize> = match wanted.text {
        Some(names) => names.split(',').map(find).collect::<Result<_, _>>()?,
        None => guessed(path, &table, wanted.label)?,
    };
    let label = wanted.label.map(find).transpose()?;
    let id = wanted.id.map(find).transpose()?;
    let mut input = Input {
        ids: Vec::new(),
        texts: Vec::new(),
        labels: Vec::new(),
        bad: Vec::new(),
    };
    for row in &mut table {
        let (number, cells) = match row {
            Ok(row) => (row.number, row.cells),
            Err(bad) => {
                let number = bad.number;
                input.bad.push(bad);
                (number, Vec::new())
            }
        };
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|cell| cell.trim());
        let text: Vec<&str> = text.iter().filter_map(|at| cell(Some(*at))).collect();
        input.texts.push(text.join("\n").trim().to_owned());
        input
            .labels
            .push(cell(label).unwrap_or_default().to_owned());
        input
            .ids
            .push(cell(id).map_or_else(|| json!(number), |id| json!(id)));
    }
    repeated(path, &input.ids)?;
    Ok(input)
}

/// The column of this name.
pub(in crate::command) fn column(path: &Path, table: &Table, name: &str) -> Result<usize, Failure> {
    let headers = table.headers();
    let found = headers
        .iter()
        .position(|header| header.trim() == name.trim());
    found.ok_or_else(|| {
        let (file, known) = (path.display().to_string(), headers.join(", "));
        let args = [("file", &*file), ("column", name.trim()), ("known", &known)];
        Failure::new("cli-error-column", &args)
    })
}

fn guessed(path: &Path, table: &Table, label: Option<&str>) -> Result<Vec<usize>, Failure> {
    let mapping = Mapping::guess(table.headers(), table.sample());
    let mut found = mapping.columns(Field::Title);
    found.extend(mapping.columns(Field::Text));
    found.retain(|at| label.is_none_or(|label| table.headers()[*at].trim() != label.trim()));
    if found.is_empty() {
        let (file, known) = (path.display().to_string(), table.headers().join(", "));
        return Err(Failure::new(
            "cli-error-no-text",
            &[("file", &file), ("known", &known)],
        ));
    }
    Ok(found)
}

/// An id that stands on two rows would make the answers ambiguous.
fn repeated(path: &Path, ids: &[Json]) -> Result<(), Failure> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, id) in ids.iter().enumerate() {
        let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        if let Some(first) = seen.insert(id.clone(), at) {
            let (file, first, second) = (
                path.display().to_string(),
                (first + 1).to_string(),
                (at + 1).to_string(),
            );
            let args = [
                ("file", &*file),
                ("id", &*id),
                ("first", &*first),
                ("second", &*second),
            ];
            return Err(Failure::new("cli-error-repeated-id", &args));
        }
    }
    Ok(())
}

impl Input {
    /// Texts with their labels, of the rows that have both.
    pub(super) fn pairs(&self) -> Vec<(&str, &str)> {
        let both = self.texts.iter().zip(&self.labels);
        both.filter(|(text, label)| !text.is_empty() && !label.is_empty())
            .map(|(text, label)| (text.as_str(), label.as_str()))
            .collect()
    }

    /// Says which rows could not be read.
    pub(super) fn say_bad(&self) {
        for row in &self.bad {
            let reason = t_code(lang(), "bad-row", row.reason.code());
            let args = [
                ("row", row.number.into()),
                ("line", row.line.into()),
                ("reason", reason.into()),
            ];
            say(&t_args(lang(), "cli-classify-bad-row", &args));
        }
    }
}
