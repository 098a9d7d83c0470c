//! Damaged and hostile input: nothing altered is accepted, nothing makes a parser panic.

mod common;

use std::sync::LazyLock;

use common::Sample;
use massline_log::batch::MemberProof;
use massline_log::checkpoint::Checkpoint;
use massline_log::code::ReceiptCode;
use massline_log::commit::Opening;
use massline_log::entry::Entry;
use massline_log::merkle::{Hash, consistency_proof, inclusion_proof, root};
use massline_log::merkle::{verify_consistency, verify_inclusion, verify_subtree_consistency};
use massline_log::note::{self, VerifyingKey};
use massline_log::promise::Promise;
use massline_log::proof::TlogProof;
use massline_log::receipt::{Receipt, Verdict, verify};
use massline_log::tile::{TilePath, decode_bundle, decode_hashes};
use proptest::prelude::*;

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| Sample::new(100));

fn flipped(text: &str, bit: usize) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    String::from_utf8(bytes).ok()
}

fn verdict(text: &str) -> Option<Verdict> {
    verify(&Receipt::parse(text).ok()?, &SAMPLE.trust()).ok()
}

#[test]
fn no_flipped_bit_of_a_note_or_proof_is_accepted() {
    let key = SAMPLE.log.verifying_key();
    let note = SAMPLE.checkpoint.sign(&SAMPLE.log).unwrap();
    for note in (0..note.len() * 8).filter_map(|bit| flipped(&note, bit)) {
        assert!(Checkpoint::open(&note, &key, &[]).is_err(), "{note}");
    }
    let proof = TlogProof {
        checkpoint: note,
        ..SAMPLE.proof(31)
    }
    .to_text();
    for text in (0..proof.len() * 8).filter_map(|bit| flipped(&proof, bit)) {
        let accepted = TlogProof::parse(&text).and_then(|proof| proof.verify(&key, &[], 0));
        assert!(accepted.is_err(), "{text}");
    }
    let promise = SAMPLE.promise(30);
    for text in (0..promise.len() * 8).filter_map(|bit| flipped(&promise, bit)) {
        assert!(
            Promise::open(&text, &SAMPLE.promise.verifying_key()).is_err(),
            "{text}"
        );
    }
}

#[test]
fn a_flipped_bit_of_a_receipt_is_refused_or_says_the_same() {
    // Between its parts, JSON has spaces that may turn into other spaces.
    let text = SAMPLE.receipt(30).to_text();
    let original = verdict(&text).unwrap();
    let mut same = 0;
    for text in (0..text.len() * 8)
        .step_by(3)
        .filter_map(|bit| flipped(&text, bit))
    {
        if let Some(verdict) = verdict(&text) {
            assert_eq!(verdict, original, "{text}");
            same += 1;
        }
    }
    assert!(same < 200, "{same}");
}

