//! Which entry covers which events, and what it must be.

use super::{Audit, BalanceRow, What};
use crate::seal::{Cover, cover, document, member};
use crate::write::Recorded;
use massline_domain::id::CampaignId;
use massline_domain::{Event, opinion};
use massline_log::batch::Batch;
use massline_log::entry::{Entry, Kind};
use massline_log::{Hash, sha256};

/// What an entry must be, as the events say that claim it.
pub(super) enum Expected {
    /// This hash of kind, campaign, commitment, reference, aux and count.
    Single(Hash),
    /// A batch of these members.
    Batch(Kind, CampaignId, Vec<Hash>),
    /// The books, exactly.
    Balance(Hash),
    /// Events that cannot be in one entry together, or whose entry cannot be known.
    Nothing,
}

/// A hash of everything in an entry but the day: the day of sealing is not in the events.
fn without_day(entry: &Entry) -> Hash {
    sha256(&Entry { day: 0, ..*entry }.encode())
}

impl Audit {
    /// Notes what the entry must be that is said to cover this event.
    pub(super) fn expect_entry(&mut self, recorded: &Recorded, salt: [u8; 32]) {
        let Some(leaf) = recorded.leaf else { return };
        let campaign = recorded.campaign;
        let entry = Entry::new(Kind::Submission, 0, campaign.0);
        let expected = match cover(&recorded.event) {
            Cover::Submission => self.submission(recorded, leaf),
            Cover::Erasure => self.erasure(recorded, leaf),
            Cover::Document(kind) => document(recorded, None).ok().map(|text| {
                let reference = sha256(text.as_bytes());
                Expected::Single(without_day(&Entry {
                    kind,
                    reference,
                    ..entry
                }))
            }),
            Cover::Dispositions => {
                let of = self.leaf_of(recorded);
                return self.expect_member(Kind::Disposition, recorded, salt, of, leaf);
            }
            Cover::Ballots(_) | Cover::Votes(_) | Cover::Supports => {
                return self.expect_member(Kind::Ballots, recorded, salt, Some(0), leaf);
            }
        };
        let expected = expected.unwrap_or(Expected::Nothing);
        if self.expected.insert(leaf, expected).is_some() {
            // Two events claim one entry.
            self.expected.insert(leaf, Expected::Nothing);
        }
    }

    fn submission(&mut self, recorded: &Recorded, leaf: u64) -> Option<Expected> {
        let Event::Opinion(opinion::Event::Received {
            opinion,
            commitment,
            ..
        }) = &recorded.event
        else {
            return None;
        };
        self.opinion_leaves
            .insert((recorded.campaign, *opinion), leaf);
        let entry = Entry::submission(0, recorded.campaign.0, commitment.0);
        Some(Expected::Single(without_day(&entry)))
    }

    /// Its `aux` is the hash of the erased entry, which is known once that one is read.
    fn erasure(&mut self, recorded: &Recorded, leaf: u64) -> Option<Expected> {
        let erased = self.leaf_of(recorded)?;
        self.erased_by.insert(leaf, erased);
        self.erased_hashes.insert(erased, None);
        let text = document(recorded, Some(erased)).ok()?;
        let reference = sha256(text.as_bytes());
        let entry = Entry {
            reference,
            ..Entry::new(Kind::Erasure, 0, recorded.campaign.0)
        };
        Some(Expected::Single(without_day(&entry)))
    }

    fn expect_member(
        &mut self,
        kind: Kind,
        recorded: &Recorded,
        salt: [u8; 32],
        of: Option<u64>,
        leaf: u64,
    ) {
        let hash = of
            .and_then(|of| member(recorded, salt, of).ok())
            .map(|member| member.hash());
        let batch = Expected::Batch(kind, recorded.campaign, Vec::new());
        match (self.expected.entry(leaf).or_insert(batch), hash) {
            (Expected::Batch(of, campaign, hashes), Some(hash))
                if *of == kind && *campaign == recorded.campaign =>
            {
                hashes.push(hash);
            }
            (other, _) => *other = Expected::Nothing,
        }
    }

    fn leaf_of(&self, recorded: &Recorded) -> Option<u64> {
        let Event::Opinion(event) = &recorded.event else {
            return None;
        };
        self.opinion_leaves
            .get(&(recorded.campaign, event.opinion()))
            .copied()
    }

