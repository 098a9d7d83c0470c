//! A database for a test, on either engine.

use massline_store::testing::PostgresCluster;
use massline_store::{Database, LogIdentity, Store, StoreError};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection};
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

pub(crate) const ORIGIN: &str = "opinions.example.org/log/test";

pub(crate) fn identity() -> LogIdentity {
    LogIdentity::new(ORIGIN, [42; 32])
}

/// Where a test's database is.
pub(crate) enum Place {
    Sqlite(TempDir),
    /// With the server, which stops when nobody needs it any more.
    Postgres {
        url: String,
        _server: Arc<PostgresCluster>,
    },
}

/// Runs each case on both engines.
macro_rules! on_both {
    ($($case:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case(crate::place::Place::sqlite()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                if let Some(place) = crate::place::Place::postgres() {
                    super::$case(place).await;
                }
            })*
        }
    };
}
pub(crate) use on_both;

impl Place {
    pub(crate) fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    pub(crate) fn postgres() -> Option<Self> {
        let cluster = PostgresCluster::shared()?;
        let url = cluster.database();
        Some(Self::Postgres {
            url,
            _server: cluster,
        })
    }

    pub(crate) fn database(&self) -> Database {
        match self {
            Self::Sqlite(directory) => Database::Sqlite(directory.path().to_owned()),
            Self::Postgres { url, .. } => Database::Postgres(url.clone()),
        }
    }

    pub(crate) async fn open(&self) -> Store {
        self.try_open().await.unwrap()
    }

    pub(crate) async fn try_open(&self) -> Result<Store, StoreError> {
        Store::open(&self.database(), identity()).await
    }

    fn file(&self) -> PathBuf {
        match self {
            Self::Sqlite(directory) => directory.path().join("massline.db"),
            Self::Postgres { .. } => PathBuf::new(),
        }
    }

    /// The back door, as someone with the database's password has it.
    pub(crate) async fn back_door(&self) -> BackDoor {
        match self {
            Self::Sqlite(_) => {
                let url = format!("sqlite://{}", self.file().display());
                BackDoor::Sqlite(SqliteConnection::connect(&url).await.unwrap())
            }
            Self::Postgres { url, .. } => {
                BackDoor::Postgres(PgConnection::connect(url).await.unwrap())
            }
        }
    }
}

pub(crate) enum BackDoor {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

macro_rules! on_door {
    ($self:ident, $connection:ident => $call:expr) => {
        match $self {
            BackDoor::Sqlite($connection) => $call,
            BackDoor::Postgres($connection) => $call,
        }
    };
}

impl BackDoor {
    /// The name of a row's place on this engine.
    pub(crate) fn row(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "rowid",
            Self::Postgres(_) => "ctid",
        }
    }

    /// Bytes as they are written in SQL.
    pub(crate) fn bytes(&self, bytes: &[u8]) -> String {
        let hex = massline_log::to_hex(bytes);
        match self {
            Self::Sqlite(_) => format!("X'{hex}'"),
            Self::Postgres(_) => format!("'\\x{hex}'::bytea"),
        }
    }

    pub(crate) async fn run(&mut self, sql: &str) -> u64 {
        let sql = AssertSqlSafe(sql.to_owned());
        on_door!(self, db => sqlx::query(sql).execute(db).await.unwrap().rows_affected())
    }

    pub(crate) async fn number(&mut self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql.to_owned());
        on_door!(self, db => sqlx::query_scalar(sql).fetch_one(db).await.unwrap())
    }

    pub(crate) async fn maybe_bytes(&mut self, sql: &str) -> Option<Vec<u8>> {
        let sql = AssertSqlSafe(sql.to_owned());
        on_door!(self, db => sqlx::query_scalar(sql).fetch_one(db).await.unwrap())
    }

    /// All texts of a column.
    pub(crate) async fn texts(&mut self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        on_door!(self, db => {
            let rows = sqlx::query(sql).fetch_all(db).await.unwrap();
            rows.iter().map(|row| row.get::<Option<String>, _>(0).unwrap_or_default()).collect()
        })
    }

    pub(crate) async fn close(self) {
        match self {
            Self::Sqlite(db) => db.close().await.unwrap(),
            Self::Postgres(db) => db.close().await.unwrap(),
        }
    }
}
