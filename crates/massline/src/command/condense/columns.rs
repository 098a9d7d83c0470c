//! Which column holds what.

use crate::cli::CondenseVoices as Condense;
use crate::failure::Failure;
use massline_service::mapping::{Field, Mapping};
use massline_service::table::Table;

/// Where each part of a row comes from, as positions of columns.
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) title: Option<usize>,
    pub(super) text: Vec<usize>,
    pub(super) time: Option<usize>,
    pub(super) place: Place,
    pub(super) weight: Option<usize>,
}

/// Where the place comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    None,
    /// A name, an address or a point as one cell.
    Column(usize),
    /// Degrees north and degrees east.
    Coordinates(usize, usize),
}

impl Columns {
    pub(super) fn find(args: &Condense, table: &Table) -> Result<Self, Failure> {
        let position = |name: &str| position(args, table, name);
        let optional = |name: &Option<String>| name.as_deref().map(position).transpose();
        let named: Vec<usize> = match &args.text {
            Some(names) => names.split(',').map(position).collect::<Result<_, _>>()?,
            None => guessed_text(args, table)?,
        };
        let (title, text) = split_title(&named, table);
        Ok(Self {
            id: optional(&args.id)?,
            title,
            text,
            time: optional(&args.time)?,
            place: place(args, table)?,
            weight: optional(&args.weight)?,
        })
    }
}

fn position(args: &Condense, table: &Table, name: &str) -> Result<usize, Failure> {
    let headers = table.headers();
    let wanted = name.trim();
    let found = headers.iter().position(|header| header.trim() == wanted);
    found.ok_or_else(|| {
        let known = headers.join(", ");
        let file = args.file.display().to_string();
        Failure::new(
            "cli-error-column",
            &[("file", &file), ("column", wanted), ("known", &known)],
        )
    })
}

fn guessed_text(args: &Condense, table: &Table) -> Result<Vec<usize>, Failure> {
    let mapping = Mapping::guess(table.headers(), table.sample());
    let mut named = mapping.columns(Field::Title);
    named.extend(mapping.columns(Field::Text));
    if named.is_empty() {
        let file = args.file.display().to_string();
        let known = table.headers().join(", ");
        return Err(Failure::new(
            "cli-error-no-text",
            &[("file", &file), ("known", &known)],
        ));
    }
    Ok(named)
}

/// Of several text columns, the first is the subject if it is much shorter than the rest:
/// its words count more.
fn split_title(named: &[usize], table: &Table) -> (Option<usize>, Vec<usize>) {
    let [first, rest @ ..] = named else {
        return (None, Vec::new());
    };
    let length = |at: &usize| -> usize {
        table
            .sample()
            .iter()
            .map(|row| row.cells[*at].chars().count())
            .sum()
    };
    let others: usize = rest.iter().map(length).sum();
    if !rest.is_empty() && length(first) * 2 < others {
        (Some(*first), rest.to_vec())
    } else {
        (None, named.to_vec())
    }
}

/// One column of places, or two of degrees.
fn place(args: &Condense, table: &Table) -> Result<Place, Failure> {
    let Some(names) = &args.place else {
        return Ok(Place::None);
    };
    // A column may have a comma in its name.
    if let Ok(whole) = position(args, table, names) {
        return Ok(Place::Column(whole));
    }
    let columns = names.split(',').map(|name| position(args, table, name));
    match columns.collect::<Result<Vec<usize>, Failure>>()?[..] {
        [only] => Ok(Place::Column(only)),
        [north, east] => {
            let cells = table.sample().iter();
            let pairs = cells.map(|row| (row.cells[north].trim(), row.cells[east].trim()));
            let filled: Vec<_> = pairs
                .filter(|(north, east)| !north.is_empty() && !east.is_empty())
                .collect();
            let points = filled.iter().filter(|(n, e)| coordinates(n, e).is_some());
            if points.count() * 2 < filled.len() {
                let (north, east) = filled.first().copied().unwrap_or_default();
                let start = |cell: &str| cell.chars().take(20).collect::<String>();
                let found = format!("{}, {}", start(north), start(east)).replace(['\n', '\r'], " ");
                let shown = [("columns", names.as_str()), ("found", found.as_str())];
                return Err(Failure::new("cli-error-coordinates", &shown));
            }
            Ok(Place::Coordinates(north, east))
        }
        _ => Err(Failure::new("cli-error-place", &[("columns", names)])),
    }
}

/// `lat,lon` from two cells of degrees; nothing where they are none.
pub(super) fn coordinates(north: &str, east: &str) -> Option<String> {
    let degrees = |cell: &str, most: f64| -> Option<String> {
        let cell = cell.trim();
        let number: f64 = cell.parse().ok()?;
        if !(-most..=most).contains(&number) {
            return None;
        }
        // A point is told from other pairs of numbers by its decimals.
        let plain = cell.contains('.') && !cell.contains(['e', 'E']);
        Some(if plain {
            cell.to_owned()
        } else {
            format!("{number:.1}")
        })
    };
    Some(format!(
        "{},{}",
        degrees(north, 90.0)?,
        degrees(east, 180.0)?
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_joined_and_what_is_none_is_no_place() {
        let joined = |north, east| coordinates(north, east);
        assert_eq!(joined("41.88", " -87.63 ").as_deref(), Some("41.88,-87.63"));
        assert_eq!(joined("41", "-87").as_deref(), Some("41.0,-87.0"));
        for (north, east) in [
            ("", "1.5"),
            ("x", "1.5"),
            ("91.0", "1.5"),
            ("NaN", "1.5"),
            ("1.5", "181"),
        ] {
            assert_eq!(joined(north, east), None, "{north} {east}");
        }
    }
}
