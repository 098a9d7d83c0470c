//! The plain thing that `massline bench` compares with: SQL stands in this crate only.

use crate::error::Result;
use crate::sqlite;
use std::path::Path;
use std::time::{Duration, Instant};

/// Bytes of a row, about what an opinion's event takes.
const ROW: usize = 600;

/// Commits per second of one row each, by one writer, into a bare SQLite table with the same
/// settings as ours (WAL, `synchronous=FULL`).
///
/// # Errors
/// What the database says.
pub async fn raw_commits(directory: &Path, time: Duration) -> Result<f64> {
    let (pool, _) = sqlite::connect(directory).await?;
    sqlx::query("CREATE TABLE IF NOT EXISTS plain (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        .execute(&pool)
        .await?;
    let began = Instant::now();
    let mut commits = 0_u32;
    while began.elapsed() < time {
        sqlx::query("INSERT INTO plain (bytes) VALUES ($1)")
            .bind(vec![7_u8; ROW])
            .execute(&pool)
            .await?;
        commits += 1;
    }
    Ok(f64::from(commits) / began.elapsed().as_secs_f64())
}
