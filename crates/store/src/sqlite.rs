//! SQLite: inside the program, one file, nothing to install.

use crate::error::{Result, StoreError};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::time::Duration;

pub(crate) type Db = sqlx::Sqlite;

/// Takes the write lock at once, so that no transaction fails half-way for lack of it.
pub(crate) const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";
/// A snapshot of everything, as of its first statement.
pub(crate) const BEGIN_READ: &str = "BEGIN DEFERRED";
/// `BEGIN IMMEDIATE` is the lock.
pub(crate) const LOCK_LOG: Option<&str> = None;
/// Whether there is a table of schema versions.
pub(crate) const HAS_SCHEMA: &str =
    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'";
/// The migrations, by version from 1.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/sqlite/0001.sql"),
    include_str!("../migrations/sqlite/0002.sql"),
    include_str!("../migrations/sqlite/0003.sql"),
    include_str!("../migrations/sqlite/0004.sql"),
    include_str!("../migrations/sqlite/0005.sql"),
    include_str!("../migrations/sqlite/0006.sql"),
    include_str!("../migrations/sqlite/0007.sql"),
];
/// Adds many entries: $1 first index, $2 how many, $3 their bytes one after the other.
pub(crate) const INSERT_LEAVES: &str = "INSERT INTO leaf (idx, entry) \
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2) \
    SELECT $1 + i, CAST(substr($3, i * 128 + 1, 128) AS BLOB) FROM n";

#[allow(
    clippy::duplicate_mod,
    reason = "one body of code is compiled for each engine"
)]
#[path = "body/mod.rs"]
pub(crate) mod body;

/// The name of the database file in its directory.
const FILE: &str = "massline.db";
/// Connections that read.
const READERS: u32 = 4;
/// Kilobytes of pages that the writer and each reader may keep in memory (SQLite wants the
/// number negative). A seal touches many pages and would else read each again and again.
const WRITER_CACHE: &str = "-32000";
const READER_CACHE: &str = "-4000";

/// One connection that writes, and some that read.
pub(crate) async fn connect(directory: &Path) -> Result<(sqlx::Pool<Db>, sqlx::Pool<Db>)> {
    std::fs::create_dir_all(directory).map_err(|source| StoreError::Directory {
        path: directory.display().to_string(),
        source,
    })?;
    let options = SqliteConnectOptions::new()
        .filename(directory.join(FILE))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(30))
        .statement_cache_capacity(200);
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .before_acquire(|connection, _| {
            // On a full disk SQLite ends a transaction by itself, and the driver then takes
            // the connection to be inside one for ever: such a connection is replaced.
            Box::pin(async move { Ok(!connection.is_in_transaction()) })
        })
        .connect_with(options.clone().pragma("cache_size", WRITER_CACHE))
        .await?;
    must_be_durable(&write).await?;
    let read = SqlitePoolOptions::new()
        .max_connections(READERS)
        .connect_lazy_with(
            options
                .create_if_missing(false)
                .pragma("query_only", "true")
                .pragma("cache_size", READER_CACHE),
        );
    Ok((write, read))
}

/// In WAL mode only FULL makes every commit durable; so it is read back, not assumed.
async fn must_be_durable(pool: &sqlx::Pool<Db>) -> Result<()> {
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(pool)
        .await?;
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
        .fetch_one(pool)
        .await?;
    if mode != "wal" || synchronous < 2 {
        return Err(StoreError::NotDurable(format!(
            "journal_mode is {mode} and synchronous is {synchronous}; wal and 2 are needed \
             (is the directory on a network drive?)"
        )));
    }
    Ok(())
}
