//! The verbs on plain files and directories, with good input and bad.

use crate::support::{failure, lines, output, run, skipped, text};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

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

#[test]
fn condense_writes_each_row_once_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("voices.csv");
    fs::write(
        &file,
        "id,message\na,东街路灯坏了晚上看不见路\nb,东街的路灯坏了，晚上看不见路，请修\n\
         c,\nd,西湖小区电梯又停了老人下不了楼\ne,\"西湖小区电梯停了，老人下不了楼\"\n",
    )
    .unwrap();
    let out = dir.path().join("out");
    output(&["condense", text(&file), "--id", "id", "--out", text(&out)]);
    let rows = lines(&out.join("assignments.jsonl"));
    let ids: Vec<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e"]);
    assert_eq!(rows[0]["problem"], rows[1]["problem"]);
    assert_eq!(rows[3]["problem"], rows[4]["problem"]);
    assert_ne!(rows[0]["problem"], rows[3]["problem"]);
    assert!(rows[2]["problem"].is_null(), "an empty text has no problem");
    let problems = lines(&out.join("problems.jsonl"));
    assert_eq!(problems.len(), 2);
    for key in [
        "problem",
        "rank",
        "title",
        "size",
        "strength",
        "keywords",
        "representatives",
    ] {
        assert!(!problems[0][key].is_null(), "{key}");
    }
    let summary: Value =
        serde_json::from_str(&fs::read_to_string(out.join("summary.json")).unwrap()).unwrap();
    assert_eq!(summary["rows"], 5);
    assert!(summary["seconds"].is_object() && summary["version"].is_string());
}

#[test]
fn condense_finds_problems_in_real_messages() {
    let Some(file) = shared("data/replies_zh/messages_and_replies.csv") else {
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let args = [
        "condense",
        text(&file),
        "--text",
        "留言主题,留言详情",
        "--id",
        "留言编号",
    ];
    output(&[&args[..], &["--time", "留言时间", "--out", text(&out)]].concat());
    assert_eq!(lines(&out.join("assignments.jsonl")).len(), 2_816);
    let problems = lines(&out.join("problems.jsonl"));
    assert!(problems.len() > 100, "{} problems", problems.len());
    assert!(
        problems
            .iter()
            .all(|problem| !problem["title"].as_str().unwrap().is_empty())
    );
    assert!(
        problems
            .iter()
            .any(|problem| problem["first"].as_str().is_some())
    );
}

#[test]
fn condense_says_what_is_wrong_and_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let file = dir.path().join("voices.csv");
    fs::write(&file, "id,message\n1,路灯坏了\n2,电梯停了\n").unwrap();
    let words = failure(&[
        "condense",
        text(&file),
        "--text",
        "body",
        "--out",
        text(&out),
    ]);
    assert!(
        words.contains("body") && words.contains("message"),
        "{words}"
    );
    let missing = dir.path().join("nothing.csv");
    let words = failure(&["condense", text(&missing), "--out", text(&out)]);
    assert!(words.contains("nothing.csv"), "{words}");
    assert!(!out.join("assignments.jsonl").exists());
}

#[test]
fn charters_are_checked_with_line_and_key() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["mass-line", "city-services"] {
        let charter = output(&["charter", "show", name]);
        let file = dir.path().join(name);
        fs::write(&file, &charter).unwrap();
        output(&["charter", "check", text(&file)]);
        let broken = charter.replacen("window_days", "window_dayz", 1);
        let line = 1 + charter[..charter.find("window_days").unwrap()]
            .matches('\n')
            .count();
        fs::write(&file, broken).unwrap();
        let words = failure(&["charter", "check", text(&file)]);
        assert!(words.contains("window_dayz"), "{words}");
        assert!(
            words.contains(&format!("line {line}")),
            "{words} should name line {line}"
        );
    }
}

#[test]
fn init_import_twice_audit_and_rebuild() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let admin = output(&["init", text(&data), "--open"]);
    assert!(admin.starts_with("admin "), "{admin}");
    let file = dir.path().join("messages.csv");
    fs::write(
        &file,
        "编号,留言时间,留言内容,单位\n1,2026-04-25,路灯坏了,\n2,2026/4/26 9:30,电梯停了,root\n\
         3,2026-13-45,日期不对,\n4,2026-04-28,,\n5,2026-04-28,单位不对,nowhere\n2,2026-04-26,另一件事,\n",
    )
    .unwrap();
    let args = ["import", "opinions", text(&file), "--data", text(&data)];
    let words = output(&args);
    assert!(
        words.contains("2 opinions taken in, 0 known already, 4 not taken"),
        "{words}"
    );
    let bad = fs::read_to_string(dir.path().join("messages.csv.bad.csv")).unwrap();
    for reason in ["wrong-date", "empty-text", "unknown-unit", "repeated-id"] {
        assert!(bad.contains(reason), "{reason} in {bad}");
    }
    let words = output(&args);
    assert!(
        words.contains("0 opinions taken in, 2 known already"),
        "{words}"
    );
    let audit = run(&["audit", "--data", text(&data)]);
    assert!(
        audit.status.success(),
        "{}",
        String::from_utf8_lossy(&audit.stdout)
    );
    output(&["rebuild", "--data", text(&data)]);
    assert!(run(&["audit", "--data", text(&data)]).status.success());
}

