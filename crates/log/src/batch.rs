//! Batch entries: one log entry that covers many events which must not be told apart, such as
//! ballots, or who was assigned where.
//!
//! ```text
//! member = SHA-256("massline/member/v1" || salt || u64be leaf || document)
//! ```
//! where `leaf` is the log index of the submission it is about, or 0, and `salt` is 32 random
//! bytes. Members are sorted by hash, so that their order tells nothing, and form a Merkle tree.
//! The entry's `count` is the number of members and its `reference` the hash of the public
//! document, which holds the root and nothing about a member. Who is shown a [`MemberProof`] can
//! check that one event is covered.

use serde_json::{Value, json};

use crate::encoding::{from_base64, from_hex, sha256_of, to_base64, to_hex};
use crate::entry::{Entry, Kind};
use crate::merkle::{self, Hash, Tree};
use crate::{LogError, json as canonical_json};

const FORMAT: &str = "massline-batch/v1";
const PROOF_FORMAT: &str = "massline-member/v1";

/// One event covered by a batch. Private: shown only to whom it concerns.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// 32 random bytes, kept with the event.
    pub salt: [u8; 32],
    /// Log index of the submission it is about, or 0.
    pub leaf: u64,
    /// The event itself, as bytes.
    pub document: Vec<u8>,
}

impl Member {
    /// The salted hash of this member.
    pub fn hash(&self) -> Hash {
        let leaf = self.leaf.to_be_bytes();
        sha256_of(&[b"massline/member/v1", &self.salt, &leaf, &self.document])
    }
}

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Member({} secret bytes)", self.document.len())
    }
}

/// A batch: the sorted hashes of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    kind: Kind,
    hashes: Vec<Hash>,
}

/// What covers one member: its place in the batch, and the hashes up to the batch's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberProof {
    /// The member.
    pub member: Member,
    /// Its place among the sorted hashes.
    pub index: u64,
    /// Number of members of the batch.
    pub count: u64,
    /// The inclusion proof.
    pub hashes: Vec<Hash>,
}

impl Batch {
    /// A batch of these members, in any order. Fails if there are none, or two are equal (their
    /// salts were not random).
    pub fn new(kind: Kind, members: &[Member]) -> Result<Self, LogError> {
        Self::from_hashes(kind, members.iter().map(Member::hash).collect())
    }

    /// A batch from the hashes of its members, in any order.
    pub fn from_hashes(kind: Kind, mut hashes: Vec<Hash>) -> Result<Self, LogError> {
        hashes.sort_unstable();
        if hashes.is_empty() {
            return Err(LogError::Range("a batch has at least one member"));
        }
        if hashes.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(LogError::Range("two members of a batch are the same"));
        }
        Ok(Self { kind, hashes })
    }

    /// Number of members.
    pub fn count(&self) -> u64 {
        self.hashes.len() as u64
    }

    /// The sorted hashes of the members.
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// Root over the members.
    pub fn root(&self) -> Hash {
        self.tree().root()
    }

    /// The public document: kind, count and root.
    pub fn document(&self) -> Value {
        json!({
            "format": FORMAT,
            "kind": self.kind.byte(),
            "count": self.count(),
            "root": to_hex(&self.root()),
        })
    }

    /// The log entry of this batch.
    pub fn entry(&self, day: u32, campaign: u32) -> Result<Entry, LogError> {
        let reference = canonical_json::document_hash(&self.document())?;
        Ok(Entry {
            count: self.count(),
            ..Entry::document(self.kind, day, campaign, reference)
        })
    }

    /// The proof for one member.
    pub fn prove(&self, member: &Member) -> Result<MemberProof, LogError> {
        let place = self.hashes.binary_search(&member.hash());
        let index = place.map_err(|_| LogError::Range("this is not a member of the batch"))? as u64;
        let hashes = merkle::inclusion_proof(&self.tree(), index, self.count())?;
        Ok(MemberProof {
            member: member.clone(),
            index,
            count: self.count(),
            hashes,
        })
    }

    fn tree(&self) -> Tree {
        Tree::from_leaves(self.hashes.iter().map(|hash| merkle::leaf_hash(hash)))
    }
}

impl MemberProof {
    /// Checks that the member is covered by the batch with this entry and public document.
    pub fn verify(&self, entry: &Entry, document: &Value) -> Result<(), LogError> {
        if canonical_json::document_hash(document)? != entry.reference {
            return Err(LogError::Proof("the document is not that of the entry"));
        }
        let root = read_document(document, entry)
            .ok_or(LogError::Proof("the document is not that of a batch"))?;
        if self.count != entry.count {
            return Err(LogError::Proof("the batch has another number of members"));
        }
        let leaf = merkle::leaf_hash(&self.member.hash());
        merkle::verify_inclusion(&leaf, self.index, self.count, &self.hashes, &root)
    }

    /// The JSON form of the proof.
    pub fn to_json(&self) -> Value {
        json!({
            "format": PROOF_FORMAT,
            "salt": to_base64(&self.member.salt),
            "leaf": self.member.leaf,
            "document": to_base64(&self.member.document),
            "index": self.index,
            "count": self.count,
            "hashes": self.hashes.iter().map(|hash| to_base64(hash)).collect::<Vec<_>>(),
        })
    }

