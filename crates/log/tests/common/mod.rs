//! What the tests share: where things are, and a sample log.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on fails"
)]
#![allow(dead_code, reason = "every test file uses a part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use massline_log::checkpoint::Checkpoint;
use massline_log::code::ReceiptCode;
use massline_log::commit::{Field, Keys, Opening, commitment};
use massline_log::entry::{Entry, Kind};
use massline_log::merkle::{self, Hash, Tree};
use massline_log::note::{SigningKey, append_signature};
use massline_log::promise::{Promise, key_name};
use massline_log::proof::TlogProof;
use massline_log::receipt::{Receipt, Trust};

/// The root of the project.
pub(crate) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of the shared vectors, or `None` after saying so.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let root = std::env::var_os("MASSLINE_SHARED")
        .map_or_else(|| project().join("../shared"), PathBuf::from);
    let path = root.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    skip(&format!("no vectors at {}", path.display()));
    None
}

/// Runs verify.py in English, or `None` after saying so if there is no Python.
pub(crate) fn python(arguments: &[&str]) -> Option<Output> {
    python_in("en", arguments)
}

/// Runs verify.py in a language.
pub(crate) fn python_in(language: &str, arguments: &[&str]) -> Option<Output> {
    let output = Command::new("python3")
        .arg(project().join("verify.py"))
        .args(arguments)
        .env("LC_ALL", language)
        .output();
    match output {
        Ok(output) => Some(output),
        Err(error) => {
            skip(&format!("python3 does not run: {error}"));
            None
        }
    }
}

fn skip(why: &str) {
    assert!(
        std::env::var_os("MASSLINE_REQUIRE_ALL").is_none(),
        "required: {why}"
    );
    eprintln!("SKIPPED: {why}");
}

pub(crate) const ORIGIN: &str = "log.example.gov.cn/2026";
pub(crate) const DAY: u32 = 20_500;
pub(crate) const CAMPAIGN: u32 = 7;

/// A log of submissions and other entries, with all its keys.
pub(crate) struct Sample {
    pub(crate) log: SigningKey,
    pub(crate) promise: SigningKey,
    pub(crate) witness: SigningKey,
    pub(crate) entries: Vec<Entry>,
    pub(crate) tree: Tree,
    pub(crate) checkpoint: Checkpoint,
    pub(crate) note: String,
}

impl Sample {
    /// A log of `size` entries; every third is not a submission.
    pub(crate) fn new(size: u64) -> Self {
        let entries: Vec<Entry> = (0..size).map(entry).collect();
        let tree = Tree::from_leaves(entries.iter().map(Entry::leaf_hash));
        let log = SigningKey::from_seed(ORIGIN, [1; 32]).unwrap();
        let witness = SigningKey::from_seed("witness.example/w1", [3; 32]).unwrap();
        let checkpoint = Checkpoint {
            origin: ORIGIN.into(),
            size,
            root: tree.root(),
        };
        let note = checkpoint.sign(&log).unwrap();
        let note = append_signature(&note, &witness.cosign(&checkpoint.body(), 1_771_200_000));
        Self {
            promise: SigningKey::from_seed(&key_name(ORIGIN), [2; 32]).unwrap(),
            note: note.unwrap(),
            log,
            witness,
            entries,
            tree,
            checkpoint,
        }
    }

    pub(crate) fn proof(&self, index: u64) -> TlogProof {
        let hashes = merkle::inclusion_proof(&self.tree, index, self.checkpoint.size).unwrap();
        let entry = &self.entries[usize::try_from(index).unwrap()];
        TlogProof::new(entry, index, hashes, self.note.clone())
    }

    pub(crate) fn promise(&self, index: u64) -> String {
        let promise = Promise {
            origin: ORIGIN.into(),
            commitment: self.entries[usize::try_from(index).unwrap()].commitment,
            campaign: CAMPAIGN,
            day: DAY,
        };
        promise.sign(&self.promise).unwrap()
    }

    /// The full receipt of submission `index`, with its text opened.
    pub(crate) fn receipt(&self, index: u64) -> Receipt {
        let mut receipt = Receipt::new(&self.log.verifying_key(), &self.promise.verifying_key());
        receipt.promise = Some(self.promise(index));
        receipt.proof = Some(self.proof(index).to_text());
        let opening = Opening::reveal(&fields(index), &["lang", "text"]).unwrap();
        receipt.opening = Some(opening.to_json());
        receipt
    }

    /// A verifier who knows all keys and asks for the witness.
    pub(crate) fn trust(&self) -> Trust {
        Trust {
            log: Some(self.log.verifying_key()),
            promise: Some(self.promise.verifying_key()),
            witnesses: vec![self.witness.cosigner_key()],
            quorum: 1,
        }
    }
}

pub(crate) fn code(index: u64) -> ReceiptCode {
    ReceiptCode(std::array::from_fn(|i| {
        (index as u8).wrapping_mul(31).wrapping_add(i as u8)
    }))
}

/// The fields of submission `index`.
pub(crate) fn fields(index: u64) -> Vec<Field> {
    let text = format!("第 {index} 条:路灯坏了 / the street lamp is broken");
    let values: [(&str, &[u8]); 2] = [("text", text.as_bytes()), ("lang", b"zh-CN")];
    Keys::derive(&code(index), ORIGIN).fields(&values).unwrap()
}

fn entry(index: u64) -> Entry {
    if index % 3 == 2 {
        return Entry::document(Kind::Reply, DAY + 1, CAMPAIGN, [index as u8; 32]);
    }
    let parts: Vec<Hash> = fields(index)
        .iter()
        .map(|f| f.commitment().unwrap())
        .collect();
    Entry::submission(DAY + 1, CAMPAIGN, commitment(&parts).unwrap())
}
