//! Measures how long a new voice waits for its problem, among all voices of a CSV file.
//!
//! `cargo run --release -p massline-condense --example ask -- FILE [ASKED]`
//!
//! Reads the columns `text` and, if there is one, `title`. Every voice but `ASKED` of them
//! (1,000), evenly spaced, is in the index; those are the new ones.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::cast_precision_loss,
    reason = "a tool for the developer's terminal"
)]

use std::time::Instant;

use massline_condense::{Index, Voice};

fn main() {
    let mut args = std::env::args().skip(1);
    let file = args.next().expect("a file");
    let asked: usize = args.next().map_or(1_000, |n| n.parse().expect("a number"));
    let rows = rows(&file);
    let step = (rows.len() / asked.max(1)).max(1);
    let (mut index, start) = (Index::new(), Instant::now());
    for (key, row) in (0u64..).zip(&rows) {
        if !(key as usize).is_multiple_of(step) {
            index.add(key, &voice(row), Some(key / 10));
        }
    }
    let each = start.elapsed().as_secs_f64() * 1e3 / index.len().max(1) as f64;
    println!("{} known, {each:.3} ms to add each", index.len());
    let mut times: Vec<f64> = rows
        .iter()
        .step_by(step)
        .map(|row| ask(&index, row))
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!(
        "{} asked: median {:.3}, 95 % below {:.3}, 99 % below {:.3}, longest {:.3} ms",
        times.len(),
        at(50),
        at(95),
        at(99),
        at(100),
    );
}

/// Milliseconds for one answer.
fn ask(index: &Index, row: &[String; 2]) -> f64 {
    let start = Instant::now();
    std::hint::black_box(index.suggest(&voice(row), 5));
    start.elapsed().as_secs_f64() * 1e3
}

fn voice([title, text]: &[String; 2]) -> Voice<'_> {
    Voice {
        title: Some(title)
            .filter(|title| !title.is_empty())
            .map(String::as_str),
        ..Voice::new(text)
    }
}

/// Title and text of each row.
fn rows(file: &str) -> Vec<[String; 2]> {
    let mut reader = csv::Reader::from_path(file).expect("a readable file");
    let headers = reader.headers().expect("a line of names").clone();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let (title, text) = (column("title"), column("text").expect("a column text"));
    let field = |row: &csv::StringRecord, at: Option<usize>| {
        at.and_then(|at| row.get(at)).unwrap_or_default().to_owned()
    };
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| [field(&row, title), field(&row, Some(text))])
        .collect()
}
