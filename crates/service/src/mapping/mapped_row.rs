//! A row of cells as what they mean.

use super::{Field, Mapping};
use crate::dates::{DateError, DateGuess};
use crate::table::{BadRow, BadRowReason, Row, TableError, digits_lost, joined};
use massline_domain::Day;
use serde::Serialize;

/// Reads rows by a mapping.
#[derive(Debug, Clone)]
pub struct RowReader {
    mapping: Mapping,
    dates: DateGuess,
    text_chars: usize,
}

/// A row whose columns are known.
#[derive(Debug, Clone)]
pub struct MappedRow {
    /// The row as it was.
    pub row: Row,
    /// The words; several columns are joined by line breaks.
    pub text: String,
    /// The day, where there is one.
    pub day: Option<Day>,
    /// How many people it stands for, where it is said; above zero.
    pub weight: Option<f64>,
    /// What to tell the reader about this row, though it is taken.
    pub notes: Vec<RowNote>,
    others: Vec<(Field, String)>,
}

/// Something about a row that is taken nevertheless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowNote {
    /// The id is a long number whose last digits a spreadsheet program has lost
    /// (4.30104E+17): it does not tell rows apart. Format the column as text before saving.
    DamagedId,
}

impl RowNote {
    /// A stable name, for the interface to translate.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::DamagedId => "damaged-id",
        }
    }
}

impl RowReader {
    /// A reader that takes texts of at most `text_chars` characters.
    ///
    /// # Errors
    /// [`TableError::NoTextColumn`] where no column holds the words.
    pub fn new(mapping: Mapping, dates: DateGuess, text_chars: usize) -> Result<Self, TableError> {
        if mapping.places(Field::Text).next().is_none() {
            return Err(TableError::NoTextColumn {
                columns: mapping.headers,
            });
        }
        Ok(Self {
            mapping,
            dates,
            text_chars,
        })
    }

    /// The mapping it reads by.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Reads a row.
    ///
    /// # Errors
    /// [`BadRow`] where the words are missing or too many, or a date or weight is wrong.
    pub fn read(&self, row: Row) -> Result<MappedRow, BadRow> {
        match self.values(&row) {
            Err(reason) => Err(refused(row, reason)),
            Ok((text, day, weight)) => {
                let others: Vec<_> = self.others(&row).collect();
                let damaged =
                    |(field, cell): &(Field, String)| *field == Field::Id && digits_lost(cell);
                let notes = others.iter().any(damaged).then_some(RowNote::DamagedId);
                let notes = notes.into_iter().collect();
                Ok(MappedRow {
                    row,
                    text,
                    day,
                    weight,
                    notes,
                    others,
                })
            }
        }
    }

    fn values(&self, row: &Row) -> Result<(String, Option<Day>, Option<f64>), BadRowReason> {
        let text = self.text(row)?;
        Ok((text, self.day(row)?, self.weight(row)?))
    }

    fn text(&self, row: &Row) -> Result<String, BadRowReason> {
        let cells = self
            .mapping
            .places(Field::Text)
            .filter_map(|at| row.cells.get(at));
        let cells: Vec<&str> = cells
            .map(|cell| cell.trim())
            .filter(|cell| cell.contains(is_seen))
            .collect();
        let text = cells.join("\n");
        let column = || self.mapping.column_name(Field::Text);
        let found = text.chars().count();
        match found {
            0 => Err(BadRowReason::EmptyText { column: column() }),
            _ if found > self.text_chars => Err(BadRowReason::TooLong {
                column: column(),
                max: self.text_chars,
                found,
            }),
            _ => Ok(text),
        }
    }

    fn day(&self, row: &Row) -> Result<Option<Day>, BadRowReason> {
        let Some(cell) = self.cell(row, Field::Time) else {
            return Ok(None);
        };
        match self.dates.parse(cell) {
            Ok(day) => Ok(Some(day)),
            Err(DateError::Empty) => Ok(None),
            Err(why) => {
                let column = self.mapping.column_name(Field::Time);
                Err(BadRowReason::WrongDate {
                    column,
                    found: start(cell),
                    why,
                })
            }
        }
    }

    fn weight(&self, row: &Row) -> Result<Option<f64>, BadRowReason> {
        let Some(cell) = self.cell(row, Field::Weight) else {
            return Ok(None);
        };
        match cell.parse::<f64>() {
            Ok(weight) if weight > 0.0 && weight.is_finite() => Ok(Some(weight)),
            _ => {
                let column = self.mapping.column_name(Field::Weight);
                Err(BadRowReason::WrongWeight {
                    column,
                    found: start(cell),
                })
            }
        }
    }

    /// A field's cell where it is not empty.
    fn cell<'a>(&self, row: &'a Row, field: Field) -> Option<&'a str> {
        let cell = row.cells.get(self.mapping.places(field).next()?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    fn others(&self, row: &Row) -> impl Iterator<Item = (Field, String)> {
        let read = |field: &Field| !matches!(field, Field::Text | Field::Weight);
        let fields = Field::ALL.into_iter().filter(read);
        fields.filter_map(|field| Some((field, self.cell(row, field)?.to_owned())))
    }
}

impl MappedRow {
    /// What the row has for a field, as it is written, without space around; nothing where
    /// the cell is empty. The text, the day and the weight have places of their own.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&str> {
        self.others
            .iter()
            .find(|(of, _)| *of == field)
            .map(|(_, cell)| cell.as_str())
    }

    /// Refuses the row for a reason that only the importer knows, such as an unknown unit.
    #[must_use]
    pub fn refuse(self, reason: BadRowReason) -> BadRow {
        refused(self.row, reason)
    }
}

fn refused(row: Row, reason: BadRowReason) -> BadRow {
    BadRow {
        number: row.number,
        line: row.line,
        reason,
        raw: joined(&row.cells),
    }
}

/// Spaces, control characters and zero-width signs are not words.
fn is_seen(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
}

/// Enough of a cell to find it again.
fn start(cell: &str) -> String {
    cell.chars().take(40).collect()
}
