//! Tampering: every column of every audited table is edited, rows are deleted, inserted and
//! swapped, each on a fresh copy of the same database; the audit must name the table, or one
//! that it contradicts.

use crate::place::{BackDoor, Place, on_both};
use crate::scenario::tell;
use massline_store::{Finding, Store};

on_both!(
    every_edit_is_found,
    every_deletion_is_found,
    every_insertion_is_found,
    every_swap_is_found
);

/// A column as the migration declares it.
pub(crate) struct Column {
    pub(crate) name: String,
    kind: String,
    key: bool,
}

pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
}

/// Tables that are not part of the truth.
const NOT_AUDITED: [&str; 1] = ["session"];

/// What later migrations add.
const LATER: [&str; 6] = [
    include_str!("../../migrations/sqlite/0002.sql"),
    include_str!("../../migrations/sqlite/0003.sql"),
    include_str!("../../migrations/sqlite/0004.sql"),
    include_str!("../../migrations/sqlite/0005.sql"),
    include_str!("../../migrations/sqlite/0006.sql"),
    include_str!("../../migrations/sqlite/0007.sql"),
];

/// Every audited table with its columns, from the migrations themselves: a new one cannot be
/// forgotten.
pub(crate) fn tables() -> Vec<Table> {
    let first = include_str!("../../migrations/sqlite/0001.sql");
    let mut tables = Vec::new();
    let all = std::iter::once(first).chain(LATER);
    for part in all.flat_map(|sql| sql.split("CREATE TABLE ").skip(1)) {
        let (name, rest) = part.split_once(" (").unwrap();
        let (body, _) = rest.split_once("\n);").unwrap();
        let mut columns: Vec<Column> = Vec::new();
        for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(keys) = line.strip_prefix("PRIMARY KEY (") {
                let keys: Vec<&str> = keys.trim_end_matches(')').split(", ").collect();
                columns
                    .iter_mut()
                    .for_each(|c| c.key = keys.contains(&c.name.as_str()));
                continue;
            }
            let mut words = line.split_whitespace();
            let name = words.next().unwrap().to_owned();
            let kind = words.next().unwrap().trim_end_matches(',').to_owned();
            columns.push(Column {
                name,
                kind,
                key: line.contains("PRIMARY KEY"),
            });
        }
        tables.push(Table {
            name: name.to_owned(),
            columns,
        });
    }
    for line in LATER.iter().flat_map(|sql| sql.lines()) {
        let Some(added) = line.strip_prefix("ALTER TABLE ") else {
            continue;
        };
        let (table, column) = added.split_once(" ADD COLUMN ").unwrap();
        let mut words = column.split([' ', ';']);
        let mut word = || words.next().unwrap().to_owned();
        let (name, kind) = (word(), word());
        let table = tables.iter_mut().find(|one| one.name == table).unwrap();
        let key = false;
        table.columns.push(Column { name, kind, key });
    }
    tables.retain(|table| !NOT_AUDITED.contains(&table.name.as_str()));
    assert_eq!(tables.len(), 26, "the migration was read as a whole");
    tables
}

/// Every row of a table as text, in order.
pub(crate) async fn whole_table(door: &mut BackDoor, table: &Table) -> Vec<String> {
    let text = |column: &Column| match (column.kind.as_str(), &door) {
        ("BLOB", BackDoor::Sqlite(_)) => format!("COALESCE(hex({}), '-')", column.name),
        ("BLOB", BackDoor::Postgres(_)) => {
            format!("COALESCE(encode({}, 'hex'), '-')", column.name)
        }
        _ => format!("COALESCE(CAST({} AS TEXT), '-')", column.name),
    };
    let columns: Vec<String> = table.columns.iter().map(text).collect();
    let sql = format!(
        "SELECT {} AS row FROM {} ORDER BY 1",
        columns.join(" || '|' || "),
        table.name
    );
    door.texts(&sql).await
}

