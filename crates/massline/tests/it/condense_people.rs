//! `massline condense` again: names stay, and what people decided holds.

use crate::condense_rows::Case;
use crate::support::text;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Three problems of three voices each, and one voice alone; ids are the letters and numbers.
const VOICES: [(&str, &str); 10] = [
    ("a1", "丽发新城旁边的搅拌站噪音扰民"),
    ("a2", "丽发新城附近搅拌站噪音太大"),
    ("a3", "丽发新城搅拌站的噪音没法睡觉"),
    ("b1", "含浦镇自来水浑浊发黄"),
    ("b2", "含浦镇的自来水又黄又浑浊"),
    ("b3", "含浦镇自来水发黄有味道"),
    ("c1", "黄兴北路的路灯坏了半年没人修"),
    ("c2", "黄兴北路路灯坏了，晚上很黑没人修"),
    ("c3", "黄兴北路那边路灯一直是坏的，没人修"),
    ("d1", "公交车司机态度恶劣"),
];

fn sheet<'a>(voices: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let rows = voices
        .into_iter()
        .map(|(id, text)| format!("{id},{text}\n"));
    "id,message\n".to_owned() + &rows.collect::<String>()
}

fn first() -> Case {
    let case = Case::new("v.csv", sheet(VOICES));
    let found = of(&case.condense(&["--id", "id"]).1);
    for group in ["a", "b", "c"] {
        let [one, two, three] = [1, 2, 3].map(|at| &found[&format!("{group}{at}")]);
        assert!(
            !one.is_null() && one == two && two == three,
            "the control: {found:?}"
        );
    }
    assert!(found["d1"].is_null());
    case
}

/// The problem of each id.
fn of(rows: &[Value]) -> BTreeMap<String, Value> {
    let pair = |row: &Value| {
        (
            row["id"].as_str().unwrap().to_owned(),
            row["problem"].clone(),
        )
    };
    rows.iter().map(pair).collect()
}

/// Keeps the result as an earlier one.
fn put_aside(case: &Case, name: &str) -> PathBuf {
    let aside = case.path(name);
    fs::rename(&case.out, &aside).unwrap();
    aside
}

fn problem<'a>(problems: &'a [Value], name: &Value) -> &'a Value {
    let found = problems.iter().find(|problem| problem["problem"] == *name);
    found.unwrap_or_else(|| panic!("no problem {name}"))
}

#[test]
fn problems_keep_their_names_and_new_ones_get_new_numbers() {
    let case = first();
    let before = of(&case.condense(&["--id", "id"]).1);
    let old = put_aside(&case, "old");
    // The lamps are gone; more speak of the water; something new comes up, strongest of all.
    let kept = VOICES.into_iter().filter(|(id, _)| !id.starts_with('c'));
    let new = [
        ("b4", "含浦镇自来水还是浑浊发黄"),
        ("e1", "望城坡地铁站漏雨严重"),
        ("e2", "望城坡地铁站一下雨就漏雨"),
        ("e3", "望城坡地铁站又漏雨了"),
        ("e4", "望城坡地铁站漏雨，地上全是水"),
        ("e5", "望城坡地铁站漏雨没人管"),
    ];
    fs::write(&case.file, sheet(new.into_iter().chain(kept))).unwrap();
    let args = ["--id", "id", "--previous", text(&old)];
    let found = of(&case.condense(&args).1);
    for id in ["a1", "a2", "a3", "b1", "b2", "b3"] {
        assert_eq!(found[id], before[id], "{id}");
    }
    assert_eq!(found["b4"], before["b1"]);
    assert_eq!(found["e1"], "p4");
    assert_eq!(
        case.problems()[0]["problem"],
        "p4",
        "the rank is not the name"
    );
    let summary = case.summary();
    assert_eq!(summary["kept"], json!({"problems": 0.6667, "voices": 1.0}));
    // The number of a problem that is gone is not given again, also two runs later.
    let second = put_aside(&case, "second");
    let without = VOICES.into_iter().filter(|(id, _)| id.starts_with('a'));
    fs::write(&case.file, sheet(without)).unwrap();
    case.condense(&["--id", "id", "--previous", text(&second)]);
    let third = put_aside(&case, "third");
    fs::write(&case.file, sheet(VOICES)).unwrap();
    let found = of(&case.condense(&["--id", "id", "--previous", text(&third)]).1);
    assert_eq!(found["a1"], before["a1"]);
    assert!(
        ["p5", "p6"].iter().any(|name| found["b1"] == *name),
        "{found:?}"
    );
}

