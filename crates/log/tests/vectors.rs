//! The 518 public test vectors for Merkle proofs, most of which must be refused; by this crate
//! and by verify.py.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use massline_log::from_base64;
use massline_log::merkle::{
    Hash, verify_consistency, verify_inclusion, verify_subtree_consistency,
    verify_subtree_inclusion,
};
use serde_json::Value;

/// These want a root accepted that is not 32 bytes long, which has no place in a type for hashes.
const SKIPPED: [&str; 4] = [
    "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
    "subtreeconsistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
    "subtreeconsistency/additional/subtree-is-empty-sizes-are-equal-one-subtree-root-valid-tree-root-random-proof-is-empty.json",
    "subtreeconsistency/additional/subtree-is-empty-sizes-are-equal-zero-subtree-root-valid-tree-root-random-proof-is-empty.json",
];

fn collect(folder: &Path, root: &Path, into: &mut BTreeMap<String, Value>) {
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(&path, root, into);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            let vector = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            into.insert(name, vector);
        }
    }
}

fn hash(value: &Value) -> Option<Hash> {
    from_base64(value.as_str()?)?.try_into().ok()
}

/// `None` if something is not even a hash.
fn accepts(kind: &str, vector: &Value) -> Option<bool> {
    let number = |name: &str| vector[name].as_u64();
    let none = Vec::new();
    let lines = vector["proof"].as_array().unwrap_or(&none);
    let proof: Vec<Hash> = lines.iter().map(hash).collect::<Option<_>>()?;
    let verdict = match kind {
        "inclusion" | "subtreeinclusion" => {
            let (leaf, root) = (hash(&vector["leafHash"])?, hash(&vector["root"])?);
            let index = number("leafIdx")?;
            if kind == "inclusion" {
                verify_inclusion(&leaf, index, number("treeSize")?, &proof, &root)
            } else {
                let (start, end) = (number("start")?, number("end")?);
                verify_subtree_inclusion(&leaf, index, start, end, &proof, &root)
            }
        }
        "consistency" => {
            let (old, new) = (hash(&vector["root1"])?, hash(&vector["root2"])?);
            verify_consistency(number("size1")?, number("size2")?, &proof, &old, &new)
        }
        _ => {
            let (part, root) = (hash(&vector["root1"])?, hash(&vector["root2"])?);
            let (start, end) = (number("start")?, number("end")?);
            verify_subtree_consistency(start, end, number("size")?, &proof, &part, &root)
        }
    };
    Some(verdict.is_ok())
}

#[test]
fn all_vectors_get_their_verdict_from_both_verifiers() {
    let Some(folder) = common::shared("vectors/merkle") else {
        return;
    };
    let mut vectors = BTreeMap::new();
    collect(&folder, &folder, &mut vectors);
    assert_eq!(vectors.len(), 518);
    let mut lines = Vec::new();
    for (name, vector) in &vectors {
        if SKIPPED.contains(&name.as_str()) {
            assert_eq!(vector["wantErr"], false);
            eprintln!("SKIPPED: {name} wants a root accepted that is not 32 bytes");
            lines.push(format!("skip {name}"));
            continue;
        }
        let kind = name.split('/').next().unwrap();
        let accepted = accepts(kind, vector).unwrap_or(false);
        assert_eq!(
            accepted,
            vector["wantErr"] == false,
            "{name}: {}",
            vector["desc"]
        );
        lines.push(format!(
            "{} {name}",
            if accepted { "accept" } else { "reject" }
        ));
    }
    let path = folder.to_str().unwrap();
    let Some(output) = common::python(&["vectors", path, "--list"]) else {
        return;
    };
    assert_eq!(output.status.code(), Some(0));
    let listed = String::from_utf8(output.stdout).unwrap();
    let mut listed: Vec<&str> = listed.lines().collect();
    lines.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, lines, "the two verifiers differ");
}
