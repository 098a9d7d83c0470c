//! Which column holds what: guessed from the names in both languages and from the cells,
//! shown with the reason, and overruled with `text=COLUMN,time=COLUMN,…`.

mod field;
mod guess;
mod mapped_row;
pub(crate) mod names;
mod overrides;

#[cfg(test)]
mod tests;

pub use field::Field;
pub use mapped_row::{MappedRow, RowNote, RowReader};

use crate::dates::DateGuess;
use crate::table::{BadRow, Row};
use serde::Serialize;
use std::collections::BTreeMap;

/// Why a column was taken for a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Why {
    /// Its name is one of the field's usual names.
    NameIs,
    /// Its name has a word of the field in it.
    NameHas {
        /// The word.
        word: String,
    },
    /// No name fits, and its cells have the most words.
    MostWords,
    /// No name fits, and its cells are dates.
    HoldsDates,
    /// There is no other column.
    OnlyColumn,
    /// A person said so.
    Given,
}

impl Why {
    /// A stable name, for the interface to translate.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameIs => "name-is",
            Self::NameHas { .. } => "name-has",
            Self::MostWords => "most-words",
            Self::HoldsDates => "holds-dates",
            Self::OnlyColumn => "only-column",
            Self::Given => "given",
        }
    }
}

/// The columns of each field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    headers: Vec<String>,
    fields: BTreeMap<Field, Vec<(usize, Why)>>,
}

impl Mapping {
    /// Guesses from the column names and some rows ([`crate::table::Table::sample`]).
    #[must_use]
    pub fn guess(headers: &[String], rows: &[Row]) -> Self {
        Self {
            headers: headers.to_vec(),
            fields: guess::fields(headers, rows),
        }
    }

    /// Nothing guessed: only what [`Self::with_overrides`] then says.
    #[must_use]
    pub fn none(headers: &[String]) -> Self {
        Self {
            headers: headers.to_vec(),
            fields: BTreeMap::new(),
        }
    }

    /// Which column is taken for what, and why, for the reader to see and to correct.
    #[must_use]
    pub fn describe(&self) -> Vec<(Field, String, Why)> {
        let each = self.fields.iter().flat_map(|(field, columns)| {
            columns
                .iter()
                .filter_map(|(at, why)| Some((*field, self.headers.get(*at)?.clone(), why.clone())))
        });
        each.collect()
    }

    /// The columns that no field takes.
    #[must_use]
    pub fn unused(&self) -> Vec<&str> {
        let used = |at: &usize| {
            self.fields
                .values()
                .flatten()
                .any(|(column, _)| column == at)
        };
        let columns = self.headers.iter().enumerate().filter(|(at, _)| !used(at));
        columns.map(|(_, name)| name.as_str()).collect()
    }

    /// The places of a field's columns, in the order they are joined; none where it has none.
    #[must_use]
    pub fn columns(&self, field: Field) -> Vec<usize> {
        self.places(field).collect()
    }

    fn places(&self, field: Field) -> impl Iterator<Item = usize> {
        self.fields
            .get(&field)
            .into_iter()
            .flatten()
            .map(|(at, _)| *at)
    }

    /// The names of a field's columns, joined by `+`.
    #[must_use]
    pub fn column_name(&self, field: Field) -> String {
        let names: Vec<&str> = self
            .places(field)
            .filter_map(|at| self.headers.get(at))
            .map(String::as_str)
            .collect();
        names.join("+")
    }

    /// Reads the whole column of the time, so that it can decide what is ambiguous: the one
    /// date that proves the order of day and month may be in the last row.
    pub fn learn_dates(&self, rows: impl Iterator<Item = Result<Row, BadRow>>) -> DateGuess {
        let mut dates = DateGuess::default();
        let Some(column) = self.places(Field::Time).next() else {
            return dates;
        };
        for row in rows.flatten() {
            dates.observe(row.cells.get(column).map_or("", String::as_str));
        }
        dates
    }
}