#[test]
fn a_result_can_follow_itself_in_one_directory() {
    let case = first();
    let before = of(&case.condense(&["--id", "id"]).1);
    let again = case.condense(&["--id", "id", "--previous", text(&case.out)]);
    assert_eq!(of(&again.1), before);
    assert_eq!(
        case.summary()["kept"],
        json!({"problems": 1.0, "voices": 1.0})
    );
}

/// Moves, splits, merges, takes out, puts in, and renames.
fn decisions(before: &BTreeMap<String, Value>) -> String {
    let lines = [
        json!({"id": "a1", "problem": before["b1"]}),
        json!({"id": "b3", "problem": "p-bridge"}),
        json!({"id": "c1", "not": before["c1"]}),
        json!({"id": "d1", "problem": "p77"}),
        json!({"id": "d1", "problem": "p-bus"}),
        json!({"problem": before["b1"], "title": "含浦镇：水"}),
        json!({"problem": "p-bus", "title": "公交服务"}),
    ];
    lines.map(|line| line.to_string() + "\n").concat()
}

fn hold(case: &Case, found: &BTreeMap<String, Value>, before: &BTreeMap<String, Value>) {
    assert_eq!(found["a1"], before["b1"], "moved");
    assert_eq!(
        (&found["a2"], &found["a3"]),
        (&before["a2"], &before["a2"]),
        "nothing follows it"
    );
    assert_eq!(found["b3"], "p-bridge", "split");
    assert_eq!((&found["b1"], &found["b2"]), (&before["b1"], &before["b1"]));
    assert_ne!(found["c1"], before["c1"], "taken out");
    assert_eq!((&found["c2"], &found["c3"]), (&before["c1"], &before["c1"]));
    assert_eq!(found["d1"], "p-bus", "later lines win");
    let problems = case.problems();
    assert_eq!(problem(&problems, &before["b1"])["title"], "含浦镇：水");
    let alone = problem(&problems, &json!("p-bus"));
    assert_eq!(
        (&alone["title"], &alone["size"]),
        (&json!("公交服务"), &json!(1))
    );
    assert!(problems.iter().all(|problem| problem["problem"] != "p77"));
}

#[test]
fn decisions_hold_with_and_without_an_earlier_result_and_in_every_re_run() {
    let case = first();
    let before = of(&case.condense(&["--id", "id"]).1);
    let file = case.path("decisions.jsonl");
    fs::write(&file, decisions(&before)).unwrap();
    let given = ["--id", "id", "--decisions", text(&file)];
    let found = of(&case.condense(&given).1);
    hold(&case, &found, &before);
    let mut old = put_aside(&case, "run0");
    for run in 1..4 {
        let args = [&given[..], &["--previous", text(&old)]].concat();
        let found = of(&case.condense(&args).1);
        hold(&case, &found, &before);
        assert_eq!(
            case.summary()["kept"],
            json!({"problems": 1.0, "voices": 1.0})
        );
        old = put_aside(&case, &format!("run{run}"));
    }
    // Titles and places stay where the file is not given any more; only "not" is forgotten.
    let found = of(&case.condense(&["--id", "id", "--previous", text(&old)]).1);
    assert_eq!(found["a1"], before["b1"]);
    assert_eq!(
        problem(&case.problems(), &before["b1"])["title"],
        "含浦镇：水"
    );
}

