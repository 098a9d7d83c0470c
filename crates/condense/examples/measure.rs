//! Measures condensing on a CSV file: figures, agreement with labels, and the groups to read.
//!
//! `cargo run --release -p massline-condense --example measure -- FILE --text COL [--title COL]
//! [--place COL] [--label COL] [--show N] [--set NAME=VALUE …]`
//!
//! With `--label`, B³ precision, recall and F (Bagga & Baldwin 1998) and the normalised
//! mutual information and adjusted Rand index are printed. A row with an empty label is
//! part of the collection but not of the comparison.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::cast_precision_loss,
    reason = "a tool for the developer's terminal"
)]

use std::collections::HashMap;
use std::time::Instant;

use massline_condense::{Condensed, Index, Settings, Voice, condense_with};

struct Options {
    file: String,
    columns: HashMap<&'static str, String>,
    settings: Settings,
    show: usize,
    groups: Option<String>,
    edges: Option<String>,
}

fn main() {
    let options = options();
    let rows = rows(&options);
    let voices: Vec<Voice<'_>> = rows.iter().map(Row::voice).collect();
    let start = Instant::now();
    let mut phases: Vec<(&str, f32)> = Vec::new();
    let found = condense_with(&voices, &options.settings, &mut |phase, share| {
        if share == 0.0 {
            phases.push((phase.name(), start.elapsed().as_secs_f32()));
        }
    });
    let seconds = start.elapsed().as_secs_f32();
    let placed = found
        .assignments
        .iter()
        .filter(|a| a.problem.is_some())
        .count();
    eprintln!(
        "{} voices, {} problems, {placed} placed",
        rows.len(),
        found.problems.len()
    );
    eprintln!("{seconds:.2} s; phases began at {phases:.2?}");
    if options.columns.contains_key("label") {
        agreement(
            &rows,
            &found
                .assignments
                .iter()
                .map(|a| a.problem)
                .collect::<Vec<_>>(),
        );
        println!("themes: {}", found.themes.len());
        agreement(
            &rows,
            &found
                .assignments
                .iter()
                .map(|a| a.theme)
                .collect::<Vec<_>>(),
        );
    }
    show(&rows, &found, options.show);
    show_themes(&found, options.show);
    if let Some(path) = &options.groups {
        write_groups(path, &found);
    }
    if let Some(path) = &options.edges {
        write_edges(path, &voices, &options.settings);
    }
}

fn options() -> Options {
    let mut arguments = std::env::args().skip(1);
    let mut options = Options {
        file: arguments.next().expect("a CSV file"),
        columns: HashMap::new(),
        settings: Settings::default(),
        show: 0,
        groups: None,
        edges: None,
    };
    while let Some(name) = arguments.next() {
        let value = arguments.next().expect("a value after each option");
        match name.as_str() {
            "--text" => _ = options.columns.insert("text", value),
            "--title" => _ = options.columns.insert("title", value),
            "--place" => _ = options.columns.insert("place", value),
            "--day" => _ = options.columns.insert("day", value),
            "--label" => _ = options.columns.insert("label", value),
            "--show" => options.show = value.parse().expect("a number"),
            "--groups" => options.groups = Some(value),
            "--edges" => options.edges = Some(value),
            "--set" => set(&mut options.settings, &value),
            other => panic!("unknown option {other}"),
        }
    }
    options
}

fn set(settings: &mut Settings, assignment: &str) {
    let (name, value) = assignment.split_once('=').expect("NAME=VALUE");
    let number: f32 = value.parse().expect("a number");
    match name {
        "min_similarity" => settings.min_similarity = number,
        "neighbours" => settings.neighbours = value.parse().expect("a whole number"),
        "resolution" => settings.resolution = number,
        "title_weight" => settings.title_weight = number,
        "name_weight" => settings.name_weight = number,
        "length_slope" => settings.length_slope = number,
        "other_names" => settings.other_names = number,
        "issue_similarity" => settings.issue_similarity = number,
        "elsewhere" => settings.elsewhere = number,
        "longest_vector" => settings.longest_vector = value.parse().expect("a whole number"),
        "reading_budget" => settings.reading_budget = value.parse().expect("a whole number"),
        "other_heads" => settings.other_heads = number,
        "meaning" => settings.meaning = number,
        "piece_ratio" => settings.piece_ratio = number,
        other => panic!("unknown setting {other}"),
    }
}

#[derive(Default)]
struct Row {
    text: String,
    title: String,
    place: String,
    label: String,
    day: Option<i32>,
}

impl Row {
    fn voice(&self) -> Voice<'_> {
        Voice {
            title: Some(self.title.as_str()).filter(|title| !title.is_empty()),
            place: Some(self.place.as_str()).filter(|place| !place.is_empty()),
            day: self.day,
            ..Voice::new(&self.text)
        }
    }
}

fn rows(options: &Options) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(&options.file).expect("a readable CSV file");
    let header = reader.headers().expect("a header").clone();
    let position = |name: &str| {
        let column = options.columns.get(name)?;
        header
            .iter()
            .position(|title| title.trim_start_matches('\u{feff}') == column)
    };
    let columns = ["text", "title", "place", "label", "day"].map(position);
    assert!(
        columns[0].is_some(),
        "--text must name a column of the file"
    );
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.expect("a row");
        let [text, title, place, label, day] =
            columns.map(|at| at.and_then(|at| record.get(at)).unwrap_or("").to_owned());
        rows.push(Row {
            text,
            title,
            place,
            label,
            day: day.parse().ok(),
        });
    }
    rows
}

