//! Measures the classifier on data beside the project: `../shared`, or MASSLINE_SHARED.
//!
//! `cargo run --release -p massline-condense --example classify -- FILE.csv TEXT LABEL`
//! cross-validates on a file; with `--test FILE` it learns from one and judges on the other;
//! with `--sizes 24,50,100` it shows how the figures grow with the examples; with
//! `--speed` times learning from the whole file and predicting 100,000 of its texts; with
//! `--without-meaning` it leaves out the table of word meanings.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a tool for developers"
)]

use massline_condense::classify::{Classifier, Meaning, word_meanings};
use massline_condense::evaluate::labels::{Judged, LabelFigures, judge};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

type Pairs = Vec<(String, String)>;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1).cloned()
    };
    let (text, label) = (&args[1], &args[2]);
    let pairs = read(&args[0], text, label);
    let sizes: Vec<usize> = option("--sizes")
        .map(|sizes| sizes.split(',').map(|size| size.parse().unwrap()).collect())
        .unwrap_or_default();
    let test = option("--test").map(|file| read(&file, text, label));
    let without = args.iter().any(|arg| arg == "--without-meaning");
    let meaning = (!without).then(word_meanings);
    if args.iter().any(|arg| arg == "--speed") {
        return speed(&pairs, meaning);
    }
    println!(
        "examples  accuracy  macro-F1  coverage  when-given    ECE  Brier  seconds  threshold cost"
    );
    for size in sizes.into_iter().chain([usize::MAX]) {
        if let Some(test) = &test {
            let train = sample(&pairs, size, 0);
            show(
                &train,
                &run(&[(train.clone(), test.clone())], meaning.as_ref()),
            );
            continue;
        }
        let splits: Vec<(Pairs, Pairs)> = (0..5)
            .map(|fold| {
                let (test, train): (Vec<_>, Vec<_>) = pairs
                    .iter()
                    .enumerate()
                    .partition(|(at, _)| mixed(*at as u64) % 5 == fold);
                let plain = |all: Vec<(usize, &(String, String))>| -> Pairs {
                    all.into_iter().map(|(_, pair)| pair.clone()).collect()
                };
                (sample(&plain(train), size, fold), plain(test))
            })
            .collect();
        show(&splits[0].0, &run(&splits, meaning.as_ref()));
    }
}

fn show(train: &Pairs, (found, seconds, note): &(LabelFigures, f64, String)) {
    println!(
        "{:8}  {:8.4}  {:8.4}  {:8.3}  {:10.3}  {:.3}  {:.3}  {:7.2}  {note}",
        train.len(),
        found.accuracy,
        found.macro_f1,
        found.given.coverage,
        found.given.accuracy.unwrap_or(f64::NAN),
        found.reliability.expected_calibration_error,
        found.reliability.brier,
        seconds,
    );
}

fn run(
    splits: &[(Pairs, Pairs)],
    meaning: Option<&Arc<dyn Meaning>>,
) -> (LabelFigures, f64, String) {
    let all: BTreeSet<&String> = splits
        .iter()
        .flat_map(|(a, b)| a.iter().chain(b))
        .map(|(_, label)| label)
        .collect();
    let labels: Vec<String> = all.into_iter().cloned().collect();
    let number = |label: &String| labels.binary_search(label).unwrap();
    let (mut judged, mut seconds, mut note) = (Vec::new(), 0.0, String::new());
    for (train, test) in splits {
        let began = Instant::now();
        let count = |label: &str| train.iter().filter(|one| one.1 == label).count();
        let pairs: Vec<(&str, &str)> = train
            .iter()
            .map(|(text, label)| (text.as_str(), label.as_str()))
            .filter(|(_, label)| count(label) > 1)
            .collect();
        let classifier = Classifier::train_with(&pairs, meaning.cloned(), &|_| ()).unwrap();
        seconds += began.elapsed().as_secs_f64() / splits.len() as f64;
        let facts = classifier.facts();
        note += &format!(
            "{:.2?} {:?}/{:?} ",
            classifier.threshold(),
            facts.cost,
            facts.cost_scaled
        );
        for (text, label) in test {
            let mut probabilities = vec![0.0; labels.len()];
            for (label, probability) in classifier
                .labels()
                .iter()
                .zip(classifier.probabilities(text))
            {
                probabilities[number(label)] = probability;
            }
            let given = classifier.predict(text).label.is_some();
            judged.push(Judged::new(number(label), &probabilities, given));
        }
    }
    (judge(&judged, &labels), seconds, note)
}

fn speed(pairs: &Pairs, meaning: Option<Arc<dyn Meaning>>) {
    let began = Instant::now();
    let plain: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let classifier = Classifier::train_with(&plain, meaning, &|_| ()).unwrap();
    println!(
        "{} examples learned in {:.2?}",
        pairs.len(),
        began.elapsed()
    );
    let texts: Vec<&str> = plain
        .iter()
        .cycle()
        .take(100_000)
        .map(|(text, _)| *text)
        .collect();
    let began = Instant::now();
    let predictions = classifier.predict_all(&texts);
    println!(
        "{} texts labelled in {:.2?}",
        predictions.len(),
        began.elapsed()
    );
    println!("{} bytes of model", classifier.to_bytes().len());
}

/// So many of the pairs, spread over the labels as they come.
fn sample(pairs: &Pairs, size: usize, seed: u64) -> Pairs {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by_key(|at| mixed(*at as u64 ^ (seed << 32) ^ 0x55));
    order
        .into_iter()
        .take(size)
        .map(|at| pairs[at].clone())
        .collect()
}

fn mixed(value: u64) -> u64 {
    let mut hash = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

fn read(file: &str, text: &str, label: &str) -> Pairs {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| {
        headers
            .iter()
            .position(|header| header == name)
            .expect("a column")
    };
    let (text, label) = (at(text), at(label));
    let row = |row: Result<csv::StringRecord, _>| {
        let row = row.unwrap();
        (row[text].to_owned(), row[label].to_owned())
    };
    reader.records().map(row).collect()
}
