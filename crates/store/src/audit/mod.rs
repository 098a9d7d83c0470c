//! The audit: replays events, log, vault and views and names every row that does not fit.
//!
//! What holds what together:
//! - events: a chain under a secret key, up to the head;
//! - entries: what their events say they must be, and the tree they are in;
//! - tiles and checkpoints: recomputed from the entries; every checkpoint is signed and knows
//!   the one before it;
//! - documents: their hashes, each named by an entry;
//! - vault: a code over each row under a secret key, and the commitments in the events;
//! - views: replayed in memory and compared row by row.
//!
//! This part is pure: rows come in, findings go out.

mod cover;
mod event;
mod private;
mod report;
mod tree;

pub(crate) use private::Seen;
pub use report::{AuditReport, Finding, What};
pub(crate) use tree::{CheckpointRow, Tree};

use crate::chain::START;
use crate::seal::Balance;
use crate::vault::Vault;
use crate::view::{FigureKind, Views};
use cover::Expected;
use massline_domain::Day;
use massline_domain::id::{CampaignId, Digest, OpinionId, UserId};
use massline_log::Hash;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// The books of a day, as noted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BalanceRow {
    pub(crate) campaign: CampaignId,
    pub(crate) day: Day,
    pub(crate) leaf: u64,
}

/// An audit under way.
pub(crate) struct Audit {
    pub(crate) report: AuditReport,
    pub(crate) views: Views,
    chain_key: [u8; 32],
    vault: Vault,
    /// The last event and its chain value.
    last: (u64, [u8; 32]),
    /// What the entries must be, by index, as their events say.
    expected: HashMap<u64, Expected>,
    /// Entries that erase, with the entries they erase.
    erased_by: HashMap<u64, u64>,
    /// Leaf hashes of entries that are erased later, once they are read.
    erased_hashes: HashMap<u64, Option<Hash>>,
    /// Entries of opinions.
    opinion_leaves: HashMap<(CampaignId, OpinionId), u64>,
    /// Books that were entered, per campaign, in order.
    balances: BTreeMap<CampaignId, VecDeque<BalanceRow>>,
    /// Hashes of the stored documents, and whether an entry names them.
    documents: HashMap<Hash, bool>,
    /// Commitments to texts, by campaign and key.
    texts: BTreeMap<(CampaignId, String), Digest>,
    /// Digests of private records.
    accounts: BTreeMap<(CampaignId, UserId), Digest>,
    /// Files that events name.
    files: BTreeSet<Digest>,
}

impl Audit {
    pub(crate) fn new(chain_key: [u8; 32], vault: Vault, balances: Vec<BalanceRow>) -> Self {
        let mut by_campaign: BTreeMap<CampaignId, VecDeque<BalanceRow>> = BTreeMap::new();
        for balance in balances {
            by_campaign
                .entry(balance.campaign)
                .or_default()
                .push_back(balance);
        }
        Self {
            report: AuditReport::default(),
            views: Views::from_nothing(),
            chain_key,
            vault,
            last: (0, START),
            expected: HashMap::new(),
            erased_by: HashMap::new(),
            erased_hashes: HashMap::new(),
            opinion_leaves: HashMap::new(),
            balances: by_campaign,
            documents: HashMap::new(),
            texts: BTreeMap::new(),
            accounts: BTreeMap::new(),
            files: BTreeSet::new(),
        }
    }

    pub(crate) fn found(&mut self, table: &'static str, key: impl Into<String>, what: What) {
        self.report.findings.push(Finding {
            table,
            key: key.into(),
            what,
        });
    }

    /// The books as the replay has come to them.
    fn books(&self, campaign: CampaignId) -> Balance {
        let mut books = Balance::default();
        let here = self.views.figures.iter().filter(|(of, ..)| *of == campaign);
        for (_, kind, code, number) in here {
            let number = u64::try_from(number).unwrap_or(0);
            match kind {
                FigureKind::Day => books.received += number,
                FigureKind::State => {
                    if let Some(place) = books.place(code) {
                        *place = number;
                    }
                }
                _ => {}
            }
        }
        books
    }
}
