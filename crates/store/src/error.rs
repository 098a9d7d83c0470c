//! What can go wrong at the door to the database, and what to do about it.

/// Why the store did not do what was asked. A write that failed changed nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Someone else wrote to this stream in the meantime: read it again and decide again.
    #[error("{stream} was changed in the meantime; read it again and decide again")]
    Stale {
        /// The stream whose version was not the expected one.
        stream: String,
    },
    /// Something that is unique is there already.
    #[error("this {what} is there already")]
    Duplicate {
        /// `source_key`, `login`, `lookup` or `slug`.
        what: &'static str,
    },
    /// The database was written by a newer version of the program.
    #[error(
        "the database has schema version {found} and this program knows up to {known}; \
         use the newer program"
    )]
    NewerVersion {
        /// The version in the database.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The disk is full. Nothing was lost; writing goes on once there is space.
    #[error("the disk of the database is full; free some space, nothing was lost")]
    Full,
    /// The database does not answer.
    #[error(
        "the database cannot be reached: {0}; check that it runs and that its address is right"
    )]
    Unreachable(String),
    /// What is stored contradicts itself. Run `massline audit` to see what.
    #[error("the database is damaged: {what}; run the audit, and restore a backup where it agrees")]
    Damaged {
        /// What does not fit.
        what: String,
    },
    /// The signed checkpoint and the stored tree differ: signing would fork the log.
    #[error(
        "the tree of {size} entries does not have the root of the signed checkpoint; \
         nothing is signed until the database is restored"
    )]
    RootMismatch {
        /// Entries in the checkpoint.
        size: u64,
    },
    /// The books of a day do not balance.
    #[error(
        "the books of campaign {campaign} do not balance: {received} received, {placed} placed; \
         run the audit"
    )]
    Unbalanced {
        /// Which campaign.
        campaign: u32,
        /// Opinions received.
        received: u64,
        /// Opinions found in one of the places where they may be.
        placed: u64,
    },
    /// The database would not keep what it acknowledges.
    #[error("the database is not durable: {0}")]
    NotDurable(String),
    /// The disk could not write or flush. What the operating system then keeps in memory is
    /// not to be trusted, so nothing more is written before the program is started again.
    #[error("the disk failed: {0}; check the disk, then start the program again")]
    DiskFailed(String),
    /// The store was closed, or had to stop writing, before this was written.
    #[error("the store does not write any more; start the program again")]
    Closed,
    /// A part of the log could not be made or read.
    #[error("log: {0}")]
    Log(#[from] massline_log::LogError),
    /// Anything else the database says.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
    /// The data directory cannot be made or used.
    #[error("{path}: {source}")]
    Directory {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

/// Result of a call to the store.
pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    /// Damage, in words.
    #[must_use]
    pub fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// Whether trying the same write again on its own could end otherwise. It cannot where
    /// the database itself is out of reach.
    pub(crate) fn is_about_one_write(&self) -> bool {
        !matches!(
            self,
            Self::Unreachable(_) | Self::DiskFailed(_) | Self::Closed
        )
    }

    /// Whether nothing may be written after it.
    pub(crate) fn is_final(&self) -> bool {
        matches!(self, Self::DiskFailed(_))
    }
}

/// SQLite's code for "the disk is full" (SQLITE_FULL).
const SQLITE_FULL: &str = "13";
/// SQLite's codes for a disk that fails and for a file that is not a sound database.
const SQLITE_IOERR: u32 = 10;
const SQLITE_CORRUPT: u32 = 11;
const SQLITE_NOTADB: u32 = 26;

/// The first byte of one of SQLite's codes, which says what kind it is; 0 for others. Those of
/// PostgreSQL have five characters, as no code of SQLite has that is looked for here.
fn sqlite_kind(code: &str) -> u32 {
    let number = if code.len() < 5 {
        code.parse::<u32>().ok()
    } else {
        None
    };
    number.map_or(0, |number| number & 0xff)
}

/// PostgreSQL's code for "the disk is full" (disk_full).
const POSTGRES_FULL: &str = "53100";

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match &error {
            E::Database(told) => {
                let code = told.code().unwrap_or_default();
                match code.as_ref() {
                    SQLITE_FULL | POSTGRES_FULL => Self::Full,
                    code if sqlite_kind(code) == SQLITE_IOERR => Self::DiskFailed(told.to_string()),
                    code if [SQLITE_CORRUPT, SQLITE_NOTADB].contains(&sqlite_kind(code)) => {
                        Self::damaged(told.to_string())
                    }
                    // Connection exceptions, shutdown, too many connections.
                    code if code.len() == 5
                        && (code.starts_with("08")
                            || code.starts_with("57P")
                            || code == "53300") =>
                    {
                        Self::Unreachable(told.to_string())
                    }
                    _ => Self::Database(error),
                }
            }
            E::Io(_) | E::Tls(_) | E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed => {
                Self::Unreachable(error.to_string())
            }
            E::ColumnDecode { .. } | E::Decode(_) => Self::damaged(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_sqlite_are_told_from_those_of_postgresql() {
        assert_eq!(sqlite_kind("10"), SQLITE_IOERR);
        assert_eq!(sqlite_kind("1034"), SQLITE_IOERR, "a flush that failed");
        assert_eq!(sqlite_kind("26"), SQLITE_NOTADB);
        assert_eq!(sqlite_kind("22010"), 0);
        assert_eq!(sqlite_kind("53100"), 0);
    }
}