/// Tables that may be named in place of the one that was touched: those it contradicts.
fn may_name(table: &str) -> &'static [&'static str] {
    match table {
        "event" => &["event", "head"],
        "head" => &["head"],
        "leaf" => &["leaf", "tile", "checkpoint"],
        "balance" => &["balance"],
        "checkpoint" => &["checkpoint"],
        "tile" => &["tile"],
        "document" => &["document"],
        "vault_opinion" => &["vault_opinion"],
        "vault_text" => &["vault_text"],
        "vault_account" => &["vault_account"],
        "vault_file" => &["vault_file"],
        "vault_picture" => &["vault_picture"],
        "view_campaign" => &["view_campaign"],
        "view_unit" => &["view_unit"],
        "view_user" => &["view_user"],
        "view_opinion" => &["view_opinion"],
        "view_problem" => &["view_problem"],
        "view_spread" => &["view_spread"],
        "view_item" => &["view_item"],
        "view_round" => &["view_round"],
        "view_ballot" => &["view_ballot"],
        "view_figure" => &["view_figure"],
        "view_thing" => &["view_thing"],
        "view_consultation" => &["view_consultation"],
        "view_statement" => &["view_statement"],
        "view_vote" => &["view_vote"],
        other => panic!("say which tables {other} contradicts"),
    }
}

fn must_name(table: &Table, findings: &[Finding], how: &str) {
    let named = findings
        .iter()
        .any(|finding| may_name(&table.name).contains(&finding.table));
    assert!(named, "{how} in {} was not found: {findings:?}", table.name);
}

/// A database in which everything has happened, with a copy of each table to undo with.
struct Lab {
    store: Store,
    door: BackDoor,
    _place: Place,
}

impl Lab {
    async fn new(place: Place) -> Self {
        let store = place.open().await;
        tell(&store).await;
        let mut door = place.back_door().await;
        for Table { name, .. } in tables() {
            door.run(&format!(
                "CREATE TABLE backup_{name} AS SELECT * FROM {name}"
            ))
            .await;
        }
        let lab = Self {
            store,
            door,
            _place: place,
        };
        assert_eq!(lab.findings().await, [], "the control");
        lab
    }

    async fn findings(&self) -> Vec<Finding> {
        self.store.audit().await.unwrap().findings
    }

    /// Does it, looks whether the audit names the table, and undoes it.
    async fn must_find(&mut self, table: &Table, statements: &[String]) {
        let name = &table.name;
        for sql in statements {
            self.door.run(sql).await;
        }
        must_name(table, &self.findings().await, statements.last().unwrap());
        self.door.run(&format!("DELETE FROM {name}")).await;
        self.door
            .run(&format!("INSERT INTO {name} SELECT * FROM backup_{name}"))
            .await;
    }

    /// Everything was undone, so every finding was about what was done.
    async fn must_be_as_before(self) {
        assert_eq!(self.findings().await, []);
    }
}

/// The condition for the first or the last row.
fn at(door: &BackDoor, table: &Table, last: bool) -> String {
    let (row, name) = (door.row(), &table.name);
    let keys: Vec<String> = table
        .columns
        .iter()
        .filter(|column| column.key)
        .map(|column| format!("{}{}", column.name, if last { " DESC" } else { "" }))
        .collect();
    format!(
        "{row} = (SELECT {row} FROM {name} ORDER BY {} LIMIT 1)",
        keys.join(", ")
    )
}

async fn every_edit_is_found(place: Place) {
    let mut lab = Lab::new(place).await;
    let mut edits = 0;
    for table in tables() {
        for column in &table.columns {
            for last in [false, true] {
                let place = at(&lab.door, &table, last);
                let value = edited(&mut lab.door, &table, column, &place).await;
                let (name, column) = (&table.name, &column.name);
                let sql = format!("UPDATE {name} SET {column} = {value} WHERE {place}");
                lab.must_find(&table, &[sql]).await;
                edits += 1;
            }
        }
    }
    assert!(edits > 200, "{edits} edits");
    lab.must_be_as_before().await;
}

/// Another value for a cell.
async fn edited(door: &mut BackDoor, table: &Table, column: &Column, place: &str) -> String {
    let (name, of) = (&column.name, &table.name);
    match column.kind.as_str() {
        // Far away where a neighbour could have the number already.
        "BIGINT" if column.key || name == "seq" => format!("{name} + 1000003"),
        "BIGINT" => format!("COALESCE({name}, 0) + 1"),
        "TEXT" => format!("COALESCE({name}, '') || 'x'"),
        "BOOLEAN" => format!("NOT {name}"),
        "BLOB" => {
            let sql = format!("SELECT {name} FROM {of} WHERE {place}");
            let mut bytes = door.maybe_bytes(&sql).await.unwrap_or_default();
            match bytes.last_mut() {
                Some(byte) => *byte ^= 1,
                None => bytes.push(1),
            }
            door.bytes(&bytes)
        }
        other => panic!("how is a {other} edited?"),
    }
}

