//! `classify` and `condense evaluate`, with good input and bad.

use crate::support::{failure, massline, output, run, text};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn file(dir: &Path, name: &str, content: &str) -> PathBuf {
    let path = dir.join(name);
    fs::write(&path, content).unwrap();
    path
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Messages about roads and schools with their offices.
fn decided() -> String {
    let mut csv = String::from("number,subject,office\n");
    for at in 0..60 {
        let road = ["路灯坏了", "路面有坑", "红绿灯不亮", "公交站堵车"][at / 2 % 4];
        let school = ["小学补课", "教师收费", "学区划分", "食堂卫生"][at / 2 % 4];
        let (subject, office) = if at % 2 == 0 {
            (road, "roads")
        } else {
            (school, "schools")
        };
        let _ = writeln!(csv, "n{at},第{at}次反映{subject},{office}");
    }
    csv
}

fn trained(dir: &Path) -> PathBuf {
    let (decided, model) = (
        file(dir, "decided.csv", &decided()),
        dir.join("office.model"),
    );
    let args = [
        "classify",
        "train",
        text(&decided),
        "--text",
        "subject",
        "--label",
        "office",
    ];
    output(&[&args[..], &["--id", "number", "--out", text(&model)]].concat());
    model
}

#[test]
fn classify_learns_and_labels_each_row_once_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let model = trained(dir.path());
    let new = file(
        dir.path(),
        "new.csv",
        "id,subject\na,东街路灯坏了\nb,\nc,第99次反映小学补课\nd,电影院里的小提琴\n",
    );
    let out = dir.path().join("out");
    let args = [
        "classify",
        "predict",
        text(&new),
        "--model",
        text(&model),
        "--text",
        "subject",
    ];
    let run = run(&[&args[..], &["--id", "id", "--out", text(&out)]].concat());
    let words = String::from_utf8(run.stderr).unwrap();
    assert!(
        run.status.success() && words.contains("2 labelled, 2 left"),
        "{words}"
    );
    let lines = fs::read_to_string(out.join("predictions.jsonl")).unwrap();
    let rows: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let column = |key: &str| -> Vec<Value> { rows.iter().map(|row| row[key].clone()).collect() };
    assert_eq!(column("id"), ["a", "b", "c", "d"]);
    let null = Value::Null;
    assert_eq!(
        column("label"),
        ["roads".into(), null.clone(), "schools".into(), null]
    );
    assert!(rows[0]["probability"].as_f64().unwrap() > 0.7);
    assert_eq!(rows[0]["labels"][0]["label"], "roads");
    assert!(
        rows[0]["why"]
            .as_array()
            .unwrap()
            .iter()
            .any(|word| word.as_str().unwrap().contains('灯'))
    );
    let summary = json(&out.join("summary.json"));
    assert_eq!(
        (&summary["rows"], &summary["labelled"]),
        (&4.into(), &2.into())
    );
    let all = [&args[..], &["--threshold", "0", "--out", text(&out)]].concat();
    output(&all);
    assert_eq!(
        json(&out.join("summary.json"))["labelled"],
        3,
        "an empty text never has a label"
    );
}

#[test]
fn classify_evaluates_in_three_ways() {
    let dir = tempfile::tempdir().unwrap();
    let model = trained(dir.path());
    let decided = dir.path().join("decided.csv");
    let ways: [&[&str]; 3] = [
        &["--folds", "3"],
        &["--model", text(&model)],
        &["--train", text(&decided)],
    ];
    for way in ways {
        let out = dir.path().join("figures");
        let args = ["classify", "evaluate", text(&decided), "--text", "subject"];
        output(&[&args[..], &["--label", "office", "--out", text(&out)], way].concat());
        let figures = json(&out.join("figures.json"));
        assert_eq!(figures["rows"], 60, "{way:?}");
        assert!(figures["accuracy"].as_f64().unwrap() > 0.9, "{way:?}");
        assert_eq!(figures["labels"].as_array().unwrap().len(), 2);
        for key in ["macro_f1", "given", "reliability", "curve"] {
            assert!(!figures[key].is_null(), "{key}");
        }
        let confusion = fs::read_to_string(out.join("confusion.csv")).unwrap();
        assert_eq!(confusion.lines().count(), 3);
        assert!(
            confusion.starts_with("true \\ said,roads,schools\n"),
            "{confusion}"
        );
        let drawing = fs::read_to_string(out.join("reliability.svg")).unwrap();
        assert!(
            drawing.contains("<title")
                && drawing.contains("<desc")
                && drawing.contains("role=\"img\"")
        );
    }
}