#[test]
fn giving_all_voices_of_one_to_another_merges_and_new_voices_follow() {
    let case = first();
    let before = of(&case.condense(&["--id", "id"]).1);
    let old = put_aside(&case, "old");
    let lines = ["a1", "a2", "a3"].map(|id| json!({"id": id, "problem": before["c1"]}).to_string());
    let file = case.path("decisions.jsonl");
    fs::write(&file, lines.join("\r\n")).unwrap();
    let more = VOICES
        .into_iter()
        .chain([("a4", "丽发新城搅拌站噪音扰民没法睡觉")]);
    fs::write(&case.file, sheet(more)).unwrap();
    let args = [
        "--id",
        "id",
        "--previous",
        text(&old),
        "--decisions",
        text(&file),
    ];
    let found = of(&case.condense(&args).1);
    for id in ["a1", "a2", "a3", "a4", "c1", "c2", "c3"] {
        assert_eq!(found[id], before["c1"], "{id}");
    }
    assert_eq!(case.problems().len(), 2);
}

#[test]
fn a_row_number_is_an_id_too() {
    let case = first();
    let file = case.path("decisions.jsonl");
    fs::write(
        &file,
        "{\"id\": 10, \"problem\": \"p1\"}\n{\"id\": \"1\", \"problem\": \"x\"}\n",
    )
    .unwrap();
    let (_, rows) = case.condense(&["--text", "message", "--decisions", text(&file)]);
    assert_eq!(
        (&rows[9]["problem"], &rows[0]["problem"]),
        (&json!("p1"), &json!("x"))
    );
}

#[test]
fn decisions_that_cannot_be_followed_are_named_by_their_line() {
    let case = first();
    let file = case.path("decisions.jsonl");
    let good = "{\"id\": \"a1\", \"problem\": \"p2\"}\n\n";
    let wrong = [
        ("{\"id\": \"zz\", \"problem\": \"p1\"}", "zz"),
        ("{\"id\": \"a1\", \"not\": \"p9\"}", "p9"),
        ("{\"problem\": \"p-typo\", \"title\": \"x\"}", "p-typo"),
        ("{\"id\": \"a1\"}", "decides nothing"),
        (
            "{\"id\": \"a1\", \"problem\": \"p1\", \"not\": \"p2\"}",
            "decides nothing",
        ),
        ("{\"id\": \"a1\", \"problem\": \" \"}", "decides nothing"),
        ("{\"id\": \"a1\", \"problme\": \"p1\"}", "not a JSON object"),
        ("id,problem", "not a JSON object"),
        ("{\"id\": \"a1\", \"problem\": \"\u{0}", "not a JSON object"),
    ];
    for (line, reason) in wrong {
        fs::write(&file, format!("{good}{line}\n")).unwrap();
        for previous in [&[][..], &["--previous", text(&case.out)]] {
            let given = ["--id", "id", "--decisions", text(&file)];
            let words = case.failure(&[&given[..], previous].concat());
            assert!(
                words.contains("decisions.jsonl, line 3") && words.contains(reason),
                "{words}"
            );
        }
    }
    assert!(
        case.failure(&["--decisions", text(&case.path("none"))])
            .contains("none")
    );
}

#[test]
fn an_earlier_result_that_is_none_is_refused() {
    let case = first();
    let old = put_aside(&case, "old");
    let refused = |reason: &str| {
        let words = case.failure(&["--id", "id", "--previous", text(&old)]);
        assert!(words.contains(reason), "{words}");
        assert!(!case.out.exists());
    };
    let (assignments, problems) = (old.join("assignments.jsonl"), old.join("problems.jsonl"));
    let good = fs::read_to_string(&assignments).unwrap();
    fs::write(&assignments, good.replace("p2", "p8")).unwrap();
    refused("there is no problem p8");
    fs::write(&assignments, &good[..good.len() - 9]).unwrap();
    refused("assignments.jsonl, line 10");
    fs::write(&assignments, good.replace("\"id\":\"", "\"id\":\"other-")).unwrap();
    refused("none of these ids");
    fs::write(&assignments, &good).unwrap();
    let twice = fs::read_to_string(&problems).unwrap().repeat(2);
    fs::write(&problems, twice).unwrap();
    refused("problems.jsonl, line 4");
    fs::remove_file(&problems).unwrap();
    refused("problems.jsonl");
    fs::remove_dir_all(&old).unwrap();
    refused("old");
}
