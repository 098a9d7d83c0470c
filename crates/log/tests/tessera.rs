//! A real log of 15 entries by another implementation (Tessera), with every checkpoint it ever
//! published; by this crate and by verify.py.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::path::{Path, PathBuf};

use massline_log::LogError;
use massline_log::checkpoint::Checkpoint;
use massline_log::merkle::{
    Appender, Hash, HashSource, consistency_proof, empty_root, inclusion_proof, root,
    verify_consistency, verify_inclusion,
};
use massline_log::note::VerifyingKey;
use massline_log::tile::{TilePath, bundle_leaves, decode_bundle, decode_hashes, encode_bundle};

const SIZE: u64 = 15;

struct Directory(PathBuf);

impl Directory {
    fn read(&self, path: TilePath) -> Vec<u8> {
        std::fs::read(self.0.join(path.to_string())).unwrap()
    }
}

impl HashSource for Directory {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, LogError> {
        decode_hashes(
            &self.read(TilePath::Hashes {
                level,
                index,
                width,
            }),
            width,
        )
    }
}

fn checkpoint(folder: &Path, size: u64) -> Checkpoint {
    let note = std::fs::read_to_string(folder.join(format!("log/checkpoint.{size}"))).unwrap();
    let (checkpoint, opened) = Checkpoint::open(&note, &key(folder), &[]).unwrap();
    assert_eq!((checkpoint.size, opened.signed_by.len()), (size, 1));
    checkpoint
}

fn key(folder: &Path) -> VerifyingKey {
    let vkey = std::fs::read_to_string(folder.join("VKEY")).unwrap();
    VerifyingKey::parse(vkey.trim()).unwrap()
}

#[test]
fn every_checkpoint_tile_and_bundle_fits() {
    let Some(folder) = common::shared("vectors/tessera") else {
        return;
    };
    let log = Directory(folder.join("log"));
    assert_eq!(checkpoint(&folder, 0).root, empty_root());
    for size in 1..=SIZE {
        let width = size as u16;
        let bytes = log.read(TilePath::Entries { index: 0, width });
        let entries = decode_bundle(&bytes, width).unwrap();
        assert_eq!(encode_bundle(&entries).unwrap(), bytes);
        let leaves = bundle_leaves(&entries);
        assert_eq!(leaves, log.tile(0, 0, width).unwrap());
        let signed = checkpoint(&folder, size);
        assert_eq!(signed.root, root(&log, size).unwrap());
        assert_eq!(signed.root, Appender::new().append(&leaves).root);
        for (index, leaf) in (0..).zip(&leaves) {
            let proof = inclusion_proof(&log, index, size).unwrap();
            assert_eq!(
                verify_inclusion(leaf, index, size, &proof, &signed.root),
                Ok(())
            );
        }
        for old in 0..=size {
            let proof = consistency_proof(&log, old, size).unwrap();
            let before = checkpoint(&folder, old).root;
            assert_eq!(
                verify_consistency(old, size, &proof, &before, &signed.root),
                Ok(())
            );
        }
    }
}

#[test]
fn verify_py_agrees_on_every_checkpoint() {
    let Some(folder) = common::shared("vectors/tessera") else {
        return;
    };
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (log, vkey) = (path("log"), path("VKEY"));
    let notes: Vec<String> = (0..=SIZE)
        .map(|size| path(&format!("log/checkpoint.{size}")))
        .collect();
    let mut check = vec!["log", &log, "--vkey", &vkey, "--foreign", "--checkpoint"];
    check.extend(notes.iter().map(String::as_str));
    let Some(output) = common::python(&check) else {
        return;
    };
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert_eq!(printed.lines().count(), notes.len());
    for old in [0, 1, 7, 8, 14] {
        let check = [
            "consistency",
            &notes[old],
            &notes[15],
            "--log",
            &log,
            "--vkey",
            &vkey,
        ];
        let output = common::python(&check).unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
}
