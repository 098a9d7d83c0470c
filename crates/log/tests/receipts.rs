//! What a receipt proves, and what it refuses to prove.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{CAMPAIGN, DAY, ORIGIN, Sample};
use massline_log::LogError;
use massline_log::checkpoint::Checkpoint;
use massline_log::entry::{Entry, Kind};
use massline_log::merkle::{Tree, inclusion_proof};
use massline_log::note::SigningKey;
use massline_log::promise::Promise;
use massline_log::proof::TlogProof;
use massline_log::receipt::{Receipt, Trust, verify};

#[test]
fn a_whole_receipt_says_day_campaign_place_and_words() {
    let sample = Sample::new(20);
    let receipt = Receipt::parse(&sample.receipt(3).to_text()).unwrap();
    assert_eq!(receipt, sample.receipt(3));
    let verdict = verify(&receipt, &sample.trust()).unwrap();
    assert_eq!(
        (verdict.origin.as_str(), verdict.campaign),
        (ORIGIN, CAMPAIGN)
    );
    let promised = verdict.promised.as_ref().unwrap();
    assert_eq!((promised.day, promised.by), (DAY, DAY + 1));
    let sealed = verdict.sealed.as_ref().unwrap();
    assert_eq!((sealed.kind, sealed.day), (Kind::Submission, DAY + 1));
    assert_eq!((sealed.index, sealed.size), (3, 20));
    assert_eq!(sealed.witnesses, ["witness.example/w1"]);
    let opened: Vec<&str> = verdict
        .opened
        .iter()
        .map(|field| field.label.as_str())
        .collect();
    assert_eq!(opened, ["lang", "text"]);
    assert!(verdict.log_key_known && verdict.promise_key_known && !verdict.late());
}

#[test]
fn before_sealing_there_is_a_promise_and_a_deadline() {
    let sample = Sample::new(20);
    let mut receipt = sample.receipt(3);
    receipt.proof = None;
    let trust = Trust {
        quorum: 0,
        ..sample.trust()
    };
    let verdict = verify(&receipt, &trust).unwrap();
    assert_eq!((verdict.sealed.as_ref(), verdict.opened.len()), (None, 2));
    assert!(!verdict.overdue(DAY + 1));
    assert!(
        verdict.overdue(DAY + 2),
        "a breach, once the promised day is over"
    );
}

#[test]
fn unknown_keys_are_reported_and_wrong_ones_refused() {
    let sample = Sample::new(5);
    let receipt = sample.receipt(0);
    let verdict = verify(&receipt, &Trust::default()).unwrap();
    assert!(!verdict.log_key_known && !verdict.promise_key_known);
    let other = SigningKey::from_seed(ORIGIN, [9; 32])
        .unwrap()
        .verifying_key();
    let trust = Trust {
        log: Some(other),
        ..Trust::default()
    };
    assert!(verify(&receipt, &trust).is_err());
    let other = SigningKey::from_seed(&format!("{ORIGIN}/promise"), [9; 32]).unwrap();
    let trust = Trust {
        promise: Some(other.verifying_key()),
        ..Trust::default()
    };
    assert!(verify(&receipt, &trust).is_err());
}

#[test]
fn a_quorum_counts_known_witnesses_only() {
    let sample = Sample::new(5);
    let receipt = sample.receipt(0);
    let trust = Trust {
        quorum: 2,
        ..sample.trust()
    };
    assert_eq!(
        verify(&receipt, &trust),
        Err(LogError::Quorum { have: 1, need: 2 })
    );
    let trust = Trust {
        witnesses: Vec::new(),
        ..sample.trust()
    };
    assert_eq!(
        verify(&receipt, &trust),
        Err(LogError::Quorum { have: 0, need: 1 })
    );
}

#[test]
fn parts_of_different_receipts_do_not_mix() {
    let sample = Sample::new(20);
    let (one, other) = (sample.receipt(0), sample.receipt(1));
    let refused = |change: &dyn Fn(&mut Receipt)| {
        let mut mixed = one.clone();
        change(&mut mixed);
        assert!(verify(&mixed, &sample.trust()).is_err(), "{mixed:?}");
    };
    refused(&|r| r.promise = other.promise.clone());
    refused(&|r| r.proof = other.proof.clone());
    refused(&|r| r.opening = other.opening.clone());
    refused(&|r| r.origin = "other.example".into());
    refused(&|r| std::mem::swap(&mut r.vkey, &mut r.promise_vkey));
    refused(&|r| (r.promise, r.proof) = (None, None));
    // A staff entry is no submission, whatever the promise says.
    refused(&|r| {
        r.promise = Some(sample.promise(2));
        r.proof = Some(sample.proof(2).to_text());
        r.opening = None;
    });
}

