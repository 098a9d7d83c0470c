//! Whole files, as people give them.

mod text_files;
mod whole_files;
mod workbooks;

use super::*;

/// A table of bytes under a name.
fn table(name: &str, bytes: impl AsRef<[u8]>) -> Table {
    Table::from_bytes(name, bytes.as_ref().to_vec()).unwrap()
}

fn refused(name: &str, bytes: impl AsRef<[u8]>) -> TableError {
    Table::from_bytes(name, bytes.as_ref().to_vec())
        .err()
        .expect("no table")
}

/// Every row as its number and its cells, or its number and its reason's code.
fn all(table: Table) -> Vec<(u64, String)> {
    let cells = |row: Result<Row, BadRow>| match row {
        Ok(row) => (row.number, row.cells.join("|")),
        Err(bad) => (bad.number, format!("!{}", bad.reason.code())),
    };
    table.map(cells).collect()
}

fn numbered(rows: &[&str]) -> Vec<(u64, String)> {
    (1..)
        .zip(rows.iter().map(|row| (*row).to_owned()))
        .collect()
}