    /// Books cover all events of their campaign that are in entries before theirs.
    pub(super) fn balances_before(&mut self, recorded: &Recorded) {
        let Some(rows) = self.balances.get_mut(&recorded.campaign) else {
            return;
        };
        let mut due = Vec::new();
        while let Some(row) = rows.front()
            && recorded.leaf.is_none_or(|leaf| row.leaf < leaf)
        {
            due.extend(rows.pop_front());
        }
        due.into_iter().for_each(|row| self.expect_balance(row));
    }

    fn expect_balance(&mut self, row: BalanceRow) {
        let books = self.books(row.campaign);
        let balances = books.must_balance(row.campaign).is_ok();
        match books.entry(row.campaign, row.day) {
            Ok((entry, _)) if balances => {
                let hash = Expected::Balance(sha256(&entry.encode()));
                if self.expected.insert(row.leaf, hash).is_some() {
                    self.expected.insert(row.leaf, Expected::Nothing);
                }
            }
            _ => self.found("balance", balance_key(&row), What::Balance),
        }
    }

    /// After the last event: the books that cover all of them.
    pub(crate) fn last_balances(&mut self) {
        let rows: Vec<BalanceRow> = self.balances.values().flatten().copied().collect();
        self.balances.clear();
        rows.into_iter().for_each(|row| self.expect_balance(row));
    }

    /// The next entry, in order.
    pub(super) fn entry(&mut self, index: u64, bytes: &[u8], hash: Hash) {
        if let Some(wanted) = self.erased_hashes.get_mut(&index) {
            *wanted = Some(hash);
        }
        let expected = self.expected.remove(&index);
        let Ok(mut entry) = Entry::decode(bytes) else {
            return self.found("leaf", index.to_string(), What::Unreadable);
        };
        if entry.kind != Kind::Submission {
            match self.documents.get_mut(&entry.reference) {
                Some(named) => *named = true,
                None => self.found("document", hex(&entry.reference), What::Missing),
            }
        }
        if let Some(erased) = self.erased_by.get(&index) {
            // Compared here, so that the rest of the entry is compared without it.
            if self.erased_hashes.get(erased) != Some(&Some(entry.aux)) {
                self.found("leaf", index.to_string(), What::Cover);
            }
            entry.aux = [0; 32];
        }
        let fits = match expected {
            Some(Expected::Single(hash)) => hash == without_day(&entry),
            Some(Expected::Balance(hash)) => hash == sha256(bytes),
            Some(Expected::Batch(kind, campaign, hashes)) => {
                let batch = Batch::from_hashes(kind, hashes);
                batch
                    .and_then(|batch| batch.entry(entry.day, campaign.0))
                    .is_ok_and(|batch| batch == entry)
            }
            Some(Expected::Nothing) | None => false,
        };
        if !fits {
            let table = if entry.kind == Kind::Balance {
                "balance"
            } else {
                "event"
            };
            self.found(table, format!("entry {index}"), What::Cover);
        }
    }

    /// After the last entry: events that claim entries which are not there.
    pub(super) fn entries_end(&mut self) {
        let mut left: Vec<u64> = self.expected.keys().copied().collect();
        left.sort_unstable();
        for index in left {
            self.found("event", format!("entry {index}"), What::Cover);
        }
    }

    /// A stored document.
    pub(crate) fn document(&mut self, hash: &[u8], body: &str) {
        self.report.documents += 1;
        if sha256(body.as_bytes()) != hash {
            return self.found("document", hex(hash), What::Hash);
        }
        if let Ok(hash) = hash.try_into() {
            self.documents.insert(hash, false);
        }
    }

    /// After the last entry: documents that no entry names.
    pub(crate) fn documents_end(&mut self) {
        let unnamed = self.documents.iter().filter(|(_, named)| !**named);
        let mut unnamed: Vec<String> = unnamed.map(|(hash, _)| hex(hash)).collect();
        unnamed.sort_unstable();
        for hash in unnamed {
            self.found("document", hash, What::Unexpected);
        }
    }
}

fn balance_key(row: &BalanceRow) -> String {
    format!("{}/{}", row.campaign, row.day)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    massline_log::to_hex(bytes)
}
