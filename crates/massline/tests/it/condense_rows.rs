//! `massline condense` on files as they come: every row comes out once, in its order.

use crate::support::{failure, lines, massline, run, text};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A file in a directory of its own, and what condensing it gives.
pub(crate) struct Case {
    dir: tempfile::TempDir,
    pub(crate) file: PathBuf,
    pub(crate) out: PathBuf,
}

impl Case {
    pub(crate) fn new(name: &str, content: impl AsRef<[u8]>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(name);
        fs::write(&file, content).unwrap();
        let out = dir.path().join("out");
        Self { dir, file, out }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Condenses with these arguments too; what it says, and its assignments.
    pub(crate) fn condense(&self, args: &[&str]) -> (String, Vec<Value>) {
        let all = ["condense", text(&self.file), "--out", text(&self.out)];
        let output = run(&[&all[..], args].concat());
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{words}");
        assert!(output.stdout.is_empty(), "words go to standard error");
        (words, lines(&self.out.join("assignments.jsonl")))
    }

    pub(crate) fn failure(&self, args: &[&str]) -> String {
        let all = ["condense", text(&self.file), "--out", text(&self.out)];
        let words = failure(&[&all[..], args].concat());
        assert_eq!(words.lines().count(), 1, "one clear line: {words}");
        words
    }

    pub(crate) fn problems(&self) -> Vec<Value> {
        lines(&self.out.join("problems.jsonl"))
    }

    pub(crate) fn summary(&self) -> Value {
        let text = fs::read_to_string(self.out.join("summary.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

/// Every row once, in order, each with the three fields and no other.
fn ids(rows: &[Value]) -> Vec<Value> {
    for row in rows {
        let fields: Vec<&String> = row.as_object().unwrap().keys().collect();
        assert_eq!(fields, ["id", "problem", "similarity", "theme", "why"]);
        let similarity = row["similarity"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&similarity));
        assert_eq!(row["problem"].is_null(), similarity == 0.0, "{row}");
    }
    rows.iter().map(|row| row["id"].clone()).collect()
}

fn numbers(count: u64) -> Vec<Value> {
    (1..=count).map(Value::from).collect()
}

const LAMPS: [&str; 2] = [
    "东街路灯坏了晚上看不见路",
    "东街的路灯坏了，晚上看不见路，请修",
];
const LIFTS: [&str; 2] = [
    "西湖小区电梯又停了老人下不了楼",
    "西湖小区电梯停了，老人下不了楼",
];

fn sheet() -> String {
    let texts = LAMPS.iter().chain(&LIFTS);
    let rows = texts.map(|text| format!("\"{text}\"\n"));
    "留言内容\n".to_owned() + &rows.collect::<String>()
}

/// The four voices of [`sheet`] are two problems.
fn two_problems(rows: &[Value]) {
    assert_eq!(ids(rows), numbers(4));
    assert!(!rows[0]["problem"].is_null() && !rows[2]["problem"].is_null());
    assert_eq!(rows[0]["problem"], rows[1]["problem"]);
    assert_eq!(rows[2]["problem"], rows[3]["problem"]);
    assert_ne!(rows[0]["problem"], rows[2]["problem"]);
}

#[test]
fn every_usual_encoding_is_read() {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = "\u{feff}".to_owned() + &sheet();
        text.encode_utf16().flat_map(bytes).collect()
    };
    let mut with_mark = "\u{feff}".to_owned().into_bytes();
    with_mark.extend(sheet().bytes());
    for content in [
        sheet().into_bytes(),
        with_mark,
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        gb18030(),
    ] {
        let (words, rows) = Case::new("留言.csv", content).condense(&[]);
        two_problems(&rows);
        assert_eq!(words.lines().count(), 1, "only the final words: {words}");
    }
}

/// [`sheet`] as Chinese Excel saves it.
fn gb18030() -> Vec<u8> {
    let sheet = sheet();
    let table = include_str!("gb18030.txt");
    let code = |letter: char| -> Vec<u8> {
        if letter.is_ascii() {
            return vec![u8::try_from(letter).unwrap()];
        }
        let line = table.lines().find(|line| line.starts_with(letter));
        let code = line.unwrap_or_else(|| panic!("no {letter}"))[letter.len_utf8()..].trim();
        let code = u16::from_str_radix(code, 16).unwrap();
        code.to_be_bytes().to_vec()
    };
    sheet.chars().flat_map(code).collect()
}

#[test]
fn rows_that_cannot_be_read_are_rows_too() {
    let mut content = b"id,message\na,".to_vec();
    content.extend(LAMPS[0].bytes());
    content.extend(b"\nb,broken \xff\xfe letters\nc,too,many,cells\nd,\"never closed\n");
    content.extend(format!("e,{}\nf,\nonly-one\n", LAMPS[1]).bytes());
    let (words, rows) = Case::new("v.csv", content).condense(&["--id", "id"]);
    let expected = [
        json!("a"),
        json!(2),
        json!(3),
        json!(4),
        json!("e"),
        json!("f"),
        json!(7),
    ];
    assert_eq!(ids(&rows), expected);
    assert_eq!(rows[0]["problem"], rows[4]["problem"]);
    assert!(!rows[0]["problem"].is_null());
    assert_eq!(
        words
            .lines()
            .filter(|line| line.starts_with("Row "))
            .count(),
        4,
        "{words}"
    );
    assert!(words.contains("Row 2 (line 3)"), "{words}");
}

#[test]
fn very_many_unreadable_rows_are_not_all_told() {
    let content = "id,message\n1,a lamp is out\n".to_owned() + &"x,y,z\n".repeat(500);
    let case = Case::new("v.csv", content);
    let (words, rows) = case.condense(&[]);
    assert_eq!(ids(&rows), numbers(501));
    assert!(
        words.lines().count() < 30 && words.contains("480 more rows"),
        "{words}"
    );
    assert_eq!(case.summary()["unreadable"], 500);
}

#[test]
fn zeros_markup_and_pictures_do_no_harm() {
    let odd = [
        "路灯\0坏了\0",
        "<p>东街<b>路灯</b>坏了</p><script>alert(1)</script>&nbsp;&amp;",
        "👍👍🏽👨‍👩‍👧",
        "   ",
        "!!!???",
        "=cmd|' /C calc'!A0",
        "\u{202e}abc\u{feff}\u{200b}",
        "Ελληνικά и русский 日本語 العربية हिन्दी 路灯 lamp",
        "",
    ];
    let mut content = "message\n".to_owned();
    odd.iter()
        .for_each(|text| content += &format!("\"{text}\"\n"));
    let (_, rows) = Case::new("v.csv", content).condense(&["--text", "message"]);
    assert_eq!(ids(&rows), numbers(9));
}

#[test]
fn long_cells_are_read_and_endless_ones_said() {
    let (long, longer) = ("路灯坏了。".repeat(6_700), "lamp out ".repeat(115_000));
    assert!(long.len() > 100_000 && longer.len() > 1_000_000);
    let endless = "x".repeat(5 << 20);
    let content = format!(
        "id,message\n1,{long}\n2,{longer}\n3,{endless}\n4,{}\n",
        LAMPS[0]
    );
    let case = Case::new("v.csv", content);
    let (words, rows) = case.condense(&[]);
    assert_eq!(ids(&rows), numbers(4));
    assert!(
        words.contains("Row 3 ") && words.contains("too large"),
        "{words}"
    );
    assert_eq!(case.summary()["unreadable"], 1);
}

#[test]
fn one_row_is_a_result_and_none_is_not() {
    let (_, rows) = Case::new("v.csv", "message\na lamp is out\n").condense(&["--text", "message"]);
    assert_eq!(ids(&rows), numbers(1));
    assert!(rows[0]["problem"].is_null());
    for content in ["id,message\n", "id,message", "", "\n\n"] {
        let case = Case::new("v.csv", content);
        let words = case.failure(&[]);
        assert!(words.contains("v.csv"), "{words}");
        assert!(!case.out.exists(), "nothing is written");
    }
    let chinese = Case::new("v.csv", "编号,留言内容\n");
    let output = massline(&["condense", text(&chinese.file), "--out", text(&chinese.out)])
        .env("MASSLINE_LANG", "zh")
        .output()
        .unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(
        words.contains("只有表头") && !output.status.success(),
        "{words}"
    );
}

#[test]
fn rows_that_are_all_the_same_are_one_problem_of_one_person() {
    let content = format!("message\n{}", format!("{}\n", LAMPS[0]).repeat(3_000));
    let case = Case::new("v.csv", content);
    let (_, rows) = case.condense(&["--text", "message"]);
    assert_eq!(ids(&rows), numbers(3_000));
    assert!(rows.iter().all(|row| row["problem"] == "p1"));
    let problem = &case.problems()[0];
    assert_eq!(
        (&problem["size"], &problem["people"]),
        (&json!(3_000), &json!(1))
    );
}

#[test]
fn ids_that_stand_on_several_rows_keep_them_all_and_are_told_once() {
    let content = format!(
        "id,message\n7,{}\n7,{}\n8,{}\n8,{}\n,nobody numbered this\n",
        LAMPS[0], LAMPS[1], LIFTS[0], LIFTS[1]
    );
    let case = Case::new("v.csv", content);
    let (words, rows) = case.condense(&["--id", "id"]);
    assert_eq!(
        ids(&rows),
        [json!("7"), json!("7"), json!("8"), json!("8"), json!(5)]
    );
    assert!(words.contains("2 ids stand on several rows"), "{words}");
    assert_eq!(words.lines().count(), 2, "{words}");
    assert_eq!(case.summary()["repeated_ids"], 2);
}

#[test]
fn lines_of_json_come_out_once_too() {
    let content = format!(
        "{}\nnot json\n[1]\n{}\n",
        json!({"id": 17, "text": LAMPS[0]}),
        json!({"id": 18, "text": LAMPS[1]})
    );
    let (_, rows) = Case::new("v.jsonl", content).condense(&["--id", "id"]);
    assert_eq!(ids(&rows), [json!("17"), json!(2), json!(3), json!("18")]);
    assert_eq!(rows[0]["problem"], rows[3]["problem"]);
}

#[test]
fn columns_that_are_not_there_are_named() {
    let case = Case::new("v.csv", "id,message\n1,a lamp is out\n2,a lift is out\n");
    for option in ["--text", "--id", "--time", "--place", "--weight"] {
        let words = case.failure(&[option, "nowhere"]);
        assert!(
            words.contains("nowhere") && words.contains("id, message"),
            "{words}"
        );
    }
    assert!(case.failure(&["--place", "id,nowhere"]).contains("nowhere"));
    assert!(
        case.failure(&["--place", "id,message"])
            .contains("latitude")
    );
    assert!(
        case.failure(&["--place", "id,message,id"])
            .contains("--place")
    );
    assert!(!case.out.exists());
}

/// The same few words at two corners: only the place tells them apart.
#[test]
fn a_place_is_a_column_or_a_pair_of_degrees() {
    let lamp = "street light out";
    let corners = [
        ("41.88001", "-87.63001"),
        ("41.88002", "-87.63002"),
        ("41.95001", "-87.70001"),
        ("41.95002", "-87.70002"),
    ];
    let mut content = "message,lat,lon,point,day\n".to_owned();
    for (north, east) in corners {
        content += &format!("{lamp},{north},{east},POINT ({east} {north}),2024-05-01\n");
    }
    let case = Case::new("v.csv", content);
    let with = |args: &[&str]| -> Vec<Value> {
        let (_, rows) = case.condense(&[&["--text", "message"], args].concat());
        assert_eq!(ids(&rows), numbers(4));
        rows.iter().map(|row| row["problem"].clone()).collect()
    };
    let without = with(&[]);
    assert_eq!(without[0], without[2], "nothing is guessed");
    for args in [&["--place", "lat,lon"][..], &["--place", "point"]] {
        let found = with(args);
        assert!(
            found[0] == found[1] && found[2] == found[3] && found[0] != found[2],
            "{found:?}"
        );
        assert!(!found[0].is_null());
    }
    assert_eq!(case.problems()[0]["places"].as_array().unwrap().len(), 2);
}

/// `13/4/2024` in the last row proves that the day comes first.
#[test]
fn the_last_row_decides_how_dates_are_read() {
    let content = format!(
        "message,day\n{},3/4/2024\n{},\n{},13/4/2024\n",
        LAMPS[0], LAMPS[1], LAMPS[0]
    );
    let case = Case::new("v.csv", content);
    let (_, rows) = case.condense(&["--text", "message", "--time", "day"]);
    assert_eq!(ids(&rows), numbers(3));
    let problem = &case.problems()[0];
    assert_eq!(
        (&problem["first"], &problem["last"]),
        (&json!("2024-04-03"), &json!("2024-04-13"))
    );
}

#[test]
fn a_directory_that_cannot_be_written_is_said() {
    let case = Case::new("v.csv", sheet());
    fs::create_dir_all(case.out.join("problems.jsonl")).unwrap();
    assert!(case.failure(&[]).contains("problems.jsonl"));
    assert_eq!(files(&case.out), ["problems.jsonl"]);
    fs::remove_dir_all(&case.out).unwrap();
    fs::write(&case.out, "a file").unwrap();
    assert!(case.failure(&[]).contains("out"));
}

/// The names of the files in a directory.
pub(crate) fn files(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