    /// Reads the JSON form.
    pub fn from_json(value: &Value) -> Result<Self, LogError> {
        read_proof(value).ok_or(LogError::Proof(
            "it must be an object of format massline-member/v1",
        ))
    }
}

fn read_document(document: &Value, entry: &Entry) -> Option<Hash> {
    let object = document.as_object().filter(|object| object.len() == 4)?;
    let fits = object.get("format")?.as_str()? == FORMAT
        && object.get("kind")?.as_u64()? == u64::from(entry.kind.byte())
        && object.get("count")?.as_u64()? == entry.count;
    let root = from_hex(object.get("root")?.as_str()?)?;
    if fits { root.try_into().ok() } else { None }
}

fn read_proof(value: &Value) -> Option<MemberProof> {
    let object = value.as_object().filter(|object| object.len() == 7)?;
    if object.get("format")?.as_str()? != PROOF_FORMAT {
        return None;
    }
    let bytes = |name: &str| from_base64(object.get(name)?.as_str()?);
    let hash = |value: &Value| crate::encoding::hash_from_base64(value.as_str()?);
    let hashes: Option<Vec<Hash>> = object.get("hashes")?.as_array()?.iter().map(hash).collect();
    Some(MemberProof {
        member: Member {
            salt: bytes("salt")?.try_into().ok()?,
            leaf: object.get("leaf")?.as_u64()?,
            document: bytes("document")?,
        },
        index: object.get("index")?.as_u64()?,
        count: object.get("count")?.as_u64()?,
        hashes: hashes?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(count: u8) -> Vec<Member> {
        let member = |n| Member {
            salt: [n; 32],
            leaf: u64::from(n),
            document: vec![n; 3],
        };
        (0..count).map(member).collect()
    }

    #[test]
    fn every_member_is_covered_and_no_other() {
        for count in [1, 2, 7, 100] {
            let all = members(count);
            let batch = Batch::new(Kind::Disposition, &all).unwrap();
            let entry = batch.entry(20_000, 1).unwrap();
            assert_eq!(
                (entry.kind, entry.count),
                (Kind::Disposition, u64::from(count))
            );
            for member in &all {
                let proof = batch.prove(member).unwrap();
                assert_eq!(proof.verify(&entry, &batch.document()), Ok(()));
                assert_eq!(MemberProof::from_json(&proof.to_json()), Ok(proof.clone()));
                let mut other = proof;
                other.member.document.push(0);
                assert!(other.verify(&entry, &batch.document()).is_err());
            }
            let stranger = Member {
                salt: [255; 32],
                leaf: 0,
                document: vec![],
            };
            assert!(batch.prove(&stranger).is_err());
        }
    }

    #[test]
    fn order_does_not_show() {
        let mut all = members(9);
        let batch = Batch::new(Kind::Ballots, &all).unwrap();
        all.reverse();
        assert_eq!(Batch::new(Kind::Ballots, &all).unwrap(), batch);
    }

    #[test]
    fn salt_leaf_and_entry_are_bound() {
        let all = members(5);
        let batch = Batch::new(Kind::Ballots, &all).unwrap();
        let entry = batch.entry(20_000, 1).unwrap();
        let document = batch.document();
        let proof = batch.prove(&all[2]).unwrap();
        let mut salt = proof.clone();
        salt.member.salt[0] ^= 1;
        let mut leaf = proof.clone();
        leaf.member.leaf += 1;
        let mut index = proof.clone();
        index.index ^= 1;
        for wrong in [salt, leaf, index] {
            assert!(wrong.verify(&entry, &document).is_err());
        }
        assert!(
            proof
                .verify(&Entry { count: 6, ..entry }, &document)
                .is_err()
        );
        assert!(
            proof
                .verify(
                    &Entry {
                        kind: Kind::Disposition,
                        ..entry
                    },
                    &document
                )
                .is_err()
        );
        let other = Batch::new(Kind::Ballots, &members(6)).unwrap();
        assert!(proof.verify(&entry, &other.document()).is_err());
    }

    #[test]
    fn a_proof_must_count_as_many_members_as_the_entry() {
        // The second of two members has the same path as the third of three.
        let all = members(2);
        let batch = Batch::new(Kind::Ballots, &all).unwrap();
        let entry = batch.entry(20_000, 1).unwrap();
        let second = all
            .iter()
            .find(|member| member.hash() == batch.hashes()[1])
            .unwrap();
        let proof = batch.prove(second).unwrap();
        assert_eq!(
            (proof.index, proof.verify(&entry, &batch.document())),
            (1, Ok(()))
        );
        let moved = MemberProof {
            index: 2,
            count: 3,
            ..proof
        };
        assert!(moved.verify(&entry, &batch.document()).is_err());
    }

    #[test]
    fn empty_and_repeated_batches_are_refused() {
        assert!(Batch::new(Kind::Ballots, &[]).is_err());
        let twice = [members(1), members(1)].concat();
        assert!(Batch::new(Kind::Ballots, &twice).is_err());
    }
}
