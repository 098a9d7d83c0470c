//! The main job in one command: the demo over real HTTP, in both languages, on SQLite and
//! on PostgreSQL; its receipts verify offline with both verifiers; its audit is clean.

use crate::support::{Client, Server, output, program, run, skipped, text};
use massline_store::testing::PostgresCluster;
use std::fs;
use std::path::Path;
use std::process::Command;

struct Demo {
    server: Server,
    accounts: Vec<(String, String)>,
    deciding: String,
    waiting: String,
}

fn start(args: &[&str]) -> Demo {
    let server = Server::start(args, "opinion that waits");
    let accounts = server
        .printed
        .iter()
        .filter(|line| line.starts_with("  "))
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?.to_owned(), words.next()?.to_owned()))
        })
        .collect();
    let code = |what: &str| {
        let line = server
            .printed
            .iter()
            .find(|line| line.contains(what))
            .unwrap();
        line[line.find("ML1 ").unwrap()..].trim().to_owned()
    };
    Demo {
        accounts,
        deciding: code("decides"),
        waiting: code("waits"),
        server,
    }
}

/// Walks what a visitor would, and leaves the server stopped.
fn walk(demo: Demo, data: &Path, database: &[&str]) {
    let mut client = Client::new(&demo.server.url);
    let paths = [
        "",
        "problems",
        "problems/themes",
        "consultations/1",
        "consultations/1/results",
        "units",
        "log",
        "speak",
        "follow",
        "judge",
    ];
    for path in paths {
        for lang in ["zh", "en"] {
            let page = client.get(&format!("/{lang}/{path}"));
            assert_eq!(page.status, 200, "/{lang}/{path}");
            assert!(page.body.contains("<h1"), "/{lang}/{path}");
        }
    }
    assert!(demo.accounts.iter().any(|(login, _)| login == "office"));
    speak_and_verify(&mut client, data);
    decide(&mut client, &demo.deciding);
    let page = follow(&mut client, &demo.waiting);
    assert_eq!(page.status, 200);
    demo.server.stop();
    let audit = run(&[&["audit", "--data", text(data)], database].concat());
    assert!(
        audit.status.success(),
        "{}",
        String::from_utf8_lossy(&audit.stdout)
    );
}

fn follow(client: &mut Client, code: &str) -> crate::support::Page {
    let form = client.get("/en/follow");
    let csrf = form.value("csrf");
    client.post("/en/follow", &[("csrf", &csrf), ("code", code)])
}

/// Speaks, takes the proof file once it is sealed, and checks it with both verifiers.
fn speak_and_verify(client: &mut Client, data: &Path) {
    let form = client.get("/zh/speak");
    let fields = [
        ("csrf", form.value("csrf")),
        ("key", form.value("key")),
        (
            "words",
            "河西三号楼的楼道灯坏了半个月，老人摸黑上楼。".to_owned(),
        ),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let receipt = client.post("/zh/speak", &fields);
    assert_eq!(receipt.status, 200, "{}", receipt.body);
    let at = receipt.body.find("ML1 ").expect("the code is on the page");
    let code: String = receipt.body[at..]
        .chars()
        .take_while(|c| *c != '<' && *c != '"')
        .collect();
    let file = data.with_extension("json");
    let mut sealed = false;
    // The demo seals every second; a slow machine may take some more.
    for _ in 0..60 {
        let page = follow(client, &code);
        let csrf = page.value("csrf");
        let proof = client.post(
            "/en/follow/proof",
            &[("csrf", &csrf), ("code", &code), ("opening", "yes")],
        );
        assert_eq!(proof.status, 200, "{}", proof.body);
        fs::write(&file, &proof.body).unwrap();
        let code = run(&["verify", text(&file)]).status.code();
        if code == Some(0) {
            sealed = true;
            break;
        }
        assert_eq!(code, Some(4), "not sealed yet");
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
    assert!(sealed, "the opinion is sealed within half a minute");
    let words = output(&["verify", text(&file)]);
    assert!(
        words.contains("楼道灯"),
        "the opening shows the words: {words}"
    );
    verify_with_python(&file);
    let tampered = fs::read_to_string(&file).unwrap().replace("楼道灯", "路灯");
    let tampered = tampered.replacen("index ", "index 1", 1);
    fs::write(&file, tampered).unwrap();
    assert_eq!(
        run(&["verify", text(&file)]).status.code(),
        Some(1),
        "a changed proof fails"
    );
}

fn verify_with_python(file: &Path) {
    let Some(python) = program(&["python3"]) else {
        skipped("python3: the independent verifier is not run");
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../verify.py");
    let output = Command::new(python)
        .arg(script)
        .args(["receipt", text(file)])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

/// The receipt that decides: its ballot ends the round before the eyes of who cast it.
fn decide(client: &mut Client, code: &str) {
    let page = follow(client, code);
    assert!(
        page.body.contains("value=\"not_fixed\""),
        "the ballot is there"
    );
    let csrf = page.value("csrf");
    let form = [
        ("csrf", csrf.as_str()),
        ("code", code),
        ("choice", "not_fixed"),
    ];
    let page = client.post("/en/follow/judge", &form);
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(
        page.body.to_lowercase().contains("open again"),
        "{}",
        page.body
    );
}

#[test]
fn the_demo_walks_on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("demo");
    let demo = start(&["demo", "--listen", "127.0.0.1:0", "--data", text(&data)]);
    walk(demo, &data, &[]);
}

#[test]
fn the_demo_walks_on_postgresql() {
    let Some(cluster) = PostgresCluster::start() else {
        return;
    };
    let url = cluster.database();
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("demo");
    let args = [
        "demo",
        "--listen",
        "127.0.0.1:0",
        "--data",
        text(&data),
        "--database",
        &url,
    ];
    walk(start(&args), &data, &["--database", &url]);
}
