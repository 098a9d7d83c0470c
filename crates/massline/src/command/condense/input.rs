//! Reads the voices, each row of the file once and in its order.

use super::columns::{Columns, Place, coordinates};
use super::progress::{Progress, Step};
use crate::cli::CondenseVoices as Condense;
use crate::failure::Failure;
use massline_condense::Voice;
use massline_service::dates::DateGuess;
use massline_service::table::{BadRow, Table};
use serde::Serialize;
use std::collections::HashMap;

/// What a row is called: what stands in its id column, else its number from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Id {
    Number(u64),
    Text(String),
}

/// One row; one that could not be read has an empty text.
pub(super) struct Row {
    pub(super) id: Id,
    title: String,
    text: String,
    place: String,
    day: Option<i32>,
    weight: f64,
}

/// Where a row stands that could not be read, and why: the code of the reason.
pub(super) struct Unreadable {
    pub(super) number: u64,
    pub(super) line: u64,
    pub(super) code: &'static str,
}

/// All rows of a file.
pub(super) struct Input {
    pub(super) rows: Vec<Row>,
    pub(super) unreadable: Vec<Unreadable>,
    /// The rows that ids name: of several with one id, the first.
    by_id: ById,
}

enum ById {
    Number(usize),
    Text {
        rows: HashMap<String, usize>,
        repeated: usize,
        example: Option<String>,
    },
}

impl Row {
    fn unreadable(number: u64) -> Self {
        Self {
            id: Id::Number(number),
            title: String::new(),
            text: String::new(),
            place: String::new(),
            day: None,
            weight: 1.0,
        }
    }

    fn new(number: u64, mut cells: Vec<String>, columns: &Columns) -> Self {
        let copy = |at: usize| cells.get(at).cloned().unwrap_or_default();
        let id = columns.id.map(copy).filter(|id| !id.trim().is_empty());
        let title = columns.title.map(copy).unwrap_or_default();
        let place = match columns.place {
            Place::None => String::new(),
            Place::Column(at) => copy(at),
            Place::Coordinates(north, east) => {
                coordinates(&copy(north), &copy(east)).unwrap_or_default()
            }
        };
        let weight = columns.weight.map_or(1.0, |at| weight(&copy(at)));
        let text = match columns.text[..] {
            [only] => cells.get_mut(only).map(std::mem::take).unwrap_or_default(),
            ref all => {
                let parts: Vec<String> = all.iter().map(|at| copy(*at)).collect();
                parts.join("\n")
            }
        };
        Self {
            id: id.map_or(Id::Number(number), Id::Text),
            title,
            text,
            place,
            day: None,
            weight,
        }
    }

    /// What the row says, for condensing.
    pub(super) fn voice(&self) -> Voice<'_> {
        let given = |text: &'_ str| !text.is_empty();
        Voice {
            text: &self.text,
            title: Some(self.title.as_str()).filter(|title| given(title)),
            place: Some(self.place.as_str()).filter(|place| given(place)),
            day: self.day,
            weight: self.weight,
        }
    }
}

fn weight(text: &str) -> f64 {
    text.trim()
        .parse()
        .ok()
        .filter(|weight: &f64| weight.is_finite() && *weight > 0.0)
        .unwrap_or(1.0)
}

/// Rows between two reports of progress.
const REPORT: usize = 4096;

impl Input {
    /// Reads the file once. The one date that proves the order of day and month may stand in
    /// the last row: the days follow when all are seen.
    pub(super) fn read(args: &Condense, progress: &Progress) -> Result<Self, Failure> {
        let mut table = super::open_table(&args.file)?;
        let columns = Columns::find(args, &table)?;
        let mut rows = Vec::new();
        let mut unreadable = Vec::new();
        let mut dates = DateGuess::default();
        let mut times: Vec<String> = Vec::new();
        while let Some(row) = next(&mut table) {
            let (row, time) = match row {
                Ok((number, mut cells)) => {
                    let time = columns.time.and_then(|at| cells.get_mut(at));
                    let time = time.map(|cell| cell.clone()).unwrap_or_default();
                    (Row::new(number, std::mem::take(&mut cells), &columns), time)
                }
                Err(bad) => {
                    let row = Row::unreadable(bad.number);
                    unreadable.push(bad);
                    (row, String::new())
                }
            };
            rows.push(row);
            if columns.time.is_some() {
                dates.observe(&time);
                times.push(time);
            }
            if rows.len() % REPORT == 0 {
                progress.tell(Step::Input, table.progress());
            }
        }
        for (row, time) in rows.iter_mut().zip(&times) {
            row.day = dates.parse(time).ok().map(|day| day.0);
        }
        let by_id = match columns.id {
            Some(_) => ById::text(&rows),
            None => ById::Number(rows.len()),
        };
        Ok(Self {
            rows,
            unreadable,
            by_id,
        })
    }

    /// The row of an id.
    pub(super) fn row_of(&self, id: &str) -> Option<usize> {
        match &self.by_id {
            ById::Text { rows, .. } => rows.get(id).copied(),
            ById::Number(count) => {
                let number: usize = id.parse().ok()?;
                let place = number.checked_sub(1)?;
                (place < *count && number.to_string() == id).then_some(place)
            }
        }
    }

    /// How many ids stand on several rows, and one of them.
    pub(super) fn repeated(&self) -> (usize, Option<&str>) {
        match &self.by_id {
            ById::Number(_) => (0, None),
            ById::Text {
                repeated, example, ..
            } => (*repeated, example.as_deref()),
        }
    }
}

impl ById {
    fn text(all: &[Row]) -> Self {
        use std::collections::hash_map::Entry;
        let mut rows = HashMap::with_capacity(all.len());
        let mut again: HashMap<&str, ()> = HashMap::new();
        let mut example = None;
        for (at, row) in all.iter().enumerate() {
            let Id::Text(id) = &row.id else { continue };
            match rows.entry(id.clone()) {
                Entry::Vacant(place) => {
                    place.insert(at);
                }
                Entry::Occupied(_) => {
                    again.insert(id, ());
                    example.get_or_insert_with(|| id.clone());
                }
            }
        }
        let repeated = again.len();
        Self::Text {
            rows,
            repeated,
            example,
        }
    }
}

/// The next row's number and cells; of one that cannot be read only where it is and why, for
/// there may be very many.
fn next(table: &mut Table) -> Option<Result<(u64, Vec<String>), Unreadable>> {
    let row = table.next()?;
    Some(match row {
        Ok(row) => Ok((row.number, row.cells)),
        Err(BadRow {
            number,
            line,
            reason,
            ..
        }) => Err(Unreadable {
            number,
            line,
            code: reason.code(),
        }),
    })
}
