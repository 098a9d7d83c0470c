//! `massline consensus` on files as they come: the contract of its outputs, and bad input.

use crate::support::{failure, lines, massline, output, skipped, text};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("MASSLINE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let file = root.join(path);
    if file.exists() {
        return Some(file);
    }
    skipped(&format!("{path}: no shared data beside the project"));
    None
}

fn json(file: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// Two camps of twenty who disagree on all of twelve statements but two.
fn camps() -> String {
    let mut file = String::from("timestamp,datetime,comment-id,voter-id,vote\n");
    let mut state = 1u64;
    for person in 0..40u64 {
        for statement in 0..12u64 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let agrees = statement > 9 || person % 2 == statement % 2;
            let vote = match ((state >> 33) % 10 == 0, agrees) {
                (true, _) => 0,
                (_, true) => 1,
                (_, false) => -1,
            };
            let at = 1_700_000_000_000 + person * 100_000;
            writeln!(file, "{at},x,{statement},{person},{vote}").unwrap();
        }
    }
    file
}

const COMMENTS: &str = "timestamp,comment-id,moderated,comment-body\n\
                        1700000000000,0,1,<b>路灯</b> & more\n\
                        1700000000000,1,-1,spam\n\
                        1700000000000,2,1,I live in the old town\n";

#[test]
fn consensus_writes_the_promised_files_with_the_promised_fields() {
    let dir = tempfile::tempdir().unwrap();
    let (votes, out) = (dir.path().join("votes.csv"), dir.path().join("out"));
    fs::write(&votes, camps()).unwrap();
    fs::write(dir.path().join("comments.csv"), COMMENTS).unwrap();
    assert_eq!(
        output(&["consensus", text(&votes), "--out", text(&out)]),
        "",
        "words go to standard error"
    );
    let people = lines(&out.join("participants.jsonl"));
    assert_eq!(people.len(), 40);
    for person in &people {
        assert!(person["participant"].is_number() && person["group"].is_number());
        assert!(person["x"].is_number() && person["y"].is_number());
    }
    let statements = lines(&out.join("statements.jsonl"));
    assert_eq!(statements.len(), 12);
    for key in [
        "statement",
        "standing",
        "agree",
        "disagree",
        "pass",
        "seen",
        "groups",
        "agree_share",
        "group_aware_consensus",
        "few_seen",
    ] {
        assert!(!statements[0][key].is_null(), "{key}");
    }
    assert!(statements[0]["groups"][0]["representativeness"]["agree"]["ratio_z"].is_number());
    let standings: Vec<&str> = statements[..4]
        .iter()
        .map(|it| it["standing"].as_str().unwrap())
        .collect();
    assert_eq!(standings, ["active", "moderated_out", "meta", "active"]);
    let summary = json(&out.join("summary.json"));
    assert_eq!(summary["groups"].as_array().unwrap().len(), 2);
    assert_eq!(summary["stability"]["verdict"], "stable");
    assert_eq!(summary["meta_by_words"], serde_json::json!([2]));
    assert!(summary["notices"].is_array() && summary["odd"]["together"].is_array());
    let published = json(&out.join("published.json"));
    assert_eq!(published["fewest_shown"], 5);
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert!(page.contains("&lt;b&gt;路灯&lt;/b&gt; &amp; more"));
    assert!(!page.contains("<script") && !page.contains("://"));
}

/// Without the file beside it a statement that was taken out counts, and is not words.
#[test]
fn consensus_reads_the_comments_that_stand_beside_the_votes_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let (votes, out) = (dir.path().join("votes.csv"), dir.path().join("out"));
    fs::write(&votes, camps()).unwrap();
    let words = |args: &[&str]| {
        let all = ["consensus", text(&votes), "--out", text(&out)];
        let output = massline(&[&all[..], args].concat()).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(!words(&[]).contains("comments.csv"));
    assert_eq!(
        lines(&out.join("statements.jsonl"))[1]["standing"],
        "active"
    );
    fs::write(dir.path().join("comments.csv"), COMMENTS).unwrap();
    assert!(words(&[]).contains("comments.csv"));
    assert_eq!(
        lines(&out.join("statements.jsonl"))[1]["standing"],
        "moderated_out"
    );
    let other = dir.path().join("other.csv");
    fs::write(&other, "comment-id,moderated\n5,-1\n").unwrap();
    assert!(!words(&["--comments", text(&other)]).contains("beside"));
    assert_eq!(
        lines(&out.join("statements.jsonl"))[1]["standing"],
        "active"
    );
}

#[test]
fn consensus_refuses_what_is_no_export_in_the_users_language() {
    let dir = tempfile::tempdir().unwrap();
    let (file, out) = (dir.path().join("bad.csv"), dir.path().join("out"));
    for (content, english, chinese) in [
        (&b""[..], "empty", "空的"),
        (b"hello,world\n1,2\n", "hello,world", "表头"),
        (b"voter-id,comment-id,vote\n1,1,yes\n", "line 2", "第 2 行"),
        (
            b"voter-id,comment-id,vote\n1,1,1\nvoter-id,comment-id,vote\n",
            "joined",
            "接在一起",
        ),
        (b"voter-id,comment-id,vote\n1,\xff,1\n", "UTF-8", "UTF-8"),
        (
            b"voter-id,comment-id,vote\n1,1,\0\n",
            "is not a vote",
            "不是投票",
        ),
        (b"participant,0\n1,\n", "no vote", "没有投票"),
    ] {
        fs::write(&file, content).unwrap();
        let args = ["consensus", text(&file), "--out", text(&out)];
        let words = failure(&args);
        assert!(
            words.contains("bad.csv") && words.contains(english),
            "{words}"
        );
        assert_eq!(words.lines().count(), 1, "{words}");
        let output = massline(&args).env("MASSLINE_LANG", "zh").output().unwrap();
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(words.contains(chinese), "{words}");
        assert!(!out.exists(), "nothing is left behind");
    }
}

#[test]
fn consensus_makes_something_sensible_of_hardly_anything() {
    let dir = tempfile::tempdir().unwrap();
    let (file, out) = (dir.path().join("few.csv"), dir.path().join("out"));
    for content in [
        "voter-id,comment-id,vote\n1,1,1\n",
        "participant,0\n1,1\n2,\n",
        "participant,0,1\n1,0,0\n2,0,0\n3,0,0\n",
        "participant,0,1\n1,1,1\n2,1,1\n3,1,1\n4,1,1\n5,1,1\n6,1,1\n",
        "voter-id,comment-id,vote\n<b>x</b>,\0,1\n",
    ] {
        fs::write(&file, content).unwrap();
        output(&["consensus", text(&file), "--out", text(&out)]);
        let summary = json(&out.join("summary.json"));
        assert_eq!(
            summary["stability"]["verdict"], "no_stable_groups",
            "{content}"
        );
        let page = fs::read_to_string(out.join("report.html")).unwrap();
        assert!(page.contains("There are no stable groups") && !page.contains("NaN"));
    }
}

#[test]
fn consensus_reads_polis_exports() {
    let Some(votes) = shared("data/polis/brexit-consensus/votes.csv") else {
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    output(&["consensus", text(&votes), "--out", text(&out)]);
    let people = lines(&out.join("participants.jsonl"));
    assert_eq!(people.len(), 204);
    let grouped = people.iter().filter(|person| !person["group"].is_null());
    assert_eq!(grouped.count(), 196);
    assert_eq!(lines(&out.join("statements.jsonl")).len(), 50);
    assert_eq!(json(&out.join("summary.json"))["missing_votes"], "pass");
}
