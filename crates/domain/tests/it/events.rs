//! Events are kept for good. `tests/events` holds one file for every kind ever written,
//! `<tag>.json`, and `<tag>--<how>.json` where it can be written in another way: never
//! change or remove one, only add.

use crate::world::everyone;
use massline_domain::context::Role;
use massline_domain::event::EventError;
use massline_domain::item::EvidenceKind;
use massline_domain::opinion::Authority;
use massline_domain::problem::{Recurrence, Stage};
use massline_domain::verdict::{Choice, Outcome};
use massline_domain::{Event, Who};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The files in a folder of this crate whose names end so, with their names and texts.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let named = paths.filter_map(|path| {
        let name = path.file_name()?.to_str()?.strip_suffix(ending)?.to_owned();
        Some((name, fs::read_to_string(&path).unwrap()))
    });
    named.collect()
}

/// The tags that the code writes, read off the code itself.
fn tags_in_code() -> BTreeSet<String> {
    let mut tags = BTreeSet::new();
    let folders = ["src", "src/consultation", "src/problem"];
    for (_, source) in folders.iter().flat_map(|folder| files(folder, ".rs")) {
        let renames = source.split("#[serde(rename = \"").skip(1);
        let names = renames.filter_map(|rest| rest.split('"').next());
        tags.extend(names.filter(|name| name.contains('.')).map(str::to_owned));
    }
    assert!(tags.len() > 30, "the code was not read: {tags:?}");
    tags
}

