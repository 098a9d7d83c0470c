//! Charters: the shipped ones are whole, and a wrong one is refused with the right line,
//! the right key and what to do.

use crate::world::SMALL;
use massline_domain::charter::{CharterError, Named};
use massline_domain::{Charter, Refusal};
use std::collections::BTreeSet;

const MASS_LINE: &str = include_str!("../../../../charters/mass-line.toml");
const CITY_SERVICES: &str = include_str!("../../../../charters/city-services.toml");

/// The small charter with its only `old` replaced, and the error that must come of it.
fn error_of(old: &str, new: &str) -> CharterError {
    assert_eq!(SMALL.matches(old).count(), 1, "{old:?} must stand once");
    Charter::parse(&SMALL.replace(old, new)).unwrap_err()
}

/// The line, from 1, on which this stands first.
fn line_of(text: &str, what: &str) -> usize {
    text.lines().position(|line| line.contains(what)).unwrap() + 1
}

/// Asserts line, key and a word of the message for an edit of the small charter. `at` is a
/// text on the line that the error must name.
fn refused(old: &str, new: &str, at: &str, key: &str, says: &str) {
    let error = error_of(old, new);
    let line = line_of(&SMALL.replace(old, new), at);
    assert_eq!(
        (error.line, error.key.as_str()),
        (line, key),
        "{new:?}: {error}"
    );
    assert!(error.message.contains(says), "{new:?}: {error}");
    assert!(
        error
            .to_string()
            .starts_with(&format!("line {line}: {key}: ")),
        "{error}"
    );
}

#[test]
fn the_control_files_pass() {
    for text in [SMALL, MASS_LINE, CITY_SERVICES] {
        Charter::parse(text).unwrap();
    }
}

#[test]
fn a_missing_key_is_named_at_its_table() {
    refused("version = 1\n", "", "# A charter", "version", "missing");
    refused(
        "window_days = 14\n",
        "",
        "[verdict]",
        "window_days",
        "add it",
    );
    refused("month = 3\n", "", "[strength]", "month", "add it");
    let work = "id = \"repair\"\n";
    refused(work, "", "[[stage.work]]", "id", "add it");
    refused(", en = \"Web\"", "", "网页", "en", "add it");
}

#[test]
fn an_unknown_key_is_named_with_those_that_are_known() {
    refused(
        "version = 1",
        "version = 1\nflavour = 2",
        "flavour",
        "flavour",
        "remove it",
    );
    refused(
        "month = 3",
        "month = 3\nyear = 1",
        "year = 1",
        "year",
        "`person`",
    );
    refused("cure = ", "cures = ", "cures", "cures", "`cure`");
    refused("[[channel]]", "[[chanel]]", "chanel", "chanel", "`channel`");
}

#[test]
fn a_value_of_another_kind_is_named() {
    refused("month = 3", "month = \"three\"", "three", "month", "string");
    refused("month = 3", "month = -3", "-3", "month", "-3");
    refused(
        "window_days = 14",
        "window_days = 70000",
        "70000",
        "window_days",
        "70000",
    );
    let broken = error_of("[verdict]", "[verdict");
    assert_eq!(broken.line, line_of(SMALL, "[verdict]"), "{broken}");
    let twice = error_of("month = 3", "month = 3\nmonth = 4");
    assert_eq!(twice.line, line_of(SMALL, "month = 3") + 1, "{twice}");
}

#[test]
fn a_reference_to_nothing_is_named_where_it_stands() {
    let asked = "asked = [\"repair\"]";
    let two = "asked = [\n  \"repair\",\n  \"dance\",\n]";
    refused(asked, two, "dance", "class.asked", "no stage defines");
    let twice = "asked = [\n  \"repair\",\n  \"repair\", # again\n]";
    refused(asked, twice, "# again", "class.asked", "twice");
    let cure = "cure = \"kept-word\"";
    refused(
        cure,
        "cure = \"delay\" # not a value",
        "# not a value",
        "category.cure",
        "delay",
    );
}

