//! The one door to the database.
//!
//! [`Store`] keeps the events, which are the truth; the views, which are what the events come
//! to; the vault, which has what is private; and the verifiable log. SQLite is inside,
//! PostgreSQL outside; the same Rust and SQL serves both (`body` is compiled once for each).
//!
//! Where to look:
//! - [`write`]: what is written. [`rows`], [`filter`]: what is read.
//! - `sql`: every statement. `migrations/`: the tables.
//! - `view`: how an event changes the views. `chain`, `vault`: how tampering is found out.
//! - `seal`: how events become entries of the log. `audit`: how everything is checked.
//! - `writer`: how many writes become one commit.

mod audit;
pub mod bench;
mod chain;
mod consultation;
mod error;
pub mod filter;
mod identity;
mod postgres;
pub mod rows;
mod seal;
mod sql;
mod sqlite;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod vault;
mod view;
pub mod write;
mod writer;

pub use audit::{AuditReport, Finding, What};
pub use error::{Result, StoreError};
pub use filter::{LedgerFilter, OpinionFilter, Page, PageOf, ProblemFilter, ProblemSort};
pub use identity::LogIdentity;
pub use rows::{
    CampaignRow, ClosingRow, ConsultationRow, Figures, ItemRow, LateRow, OpinionRow, PictureRow,
    ProblemRow, RoundRow, Sealed, SessionRow, StatementRow, UnitRow, UnitWork, UserRow, VoteRow,
    Waiting,
};
pub use store::{Database, Store};
pub use vault::{account_digest, pictures_root, text_commitment};
pub use view::Thing;
pub use write::{Recorded, StreamWrite, VaultField, VaultWrite, Write, Written};
