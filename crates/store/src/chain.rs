//! The chain over all events. Each row's chain value depends on its own content and on the
//! value before, under a key the database does not have: whoever edits, deletes, inserts or
//! swaps rows cannot make the chain fit again, not even before anything is sealed.

use crate::error::{Result, StoreError};
use crate::write::Recorded;
use hmac::{Hmac, KeyInit, Mac};
use massline_domain::id::CampaignId;
use massline_domain::indicator::Subject;
use massline_domain::{Day, Event, consultation, verdict};
use sha2::{Digest, Sha256};

/// The value before the first event.
pub(crate) const START: [u8; 32] = [0; 32];

/// An event exactly as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EventRow {
    pub(crate) seq: u64,
    pub(crate) campaign: CampaignId,
    pub(crate) stream: String,
    pub(crate) version: u64,
    pub(crate) day: i32,
    /// Canonical JSON.
    pub(crate) who: String,
    /// Canonical JSON.
    pub(crate) data: String,
    pub(crate) salt: [u8; 32],
    /// The problem whose story it belongs to.
    pub(crate) problem: Option<u64>,
    pub(crate) chain: [u8; 32],
    pub(crate) leaf: Option<u64>,
}

impl EventRow {
    /// SHA-256 over the row's content: all columns but `chain` and `leaf`.
    fn content(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"massline/event/v1");
        hash.update(self.seq.to_be_bytes());
        hash.update(self.campaign.0.to_be_bytes());
        hash.update(self.version.to_be_bytes());
        hash.update(self.day.to_be_bytes());
        hash.update(self.salt);
        match self.problem {
            None => hash.update([0]),
            Some(problem) => {
                hash.update([1]);
                hash.update(problem.to_be_bytes());
            }
        }
        for text in [&self.stream, &self.who, &self.data] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        }
        hash.finalize().into()
    }

    /// What its chain value must be after `previous`.
    pub(crate) fn chained(&self, key: &[u8; 32], previous: &[u8; 32]) -> [u8; 32] {
        hmac(key, &[previous, &self.content()])
    }
}

impl TryFrom<EventRow> for Recorded {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self> {
        let damaged = |why: &dyn std::fmt::Display| {
            StoreError::damaged(format!("event {} of stream {}: {why}", row.seq, row.stream))
        };
        let data = serde_json::from_str(&row.data).map_err(|error| damaged(&error))?;
        let event = Event::from_json(data).map_err(|error| damaged(&error))?;
        let who = serde_json::from_str(&row.who).map_err(|error| damaged(&error))?;
        Ok(Self {
            seq: row.seq,
            campaign: row.campaign,
            stream: row.stream,
            version: row.version,
            day: Day(row.day),
            who,
            event,
            leaf: row.leaf,
        })
    }
}

/// The problem whose story an event belongs to. Single ballots are not told in it.
pub(crate) fn story_of(event: &Event) -> Option<u64> {
    match event {
        Event::Problem(event) => Some(event.problem().0),
        Event::Item(event) => Some(event.item().problem.0),
        Event::LookBack(event) => Some(event.problem().0),
        Event::Escalation(event) => Some(event.problem().0),
        Event::Indicator(event) => match event.subject() {
            Subject::Problem(problem) => Some(problem.0),
            Subject::Unit(_) => None,
        },
        Event::Verdict(verdict::Event::BallotCast { .. }) => None,
        Event::Verdict(event) => Some(event.problem().0),
        Event::Consultation(consultation::Event::Opened {
            problem: Some(problem),
            ..
        }) => Some(problem.0),
        _ => None,
    }
}

/// HMAC-SHA256 over the parts, one after the other.
pub(crate) fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key shorter than a block counts as filled up with zeros (RFC 2104).
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> EventRow {
        EventRow {
            seq: 7,
            campaign: CampaignId(1),
            stream: "problem/1".into(),
            version: 2,
            day: 20_000,
            who: "{}".into(),
            data: "{\"a\":1}".into(),
            salt: [1; 32],
            problem: Some(1),
            chain: [0; 32],
            leaf: None,
        }
    }

    #[test]
    fn every_column_is_in_the_chain() {
        type Change = fn(&mut EventRow);
        let changes: [Change; 10] = [
            |row| row.seq = 8,
            |row| row.campaign = CampaignId(2),
            |row| row.stream = "problem/2".into(),
            |row| row.version = 3,
            |row| row.day = 1,
            |row| row.who = "{ }".into(),
            |row| row.data = "{\"a\":2}".into(),
            |row| row.salt = [2; 32],
            |row| row.problem = None,
            |row| (row.who, row.data) = ("{}{".into(), "\"a\":1}".into()),
        ];
        let key = [9; 32];
        let right = row().chained(&key, &START);
        for (n, change) in changes.iter().enumerate() {
            let mut changed = row();
            change(&mut changed);
            assert_ne!(changed.chained(&key, &START), right, "change {n}");
        }
        assert_ne!(row().chained(&key, &[1; 32]), right, "the value before");
        assert_ne!(row().chained(&[8; 32], &START), right, "the key");
    }
}