async fn every_deletion_is_found(place: Place) {
    let mut lab = Lab::new(place).await;
    for table in tables() {
        for last in [false, true] {
            let row = at(&lab.door, &table, last);
            let sql = format!("DELETE FROM {} WHERE {row}", table.name);
            lab.must_find(&table, &[sql]).await;
        }
        if table.name == "checkpoint" {
            let sql = "DELETE FROM checkpoint WHERE size = (SELECT MIN(size) FROM checkpoint \
                WHERE size > (SELECT MIN(size) FROM checkpoint))";
            lab.must_find(&table, &[sql.to_owned()]).await;
        }
    }
    lab.must_be_as_before().await;
}

async fn every_insertion_is_found(place: Place) {
    let mut lab = Lab::new(place).await;
    for table in tables() {
        let place = at(&lab.door, &table, true);
        let mut values = Vec::new();
        for column in &table.columns {
            let unique = ["seq", "lookup", "source_key", "login", "slug", "receipt"];
            let other = column.key || unique.contains(&column.name.as_str());
            values.push(if other {
                edited(&mut lab.door, &table, column, &place).await
            } else {
                column.name.clone()
            });
        }
        let names: Vec<&str> = table
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let sql = format!(
            "INSERT INTO {name} ({}) SELECT {} FROM {name} WHERE {place}",
            names.join(", "),
            values.join(", "),
            name = table.name
        );
        lab.must_find(&table, &[sql]).await;
    }
    lab.must_be_as_before().await;
}

async fn every_swap_is_found(place: Place) {
    let mut lab = Lab::new(place).await;
    for table in tables() {
        let (row, name) = (lab.door.row(), &table.name);
        let first = at(&lab.door, &table, false);
        let content = table
            .columns
            .iter()
            .filter(|column| !column.key)
            .map(|column| &column.name);
        // A row whose content is not the same as the first one's.
        let differs: Vec<String> = content
            .map(|c| format!("{c} IS DISTINCT FROM (SELECT {c} FROM {name} WHERE {first})"))
            .collect();
        let differs = differs.join(" OR ");
        let others = format!("SELECT COUNT(*) FROM {name} WHERE {differs}");
        if lab.door.number(&others).await == 0 {
            assert_eq!(name, "head", "two rows of {name} differ");
            continue;
        }
        let second = format!("{row} = (SELECT {row} FROM {name} WHERE {differs} LIMIT 1)");
        lab.must_find(&table, &swap(&table, &first, &second)).await;
        lab.door.run("DROP TABLE swap_a").await;
        lab.door.run("DROP TABLE swap_b").await;
    }
    lab.must_be_as_before().await;
}

/// Exchanges everything but the keys of two rows.
fn swap(table: &Table, first: &str, second: &str) -> Vec<String> {
    let name = &table.name;
    let columns: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let from = |keys: &str, content: &str| {
        let cells = table.columns.iter().map(|column| {
            format!(
                "{}.{}",
                if column.key { keys } else { content },
                column.name
            )
        });
        cells.collect::<Vec<_>>().join(", ")
    };
    let insert = |keys: &str, content: &str| {
        format!(
            "INSERT INTO {name} ({}) SELECT {} FROM swap_a a, swap_b b",
            columns.join(", "),
            from(keys, content)
        )
    };
    vec![
        format!("CREATE TEMPORARY TABLE swap_a AS SELECT * FROM {name} WHERE {first}"),
        format!("CREATE TEMPORARY TABLE swap_b AS SELECT * FROM {name} WHERE {second}"),
        format!("DELETE FROM {name} WHERE {first}"),
        format!("DELETE FROM {name} WHERE {}", same_key(table)),
        insert("a", "b"),
        insert("b", "a"),
    ]
}

/// The row that was noted as the second: its place may have moved.
fn same_key(table: &Table) -> String {
    let keys = table.columns.iter().filter(|column| column.key);
    let same = keys.map(|c| format!("{} = (SELECT {} FROM swap_b)", c.name, c.name));
    same.collect::<Vec<_>>().join(" AND ")
}
