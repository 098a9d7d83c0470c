//! Bringing the tables to the version this program knows.

use super::super::{HAS_SCHEMA, MIGRATIONS};
use super::Body;
use crate::chain::START;
use crate::error::{Result, StoreError};
use crate::sql;
use sqlx::Executor as _;

const CREATE_VERSION: &str = "CREATE TABLE schema_version (version BIGINT NOT NULL)";
const READ_VERSION: &str = "SELECT COALESCE(MAX(version), 0) FROM schema_version";
const ADD_VERSION: &str = "INSERT INTO schema_version (version) VALUES ($1)";

impl Body {
    /// Runs the migrations that have not run, in one transaction.
    pub(super) async fn migrate(&self) -> Result<()> {
        let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
        let mut tx = self.begin_write().await?;
        let tables: i64 = sqlx::query_scalar(HAS_SCHEMA).fetch_one(&mut *tx).await?;
        if tables == 0 {
            tx.execute(CREATE_VERSION).await?;
        }
        let found: i64 = sqlx::query_scalar(READ_VERSION).fetch_one(&mut *tx).await?;
        if found > known {
            return Err(StoreError::NewerVersion { found, known });
        }
        if found == known {
            return Ok(());
        }
        for (version, migration) in (1..)
            .zip(MIGRATIONS)
            .skip(usize::try_from(found).unwrap_or(0))
        {
            tx.execute(sqlx::raw_sql(*migration)).await?;
            sqlx::query(ADD_VERSION)
                .bind::<i64>(version)
                .execute(&mut *tx)
                .await?;
        }
        if found == 0 {
            let start = &START[..];
            sqlx::query(sql::event::INSERT_HEAD)
                .bind(0i64)
                .bind(start)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
