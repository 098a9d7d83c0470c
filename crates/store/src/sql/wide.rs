//! The same INSERT for many rows. A statement costs two changes of thread on SQLite and a way
//! over the network on PostgreSQL, whatever it does; so the busiest tables are written many
//! rows at a time.

use super::{event, vault, view};
use std::sync::LazyLock;

/// How many rows the forms of an INSERT take, the widest first. Wider ones gain nothing: the
/// driver looks each parameter up by its name.
const WIDTHS: [usize; 5] = [16, 8, 4, 2, 1];

/// An INSERT in all its widths. Each text is made once and stays for good.
pub(crate) struct Wide([&'static str; WIDTHS.len()]);

/// Events.
pub(crate) static EVENTS: LazyLock<Wide> = LazyLock::new(|| Wide::of(event::INSERT));
/// Private parts of opinions.
pub(crate) static PRIVATE: LazyLock<Wide> = LazyLock::new(|| Wide::of(vault::INSERT_OPINION));
/// Opinions in the view.
pub(crate) static OPINIONS: LazyLock<Wide> = LazyLock::new(|| Wide::of(view::PUT_OPINION));

impl Wide {
    /// `one` has its row as `VALUES ($1, …, $n)`, with the parameters in order.
    fn of(one: &'static str) -> Self {
        Self(WIDTHS.map(|width| repeated(one, width).leak() as &'static str))
    }

    /// Cuts rows into pieces, each with the statement for as many rows.
    pub(crate) fn pieces<'r, T>(&self, mut rows: &'r [T]) -> Vec<(&'static str, &'r [T])> {
        let mut pieces = Vec::new();
        for (width, sql) in WIDTHS.into_iter().zip(self.0) {
            while rows.len() >= width {
                let (piece, rest) = rows.split_at(width);
                pieces.push((sql, piece));
                rows = rest;
            }
        }
        pieces
    }
}

/// The statement with its row written `width` times.
fn repeated(one: &str, width: usize) -> String {
    let (before, rest) = one.split_once("VALUES (").unwrap_or((one, ""));
    let (row, after) = rest.split_once(')').unwrap_or((rest, ""));
    let columns = row.matches('$').count();
    let row = |n: usize| {
        let cells = (1..=columns).map(|cell| format!("${}", n * columns + cell));
        format!("({})", cells.collect::<Vec<_>>().join(", "))
    };
    let rows: Vec<String> = (0..width).map(row).collect();
    format!("{before}VALUES {}{after}", rows.join(", "))
}

/// Every width of every INSERT, for the test that prepares them.
#[cfg(feature = "testing")]
pub(super) fn all() -> Vec<super::Statement> {
    let each = [
        ("EVENTS", &EVENTS),
        ("PRIVATE", &PRIVATE),
        ("OPINIONS", &OPINIONS),
    ];
    let forms = each
        .into_iter()
        .flat_map(|(name, wide)| wide.0.map(|sql| (name, sql)));
    forms
        .map(|(name, sql)| super::Statement {
            name,
            sql,
            parameters: sql.matches('$').count(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_repeated_with_its_own_parameters() {
        let one = "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        assert_eq!(repeated(one, 1), one);
        assert_eq!(
            repeated(one, 3),
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4), ($5, $6) ON CONFLICT DO NOTHING"
        );
    }

    #[test]
    fn pieces_are_all_rows_in_order() {
        let rows: Vec<u32> = (0..79).collect();
        let wide = Wide::of("INSERT INTO t (a) VALUES ($1)");
        let pieces = wide.pieces(&rows);
        let lengths: Vec<usize> = pieces.iter().map(|(_, piece)| piece.len()).collect();
        assert_eq!(lengths, [16, 16, 16, 16, 8, 4, 2, 1]);
        assert!(
            pieces
                .iter()
                .all(|(sql, piece)| sql.matches('$').count() == piece.len())
        );
        let together: Vec<u32> = pieces
            .iter()
            .flat_map(|(_, piece)| piece.iter().copied())
            .collect();
        assert_eq!(together, rows);
    }
}