#[test]
fn no_flipped_bit_of_a_merkle_proof_is_accepted() {
    let (tree, size) = (&SAMPLE.tree, 100);
    let whole = root(tree, size).unwrap();
    let leaf = SAMPLE.entries[30].leaf_hash();
    let proof = inclusion_proof(tree, 30, size).unwrap();
    for bit in 0..proof.len() * 256 {
        let mut wrong = proof.clone();
        wrong[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        assert!(verify_inclusion(&leaf, 30, size, &wrong, &whole).is_err());
    }
    let old = root(tree, 37).unwrap();
    let proof = consistency_proof(tree, 37, size).unwrap();
    for bit in 0..proof.len() * 256 {
        let mut wrong = proof.clone();
        wrong[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        assert!(verify_consistency(37, size, &wrong, &old, &whole).is_err());
    }
}

#[derive(Debug, Clone)]
enum Damage {
    Remove(usize, usize),
    Insert(usize, Vec<u8>),
    Replace(usize, u8),
    Repeat(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = 0..10_000usize;
    prop_oneof![
        (at.clone(), 1..40usize).prop_map(|(at, n)| Damage::Remove(at, n)),
        (at.clone(), prop::collection::vec(any::<u8>(), 1..8))
            .prop_map(|(a, b)| Damage::Insert(a, b)),
        (at.clone(), any::<u8>()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        (at, 1..100usize).prop_map(|(at, n)| Damage::Repeat(at, n)),
    ]
}

fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for damage in damages {
        let place = |at: usize| at % bytes.len().max(1);
        match damage {
            Damage::Remove(at, n) => {
                let at = place(*at);
                bytes.drain(at..(at + n).min(bytes.len()));
            }
            Damage::Insert(at, new) => {
                let at = place(*at);
                bytes.splice(at..at, new.iter().copied());
            }
            Damage::Replace(at, byte) => {
                let at = place(*at);
                bytes.splice(at..(at + 1).min(bytes.len()), [*byte]);
            }
            Damage::Repeat(at, n) => {
                let at = place(*at);
                let piece = bytes[at..(at + n).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Gives a text to everything that reads text. What matters is that each returns.
fn read_everything(text: &str) {
    let _ = TlogProof::parse(text).map(|p| p.verify(&SAMPLE.log.verifying_key(), &[], 0));
    let _ = note::open(text, &[SAMPLE.log.verifying_key()]);
    let _ = (
        Checkpoint::parse(text),
        Promise::parse(text),
        VerifyingKey::parse(text),
    );
    let _ = (text.parse::<ReceiptCode>(), text.parse::<TilePath>());
    let _ = verdict(text);
    if let Ok(value) = serde_json::from_str(text) {
        let _ = (Opening::from_json(&value), MemberProof::from_json(&value));
        let _ = massline_log::json::canonical(&value);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn damaged_receipts_are_refused_or_say_the_same(
        damages in prop::collection::vec(damage(), 1..4)
    ) {
        let text = SAMPLE.receipt(30).to_text();
        if let Some(verdict) = verdict(&damaged(&text, &damages)) {
            prop_assert_eq!(Some(verdict), self::verdict(&text));
        }
    }

    #[test]
    fn damaged_proofs_are_refused_or_say_the_same(
        damages in prop::collection::vec(damage(), 1..4)
    ) {
        let key = SAMPLE.log.verifying_key();
        let open = |text: &str| {
            let proved = TlogProof::parse(text).ok()?.verify(&key, &[], 0).ok()?;
            Some((proved.entry, proved.index, proved.checkpoint))
        };
        let text = SAMPLE.proof(30).to_text();
        if let Some(proved) = open(&damaged(&text, &damages)) {
            prop_assert_eq!(Some(proved), open(&text));
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(
        text in any::<String>(), damages in prop::collection::vec(damage(), 1..20), which in 0..4
    ) {
        read_everything(&text);
        let seed = match which {
            0 => SAMPLE.receipt(30).to_text(),
            1 => SAMPLE.proof(30).to_text(),
            2 => SAMPLE.promise(30),
            _ => SAMPLE.log.vkey(),
        };
        read_everything(&damaged(&seed, &damages));
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), width in any::<u16>()) {
        let _ = (Entry::decode(&bytes), decode_hashes(&bytes, width), decode_bundle(&bytes, width));
        if bytes.len() >= 128 {
            let _ = Entry::decode(&bytes[..128]);
        }
    }

    #[test]
    fn codes_look_like_codes(text in "[ML10 -]{0,6}[0-9A-Za-zａ-ｚ -]{0,40}") {
        if let Ok(code) = text.parse::<ReceiptCode>() {
            prop_assert_eq!(code.to_string().parse::<ReceiptCode>(), Ok(code));
        }
    }

    #[test]
    fn random_proofs_are_refused(
        hashes in prop::collection::vec(any::<Hash>(), 0..70), a in any::<u64>(), b in any::<u64>(),
        c in any::<u64>(), one in any::<Hash>(), other in any::<Hash>()
    ) {
        for (a, b, c) in [(a, b, c), (a % 9, b % 9, c % 9), (0, a.min(b), a.max(b))] {
            prop_assert!(verify_inclusion(&one, a, b, &hashes, &other).is_err());
            prop_assert!(verify_consistency(a, b, &hashes, &one, &other).is_err());
            prop_assert!(verify_subtree_consistency(a, b, c, &hashes, &one, &other).is_err());
        }
    }
}
