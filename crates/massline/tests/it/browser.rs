//! Real Chromium, driven over WebDriver: no script is needed, nothing foreign is asked for,
//! nothing overflows on a phone, and axe-core finds no violation, in both languages.

use crate::support::{Server, output, program, skipped, text};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

const PHONE: (u32, u32) = (390, 844);
const DESKTOP: (u32, u32) = (1280, 900);

struct Browser {
    driver: Child,
    agent: ureq::Agent,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    fn start() -> Option<Self> {
        let chromium = program(&["chromium", "chromium-browser", "google-chrome"]);
        let driver = program(&["chromedriver"]);
        let (Some(chromium), Some(driver)) = (chromium, driver) else {
            skipped("Chromium: the pages are not tried in a real browser");
            return None;
        };
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                let at = line.find("on port ")?;
                let digits: String = line[at + 8..]
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .collect();
                digits.parse::<u16>().ok().filter(|port| *port != 0)
            })
            .expect("chromedriver says its port");
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().unwrap();
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build();
        let mut browser = Self {
            driver,
            agent: config.into(),
            session: format!("http://127.0.0.1:{port}/session"),
            _profile: profile,
        };
        let profile = format!("--user-data-dir={}", text(browser._profile.path()));
        let args = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            profile.as_str(),
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"binary": text(&chromium), "args": args},
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let made = browser.send("", &wanted);
        browser.session = format!(
            "{}/{}",
            browser.session,
            made["sessionId"].as_str().unwrap()
        );
        Some(browser)
    }

    fn send(&self, path: &str, body: &Value) -> Value {
        let request = self
            .agent
            .post(format!("{}{path}", self.session))
            .header("Content-Type", "application/json");
        let mut answer = request.send(body.to_string()).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert!(value["value"]["error"].is_null(), "{path}: {text}");
        value["value"].clone()
    }

    fn open(&self, url: &str) {
        self.send("/url", &json!({"url": url}));
    }

    fn size(&self, (width, height): (u32, u32)) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1,
            "mobile": false});
        let cmd = "Emulation.setDeviceMetricsOverride";
        self.send("/goog/cdp/execute", &json!({"cmd": cmd, "params": metrics}));
    }

    /// Scripts of the page are off; those of this test still run.
    fn without_scripts(&self) {
        let cmd = "Emulation.setScriptExecutionDisabled";
        self.send(
            "/goog/cdp/execute",
            &json!({"cmd": cmd, "params": {"value": true}}),
        );
    }

    fn run(&self, script: &str) -> Value {
        self.send("/execute/sync", &json!({"script": script, "args": []}))
    }

    fn run_async(&self, script: &str) -> Value {
        self.send("/execute/async", &json!({"script": script, "args": []}))
    }

    fn element(&self, css: &str) -> String {
        let found = self.send("/element", &json!({"using": "css selector", "value": css}));
        let id = found.as_object().unwrap().values().next().unwrap();
        id.as_str().unwrap().to_owned()
    }

    fn type_into(&self, css: &str, words: &str) {
        let element = self.element(css);
        self.send(
            &format!("/element/{element}/value"),
            &json!({"text": words}),
        );
    }

    /// Presses a key where the page has its focus.
    fn press(&self, key: &str) {
        let keys = json!([{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]);
        let keys = json!({"actions": [{"type": "key", "id": "keys", "actions": keys}]});
        self.send("/actions", &keys);
    }

    fn click(&self, css: &str) {
        let element = self.element(css);
        self.send(&format!("/element/{element}/click"), &json!({}));
    }

    /// The page once it holds these words; the page as it is after ten seconds without them.
    fn source_with(&self, words: &str) -> String {
        for _ in 0..100 {
            let page = self.source();
            if page.contains(words) {
                return page;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        self.source()
    }

    fn source(&self) -> String {
        let mut answer = self
            .agent
            .get(format!("{}/source", self.session))
            .call()
            .unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        value["value"].as_str().unwrap().to_owned()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn axe() -> Option<String> {
    let Some(path) = std::env::var_os("MASSLINE_AXE") else {
        skipped("axe-core: MASSLINE_AXE names no axe.min.js, accessibility is not checked");
        return None;
    };
    Some(std::fs::read_to_string(path).unwrap())
}

fn demo() -> (Server, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("demo");
    let args = ["demo", "--listen", "127.0.0.1:0", "--data", text(&data)];
    (Server::start(&args, "opinion that waits"), dir)
}

const PAGES: &[&str] = &[
    "",
    "speak",
    "follow",
    "problems",
    "problems/1",
    "problems/5",
    "problems/themes",
    "consultations",
    "consultations/1",
    "consultations/1/results",
    "consultations/1/add",
    "charter",
    "units",
    "stages",
    "stages/housing",
    "mirrors",
    "mirrors/housing/1",
    "rules",
    "rules/1",
    "look-backs",
    "judge",
    "log",
    "about",
    "staff",
];

#[test]
fn pages_are_accessible_and_fit_a_phone_in_both_languages() {
    let Some(browser) = Browser::start() else {
        return;
    };
    let axe = axe();
    let (server, _dir) = demo();
    for lang in ["zh", "en"] {
        for path in PAGES {
            let url = format!("{}/{lang}/{path}", server.url);
            for size in [PHONE, DESKTOP] {
                browser.size(size);
                browser.open(&url);
                fits(&browser, &url, size.0);
                if let Some(axe) = &axe {
                    accessible(&browser, axe, &url);
                }
            }
            nothing_foreign(&browser, &url, &server.url);
        }
    }
    server.stop();
}

/// Pages of the office on which it groups, and labels.
const DESK: [&str; 8] = [
    "staff/inbox",
    "staff/problems?category=-",
    "staff/problems/5/split",
    "staff/problems/48/merge",
    "staff/problems/48/merge?into=5",
    "staff/consultations",
    "staff/consultations/1",
    "staff/consultations/1/seed?voice=0",
];

/// The office signs in, sees its pages on both sizes, and works through the inbox by keys.
#[test]
fn the_office_sorts_by_keys_and_its_pages_are_accessible() {
    let Some(browser) = Browser::start() else {
        return;
    };
    let axe = axe();
    let (server, _dir) = demo();
    let office = server
        .printed
        .iter()
        .find(|line| line.starts_with("  office"))
        .unwrap();
    let password = office.split_whitespace().nth(1).unwrap();
    browser.size(DESKTOP);
    browser.open(&format!("{}/zh/staff/sign-in", server.url));
    browser.run(&format!(
        "const form = document.querySelector('input[name=password]').form; \
         form.elements.login.value = 'office'; \
         form.elements.password.value = '{password}'; form.submit()"
    ));
    browser.source_with("/zh/staff/inbox");
    for lang in ["zh", "en"] {
        for path in DESK {
            let url = format!("{}/{lang}/{path}", server.url);
            for size in [PHONE, DESKTOP] {
                browser.size(size);
                browser.open(&url);
                fits(&browser, &url, size.0);
                if let Some(axe) = &axe {
                    accessible(&browser, axe, &url);
                }
            }
            nothing_foreign(&browser, &url, &server.url);
        }
    }
    browser.open(&format!("{}/zh/staff/inbox", server.url));
    let shown = browser.run("return !document.querySelector('[data-keys]').hidden");
    assert_eq!(shown, json!(true), "the script says which keys there are");
    let here = "return [...document.querySelectorAll('[data-letter]')]\
                .indexOf(document.activeElement)";
    for (key, at) in [("j", 0), ("j", 1), ("k", 0)] {
        browser.press(key);
        assert_eq!(browser.run(here), json!(at), "{key}");
    }
    // A key does what the button does: the first letter with a suggestion is accepted.
    let with_suggestion = "const all = [...document.querySelectorAll('[data-letter]')]; \
        return all.findIndex(one => one.querySelector('[data-key=a]'))";
    let at = browser.run(with_suggestion).as_u64().unwrap();
    for _ in 0..at {
        browser.press("j");
    }
    browser.press("a");
    let page = browser.source_with("role=\"status\"");
    assert!(page.contains("role=\"status\""), "it is done: {page}");
    let place = json!(at);
    assert_eq!(browser.run(here), place, "the next letter is at hand");
    browser.press("n");
    let page = browser.source_with("/staff/problems/new");
    assert!(page.contains("name=\"title\""), "a new problem: {page}");
    server.stop();
}

fn fits(browser: &Browser, url: &str, width: u32) {
    let wide = browser.run("return document.documentElement.scrollWidth");
    assert!(
        wide.as_u64().unwrap() <= u64::from(width),
        "{url} is {wide} px wide at {width}"
    );
}

fn accessible(browser: &Browser, axe: &str, url: &str) {
    let script = format!(
        "{axe}; const done = arguments[arguments.length - 1]; \
         axe.run(document, {{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}})\
         .then(found => done(found.violations.map(v => v.id + ': ' + \
         v.nodes.map(n => n.html).join(' ')))).catch(error => done(['' + error]));"
    );
    assert_eq!(browser.run_async(&script), json!([]), "{url}");
}

fn nothing_foreign(browser: &Browser, url: &str, own: &str) {
    let asked =
        browser.run("return performance.getEntriesByType('resource').map(entry => entry.name)");
    for name in asked.as_array().unwrap() {
        let name = name.as_str().unwrap();
        assert!(name.starts_with(own), "{url} asks for {name}");
    }
}

/// Someone on a phone speaks, keeps the code, and follows, with scripts switched off.
#[test]
fn a_person_speaks_and_follows_on_a_phone_without_scripts() {
    let Some(browser) = Browser::start() else {
        return;
    };
    let (server, _dir) = demo();
    browser.size(PHONE);
    browser.without_scripts();
    for (lang, words) in [
        ("zh", "桥头公交站牌倒了三个星期，没有人管。"),
        (
            "en",
            "The bus stop sign at the bridge has been lying on the ground for three weeks.",
        ),
    ] {
        browser.open(&format!("{}/{lang}/speak", server.url));
        browser.type_into("textarea[name=words]", words);
        browser.click("main form button[type=submit]");
        let page = browser.source_with("ML1 ");
        let at = page.find("ML1 ").expect("the receipt shows its code");
        let code: String = page[at..]
            .chars()
            .take_while(|c| *c != '<' && *c != '"')
            .collect();
        browser.open(&format!("{}/{lang}/follow", server.url));
        browser.type_into("input[name=code]", &code.to_lowercase());
        browser.click("main form button[type=submit]");
        let page = browser.source_with("/follow/proof");
        assert!(page.contains("/follow/proof"), "the code is known: {page}");
    }
    server.stop();
}

/// A statement is answered by a key, and by the same button where scripts are off.
#[test]
fn statements_are_answered_by_keys_and_without_scripts() {
    let Some(browser) = Browser::start() else {
        return;
    };
    let (server, _dir) = demo();
    let url = format!("{}/zh/consultations/1", server.url);
    browser.size(PHONE);
    browser.open(&url);
    let shown = browser.run("return !document.querySelector('[data-keys]').hidden");
    assert_eq!(shown, json!(true), "the script says which keys there are");
    for (key, answered) in [("a", 1), ("p", 2), ("d", 3)] {
        browser.press(key);
        let words = format!("已回答 {answered} 句");
        let page = browser.source_with(&words);
        assert!(page.contains(&words), "{key}: {page}");
    }
    browser.without_scripts();
    browser.open(&url);
    browser.click("button[value=disagree]");
    let page = browser.source_with("已回答 4 句");
    assert!(page.contains("已回答 4 句"), "by the button: {page}");
    browser.open(&format!("{url}/answers"));
    let page = browser.source_with("改回答");
    assert_eq!(page.matches("改回答").count(), 4, "{page}");
    server.stop();
}

/// In a flood the browser works while one types; with scripts off one gets a place in the line.
#[test]
fn in_a_flood_the_browser_works_and_without_scripts_one_waits() {
    let Some(browser) = Browser::start() else {
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    output(&["init", text(&data)]);
    let data = text(&data);
    let args = [
        "serve",
        "--data",
        data,
        "--listen",
        "127.0.0.1:0",
        "--flood-after",
        "0",
    ];
    let server = Server::start(&args, "http");
    browser.size(PHONE);
    let speak = format!("{}/en/speak", server.url);
    browser.open(&speak);
    let words = "The bus stop sign has been lying on the ground for three weeks.";
    browser.type_into("textarea[name=words]", words);
    browser.click("main form button[type=submit]");
    let page = browser.source_with("ML1 ");
    assert!(page.contains("ML1 "), "the browser works and sends: {page}");
    browser.without_scripts();
    browser.open(&speak);
    browser.type_into("textarea[name=words]", words);
    browser.click("main form button[type=submit]");
    let page = browser.source_with("press the button again");
    assert!(page.contains("press the button again in 2"), "{page}");
    assert!(page.contains(words), "what was typed is still there");
    server.stop();
}
