//! The program as a child process, and a small HTTP client that keeps cookies.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The program with these arguments, in English.
pub(crate) fn massline(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_massline"));
    command
        .args(args)
        .env("MASSLINE_LANG", "en")
        .env_remove("MASSLINE_DATA");
    command
}

/// Runs it to its end.
pub(crate) fn run(args: &[&str]) -> Output {
    massline(args).output().unwrap()
}

/// Standard output of a run that must succeed.
pub(crate) fn output(args: &[&str]) -> String {
    let output = run(args);
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "massline {args:?}: {words}");
    String::from_utf8(output.stdout).unwrap()
}

/// The words of a run that must fail.
pub(crate) fn failure(args: &[&str]) -> String {
    let output = run(args);
    assert!(!output.status.success(), "massline {args:?} should fail");
    String::from_utf8(output.stderr).unwrap()
}

/// A part of the tests cannot run here: said aloud, and a failure where all is required.
pub(crate) fn skipped(what: &str) {
    assert!(
        std::env::var_os("MASSLINE_REQUIRE_ALL").is_none(),
        "{what} is required by MASSLINE_REQUIRE_ALL"
    );
    eprintln!("SKIPPED: {what}");
}

/// A program of the system, if it is there.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).flat_map(|dir| {
        names
            .iter()
            .map(move |name| dir.join(name))
            .collect::<Vec<_>>()
    });
    found.into_iter().find(|file| file.is_file())
}

/// A server that runs until it is dropped.
pub(crate) struct Server {
    child: Child,
    lines: Receiver<String>,
    pub(crate) url: String,
    /// What it printed up to and after its addresses.
    pub(crate) printed: Vec<String>,
}

impl Server {
    /// Starts it and waits for the line that holds `last`.
    pub(crate) fn start(args: &[&str], last: &str) -> Self {
        let mut child = massline(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let stdout = child.stdout.take().unwrap();
        let (send, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        let mut server = Self {
            child,
            lines,
            url: String::new(),
            printed: Vec::new(),
        };
        loop {
            // Long enough for the slowest machine; a server that never answers is a failure.
            let line = server.lines.recv_timeout(Duration::from_secs(300));
            let line = line.expect("the server says where it is");
            if let Some(at) = line.find("http://")
                && server.url.is_empty()
            {
                let url = &line[at..];
                let end = url[7..].find('/').map_or(url.len(), |at| at + 7);
                server.url = url[..end].to_owned();
            }
            let done = line.contains(last);
            server.printed.push(line);
            if done {
                return server;
            }
        }
    }

    /// Asks it to stop and waits for the end.
    pub(crate) fn stop(mut self) {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(asked.success());
        assert!(
            self.child.wait().unwrap().success(),
            "the server stops cleanly"
        );
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Page {
    /// The value of the hidden or visible input with this name.
    pub(crate) fn value(&self, name: &str) -> String {
        let named = format!("name=\"{name}\"");
        let tags = self.body.split('<').filter(|tag| tag.starts_with("input"));
        let tag = tags.into_iter().find(|tag| tag.contains(&named));
        let tag = tag.unwrap_or_else(|| panic!("no input {name} in {}", self.body));
        let from = tag.find("value=\"").map(|at| at + 7);
        from.map(|from| tag[from..].split('"').next().unwrap_or_default().to_owned())
            .unwrap_or_default()
    }
}

/// A browser without a screen: cookies, forms, no redirects by itself.
pub(crate) struct Client {
    agent: ureq::Agent,
    base: String,
    cookies: Vec<(String, String)>,
}

impl Client {
    pub(crate) fn new(base: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Self {
            agent: config.into(),
            base: base.to_owned(),
            cookies: Vec::new(),
        }
    }

    pub(crate) fn get(&mut self, path: &str) -> Page {
        let request = self
            .agent
            .get(format!("{}{path}", self.base))
            .header("Cookie", self.jar());
        let answer = request.call().unwrap();
        self.page(answer)
    }

    pub(crate) fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let body = encoded(form);
        let request = self
            .agent
            .post(format!("{}{path}", self.base))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", &self.base)
            .header("Cookie", self.jar());
        let answer = request.send(body.as_str()).unwrap();
        self.page(answer)
    }

    fn jar(&self) -> String {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn page(&mut self, mut answer: ureq::http::Response<ureq::Body>) -> Page {
        for cookie in answer.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap_or_default();
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Page {
            status: answer.status().as_u16(),
            body: answer.body_mut().read_to_string().unwrap_or_default(),
        }
    }
}

/// `application/x-www-form-urlencoded`.
fn encoded(form: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                    char::from(byte).to_string()
                }
                byte => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs: Vec<String> = form
        .iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect();
    pairs.join("&")
}

/// The path as text.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The values of a file with one in each line.
pub(crate) fn lines(path: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