#[test]
fn classify_says_in_one_line_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let model = dir.path().join("m");
    let train = |name: &str, content: &str, more: &[&str]| {
        let file = file(dir.path(), name, content);
        let args = [
            "classify",
            "train",
            text(&file),
            "--text",
            "t",
            "--label",
            "l",
            "--out",
            text(&model),
        ];
        let words = failure(&[&args[..], more].concat());
        assert_eq!(words.trim().lines().count(), 1, "{words}");
        words
    };
    assert!(train("column.csv", "text,l\na,b\n", &[]).contains("text, l"));
    assert!(train("one.csv", "t,l\n路灯,a\n电梯,a\n", &[]).contains("at least two labels"));
    assert!(train("few.csv", "t,l\n路灯,a\n电梯,a\n学校,b\n", &[]).contains("“b” has 1 example"));
    assert!(train("none.csv", "t,l\n路灯,\n,a\n", &[]).contains("no row has both"));
    let twice = "t,l,id\n路灯,a,7\n电梯,a,7\n";
    assert!(train("twice.csv", twice, &["--id", "id"]).contains("rows 1 and 2"));
    assert!(!model.exists());
    let not_a_model = file(dir.path(), "foreign.model", "t,l\n");
    let texts = file(dir.path(), "texts.csv", "t\n路灯\n");
    let out = dir.path().join("out");
    let args = [
        "classify",
        "predict",
        text(&texts),
        "--text",
        "t",
        "--out",
        text(&out),
        "--model",
    ];
    let words = failure(&[&args[..], &[text(&not_a_model)]].concat());
    assert!(words.contains("is not a model"), "{words}");
    let bytes = fs::read(trained(dir.path())).unwrap();
    let cut = dir.path().join("cut.model");
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let words = failure(&[&args[..], &[text(&cut)]].concat());
    assert!(words.contains("damaged") && !out.exists(), "{words}");
}

const ASSIGNMENTS: &str = r#"{"id": "a", "problem": "p1", "similarity": 1}
{"id": "b", "problem": "p1"}
{"id": "c", "problem": "p2"}
{"id": "d", "problem": "p2"}
{"id": "e", "problem": null}
{"id": 6, "problem": null}
"#;

#[test]
fn condense_is_evaluated_by_what_people_marked() {
    let dir = tempfile::tempdir().unwrap();
    let ours = file(dir.path(), "assignments.jsonl", ASSIGNMENTS);
    let gold = file(
        dir.path(),
        "gold.csv",
        "id,problem\na,x\nb,x\nc,x\nd,y\ne,y\n6,\nz,y\n",
    );
    let apart = file(dir.path(), "apart.csv", "id,other\nc,d\na,c\ne,6\na,q\n");
    let out = dir.path().join("figures.json");
    let args = ["condense", "evaluate", text(&ours), text(&gold)];
    let run = run(&[&args[..], &["--apart", text(&apart), "--out", text(&out)]].concat());
    let words = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success(), "{words}");
    let printed: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(printed, json(&out));
    // As in crates/condense/src/evaluate/groups.rs, where they are worked out.
    assert_eq!(
        (&printed["voices"], &printed["found"]),
        (&5.into(), &2.into())
    );
    assert!((printed["b_cubed"]["precision"].as_f64().unwrap() - 0.8).abs() < 1e-9);
    assert_eq!(
        printed["apart"]["joined_pairs"],
        serde_json::json!([["c", "d"]])
    );
    assert_eq!(
        (&printed["apart"]["pairs"], &printed["apart"]["unknown"]),
        (&4.into(), &1.into())
    );
    assert_eq!(
        (&printed["missing"]["voices"], &printed["unmarked"]),
        (&1.into(), &1.into())
    );
    assert!(
        words.contains("1 marked voices are not in the assignments"),
        "{words}"
    );
}

#[test]
fn condense_evaluate_says_in_one_line_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let ours = file(dir.path(), "assignments.jsonl", ASSIGNMENTS);
    let wrong = |ours: &Path, name: &str, gold: &str| {
        let gold = file(dir.path(), name, gold);
        let words = failure(&["condense", "evaluate", text(ours), text(&gold)]);
        assert_eq!(words.trim().lines().count(), 1, "{words}");
        words
    };
    assert!(wrong(&ours, "columns.csv", "x,problem\n1,2\n").contains("--id"));
    assert!(wrong(&ours, "other.csv", "id,problem\nq,x\n").contains("no marked id in common"));
    assert!(wrong(&ours, "twice.csv", "id,problem\na,x\na,y\n").contains("row 2"));
    let broken = file(
        dir.path(),
        "broken.jsonl",
        "{\"id\": 1, \"problem\": null}\nx\n",
    );
    assert!(wrong(&broken, "good.csv", "id,problem\n1,x\n").contains("line 2"));
    let twice = file(
        dir.path(),
        "twice.jsonl",
        &ASSIGNMENTS.replace("\"b\"", "\"a\""),
    );
    assert!(wrong(&twice, "good.csv", "id,problem\na,x\n").contains("line 2"));
}

#[test]
fn condense_help_has_the_old_way_and_the_new_one() {
    let help = output(&["condense", "--help"]);
    for part in [
        "--text",
        "evaluate",
        "Example: massline condense messages.csv",
    ] {
        assert!(help.contains(part), "{help}");
    }
    assert!(failure(&["condense"]).contains("FILE"));
    let chinese = massline(&["classify", "train", "--help"])
        .env("MASSLINE_LANG", "zh")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&chinese.stdout).contains("从人工判定中学习标签"));
}