#[test]
fn imported_receipts_can_be_handed_out() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    output(&["init", text(&data), "--open"]);
    let file = dir.path().join("calls.csv");
    fs::write(&file, "id,text\n1,路灯坏了\n2,电梯停了\n").unwrap();
    let receipts = dir.path().join("receipts.csv");
    let args = ["import", "opinions", text(&file), "--data", text(&data)];
    output(&[&args[..], &["--receipts", text(&receipts)]].concat());
    let codes = fs::read_to_string(&receipts).unwrap();
    assert_eq!(codes.lines().count(), 2);
    assert!(codes.lines().all(|line| line.contains(",ML1 ")), "{codes}");
}

#[test]
fn a_directory_is_never_overwritten_shared_or_guessed_at() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    assert!(failure(&["audit", "--data", text(&data)]).contains("massline init"));
    output(&["init", text(&data)]);
    assert!(failure(&["init", text(&data)]).contains("holds data already"));
    let settings = data.join("massline.toml");
    let good = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, good.replace("format = 1", "format = 2")).unwrap();
    assert!(failure(&["serve", "--data", text(&data)]).contains("newer version"));
    fs::write(&settings, good).unwrap();
    let lock = fs::OpenOptions::new()
        .write(true)
        .open(data.join("massline.lock"))
        .unwrap();
    lock.lock().unwrap();
    assert!(failure(&["audit", "--data", text(&data)]).contains("Another massline"));
}

#[test]
fn a_port_in_use_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    output(&["init", text(&data)]);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let words = failure(&["serve", "--data", text(&data), "--listen", &address]);
    assert!(
        words.contains("in use") && words.contains("--listen"),
        "{words}"
    );
}

#[test]
fn help_speaks_the_users_language() {
    let help = |lang: &str| {
        let output = crate::support::massline(&["import", "opinions", "--help"])
            .env("MASSLINE_LANG", lang)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(help("zh_CN.UTF-8").contains("导入"));
    assert!(help("en_US.UTF-8").contains("Takes in opinions"));
}

#[test]
fn verify_refuses_what_is_no_proof() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("receipt.json");
    for bad in [
        "",
        "{}",
        "\u{0}\u{1}",
        "{\"format\":\"massline-receipt/v1\"}",
    ] {
        fs::write(&file, bad).unwrap();
        let output = run(&["verify", text(&file)]);
        assert_eq!(output.status.code(), Some(2), "{bad}");
    }
}

#[test]
fn an_authority_makes_its_key_and_opens_what_was_sealed_for_it() {
    use massline_domain::id::Digest;
    use massline_service::disclosure::envelope::seal;
    let dir = tempfile::tempdir().unwrap();
    let (key, other) = (dir.path().join("own.key"), dir.path().join("other.key"));
    let public = output(&["disclosure", "key", text(&key)]);
    output(&["disclosure", "key", text(&other)]);
    let again = failure(&["disclosure", "key", text(&key)]);
    assert!(
        again.contains("own.key"),
        "a key is never written over: {again}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&key).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else reads it");
    }
    let bytes = massline_log::from_hex(public.trim()).unwrap();
    let (id, words) = (Digest([7; 32]), "六月三日，验收单是在饭桌上签的。");
    let sealed = seal(&bytes.try_into().unwrap(), &id, words).unwrap();
    let line = serde_json::json!({ "disclosure": id, "day": "2026-06-05", "envelope": sealed });
    let file = dir.path().join("envelopes.jsonl");
    fs::write(&file, format!("{line}\n")).unwrap();
    let opened = output(&["disclosure", "open", "--key", text(&key), text(&file)]);
    assert!(
        opened.contains(words) && opened.contains("2026-06-05"),
        "{opened}"
    );
    let closed = failure(&["disclosure", "open", "--key", text(&other), text(&file)]);
    assert!(closed.contains('1') && !closed.contains("饭桌"), "{closed}");
    fs::write(&file, "no envelopes").unwrap();
    failure(&["disclosure", "open", "--key", text(&key), text(&file)]);
}

#[test]
fn words_are_sealed_on_ones_own_machine_and_the_code_stays_there() {
    use massline_log::code::ReceiptCode;
    use massline_service::disclosure::Ready;
    use massline_service::disclosure::envelope::open;
    let dir = tempfile::tempdir().unwrap();
    let (key, file) = (dir.path().join("own.key"), dir.path().join("words.txt"));
    let public = output(&["disclosure", "key", text(&key)]);
    let words = "六月三日，验收单是在饭桌上签的。";
    fs::write(&file, format!("{words}\n")).unwrap();
    let args = |key| {
        [
            "disclosure",
            "seal",
            "--origin",
            "here.example/log",
            "--key",
            key,
            text(&file),
        ]
    };
    let sealed = run(&args(public.trim()));
    assert!(sealed.status.success());
    let ready: Ready = serde_json::from_slice(&sealed.stdout).unwrap();
    let secret = fs::read_to_string(&key).unwrap();
    assert_eq!(
        open(&secret, &ready.disclosure, &ready.envelope).as_deref(),
        Ok(words)
    );
    // The code is said once, beside the envelope, and makes the number of the disclosure.
    let said = String::from_utf8(sealed.stderr).unwrap();
    let code: ReceiptCode = said[said.find("ML1").unwrap()..].trim().parse().unwrap();
    let again = Ready::seal("here.example/log", &[9; 32], &code, words).unwrap();
    assert_eq!(again.disclosure, ready.disclosure);
    let wrong = failure(&args("not a key"));
    assert!(wrong.contains("64 hexadecimal digits"), "{wrong}");
}
