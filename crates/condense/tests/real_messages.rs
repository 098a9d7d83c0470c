//! Condensing on real citizens' messages, where they are at hand.
#![allow(
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a test that says plainly when it is skipped"
)]

use massline_condense::{Condensed, Voice, condense};

const FILE: &str = "data/replies_zh/messages_and_replies.csv";

/// Subject and text of each message; nothing where the data is absent.
fn messages() -> Option<Vec<(String, String)>> {
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
    let rows = reader
        .records()
        .map(|row| row.map(|row| (row[2].to_owned(), row[4].to_owned())));
    Some(rows.collect::<Result<_, _>>().expect("a well-formed file"))
}

fn together(found: &Condensed, a: usize, b: usize) -> bool {
    let problem = found.assignments[a].problem;
    problem.is_some() && problem == found.assignments[b].problem
}

/// The pairs were read and judged one by one when this was written; rows count from 0.
#[test]
fn real_problems_are_found_and_look_alikes_kept_apart() {
    let Some(messages) = messages() else { return };
    let voices: Vec<Voice<'_>> = messages
        .iter()
        .map(|(title, text)| Voice {
            title: Some(title),
            ..Voice::new(text)
        })
        .collect();
    let found = condense(&voices, &mut |_, _| {});

    let same = [
        (80, 1130),   // a waste station beside one estate
        (792, 825),   // the noise of the same two bars
        (1798, 1820), // dogs in one city, worded differently
        (648, 761),   // an underground station for one street
        (1695, 1700), // deeds for one estate
        (2163, 2169), // a crossing between one school and one estate
    ];
    for (a, b) in same {
        assert!(
            together(&found, a, b),
            "{} / {}",
            messages[a].0,
            messages[b].0
        );
    }
    let different = [
        (80, 1723),   // the same letter about another city's waste station
        (1516, 1528), // a bus stop and a waste station at one estate
        (1127, 1132), // building work and parking in one neighbourhood
        (51, 2098),   // one gas company in two cities
        (1673, 1676), // a road and drinking water in one village
        (2143, 2663), // the same complaint in two cities
        (1522, 1526), // tourism and cleanliness of one township
        (254, 303),   // two deeds of one neighbourhood office
    ];
    let apart = different
        .iter()
        .filter(|(a, b)| !together(&found, *a, *b))
        .count();
    // Two are known to be joined: everything but the issue is alike in them.
    assert!(
        apart + 2 >= different.len(),
        "only {apart} look-alikes were kept apart"
    );

    let largest = found.problems.iter().map(|problem| problem.size).max();
    assert!(
        largest < Some(30),
        "themes instead of problems: {largest:?}"
    );
    assert!(
        (150..300).contains(&found.problems.len()),
        "{}",
        found.problems.len()
    );
    for problem in &found.problems {
        assert!(!problem.title.is_empty() && problem.title.chars().count() <= 80);
        assert!(!problem.keywords.is_empty());
    }
}
