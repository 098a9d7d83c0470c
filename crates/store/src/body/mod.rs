//! The store on one engine. This directory is compiled twice, once for each engine; what
//! differs between them is in the file above it (`super`).

mod append;
mod audit;
mod cells;
mod compare;
mod consultation;
mod disposition;
mod events;
mod figures;
mod lists;
mod load;
mod log;
mod migrate;
mod opinions;
mod private;
mod save;
mod seal;
mod sessions;
mod things;

pub(crate) use cells::signed;

use super::{BEGIN_READ, BEGIN_WRITE, Db, LOCK_LOG};
use crate::error::Result;
use crate::identity::LogIdentity;
use crate::vault::Vault;
use crate::view::Charters;
use massline_log::note::SigningKey;
use sqlx::{Database, Pool, Transaction};
use std::sync::Arc;

pub(crate) type Row = <Db as Database>::Row;
pub(crate) type Connection = <Db as Database>::Connection;

/// The database and what is needed to read and write it.
#[derive(Clone)]
pub(crate) struct Body {
    pub(crate) write: Pool<Db>,
    read: Pool<Db>,
    identity: Arc<LogIdentity>,
    log_key: SigningKey,
    chain_key: [u8; 32],
    vault: Vault,
    charters: Arc<Charters>,
    /// The most events that one transaction seals.
    pub(crate) seal_at_most: i64,
}

impl Body {
    pub(crate) async fn open(pools: (Pool<Db>, Pool<Db>), identity: LogIdentity) -> Result<Self> {
        let (write, read) = pools;
        let body = Self {
            write,
            read,
            chain_key: identity.chain_key(),
            vault: Vault::new(&identity),
            log_key: identity.log_key()?,
            identity: Arc::new(identity),
            charters: Arc::default(),
            seal_at_most: seal::MOST,
        };
        body.migrate().await?;
        body.must_fit_checkpoint().await?;
        Ok(body)
    }

    /// A transaction that alone may write events and entries.
    async fn begin_write(&self) -> Result<Transaction<'static, Db>> {
        let mut tx = self.write.begin_with(BEGIN_WRITE).await?;
        if let Some(lock) = LOCK_LOG {
            sqlx::query(lock).execute(&mut *tx).await?;
        }
        Ok(tx)
    }

    /// A transaction in which everything stands still.
    async fn begin_read(&self) -> Result<Transaction<'static, Db>> {
        Ok(self.read.begin_with(BEGIN_READ).await?)
    }

    /// Ends all connections.
    pub(crate) async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}