#[test]
fn every_event_ever_written_is_read_and_written_back_as_it_was() {
    let written = files("tests/events", ".json");
    for (name, text) in &written {
        let stored: Value = serde_json::from_str(text).unwrap();
        let event = Event::from_json(stored.clone()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(
            event.to_json(),
            stored,
            "{name} is written back differently"
        );
        assert_eq!(
            event.tag(),
            name.split("--").next().unwrap(),
            "{name} holds another event"
        );
        assert!(!event.stream().is_empty(), "{name} belongs to no stream");
    }
    assert!(!written.is_empty());
}

#[test]
fn every_tag_has_its_file_and_every_file_its_tag() {
    let written = files("tests/events", ".json").into_iter();
    let kept: BTreeSet<String> = written.map(|(name, _)| name).collect();
    let kept: BTreeSet<String> = kept
        .into_iter()
        .filter(|name| !name.contains("--"))
        .collect();
    assert_eq!(kept, tags_in_code());
}

#[test]
fn every_tag_is_driven_along_the_edges() {
    let driven: BTreeSet<String> = crate::edges::all_tags()
        .into_iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(driven, tags_in_code());
}

fn kept(name: &str) -> Value {
    let mut files = files("tests/events", ".json").into_iter();
    let (_, text) = files.find(|(found, _)| found == name).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn an_unknown_event_says_that_a_newer_version_may_have_written_it() {
    for tag in ["moon.landed", "", "problems.closed"] {
        let error = Event::from_json(json!({ "type": tag })).unwrap_err();
        assert!(
            matches!(&error, EventError::UnknownType(found) if found == tag),
            "{error}"
        );
        assert!(error.to_string().contains("newer version"), "{error}");
    }
    for value in [json!(null), json!([]), json!({ "day": "2026-06-01" })] {
        assert!(matches!(
            Event::from_json(value),
            Err(EventError::UnknownType(_))
        ));
    }
}

#[test]
fn nothing_in_an_event_is_skipped_or_made_up() {
    for (name, text) in files("tests/events", ".json") {
        let stored: Value = serde_json::from_str(&text).unwrap();
        let mut more = stored.clone();
        more["more"] = json!(1);
        assert!(
            matches!(Event::from_json(more), Err(EventError::Damaged(_))),
            "{name}"
        );
    }
    let mut deeper = kept("item.finished");
    deeper["rule"]["more"] = json!(1);
    assert!(Event::from_json(deeper).is_err());
    let mut less = kept("problem.closed");
    less.as_object_mut().unwrap().remove("tally");
    assert!(matches!(
        Event::from_json(less),
        Err(EventError::Damaged(_))
    ));
    let mut other_day = kept("problem.closed");
    other_day["day"] = json!("2026-02-30");
    let error = Event::from_json(other_day).unwrap_err().to_string();
    assert!(error.contains("YYYY-MM-DD"), "{error}");
}

/// One value as it is written.
fn code(value: impl serde::Serialize) -> String {
    let written = serde_json::to_value(value).unwrap();
    written
        .as_str()
        .map_or_else(|| written.to_string(), str::to_owned)
}

#[test]
fn codes_inside_events_are_stable() {
    assert_eq!(
        Role::ALL.map(code),
        ["administrator", "office", "supervisor", "unit", "inspector"]
    );
    assert_eq!(Choice::ALL.map(code), ["fixed", "not_fixed", "dont_know"]);
    assert_eq!(
        [Outcome::Fixed, Outcome::NotFixed].map(code),
        ["fixed", "not_fixed"]
    );
    assert_eq!(
        EvidenceKind::ALL.map(code),
        ["before", "after", "document", "figure", "work_order"]
    );
    assert_eq!(
        [
            Recurrence::NewOpinion,
            Recurrence::Holder,
            Recurrence::LookBack
        ]
        .map(code),
        ["new_opinion", "holder", "look_back"]
    );
    let authorities = [
        Authority::Subject,
        Authority::Legal,
        Authority::ThirdParty,
        Authority::Expiry,
        Authority::Illegal,
    ];
    let written = ["subject", "legal", "third_party", "expiry", "illegal"];
    assert_eq!(authorities.map(code), written);
}

#[test]
fn codes_are_read_as_they_are_shown() {
    assert!(
        Role::ALL
            .iter()
            .all(|it| Role::from_code(it.code()) == Some(*it))
    );
    assert!(
        Choice::ALL
            .iter()
            .all(|it| Choice::from_code(it.code()) == Some(*it))
    );
    assert!(
        EvidenceKind::ALL
            .iter()
            .all(|it| EvidenceKind::from_code(it.code()) == Some(*it))
    );
    assert!(
        Stage::SHOWN
            .iter()
            .all(|it| Stage::from_code(it.code()) == Some(*it))
    );
    assert!(Role::ALL.iter().all(|it| it.code() == code(*it)));
    assert!(Choice::ALL.iter().all(|it| it.code() == code(*it)));
    assert!(EvidenceKind::ALL.iter().all(|it| it.code() == code(*it)));
    assert!(Stage::SHOWN.iter().all(|it| it.code() == code(*it)));
    assert_eq!(
        Stage::from_code("absent"),
        None,
        "what is not listed is not shown"
    );
}

#[test]
fn who_acted_is_read_as_it_was_written() {
    for who in everyone() {
        let written = serde_json::to_string(&who).unwrap();
        assert_eq!(serde_json::from_str::<Who>(&written).unwrap(), who);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is found in a damaged store, reading says so and does not fall over.
    #[test]
    fn damaged_content_is_an_error_and_no_panic(
        file in prop::sample::select(files("tests/events", ".json")),
        field in any::<prop::sample::Index>(),
        text in ".{0,70}",
        number in any::<i64>(),
    ) {
        let stored: Value = serde_json::from_str(&file.1).unwrap();
        let fields: Vec<String> = stored.as_object().unwrap().keys().cloned().collect();
        for wrong in [json!(text), json!(number), json!(null), json!([number]), json!({ text: number })] {
            let mut damaged = stored.clone();
            damaged[field.get(&fields).as_str()] = wrong;
            if let Ok(event) = Event::from_json(damaged) {
                let again = Event::from_json(event.to_json()).unwrap();
                prop_assert_eq!(again, event);
            }
        }
    }
}
