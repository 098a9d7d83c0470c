//! A log entry: a fixed 128 bytes, with no personal data and no time of day.
//!
//! ```text
//! off len field
//! 0   4   "MLE1"
//! 4   1   kind
//! 5   3   zero (flags, reserved)
//! 8   4   u32 big-endian day of sealing, days since 1970-01-01 UTC
//! 12  4   u32 big-endian campaign number
//! 16  32  commitment to private parts, or zero
//! 48  32  SHA-256 of the public document, or zero
//! 80  32  what the kind needs (erasure: leaf hash; issuance: nullifier; key: key hash)
//! 112 8   u64 big-endian count (batches: members; balance: total)
//! 120 8   zero
//! ```
//! The length is fixed so that it tells nothing about the content.

use crate::{LogError, merkle};

/// Bytes of an encoded entry.
pub const ENTRY_LEN: usize = 128;

const MAGIC: &[u8; 4] = b"MLE1";

/// What an entry records. The number is its byte in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 01: somebody said something.
    Submission,
    /// 02: where a batch of submissions went (a [`crate::batch`]).
    Disposition,
    /// 03: a problem, or an event in its life.
    Problem,
    /// 04: a problem was sent to a unit with a date.
    Dispatch,
    /// 05: a unit answered.
    Reply,
    /// 06: a round of judging opens.
    RoundOpen,
    /// 07: a panel was drawn.
    Draw,
    /// 08: the right to a ballot was issued.
    Issuance,
    /// 09: a batch of ballots (a [`crate::batch`]).
    Ballots,
    /// 0A: a tally.
    Tally,
    /// 0B: an erasure.
    Erasure,
    /// 0C: a key came into use or left it.
    Key,
    /// 0D: a policy, a charter or a setting.
    Policy,
    /// 0E: a campaign opens or closes.
    Campaign,
    /// 0F: the books of one day.
    Balance,
    /// 10: notice that sealed evidence was opened.
    Opened,
    /// 80 to FF: kinds that older programs may skip. Build with [`Kind::from_byte`].
    Additive(u8),
}

/// All kinds with a fixed byte, in the order of their bytes 01 to 10.
const FIXED: [Kind; 16] = [
    Kind::Submission,
    Kind::Disposition,
    Kind::Problem,
    Kind::Dispatch,
    Kind::Reply,
    Kind::RoundOpen,
    Kind::Draw,
    Kind::Issuance,
    Kind::Ballots,
    Kind::Tally,
    Kind::Erasure,
    Kind::Key,
    Kind::Policy,
    Kind::Campaign,
    Kind::Balance,
    Kind::Opened,
];

impl Kind {
    /// The byte of this kind in an entry.
    pub fn byte(self) -> u8 {
        match self {
            Self::Additive(byte) => byte | 0x80,
            fixed => FIXED
                .iter()
                .zip(1..)
                .find(|(kind, _)| **kind == fixed)
                .map_or(0, |(_, b)| b),
        }
    }

    /// The kind of a byte; refuses 00 and the unassigned 11 to 7F.
    pub fn from_byte(byte: u8) -> Result<Self, LogError> {
        match byte {
            0x01..=0x10 => Ok(FIXED[usize::from(byte) - 1]),
            0x80..=0xff => Ok(Self::Additive(byte)),
            _ => Err(LogError::EntryKind(byte)),
        }
    }
}

/// One entry of the log, in decoded form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What it records.
    pub kind: Kind,
    /// Day of sealing, in days since 1970-01-01 UTC.
    pub day: u32,
    /// Number of the campaign; 0 for what belongs to the whole instance.
    pub campaign: u32,
    /// Hiding commitment to private parts ([`crate::commit`]); zero if there are none.
    pub commitment: [u8; 32],
    /// SHA-256 of the public document of this entry; zero if there is none.
    pub reference: [u8; 32],
    /// What the kind needs besides; zero if nothing.
    pub aux: [u8; 32],
    /// Members of a batch, or a total; otherwise zero.
    pub count: u64,
}

impl Entry {
    /// An entry of a kind with everything else zero, to be filled in.
    pub fn new(kind: Kind, day: u32, campaign: u32) -> Self {
        let zero = [0; 32];
        Self {
            kind,
            day,
            campaign,
            commitment: zero,
            reference: zero,
            aux: zero,
            count: 0,
        }
    }

    /// The entry of a submission: a day, a campaign and a commitment, nothing else.
    pub fn submission(day: u32, campaign: u32, commitment: [u8; 32]) -> Self {
        Self {
            commitment,
            ..Self::new(Kind::Submission, day, campaign)
        }
    }

