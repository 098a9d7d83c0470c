//! The house stands as drawn: arrows point down only, and files stay small.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whom each crate may know. What is not here is forbidden.
const ARROWS: [(&str, &[&str]); 8] = [
    (
        "massline",
        &[
            "web",
            "service",
            "store",
            "log",
            "domain",
            "condense",
            "consensus",
        ],
    ),
    ("web", &["service", "domain", "log"]),
    (
        "service",
        &["store", "log", "domain", "condense", "consensus"],
    ),
    ("store", &["log", "domain"]),
    ("log", &[]),
    ("domain", &[]),
    ("condense", &[]),
    ("consensus", &[]),
];

/// Longest source file allowed, in lines.
const MOST_LINES: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn short(name: &str) -> &str {
    name.strip_prefix("massline-").unwrap_or(name)
}

/// For each crate of the workspace, the crates of the workspace it knows outside tests.
fn known() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            let normal = dependencies.filter(|one| one["kind"].as_str() != Some("dev"));
            let ours = normal
                .map(|one| one["name"].as_str().unwrap())
                .filter(|name| name.starts_with("massline"))
                .map(|name| short(name).to_owned());
            (
                short(package["name"].as_str().unwrap()).to_owned(),
                ours.collect(),
            )
        })
        .collect()
}

/// The arrows that are not drawn.
fn forbidden(known: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let mut wrong = Vec::new();
    for (crate_name, others) in known {
        for other in others {
            let drawn = allowed
                .get(crate_name.as_str())
                .is_some_and(|all| all.contains(&other.as_str()));
            if !drawn {
                wrong.push(format!("{crate_name} -> {other}"));
            }
        }
    }
    wrong
}

#[test]
fn arrows_point_down_only() {
    let known = known();
    let names: Vec<&str> = known.keys().map(String::as_str).collect();
    let mut drawn: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    drawn.sort_unstable();
    assert_eq!(names, drawn, "the eight crates of the house");
    assert_eq!(forbidden(&known), Vec::<String>::new());
}

#[test]
fn a_forbidden_arrow_is_seen() {
    let mut known = known();
    known.get_mut("domain").unwrap().push("store".to_owned());
    assert_eq!(forbidden(&known), ["domain -> store"]);
}

#[test]
fn no_file_needs_scrolling_for_minutes() {
    let mut long = Vec::new();
    sources(&root().join("crates"), &mut |path, text| {
        let lines = text.lines().count();
        if lines > MOST_LINES {
            long.push(format!("{} has {lines} lines", path.display()));
        }
    });
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn no_test_is_ignored() {
    let mark = ["#[", "ignore"].concat();
    let mut ignored = Vec::new();
    sources(&root().join("crates"), &mut |path, text| {
        if text.contains(&mark) {
            ignored.push(path.display().to_string());
        }
    });
    assert_eq!(ignored, Vec::<String>::new());
}

/// docs/mission.md has a row for each id, its state is one of three words, and every test
/// it names exists.
#[test]
fn the_mission_table_is_whole_and_names_tests_that_exist() {
    let text = std::fs::read_to_string(root().join("docs/mission.md")).unwrap();
    let mut code = String::new();
    sources(&root().join("crates"), &mut |_, text| code.push_str(text));
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| M"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    for number in 1..=24 {
        let id = format!("M{number}");
        let found: Vec<_> = rows.iter().filter(|row| row[0] == id).collect();
        assert_eq!(found.len(), 1, "one row for {id}");
        let row = found[0];
        assert_eq!(row.len(), 4, "{id}: id, state, where, tests");
        let state = ["works", "partly", "not yet"]
            .iter()
            .any(|state| row[1].starts_with(state));
        assert!(state, "{id}: {}", row[1]);
        for test in row[3].split('`').skip(1).step_by(2) {
            assert!(
                code.contains(&format!("fn {test}(")),
                "{id} names the test {test}"
            );
        }
        for file in row[2].split('`').skip(1).step_by(2) {
            assert!(root().join(file).exists(), "{id} names {file}");
        }
    }
}

fn sources(dir: &Path, visit: &mut dyn FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, visit);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            visit(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}