/// A log of one submission, sealed on a day.
fn sealed_on(day: u32, campaign: u32) -> Receipt {
    let sample = Sample::new(1);
    let entry = Entry::submission(day, campaign, sample.entries[0].commitment);
    let tree = Tree::from_leaves([entry.leaf_hash()]);
    let checkpoint = Checkpoint {
        origin: ORIGIN.into(),
        size: 1,
        root: tree.root(),
    };
    let note = checkpoint.sign(&sample.log).unwrap();
    let hashes = inclusion_proof(&tree, 0, 1).unwrap();
    let mut receipt = sample.receipt(0);
    receipt.proof = Some(TlogProof::new(&entry, 0, hashes, note).to_text());
    receipt
}

#[test]
fn late_sealing_shows_and_early_sealing_is_refused() {
    let trust = Trust::default();
    assert!(!verify(&sealed_on(DAY, CAMPAIGN), &trust).unwrap().late());
    assert!(
        !verify(&sealed_on(DAY + 1, CAMPAIGN), &trust)
            .unwrap()
            .late()
    );
    assert!(
        verify(&sealed_on(DAY + 2, CAMPAIGN), &trust)
            .unwrap()
            .late()
    );
    assert!(verify(&sealed_on(DAY - 1, CAMPAIGN), &trust).is_err());
    assert!(verify(&sealed_on(DAY, CAMPAIGN + 1), &trust).is_err());
}

#[test]
fn a_key_that_signs_promises_cannot_sign_the_log() {
    let sample = Sample::new(1);
    let body = sample.checkpoint.body();
    let forged = massline_log::note::sign(&body, &[&sample.promise]).unwrap();
    let mut receipt = sample.receipt(0);
    receipt.proof = Some(
        TlogProof {
            checkpoint: forged,
            ..sample.proof(0)
        }
        .to_text(),
    );
    assert!(verify(&receipt, &Trust::default()).is_err());
    let promise = Promise {
        origin: ORIGIN.into(),
        commitment: [0; 32],
        campaign: 1,
        day: DAY,
    };
    let forged = massline_log::note::sign(&promise.body(), &[&sample.log]).unwrap();
    receipt = sample.receipt(0);
    receipt.promise = Some(forged);
    assert!(verify(&receipt, &Trust::default()).is_err());
}

#[test]
fn the_log_signs_with_a_plain_key_not_as_a_witness() {
    let sample = Sample::new(1);
    let body = sample.checkpoint.body();
    let checkpoint = format!("{body}\n{}", sample.log.cosign(&body, 1));
    let mut receipt = sample.receipt(0);
    receipt.vkey = sample.log.cosigner_key().vkey();
    receipt.proof = Some(
        TlogProof {
            checkpoint,
            ..sample.proof(0)
        }
        .to_text(),
    );
    assert!(matches!(
        verify(&receipt, &Trust::default()),
        Err(LogError::Receipt(_))
    ));
}

#[test]
fn the_container_is_exact() {
    let sample = Sample::new(1);
    let text = sample.receipt(0).to_text();
    assert!(Receipt::parse(&text).is_ok());
    let bad = [
        text.replace("massline-receipt/v1", "massline-receipt/v2"),
        text.replace("\"opening\"", "\"opened\""),
        text.replacen('{', "{\"more\": 1,", 1),
        text.replacen('{', "{\"origin\": \"x\",", 1),
        format!("{text}x"),
        "{}".into(),
        String::new(),
    ];
    for text in bad {
        assert!(Receipt::parse(&text).is_err(), "{text}");
    }
    let mut missing: serde_json::Value = serde_json::from_str(&text).unwrap();
    missing.as_object_mut().unwrap().remove("opening");
    assert!(Receipt::parse(&missing.to_string()).is_err());
}

#[test]
fn a_proof_file_is_short_and_round_trips() {
    let sample = Sample::new(200);
    for index in [0, 99, 199] {
        let text = sample.proof(index).to_text();
        assert_eq!(TlogProof::parse(&text).unwrap(), sample.proof(index));
        assert!(text.len() < 1551, "{}", text.len());
    }
    let text = sample.proof(0).to_text();
    let bad = [
        text.replace("proof@v1", "proof@v2"),
        text.replace("index 0", "index 00"),
        text.replace("index 0", "index -1"),
        text.replace("index 0\n", ""),
        text.replace("extra ", "extra  "),
        text.replace("index 0\n", "index 0\n\n"),
    ];
    for text in bad {
        let read = TlogProof::parse(&text);
        let key = sample.log.verifying_key();
        assert!(
            read.and_then(|proof| proof.verify(&key, &[], 0)).is_err(),
            "{text}"
        );
    }
    let without = TlogProof {
        extra: None,
        ..sample.proof(0)
    };
    assert_eq!(TlogProof::parse(&without.to_text()).unwrap(), without);
    assert!(without.verify(&sample.log.verifying_key(), &[], 0).is_err());
}