#[test]
fn an_id_that_stands_twice_is_named_the_second_time() {
    let second = |table: &str, id: &str| {
        format!("[[{table}]]\nid = \"{id}\" # second\nname = {{ zh = \"二\", en = \"Two\" }}\n\n")
    };
    for (table, id) in [
        ("value", "kept-word"),
        ("category", "delay"),
        ("channel", "web"),
        ("group", "resident"),
        ("source", "people"),
        ("refusal_reason", "off-topic"),
        ("class", "office"),
        ("stage", "act"),
    ] {
        let text = format!("{SMALL}\n{}", second(table, id));
        let error = Charter::parse(&text).unwrap_err();
        let expected = (line_of(&text, "# second"), format!("{table}.id"));
        assert_eq!((error.line, error.key.clone()), expected, "{error}");
        assert!(error.message.contains("twice"), "{error}");
    }
    // Work is asked for by its id alone, so two stages cannot both define it.
    let stage = second("stage", "later").replace(" # second", "");
    let text = format!("{SMALL}\n{stage}{}", second("stage.work", "repair"));
    let error = Charter::parse(&text).unwrap_err();
    let expected = (line_of(&text, "# second"), "stage.work.id");
    assert_eq!((error.line, error.key.as_str()), expected, "{error}");
    // The same id in two kinds is no matter: they are never looked up together.
    assert!(Charter::parse(&format!("{SMALL}\n{}", second("indicator", "web"))).is_ok());
}

#[test]
fn ids_are_plain_and_texts_stand_in_both_languages() {
    for id in ["", "Web", "网页", "a b", &"x".repeat(41)] {
        let new = format!("id = \"{id}\" # wrong");
        refused("id = \"web\"", &new, "# wrong", "channel.id", "Latin");
    }
    let (old, new) = ("en = \"Web\"", "en = \" \"");
    refused(old, new, "网页", "channel.name.en", "language");
    refused(
        "zh = \"试验\"",
        "zh = \"\"",
        "For tests",
        "purpose.zh",
        "language",
    );
}

#[test]
fn numbers_have_bounds_and_the_bounds_are_said() {
    let rows = [
        ("version = 1", "version = 0", "version", "1 to"),
        (
            "fixed_percent = 60",
            "fixed_percent = 0",
            "verdict.fixed_percent",
            "1 to 100",
        ),
        (
            "fixed_percent = 60",
            "fixed_percent = 101",
            "verdict.fixed_percent",
            "1 to 100",
        ),
        (
            "window_days = 14",
            "window_days = 0",
            "verdict.window_days",
            "1 to 366",
        ),
        (
            "window_days = 14",
            "window_days = 367",
            "verdict.window_days",
            "1 to 366",
        ),
        (
            "opinion_chars = 200",
            "opinion_chars = 19",
            "limits.opinion_chars",
            "20 to",
        ),
        (
            "opinion_chars = 200",
            "opinion_chars = 100001",
            "limits.opinion_chars",
            "100000",
        ),
        (
            "small_number = 5",
            "small_number = 0",
            "limits.small_number",
            "1 to 100",
        ),
        (
            "claim_days = 7",
            "claim_days = 0",
            "time.claim_days",
            "1 to 366",
        ),
        (
            "sort_days = 5",
            "sort_days = 367",
            "time.sort_days",
            "1 to 366",
        ),
        (
            "sort_days = 5",
            "sort_days = 5\nutc_offset_minutes = 841",
            "time.utc_offset_minutes",
            "840",
        ),
        ("person = 10", "person = 0", "strength.person", "1 to"),
        (
            "reopened = 20",
            "reopened = 20\nunit = 1001",
            "strength.unit",
            "1000",
        ),
        (
            "reopened = 20",
            "reopened = 20\nharmed = 3",
            "strength.harmed",
            "harm_words",
        ),
        (
            "reopened = 20\n",
            "reopened = 20\n\n[stubborn]\nmonth = 5\nreopened = 101",
            "stubborn.reopened",
            "100",
        ),
        (
            "reopened = 20\n",
            "reopened = 20\n\n[[category]]\nid = \"lamps\"\nname = { zh = \"路灯\", en = \"Lamps\" }\nsigns.zh = [\"路灯\"]",
            "category.signs.en",
            "this language",
        ),
        (
            "reopened = 20\n",
            "reopened = 20\n\n[harm_words]\nen = [\"hurt\"]\nzh = []",
            "harm_words.zh",
            "this language",
        ),
        (
            "reopened = 20\n",
            "reopened = 20\n\n[first_hand_words]\nzh = [\"我家\"]\nen = [\"my\", \"my\"]",
            "first_hand_words.en",
            "twice",
        ),
        (
            "reopened = 20\n",
            "reopened = 20\n\n[first_hand_words]\nzh = [\"我家\"]\nen = [\"!\"]",
            "first_hand_words.en",
            "a word",
        ),
        ("[90, 365]", "[0, 365]", "time.look_back_days", "1 to"),
        ("[90, 365]", "[365, 90]", "time.look_back_days", "rising"),
        ("[90, 365]", "[90, 90]", "time.look_back_days", "rising"),
    ];
    for (old, new, key, says) in rows {
        let last = new.lines().last().unwrap();
        refused(old, new, last, key, says);
    }
    for (old, new) in [
        ("fixed_percent = 60", "fixed_percent = 1"),
        ("fixed_percent = 60", "fixed_percent = 100"),
        ("window_days = 14", "window_days = 366"),
        ("opinion_chars = 200", "opinion_chars = 20"),
        ("[90, 365]", "[]"),
    ] {
        Charter::parse(&SMALL.replace(old, new)).expect(new);
    }
}

