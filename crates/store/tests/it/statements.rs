//! Every statement is prepared on both engines and must have the parameters it says it has.
//! SQLite would silently bind NULL for a missing one.

use crate::place::{BackDoor, Place, on_both};
use massline_store::testing::statements;
use sqlx::{Either, Executor as _, Statement as _};

on_both!(every_statement_is_understood);

async fn every_statement_is_understood(place: Place) {
    place.open().await.close().await;
    let mut door = place.back_door().await;
    let all = statements();
    assert!(
        all.len() > 80,
        "the list is not empty by mistake: {}",
        all.len()
    );
    for statement in all {
        let found = match &mut door {
            BackDoor::Sqlite(db) => {
                let prepared = db.prepare(sqlx::SqlStr::from_static(statement.sql)).await;
                count(prepared.map(|prepared| match prepared.parameters() {
                    Some(Either::Right(count)) => count,
                    _ => usize::MAX,
                }))
            }
            BackDoor::Postgres(db) => {
                let prepared = db.prepare(sqlx::SqlStr::from_static(statement.sql)).await;
                count(prepared.map(|prepared| match prepared.parameters() {
                    Some(Either::Left(types)) => types.len(),
                    _ => usize::MAX,
                }))
            }
        };
        assert_eq!(
            found,
            Ok(statement.parameters),
            "{}: {}",
            statement.name,
            statement.sql
        );
    }
}

fn count(prepared: sqlx::Result<usize>) -> Result<usize, String> {
    prepared.map_err(|error| error.to_string())
}

/// The tables of both engines are the same but for the type of bytes and the order of texts.
#[test]
fn both_engines_have_the_same_tables() {
    let both = [
        (
            include_str!("../../migrations/sqlite/0001.sql"),
            include_str!("../../migrations/postgres/0001.sql"),
        ),
        (
            include_str!("../../migrations/sqlite/0002.sql"),
            include_str!("../../migrations/postgres/0002.sql"),
        ),
        (
            include_str!("../../migrations/sqlite/0003.sql"),
            include_str!("../../migrations/postgres/0003.sql"),
        ),
        (
            include_str!("../../migrations/sqlite/0004.sql"),
            include_str!("../../migrations/postgres/0004.sql"),
        ),
        (
            include_str!("../../migrations/sqlite/0005.sql"),
            include_str!("../../migrations/postgres/0005.sql"),
        ),
        (
            include_str!("../../migrations/sqlite/0006.sql"),
            include_str!("../../migrations/postgres/0006.sql"),
        ),
    ];
    for (sqlite, postgres) in both {
        let as_sqlite = postgres
            .replace("BYTEA", "BLOB")
            .replace("TEXT COLLATE \"C\"", "TEXT");
        assert_eq!(as_sqlite, sqlite);
    }
}