/// Prints how well the groups agree with the labels. A voice without a problem counts as a
/// group of its own.
fn agreement(rows: &[Row], found: &[Option<usize>]) {
    let mut pairs: Vec<(String, usize)> = Vec::new();
    for (at, row) in rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.label.is_empty())
    {
        let own = found.len() + at;
        pairs.push((row.label.clone(), found[at].unwrap_or(own)));
    }
    let count_by = |key: &dyn Fn(&(String, usize)) -> String| {
        let mut counts: HashMap<String, f64> = HashMap::new();
        pairs
            .iter()
            .for_each(|pair| *counts.entry(key(pair)).or_default() += 1.0);
        counts
    };
    let gold = count_by(&|pair| pair.0.clone());
    let ours = count_by(&|pair| pair.1.to_string());
    let both = count_by(&|pair| format!("{}\u{1}{}", pair.1, pair.0));
    let all = pairs.len() as f64;
    let (mut precision, mut recall) = (0.0, 0.0);
    for (label, group) in &pairs {
        let shared = both[&format!("{group}\u{1}{label}")];
        precision += shared / ours[&group.to_string()] / all;
        recall += shared / gold[label] / all;
    }
    let f = 2.0 * precision * recall / (precision + recall);
    println!("B3 precision {precision:.4} recall {recall:.4} F {f:.4}");
    let entropy = |counts: &HashMap<String, f64>| -> f64 {
        counts.values().map(|n| -(n / all) * (n / all).ln()).sum()
    };
    let mutual = entropy(&gold) + entropy(&ours) - entropy(&both);
    println!(
        "NMI {:.4}",
        2.0 * mutual / (entropy(&gold) + entropy(&ours))
    );
    let twos = |counts: &HashMap<String, f64>| -> f64 {
        counts.values().map(|n| n * (n - 1.0) / 2.0).sum()
    };
    let expected = twos(&gold) * twos(&ours) / (all * (all - 1.0) / 2.0);
    let index = (twos(&both) - expected) / ((twos(&gold) + twos(&ours)) / 2.0 - expected);
    println!("ARI {index:.4}");
    let found_labels = gold
        .iter()
        .filter(|(label, size)| {
            both.iter().any(|(key, shared)| {
                let (group, its_label) = key.split_once('\u{1}').expect("two parts");
                its_label == *label && 2.0 * shared / (*size + ours[group]) >= 0.5
            })
        })
        .count();
    println!(
        "labels met by a group (F at least 0.5): {found_labels} of {}",
        gold.len()
    );
}

fn show_themes(found: &Condensed, most: usize) {
    for theme in found.themes.iter().take(most) {
        println!(
            "\n## {} | {} voices, {} problems",
            theme.title,
            theme.size,
            theme.problems.len()
        );
        for &problem in theme.problems.iter().take(6) {
            println!("   {}", found.problems[problem].title);
        }
    }
}

fn show(rows: &[Row], found: &Condensed, most: usize) {
    for problem in found.problems.iter().take(most) {
        println!(
            "\n# {} | size {} people {} strength {} | {} | places {}",
            problem.title,
            problem.size,
            problem.people,
            problem.strength,
            problem.keywords.join(" "),
            problem.places.join(" ")
        );
        for &member in &problem.members {
            let text: String = rows[member].text.split_whitespace().collect();
            let text: String = text.chars().take(60).collect();
            let similarity = found.assignments[member].similarity;
            println!("  {member} {similarity:.2} {} ~ {text}", rows[member].title);
        }
    }
}

fn write_groups(path: &str, found: &Condensed) {
    let lines: Vec<String> = found
        .assignments
        .iter()
        .map(|assignment| {
            assignment
                .problem
                .map_or(String::new(), |problem| problem.to_string())
        })
        .collect();
    std::fs::write(path, lines.join("\n")).expect("a writable file");
}

/// Writes each voice's nearest others as the index sees them: two row numbers and a cosine.
fn write_edges(path: &str, voices: &[Voice<'_>], settings: &Settings) {
    let mut index = Index::with_settings(settings.clone());
    let start = Instant::now();
    for (key, voice) in (0u64..).zip(voices) {
        index.add(key, voice, None);
    }
    eprintln!(
        "{:.3} ms to add each",
        start.elapsed().as_secs_f64() * 1e3 / voices.len() as f64
    );
    let start = Instant::now();
    let mut lines = Vec::new();
    for (key, voice) in (0u64..).zip(voices) {
        for near in index.near(voice, settings.neighbours + 1) {
            if near.key != key {
                lines.push(format!("{key} {} {:.4}", near.key, near.similarity));
            }
        }
    }
    eprintln!(
        "{:.3} ms to ask each",
        start.elapsed().as_secs_f64() * 1e3 / voices.len() as f64
    );
    std::fs::write(path, lines.join("\n")).expect("a writable file");
}