#[test]
fn what_nothing_works_without_must_be_there() {
    for table in ["channel", "source", "refusal_reason", "class"] {
        let whole = SMALL
            .split("\n\n")
            .filter(|block| !block.starts_with(&format!("[[{table}]]")));
        let text = whole.collect::<Vec<_>>().join("\n\n");
        let error = Charter::parse(&text).unwrap_err();
        assert_eq!(error.key, table);
        assert!(error.message.contains(&format!("[[{table}]]")), "{error}");
    }
}

#[test]
fn codes_are_looked_up_in_the_charter() {
    let charter = Charter::parse(SMALL).unwrap();
    let known = [
        ("channel", "web"),
        ("group", "resident"),
        ("source", "people"),
        ("refusal_reason", "off-topic"),
        ("class", "office"),
        ("category", "delay"),
    ];
    for (kind, code) in known {
        assert_eq!(charter.check_code(kind, code), Ok(()));
        let found = "moon".to_owned();
        assert_eq!(
            charter.check_code(kind, "moon"),
            Err(Refusal::UnknownCode { kind, found })
        );
    }
    assert!(charter.check_code("planet", "web").is_err());
}

fn ids(named: &[Named]) -> Vec<&str> {
    named.iter().map(|one| one.id.as_str()).collect()
}

#[test]
fn the_mass_line_charter_holds_the_whole_mission() {
    let charter = Charter::parse(MASS_LINE).unwrap();
    let values: Vec<_> = charter
        .values
        .iter()
        .map(|value| value.name.zh.as_str())
        .collect();
    assert_eq!(values, ["为民", "务实", "清廉"]);
    let winds = charter.categories.iter();
    let winds: Vec<_> = winds
        .map(|wind| (wind.id.as_str(), wind.cure.as_deref().unwrap()))
        .collect();
    let cures = [
        ("formalism", "pragmatic"),
        ("bureaucratism", "for-the-people"),
        ("hedonism", "clean"),
        ("extravagance", "clean"),
    ];
    assert_eq!(winds, cures);
    let mirrors: Vec<_> = charter
        .mirrors
        .iter()
        .map(|mirror| mirror.id.as_str())
        .collect();
    assert_eq!(
        mirrors,
        ["charter", "discipline", "expectation", "examples"]
    );
    assert!(
        charter
            .mirrors
            .iter()
            .all(|mirror| (4..=6).contains(&mirror.clauses.len()))
    );
    assert_eq!(
        ids(&charter.sources),
        ["people", "self", "above", "colleagues", "jointly"]
    );
    assert_eq!(
        ids(&charter.channels),
        ["web", "phone", "visit", "paper", "wechat", "meeting"]
    );
    assert_eq!((charter.stages.len(), charter.indicators.len()), (3, 5));
    assert!(
        charter
            .stages
            .iter()
            .all(|stage| !stage.work.is_empty() && !stage.gate.is_empty())
    );
    assert_eq!(charter.time.look_back_days, [90, 365]);
}