    /// The entry of a public document (`reference` is the document's SHA-256).
    pub fn document(kind: Kind, day: u32, campaign: u32, reference: [u8; 32]) -> Self {
        Self {
            reference,
            ..Self::new(kind, day, campaign)
        }
    }

    /// The entry of an erasure: which leaf, and the document that says by whose will.
    pub fn erasure(day: u32, campaign: u32, leaf: [u8; 32], reference: [u8; 32]) -> Self {
        Self {
            aux: leaf,
            ..Self::document(Kind::Erasure, day, campaign, reference)
        }
    }

    /// The 128 bytes of this entry.
    pub fn encode(&self) -> [u8; ENTRY_LEN] {
        let mut bytes = [0; ENTRY_LEN];
        bytes[0..4].copy_from_slice(MAGIC);
        bytes[4] = self.kind.byte();
        bytes[8..12].copy_from_slice(&self.day.to_be_bytes());
        bytes[12..16].copy_from_slice(&self.campaign.to_be_bytes());
        bytes[16..48].copy_from_slice(&self.commitment);
        bytes[48..80].copy_from_slice(&self.reference);
        bytes[80..112].copy_from_slice(&self.aux);
        bytes[112..120].copy_from_slice(&self.count.to_be_bytes());
        bytes
    }

    /// Reads an entry; refuses any other length, a wrong mark, an unknown kind below 0x80 and
    /// reserved bytes that are not zero.
    pub fn decode(bytes: &[u8]) -> Result<Self, LogError> {
        let bytes: &[u8; ENTRY_LEN] = bytes
            .try_into()
            .map_err(|_| LogError::Entry("it must be 128 bytes long"))?;
        if &bytes[0..4] != MAGIC {
            return Err(LogError::Entry("it must begin with MLE1"));
        }
        let kind = Kind::from_byte(bytes[4])?;
        if bytes[5..8]
            .iter()
            .chain(&bytes[120..128])
            .any(|byte| *byte != 0)
        {
            return Err(LogError::Entry("its reserved bytes must be zero"));
        }
        Ok(Self {
            kind,
            day: u32::from_be_bytes(part(bytes, 8)),
            campaign: u32::from_be_bytes(part(bytes, 12)),
            commitment: part(bytes, 16),
            reference: part(bytes, 48),
            aux: part(bytes, 80),
            count: u64::from_be_bytes(part(bytes, 112)),
        })
    }

    /// The hash of this entry as a leaf of the log.
    pub fn leaf_hash(&self) -> merkle::Hash {
        merkle::leaf_hash(&self.encode())
    }
}

fn part<const N: usize>(bytes: &[u8; ENTRY_LEN], at: usize) -> [u8; N] {
    std::array::from_fn(|i| bytes[at + i])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Entry {
        Entry {
            kind: Kind::Ballots,
            day: 0x0102_0304,
            campaign: 0x0506_0708,
            commitment: [1; 32],
            reference: [2; 32],
            aux: [3; 32],
            count: 0x1112_1314_1516_1718,
        }
    }

    #[test]
    fn the_layout_is_the_documented_one() {
        let bytes = sample().encode();
        assert_eq!(
            &bytes[..16],
            b"MLE1\x09\0\0\0\x01\x02\x03\x04\x05\x06\x07\x08"
        );
        assert_eq!(bytes[16..48], [1; 32]);
        assert_eq!(bytes[48..80], [2; 32]);
        assert_eq!(bytes[80..112], [3; 32]);
        assert_eq!(
            &bytes[112..],
            b"\x11\x12\x13\x14\x15\x16\x17\x18\0\0\0\0\0\0\0\0"
        );
        assert_eq!(Entry::decode(&bytes).unwrap(), sample());
    }

    #[test]
    fn every_kind_byte_is_read_or_refused() {
        for byte in 0..=255u8 {
            let known = matches!(byte, 0x01..=0x10 | 0x80..=0xff);
            match Kind::from_byte(byte) {
                Ok(kind) => assert!(known && kind.byte() == byte, "{byte:#x}"),
                Err(error) => assert!(!known && error == LogError::EntryKind(byte), "{byte:#x}"),
            }
        }
    }

    #[test]
    fn every_flip_is_refused_or_changes_the_entry() {
        let bytes = sample().encode();
        for bit in 0..ENTRY_LEN * 8 {
            let mut flipped = bytes;
            flipped[bit / 8] ^= 1 << (bit % 8);
            if let Ok(entry) = Entry::decode(&flipped) {
                assert_ne!(entry, sample());
                assert_eq!(entry.encode(), flipped, "only one form per entry");
            }
        }
        assert!(Entry::decode(&bytes[..127]).is_err());
        assert!(Entry::decode(&[&bytes[..], &[0]].concat()).is_err());
    }
}
