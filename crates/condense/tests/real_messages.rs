//! Condensing on real citizens' messages, where they are at hand, against marks made by reading.
//!
//! `marks/replies_zh_groups.csv`: messages about the same concrete matter;
//! `marks/replies_zh_apart.csv`: pairs that look alike and are different matters. Both hold ids
//! only. They were made by reading, by one judge, without looking at any output of the program.
#![allow(
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a test that says plainly when it is skipped"
)]

use std::collections::{BTreeMap, HashMap};

use massline_condense::{Settings, Voice, condense_with};

const FILE: &str = "data/replies_zh/messages_and_replies.csv";

struct Message {
    id: String,
    title: String,
    text: String,
}

/// Nothing where the data is absent.
fn messages() -> Option<Vec<Message>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let shared = std::env::var("MASSLINE_SHARED").unwrap_or_else(|_| default.to_owned());
    let Ok(mut reader) = csv::Reader::from_path(format!("{shared}/{FILE}")) else {
        assert!(
            std::env::var("MASSLINE_REQUIRE_ALL").as_deref() != Ok("1"),
            "{shared}/{FILE} is required and cannot be read"
        );
        eprintln!("SKIPPED: {shared}/{FILE} cannot be read");
        return None;
    };
    let message = |row: csv::StringRecord| Message {
        id: row[0].to_owned(),
        title: row[2].to_owned(),
        text: row[4].to_owned(),
    };
    let rows = reader.records().map(|row| row.map(message));
    Some(rows.collect::<Result<_, _>>().expect("a well-formed file"))
}

fn marks(name: &str) -> Vec<(String, String)> {
    let path = format!("{}/tests/marks/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(path).expect("the marks are in the repository");
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect()
}

/// How many marked groups are met (one of ours has F of at least 0.5 with it, and two of its
/// messages), and how many pairs are joined that should be apart.
fn met_and_joined(messages: &[Message], settings: &Settings) -> (usize, usize) {
    let voices: Vec<Voice<'_>> = messages
        .iter()
        .map(|message| Voice {
            title: Some(message.title.as_str()),
            ..Voice::new(&message.text)
        })
        .collect();
    let found = condense_with(&voices, settings, &mut |_, _| {});
    let at: HashMap<&str, usize> = (0..)
        .zip(messages)
        .map(|(at, m)| (m.id.as_str(), at))
        .collect();
    let problem = |id: &String| found.assignments[at[id.as_str()]].problem;
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, group) in marks("replies_zh_groups.csv") {
        groups.entry(group).or_default().push(id);
    }
    let is_met = |group: &&Vec<String>| {
        group.iter().filter_map(problem).any(|one| {
            let shared = group.iter().filter(|id| problem(id) == Some(one)).count();
            shared >= 2 && 4 * shared >= group.len() + found.problems[one].size
        })
    };
    let apart = marks("replies_zh_apart.csv");
    let joined = apart
        .iter()
        .filter(|(a, b)| problem(a).is_some() && problem(a) == problem(b));
    (groups.values().filter(is_met).count(), joined.count())
}

#[test]
fn real_problems_are_found_and_look_alikes_kept_apart() {
    let Some(messages) = messages() else { return };
    let (met, joined) = met_and_joined(&messages, &Settings::default());
    assert!(met >= 138, "only {met} of 155 groups are met");
    assert!(joined <= 60, "{joined} of 347 look-alikes are joined");
}

/// The control: words alone, whatever they name and wherever that is, join many more.
#[test]
fn without_regard_to_names_and_places_look_alikes_are_joined() {
    let Some(messages) = messages() else { return };
    let words_only = Settings {
        name_weight: 1.0,
        elsewhere: 1.0,
        other_names: 1.0,
        other_heads: 1.0,
        issue_similarity: f32::MIN_POSITIVE,
        meaning: 0.0,
        length_slope: 1.0,
        ..Settings::default()
    };
    let (_, joined) = met_and_joined(&messages, &words_only);
    assert!(joined > 100, "{joined} of 347 look-alikes are joined");
}