/// No one cut for all: what is asked differs, and a village is asked for little.
#[test]
fn every_class_is_asked_for_its_own_work() {
    for text in [MASS_LINE, CITY_SERVICES] {
        let charter = Charter::parse(text).unwrap();
        let asked: BTreeSet<&Vec<String>> =
            charter.classes.iter().map(|class| &class.asked).collect();
        assert_eq!(
            asked.len(),
            charter.classes.len(),
            "two classes are asked for the same"
        );
        let all: BTreeSet<&String> = asked.iter().copied().flatten().collect();
        let work = charter.stages.iter().flat_map(|stage| &stage.work);
        for work in work {
            assert!(all.contains(&work.id), "nobody is asked for {}", work.id);
        }
    }
    let charter = Charter::parse(MASS_LINE).unwrap();
    let asked = |id: &str| {
        &charter
            .classes
            .iter()
            .find(|class| class.id == id)
            .unwrap()
            .asked
    };
    let village = asked("village");
    assert!(village.iter().any(|work| work == "problem-list"));
    assert!(village.iter().any(|work| work == "one-talk"));
    assert!(
        village
            .iter()
            .all(|work| work != "self-check" && work != "criticism-session")
    );
    assert!(village.len() * 2 < asked("county-organ").len());
    assert!(charter.asks_for_list("village") && !charter.asks_for_list("county-organ"));
}

/// The second charter shares the machinery and none of the first one's vocabulary.
#[test]
fn the_city_has_its_own_values_and_categories() {
    let (first, second) = (
        Charter::parse(MASS_LINE).unwrap(),
        Charter::parse(CITY_SERVICES).unwrap(),
    );
    let of = |charter: &Charter| -> BTreeSet<String> {
        let values = charter.values.iter().map(|value| value.id.clone());
        values
            .chain(
                charter
                    .categories
                    .iter()
                    .map(|category| category.id.clone()),
            )
            .collect()
    };
    assert!(of(&first).is_disjoint(&of(&second)));
}

/// English texts hold no Chinese letters, and Chinese ones do.
#[test]
fn each_language_is_its_own() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for text in [MASS_LINE, CITY_SERVICES] {
        let whole: serde_json::Value = serde_json::to_value(Charter::parse(text).unwrap()).unwrap();
        let mut names = Vec::new();
        collect_names(&whole, &mut names);
        assert!(names.len() > 60);
        for (zh, en) in names {
            assert!(han(&zh), "not Chinese: {zh}");
            assert!(!han(&en), "not English: {en}");
        }
    }
}

fn collect_names(value: &serde_json::Value, names: &mut Vec<(String, String)>) {
    if let (Some(zh), Some(en)) = (value["zh"].as_str(), value["en"].as_str()) {
        names.push((zh.to_owned(), en.to_owned()));
    }
    if let Some(list) = value.as_array() {
        list.iter().for_each(|one| collect_names(one, names));
    }
    if let Some(table) = value.as_object() {
        table.values().for_each(|one| collect_names(one, names));
    }
}

/// Read, written as data and read again, a charter is the same charter.
#[test]
fn a_charter_survives_being_data() {
    for text in [MASS_LINE, CITY_SERVICES] {
        let charter = Charter::parse(text).unwrap();
        let data = serde_json::to_string(&charter).unwrap();
        assert_eq!(serde_json::from_str::<Charter>(&data).unwrap(), charter);
    }
}

#[test]
fn the_hours_a_campaign_asks_differ_by_class_and_are_the_sum_of_its_work() {
    let charter = Charter::parse(MASS_LINE).unwrap();
    let of = |class: &str| {
        let stages = charter.stages.iter();
        stages
            .map(|stage| charter.hours_asked(stage, class))
            .sum::<u64>()
    };
    assert!(
        of("county-organ") > of("service-window"),
        "a window is asked less"
    );
    assert!(
        of("service-window") > of("village"),
        "a village is asked least"
    );
    assert_eq!(of("upper-body"), 0);
    let learn = &charter.stages[0];
    let work: Vec<u16> = charter
        .asked_in(learn, "village")
        .iter()
        .map(|one| one.hours)
        .collect();
    assert_eq!(u64::from(work[0]), charter.hours_asked(learn, "village"));
}
