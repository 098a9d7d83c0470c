//! The two verifiers, written apart, must say the same of receipts and of whole logs.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::path::Path;

use common::{CAMPAIGN, DAY, ORIGIN, Sample, python, python_in};
use massline_log::LogError;
use massline_log::checkpoint::Checkpoint;
use massline_log::entry::{Entry, Kind};
use massline_log::merkle::{Appender, HashSource, TileData, Tree, leaf_hash, tile_width};
use massline_log::note::{SigningKey, append_signature};
use massline_log::proof::TlogProof;
use massline_log::receipt::{Receipt, verify};
use massline_log::tile::{TilePath, encode_bundle, encode_hashes};

/// The exit code that verify.py must have for a receipt.
fn expected(sample: &Sample, bytes: &[u8]) -> i32 {
    let verdict = std::str::from_utf8(bytes)
        .map_err(|_| LogError::Receipt("not text"))
        .and_then(Receipt::parse)
        .and_then(|receipt| verify(&receipt, &sample.trust()));
    match verdict {
        Ok(verdict) if verdict.sealed.is_some() => 0,
        Ok(_) => 4,
        Err(LogError::Quorum { .. }) => 3,
        Err(_) => 1,
    }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Receipts as they are, without each part, and several hundred that were damaged in one place.
fn receipts(sample: &Sample) -> Vec<Vec<u8>> {
    let whole = sample.receipt(3);
    let mut kinds = vec![whole.clone()];
    for part in 0..5 {
        let mut receipt = whole.clone();
        match part {
            0 => receipt.promise = None,
            1 => receipt.proof = None,
            2 => receipt.opening = None,
            3 => receipt.opening = sample.receipt(4).opening,
            _ => receipt.proof = receipt.proof.map(|text| cut_last_line(&text)),
        }
        kinds.push(receipt);
    }
    for other in [4, 2] {
        let mut receipt = whole.clone();
        receipt.promise = Some(sample.promise(other));
        kinds.push(receipt);
    }
    let odd = odd_entries(sample);
    kinds.extend(odd.iter().map(|entry| sealed_alone(sample, entry)));
    kinds.extend(odd.iter().map(|entry| {
        let mut receipt = sealed_alone(sample, entry);
        receipt.promise = None;
        receipt
    }));
    let mut texts: Vec<Vec<u8>> = kinds
        .iter()
        .map(|receipt| receipt.to_text().into_bytes())
        .collect();
    let text = whole.to_text().into_bytes();
    // A fixed walk over places and bits: prime steps, so that all parts are hit.
    for step in 0..500usize {
        let mut changed = text.clone();
        let at = step * 7919 % text.len();
        match step % 5 {
            0 => drop(changed.remove(at)),
            1 => changed.insert(at, text[(at * 31) % text.len()]),
            _ => changed[at] ^= 1 << (step % 8),
        }
        texts.push(changed);
    }
    texts
}

/// Entries that are in a signed log and yet are not what was promised, or not entries at all;
/// the first two are right.
fn odd_entries(sample: &Sample) -> Vec<Vec<u8>> {
    let right = sample.entries[3];
    let mut odd: Vec<Vec<u8>> = [
        right,
        Entry {
            day: DAY + 9,
            ..right
        },
        Entry {
            day: DAY - 1,
            ..right
        },
        Entry {
            campaign: CAMPAIGN + 1,
            ..right
        },
        Entry {
            kind: Kind::Problem,
            ..right
        },
        Entry {
            kind: Kind::Additive(0x81),
            ..right
        },
        Entry {
            commitment: [0; 32],
            ..right
        },
    ]
    .iter()
    .map(|entry| entry.encode().to_vec())
    .collect();
    for (at, byte) in [
        (0, b'N'),
        (4, 0),
        (4, 0x11),
        (5, 1),
        (7, 1),
        (120, 1),
        (127, 1),
    ] {
        let mut changed = right.encode().to_vec();
        changed[at] = byte;
        odd.push(changed);
    }
    odd.push(right.encode()[..127].to_vec());
    odd
}

/// The receipt of submission 3, proved by a log with nothing but these bytes in it.
fn sealed_alone(sample: &Sample, bytes: &[u8]) -> Receipt {
    let root = leaf_hash(bytes);
    let checkpoint = Checkpoint {
        origin: ORIGIN.into(),
        size: 1,
        root,
    };
    let note = checkpoint.sign(&sample.log).unwrap();
    let witness = sample.witness.cosign(&checkpoint.body(), 1);
    let checkpoint = append_signature(&note, &witness).unwrap();
    let proof = TlogProof {
        extra: Some(bytes.to_vec()),
        index: 0,
        hashes: vec![],
        checkpoint,
    };
    let mut receipt = sample.receipt(3);
    (receipt.proof, receipt.opening) = (Some(proof.to_text()), None);
    receipt
}

/// Without its last line the checkpoint lacks the witness.
fn cut_last_line(note: &str) -> String {
    let end = note.trim_end().rfind('\n').unwrap();
    note[..=end].to_owned()
}

#[test]
fn both_verifiers_agree_on_every_receipt() {
    let sample = Sample::new(20);
    let folder = tempfile::tempdir().unwrap();
    let texts = receipts(&sample);
    let files: Vec<String> = (0..)
        .zip(&texts)
        .map(|(n, bytes): (usize, _)| write(folder.path(), &format!("{n:03}.json"), bytes))
        .collect();
    let (log, promise) = (sample.log.vkey(), sample.promise.vkey());
    let witness = sample.witness.cosigner_key().vkey();
    let mut arguments = vec!["receipt", "--vkey", &log, "--promise-vkey", &promise];
    arguments.extend(["--witness", &witness, "--quorum", "1"]);
    arguments.extend(files.iter().map(String::as_str));
    let Some(output) = python(&arguments) else {
        return;
    };
    let printed = String::from_utf8(output.stdout).unwrap();
    let mut seen = std::collections::BTreeMap::new();
    for (file, bytes) in files.iter().zip(&texts) {
        let prefix = format!("{file}: ");
        let line = printed.lines().find_map(|line| line.strip_prefix(&prefix));
        let line = line.unwrap_or_else(|| panic!("no line for {file}: {printed}"));
        let code: i32 = line.split(':').next().unwrap().parse().unwrap();
        let text = String::from_utf8_lossy(bytes);
        assert_eq!(code, expected(&sample, bytes), "{line}\n{text}");
        *seen.entry(code).or_insert(0) += 1;
    }
    assert!(seen[&0] > 8 && seen[&1] > 400, "{seen:?}");
    let codes: Vec<i32> = seen.keys().copied().collect();
    assert_eq!(codes, [0, 1, 3, 4], "every verdict occurs: {seen:?}");
    assert_eq!(
        output.status.code(),
        Some(1),
        "one bad receipt makes the whole call bad"
    );
}

#[test]
fn single_files_of_every_kind() {
    let sample = Sample::new(20);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| write(folder.path(), name, text.as_bytes());
    let (log, promise) = (sample.log.vkey(), sample.promise.vkey());
    let receipt = path("receipt.json", &sample.receipt(3).to_text());
    let Some(output) = python(&["receipt", &receipt]) else {
        return;
    };
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{printed}");
    for word in [
        "entry 3 of 20",
        "2026-02-17",
        "campaign 7",
        "路灯坏了",
        "compare them",
    ] {
        assert!(printed.contains(word), "{word} in {printed}");
    }
    let chinese = python_in("zh_CN.UTF-8", &["receipt", &receipt]).unwrap();
    assert!(
        String::from_utf8(chinese.stdout)
            .unwrap()
            .contains("已入公证日志")
    );
    let code = |arguments: &[&str]| python(arguments).unwrap().status.code();
    let proof = path("r.tlog-proof", &sample.proof(3).to_text());
    assert_eq!(code(&["receipt", &proof, "--vkey", &log]), Some(0));
    assert_eq!(
        code(&["receipt", &proof, "--vkey", &log, "--quorum", "1"]),
        Some(3)
    );
    assert_eq!(code(&["receipt", &proof]), Some(2));
    let note = path("promise.note", &sample.promise(3));
    assert_eq!(
        code(&["receipt", &note, "--promise-vkey", &promise]),
        Some(4)
    );
    assert_eq!(code(&["receipt", &note, "--promise-vkey", &log]), Some(1));
    let opening = path(
        "opening.json",
        &sample.receipt(3).opening.unwrap().to_string(),
    );
    let other = path(
        "other.json",
        &sample.receipt(4).opening.unwrap().to_string(),
    );
    assert_eq!(
        code(&["receipt", &proof, "--vkey", &log, "--opening", &opening]),
        Some(0)
    );
    assert_eq!(
        code(&["receipt", &proof, "--vkey", &log, "--opening", &other]),
        Some(1)
    );
    assert_eq!(code(&["receipt", "/no/such/file"]), Some(2));
    assert_eq!(code(&["receipt", &proof, "--vkey", "nonsense"]), Some(2));
    assert_eq!(code(&["frobnicate"]), Some(2));
    assert_eq!(code(&[]), Some(2));
}

/// Writes the tiles, bundles and files of a log.
fn store<E: AsRef<[u8]>>(folder: &Path, entries: &[E], note: &str, vkey: &str) {
    let leaves: Vec<_> = entries
        .iter()
        .map(|entry| leaf_hash(entry.as_ref()))
        .collect();
    let appended = Appender::new().append(&leaves);
    for TileData {
        level,
        index,
        hashes,
    } in appended.full.into_iter().chain(appended.partial)
    {
        let path = TilePath::Hashes {
            level,
            index,
            width: hashes.len() as u16,
        };
        write(folder, &path.to_string(), &encode_hashes(&hashes));
    }
    for (index, chunk) in (0..).zip(entries.chunks(256)) {
        let path = TilePath::Entries {
            index,
            width: tile_width(0, index, appended.size),
        };
        write(folder, &path.to_string(), &encode_bundle(chunk).unwrap());
    }
    write(folder, "checkpoint", note.as_bytes());
    write(folder, "vkey", vkey.as_bytes());
}

fn store_sample(folder: &Path, sample: &Sample) {
    let entries: Vec<_> = sample.entries.iter().map(Entry::encode).collect();
    store(folder, &entries, &sample.note, &sample.log.vkey());
}

#[test]
fn a_log_that_we_wrote_is_read_and_its_growth_is_consistent() {
    let folder = tempfile::tempdir().unwrap();
    let sample = Sample::new(600);
    store_sample(folder.path(), &sample);
    let directory = folder.path().to_str().unwrap();
    let Some(output) = python(&["log", directory]) else {
        return;
    };
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(printed.contains("600 entries"), "{printed}");
    let new = folder.path().join("checkpoint");
    let new = new.to_str().unwrap();
    for size in [0, 1, 255, 256, 300, 512] {
        let old = write(folder.path(), "old", Sample::new(size).note.as_bytes());
        let code = python(&["consistency", &old, new, "--log", directory])
            .unwrap()
            .status
            .code();
        assert_eq!(code, Some(0), "{size}");
    }
    // A checkpoint of another history, signed by the same key.
    let mut fork = Sample::new(300);
    fork.checkpoint.root[0] ^= 1;
    let old = write(
        folder.path(),
        "old",
        fork.checkpoint.sign(&fork.log).unwrap().as_bytes(),
    );
    let code = python(&["consistency", &old, new, "--log", directory])
        .unwrap()
        .status
        .code();
    assert_eq!(code, Some(1));
    assert!(sample.tree.tile(1, 0, 2).is_ok());
}

#[test]
fn damage_anywhere_in_a_log_is_found() {
    let folder = tempfile::tempdir().unwrap();
    store_sample(folder.path(), &Sample::new(300));
    let directory = folder.path().to_str().unwrap().to_owned();
    let mut files = vec!["checkpoint".to_owned()];
    files.extend(["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"].map(String::from));
    files.extend(["tile/entries/000", "tile/entries/001.p/44"].map(String::from));
    for (number, name) in files.iter().enumerate() {
        let path = folder.path().join(name);
        let whole = std::fs::read(&path).unwrap();
        for place in [0, whole.len() / 2, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[place] ^= 1 << (number % 7);
            std::fs::write(&path, &changed).unwrap();
            let Some(output) = python(&["log", &directory]) else {
                return;
            };
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!(
                output.status.code(),
                Some(1),
                "{name} at {place}: {printed}"
            );
        }
        std::fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(
            python(&["log", &directory]).unwrap().status.code(),
            Some(1),
            "{name} cut"
        );
        std::fs::write(&path, &whole).unwrap();
    }
    assert_eq!(python(&["log", &directory]).unwrap().status.code(), Some(0));
}

/// In a log of 65,536 entries and more, the root does not need the lower tiles; they are checked
/// all the same.
#[test]
fn a_large_log_is_checked_below_its_root() {
    let folder = tempfile::tempdir().unwrap();
    let entries: Vec<_> = (0..65_536u32 + 300).map(u32::to_be_bytes).collect();
    let key = SigningKey::from_seed(ORIGIN, [1; 32]).unwrap();
    let checkpoint = |size: usize| {
        let tree = Tree::from_leaves(entries[..size].iter().map(|entry| leaf_hash(entry)));
        let checkpoint = Checkpoint {
            origin: ORIGIN.into(),
            size: tree.size(),
            root: tree.root(),
        };
        checkpoint.sign(&key).unwrap()
    };
    store(
        folder.path(),
        &entries,
        &checkpoint(entries.len()),
        &key.vkey(),
    );
    let directory = folder.path().to_str().unwrap();
    let check = || Some(python(&["log", directory, "--foreign"])?.status.code());
    let Some(code) = check() else { return };
    assert_eq!(code, Some(0));
    let new = folder.path().join("checkpoint");
    let old = write(folder.path(), "old", checkpoint(40_000).as_bytes());
    let consistency = [
        "consistency",
        &old,
        new.to_str().unwrap(),
        "--log",
        directory,
    ];
    assert_eq!(python(&consistency).unwrap().status.code(), Some(0));
    for name in ["tile/0/007", "tile/1/000", "tile/entries/200"] {
        let path = folder.path().join(name);
        let whole = std::fs::read(&path).unwrap();
        let mut changed = whole.clone();
        changed[1000] ^= 1;
        std::fs::write(&path, changed).unwrap();
        assert_eq!(check(), Some(Some(1)), "{name}");
        std::fs::write(&path, whole).unwrap();
    }
}
