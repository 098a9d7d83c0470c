//! Measures sealing and proving: `cargo run --release -p massline-log --example measure`.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring tool takes the time and prints"
)]

use std::time::{Duration, Instant};

use massline_log::code::ReceiptCode;
use massline_log::commit::{Keys, commitment};
use massline_log::entry::Entry;
use massline_log::merkle::{Appender, Hash, Tree, consistency_proof, inclusion_proof, root};
use massline_log::merkle::{verify_consistency, verify_inclusion};
use massline_log::note::SigningKey;

const LEAVES: u32 = 1_000_000;
const BATCH: usize = 1_000;
const PROOFS: u64 = 1_000;

fn main() {
    let entry = |n: u32| Entry::submission(20_000, n, [n as u8; 32]);
    let (leaves, took) = timed(|| {
        (0..LEAVES)
            .map(|n| entry(n).leaf_hash())
            .collect::<Vec<Hash>>()
    });
    say("leaf hashes of entries", LEAVES.into(), took);
    let (sealed, took) = timed(|| seal(&leaves));
    say("leaves sealed in batches of 1000", LEAVES.into(), took);
    let tree = Tree::from_leaves(leaves.iter().copied());
    assert_eq!(tree.root(), sealed);
    prove(&tree, &leaves);
    let key = SigningKey::from_seed("log.example", [1; 32]).unwrap();
    let note = || massline_log::note::sign("log.example\n0\n", &[&key]).unwrap();
    say(
        "notes signed",
        PROOFS,
        timed(|| (0..PROOFS).for_each(|_| drop(note()))).1,
    );
    let (signed, public) = (note(), [key.verifying_key()]);
    let open = || massline_log::note::open(&signed, &public).unwrap();
    say(
        "notes verified",
        PROOFS,
        timed(|| (0..PROOFS).for_each(|_| drop(open()))).1,
    );
    say(
        "submissions committed to",
        PROOFS,
        timed(|| (0..PROOFS).for_each(commit)).1,
    );
}

fn seal(leaves: &[Hash]) -> Hash {
    let mut appender = Appender::new();
    leaves
        .chunks(BATCH)
        .for_each(|batch| drop(appender.append(batch)));
    appender.root()
}

fn prove(tree: &Tree, leaves: &[Hash]) {
    let (size, whole) = (tree.size(), tree.root());
    let index = |n: u64| n * 7919 % size;
    let (proofs, took) = timed(|| {
        (0..PROOFS)
            .map(|n| inclusion_proof(tree, index(n), size).unwrap())
            .collect::<Vec<_>>()
    });
    say("inclusion proofs made", PROOFS, took);
    let check = |(n, proof): (u64, &Vec<Hash>)| {
        let leaf = &leaves[index(n) as usize];
        verify_inclusion(leaf, index(n), size, proof, &whole).unwrap();
    };
    say(
        "inclusion proofs verified",
        PROOFS,
        timed(|| (0..).zip(&proofs).for_each(check)).1,
    );
    let consistency = |n| {
        let old = index(n) + 1;
        let proof = consistency_proof(tree, old, size).unwrap();
        verify_consistency(old, size, &proof, &root(tree, old).unwrap(), &whole).unwrap();
    };
    say(
        "consistencies proved and verified",
        PROOFS,
        timed(|| (0..PROOFS).for_each(consistency)).1,
    );
}

fn commit(n: u64) {
    let keys = Keys::derive(&ReceiptCode([n as u8; 15]), "log.example");
    let fields = keys.fields(&[("text", b"words")]).unwrap();
    let parts: Vec<Hash> = fields
        .iter()
        .map(|field| field.commitment().unwrap())
        .collect();
    commitment(&parts).unwrap();
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (work(), start.elapsed())
}

fn say(what: &str, count: u64, took: Duration) {
    println!(
        "{what:40} {:>12.0} per second",
        count as f64 / took.as_secs_f64()
    );
}
