//! `massline condense` that is stopped in the middle leaves nothing half-written.

use crate::condense_rows::{Case, files};
use crate::support::{massline, text};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Enough voices that condensing them is never done before it is told to stop.
fn many_voices() -> String {
    let places = [
        "东街",
        "西湖小区",
        "含浦镇",
        "丽发新城",
        "桂花小学",
        "岳麓大道",
        "黄兴北路",
    ];
    let issues = [
        "路灯坏了",
        "电梯停了",
        "自来水发黄",
        "搅拌站噪音扰民",
        "垃圾没人清运",
    ];
    let mut content = "message\n".to_owned();
    for row in 0..60_000 {
        let (place, issue) = (places[row % 7], issues[row / 7 % 5]);
        content += &format!("{place}{}栋{issue}，已经{row}天了，请尽快处理\n", row % 90);
    }
    content
}

/// Starts condensing and sends the signal while it works: its files are begun already, and
/// nobody told it to stop by then.
fn stopped(case: &Case, signal: &str, lang: &str) -> Output {
    let mut child = massline(&["condense", text(&case.file), "--out", text(&case.out)])
        .env("MASSLINE_LANG", lang)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = case.out.join(".summary.json.part");
    while !begun.exists() {
        let ended = child.try_wait().unwrap();
        assert!(ended.is_none(), "its files are begun before the work");
        std::thread::yield_now();
    }
    let told = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(told.unwrap().success());
    child.wait_with_output().unwrap()
}

fn says_so(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains(words), "{said}");
}

#[test]
fn stopped_in_the_middle_it_leaves_nothing() {
    let case = Case::new("v.csv", many_voices());
    for (signal, lang, words) in [("-INT", "en", "Stopped"), ("-TERM", "zh", "已停止")] {
        says_so(&stopped(&case, signal, lang), words);
        assert!(!case.out.exists(), "the directory was made for nothing");
    }
}

#[test]
fn stopped_in_the_middle_it_leaves_an_older_result_as_it_was() {
    let case = Case::new("v.csv", "message\n东街路灯坏了\n东街的路灯坏了\n");
    case.condense(&["--text", "message"]);
    let older = contents(&case.out);
    fs::write(&case.file, many_voices()).unwrap();
    says_so(&stopped(&case, "-INT", "en"), "as it was");
    assert_eq!(contents(&case.out), older);
    assert_eq!(older.len(), 4);
}

fn contents(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let content = fs::read(dir.join(&name)).unwrap();
        (name, content)
    };
    files(dir).into_iter().map(read).collect()
}
