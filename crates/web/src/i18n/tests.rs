//! No key missing in a language, in a file, or in the code.

use super::bundle::{EN_FILES, ZH_FILES};
use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Key → names of its arguments. A message is a line `key = …` and the indented lines
/// after it.
fn messages(files: &[(&str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    let mut key = String::new();
    for line in files.iter().flat_map(|(_, text)| text.lines()) {
        let starts = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if let (true, Some((name, _))) = (starts, line.split_once(" =")) {
            key = name.to_owned();
            assert!(
                found.insert(key.clone(), BTreeSet::new()).is_none(),
                "{key} is there twice"
            );
        }
        for part in line.split('$').skip(1) {
            let name: String = part
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            found
                .get_mut(&key)
                .expect("an argument belongs to a message")
                .insert(name);
        }
    }
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    // The command line takes its texts from here too.
    let mut open = vec![
        Path::new(ROOT).join("src"),
        Path::new(ROOT).join("../massline/src"),
    ];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs")
            {
                found.push((path.clone(), std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    found
}

/// The first string literal after each call of `name`: `t(lang, "key"`.
fn literal_after<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices(name) {
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &text[start + name.len()..];
        // The first argument is the language: `lang`, `frame.lang`, `Lang::En`.
        let Some((first, rest)) = rest.split_once(',') else {
            continue;
        };
        if !first
            .trim()
            .chars()
            .all(|c| c.is_alphanumeric() || "._:()".contains(c))
        {
            continue;
        }
        if let Some(literal) = rest.trim_start().strip_prefix('"') {
            found.extend(literal.split('"').next());
        }
    }
    found
}

#[test]
fn every_file_parses_and_is_listed() {
    for (lang, files) in [(Lang::Zh, ZH_FILES), (Lang::En, EN_FILES)] {
        for (name, text) in files {
            let parsed = fluent_bundle::FluentResource::try_new((*text).to_owned());
            assert!(
                parsed.is_ok(),
                "{}/{name}: {:?}",
                lang.tag(),
                parsed.err().map(|e| e.1)
            );
        }
        let listed: BTreeSet<String> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
        let there: BTreeSet<String> =
            std::fs::read_dir(Path::new(ROOT).join("locales").join(lang.tag()))
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
        assert_eq!(
            listed,
            there,
            "locale_files! in bundle.rs lists the files of {}",
            lang.tag()
        );
    }
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    let (zh, en) = (messages(ZH_FILES), messages(EN_FILES));
    for (key, args) in &zh {
        let other = en
            .get(key)
            .unwrap_or_else(|| panic!("{key} is missing in en"));
        assert_eq!(args, other, "arguments of {key} differ");
    }
    for key in en.keys() {
        assert!(zh.contains_key(key), "{key} is missing in zh-CN");
    }
}

#[test]
fn every_key_in_the_code_exists() {
    let known = messages(EN_FILES);
    let mut seen = 0;
    for (path, text) in sources() {
        for name in ["t(", "t_args("] {
            for key in literal_after(&text, name) {
                assert!(
                    known.contains_key(key),
                    "{}: no text for \"{key}\"",
                    path.display()
                );
                seen += 1;
            }
        }
        let families = ["t_code(", "t_if(", "t_code_args("].map(|name| literal_after(&text, name));
        for family in families.concat() {
            let prefix = format!("{family}-");
            assert!(
                known.keys().any(|key| key.starts_with(&prefix)),
                "{}: no text starts with \"{prefix}\"",
                path.display()
            );
        }
    }
    assert!(seen > 30, "the scan finds the calls; it found {seen}");
}

#[test]
fn every_text_is_used() {
    let sources = sources();
    let families: BTreeSet<String> = sources
        .iter()
        .flat_map(|(_, text)| {
            ["t_code(", "t_if(", "t_code_args("]
                .map(|name| literal_after(text, name))
                .concat()
        })
        .map(|family| format!("{family}-"))
        .collect();
    // The command line makes keys from the names of its arguments.
    for key in messages(EN_FILES)
        .keys()
        .filter(|key| !key.starts_with("cli"))
    {
        let quoted = format!("\"{key}\"");
        let used = families.iter().any(|family| key.starts_with(family))
            || sources.iter().any(|(_, text)| text.contains(&quoted));
        assert!(used, "nothing uses the text {key}");
    }
}

#[test]
fn chinese_texts_are_chinese_and_english_ones_are_not() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (name, text) in EN_FILES {
        // A language's own name is the same in each language.
        let text = text.replace(Lang::Zh.own_name(), "");
        let line = text
            .lines()
            .find(|line| !line.starts_with('#') && line.chars().any(is_han));
        assert_eq!(line, None, "en/{name} holds Chinese");
    }
    for (name, text) in ZH_FILES {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let half_width = line.contains(", ") && line.chars().any(is_han);
            assert!(!half_width, "zh-CN/{name}: half-width comma in {line}");
        }
    }
}

#[test]
fn days_are_written_as_each_language_writes_them() {
    assert_eq!(date(Lang::Zh, 20_780), "2026年11月23日");
    assert_eq!(date(Lang::En, 20_780), "23 November 2026");
    assert_eq!(month(Lang::Zh, 20_780), "2026年11月");
    assert_eq!(month(Lang::En, 20_780), "November 2026");
    for (days, text) in [
        (0, "1970-01-01"),
        (-1, "1969-12-31"),
        (11_016, "2000-02-29"),
        (20_780, "2026-11-23"),
        (20_512, "2026-02-28"),
        (20_513, "2026-03-01"),
    ] {
        assert_eq!(date_iso(days), text);
    }
}

#[test]
fn numbers_keep_their_thousands_apart() {
    assert_eq!(count(7), "7");
    assert_eq!(count(1000), "1,000");
    assert_eq!(count(1_234_567), "1,234,567");
    assert_eq!(percent(0.0), "0%");
    assert_eq!(percent(0.035), "3.5%");
    assert_eq!(percent(0.09), "9%");
    assert_eq!(percent(0.644), "64%");
    assert_eq!(percent(1.0), "100%");
}

#[test]
fn the_language_is_the_one_asked_for() {
    let ask = |header| Lang::negotiate(header, Lang::Zh);
    assert_eq!(ask("en-GB,en;q=0.9"), Lang::En);
    assert_eq!(ask("zh-TW,zh;q=0.9,en;q=0.8"), Lang::Zh);
    assert_eq!(ask("fr,en;q=0.3,zh;q=0.7"), Lang::Zh);
    assert_eq!(ask("fr, de"), Lang::Zh);
    assert_eq!(ask("en;q=0"), Lang::Zh);
    assert_eq!(ask("en;q=nonsense, zh;q=0.1"), Lang::Zh);
    assert_eq!(ask(""), Lang::Zh);
    assert_eq!(Lang::negotiate("*", Lang::En), Lang::En);
}

#[test]
fn plural_forms_and_codes() {
    assert_eq!(
        t_args(Lang::En, "voices-count", &[("n", 1.into())]),
        "1 voice"
    );
    assert_eq!(
        t_args(Lang::En, "voices-count", &[("n", 1204.into())]),
        "1,204 voices"
    );
    assert_eq!(
        t_args(Lang::Zh, "voices-count", &[("n", 1204.into())]),
        "1,204 条意见"
    );
    assert_eq!(t_code(Lang::En, "stage", "in_no_charter"), "in_no_charter");
}

#[test]
fn a_refusal_says_what_can_be_done() {
    let long = massline_domain::Refusal::TooLong {
        field: "words",
        max: 2000,
        found: 2417,
    };
    assert_eq!(
        refusal_text(Lang::En, &long),
        "This text is too long. Up to 2,000 characters; this has 2,417."
    );
    assert_eq!(
        refusal_text(
            Lang::Zh,
            &massline_domain::Refusal::NotReady {
                what: "no_evidence"
            }
        ),
        "还不能提请群众评判。还有整改事项没有证据。"
    );
}

/// A code of the rules that has no text would be shown as it is written in data.
#[test]
fn codes_of_the_rules_are_shown_in_words() {
    use massline_domain::context::Role;
    use massline_domain::disclosure::Outcome;
    use massline_domain::gate::Condition;
    use massline_domain::item::EvidenceKind;
    for lang in Lang::ALL {
        let families = [
            (
                "disclosure-outcome",
                Outcome::ALL.map(Outcome::code).to_vec(),
            ),
            (
                "evidence-kind",
                EvidenceKind::ALL.map(EvidenceKind::code).to_vec(),
            ),
            ("condition", Condition::ALL.map(Condition::code).to_vec()),
            ("role-does", Role::ALL.map(Role::code).to_vec()),
            ("desk-quiet", Role::ALL.map(Role::code).to_vec()),
        ];
        for (family, codes) in families {
            for code in codes {
                assert_ne!(t_code(lang, family, code), code, "{family} in {lang:?}");
            }
        }
    }
}
