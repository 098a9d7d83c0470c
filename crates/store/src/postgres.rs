//! PostgreSQL: outside, for more than one machine.
//!
//! Whether an acknowledged write survives the loss of a server is decided by the server's
//! `synchronous_commit` and `synchronous_standby_names`; see the operating manual.

use crate::error::Result;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{Connection as _, Executor as _};
use std::time::Duration;

pub(crate) type Db = sqlx::Postgres;

/// The lock on the log is taken by [`LOCK_LOG`].
pub(crate) const BEGIN_WRITE: &str = "BEGIN";
/// A snapshot of everything, as of its first statement.
pub(crate) const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Appends and seals of all nodes follow one after the other. The number spells "massline".
pub(crate) const LOCK_LOG: Option<&str> = Some("SELECT pg_advisory_xact_lock(7881707762452360805)");
/// Whether there is a table of schema versions.
pub(crate) const HAS_SCHEMA: &str = "SELECT COUNT(*) FROM information_schema.tables \
    WHERE table_schema = current_schema() AND table_name = 'schema_version'";
/// The migrations, by version from 1.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/postgres/0001.sql"),
    include_str!("../migrations/postgres/0002.sql"),
    include_str!("../migrations/postgres/0003.sql"),
    include_str!("../migrations/postgres/0004.sql"),
    include_str!("../migrations/postgres/0005.sql"),
    include_str!("../migrations/postgres/0006.sql"),
    include_str!("../migrations/postgres/0007.sql"),
];
/// Adds many entries: $1 first index, $2 how many, $3 their bytes one after the other.
pub(crate) const INSERT_LEAVES: &str = "INSERT INTO leaf (idx, entry) \
    SELECT $1::bigint + i, substr($3::bytea, (i * 128 + 1)::integer, 128) \
    FROM generate_series(0, $2::bigint - 1) AS n(i)";

#[allow(
    clippy::duplicate_mod,
    reason = "one body of code is compiled for each engine"
)]
#[path = "body/mod.rs"]
pub(crate) mod body;

/// Connections of one node.
const CONNECTIONS: u32 = 8;
/// A server that has lost `synchronous_commit` would acknowledge what it may lose.
const KEEP_DURABLE: &str = "SELECT set_config('synchronous_commit', \
    CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' \
    ELSE current_setting('synchronous_commit') END, false)";

/// The same pool for writing and reading.
pub(crate) async fn connect(url: &str) -> Result<(sqlx::Pool<Db>, sqlx::Pool<Db>)> {
    let options: PgConnectOptions = url.parse()?;
    // One try first: the pool would keep trying to reach a server that is not there.
    PgConnection::connect_with(&options).await?.close().await?;
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(30))
        .after_connect(|connection, _| {
            Box::pin(async move { connection.execute(KEEP_DURABLE).await.map(drop) })
        })
        .connect_with(options)
        .await?;
    Ok((pool.clone(), pool))
}
