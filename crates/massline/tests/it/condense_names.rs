//! `massline condense --names`: names that only the user knows.

use crate::condense_rows::Case;
use crate::support::{massline, text};
use serde_json::Value;
use std::fs;

/// Two estates with names no dictionary has, and the same trouble in both.
const VOICES: [&str; 6] = [
    "大观的噪音太大，夜间施工没法睡觉",
    "大观夜间施工噪音大，没法睡觉",
    "小满的噪音太大，夜间施工没法睡觉",
    "小满夜间施工噪音大，没法睡觉",
    "自来水发黄",
    "拖欠工资三个月",
];

fn case() -> Case {
    Case::new("v.csv", format!("留言\n{}\n", VOICES.join("\n")))
}

fn problems(rows: &[Value]) -> Vec<&Value> {
    rows.iter().map(|row| &row["problem"]).collect()
}

#[test]
fn names_in_a_file_keep_matters_apart() {
    let case = case();
    let (_, rows) = case.condense(&[]);
    let found = problems(&rows);
    assert!(
        !found[0].is_null() && found[0] == found[2],
        "the control, without the file: {found:?}"
    );
    let names = case.path("names.txt");
    fs::write(&names, "\u{feff}# estates\n\n大观\r\n  小满  \n").unwrap();
    let (_, rows) = case.condense(&["--names", text(&names)]);
    let found = problems(&rows);
    assert!(found[0] == found[1] && found[2] == found[3], "{found:?}");
    assert!(!found[0].is_null() && !found[2].is_null());
    assert_ne!(found[0], found[2]);
    // A remark is no name: with these two the estates are one again.
    fs::write(&names, "#大观\n# 小满\n望城\n").unwrap();
    let (_, rows) = case.condense(&["--names", text(&names)]);
    let found = problems(&rows);
    assert_eq!(found[0], found[2]);
}

#[test]
fn a_file_of_names_that_cannot_be_used_is_said() {
    let case = case();
    let names = case.path("names.txt");
    let words = case.failure(&["--names", text(&names)]);
    assert!(words.contains("names.txt"), "{words}");
    fs::write(&names, "# nothing but a remark\n\n").unwrap();
    let words = case.failure(&["--names", text(&names)]);
    assert!(
        words.contains("names.txt") && words.contains("one name a line"),
        "{words}"
    );
    fs::write(&names, b"\xe5\xa4\xa7\xe8\xa7\x82\n\xb4\xf3\xb9\xdb\n").unwrap();
    let words = case.failure(&["--names", text(&names)]);
    assert!(
        words.contains("line 2") && words.contains("UTF-8"),
        "{words}"
    );
    assert!(!case.out.join("summary.json").exists());
}

#[test]
fn the_help_says_it_with_an_example_in_both_languages() {
    for lang in ["en", "zh"] {
        let mut command = massline(&["condense", "--help"]);
        let output = command.env("MASSLINE_LANG", lang).output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(help.contains("--names <FILE>"), "{help}");
        assert!(help.matches("--names ").count() > 1, "an example: {help}");
    }
}

#[test]
fn one_of_a_thing_is_said_in_the_singular() {
    let case = Case::new("v.csv", "message\nThe lamp in Mill Road is broken\n");
    let (words, _) = case.condense(&[]);
    assert!(
        words.starts_with("One voice, no problem; written to "),
        "{words}"
    );
    let twice = "message\nThe lamp in Mill Road is broken\nMill Road: the lamp is broken\n";
    let (words, _) = Case::new("v.csv", twice).condense(&[]);
    assert!(
        words.starts_with("2 voices, one problem with 2 of them; "),
        "{words}"
    );
}
