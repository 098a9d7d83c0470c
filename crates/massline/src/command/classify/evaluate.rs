//! `massline classify evaluate FILE --label COL --out DIR`.

use super::input::{Input, Wanted, read};
use super::{bar, open, reliability, untaught};
use crate::cli::ClassifyEvaluate;
use crate::command::outputs::Outputs;
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_condense::classify::{Classifier, TrainError, folds, word_meanings};
use massline_condense::evaluate::labels::{Judged, LabelFigures, judge};
use massline_web::i18n::{count, percent, t_args};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::path::Path;

pub(in crate::command) fn run(args: &ClassifyEvaluate) -> Result<u8, Failure> {
    let input = read(&args.file, &wanted(args))?;
    input.say_bad();
    let pairs = input.pairs();
    if pairs.is_empty() {
        return Err(untaught(&args.file, &args.label, &TrainError::NoExamples));
    }
    let (how, answers) = if let Some(model) = &args.model {
        ("model", answers(&open(model, args.threshold)?, &pairs))
    } else if let Some(file) = &args.train {
        ("train", answers(&learned(args, file)?, &pairs))
    } else {
        ("folds", cross_validated(args, &pairs)?)
    };
    let (figures, labels) = figures(&pairs, &answers);
    write(args, how, &input, &figures, &labels)?;
    report(args, how, &figures);
    Ok(0)
}

fn wanted(args: &ClassifyEvaluate) -> Wanted<'_> {
    Wanted {
        text: args.text.as_deref(),
        label: Some(&args.label),
        id: args.id.as_deref(),
    }
}

/// What a model says of one text: the probability of each label, and whether one is given.
struct Answer {
    probabilities: Vec<(String, f64)>,
    given: bool,
}

fn answers(model: &Classifier, pairs: &[(&str, &str)]) -> Vec<Answer> {
    let texts: Vec<&str> = pairs.iter().map(|(text, _)| *text).collect();
    let predictions = model.predict_all(&texts);
    let answer = |(text, prediction): (&&str, &massline_condense::classify::Prediction)| Answer {
        probabilities: model
            .labels()
            .iter()
            .cloned()
            .zip(model.probabilities(text))
            .collect(),
        given: prediction.label.is_some(),
    };
    texts.iter().zip(&predictions).map(answer).collect()
}

fn learned(args: &ClassifyEvaluate, file: &Path) -> Result<Classifier, Failure> {
    let input = read(file, &wanted(args))?;
    input.say_bad();
    let bar = bar("cli-classify-learning");
    let model = Classifier::train_with(&input.pairs(), Some(word_meanings()), &|share| {
        bar.set_position((share * 1e3) as u64);
    });
    bar.finish_and_clear();
    let model = model.map_err(|error| untaught(file, &args.label, &error))?;
    Ok(match args.threshold {
        Some(threshold) => model.with_threshold(threshold),
        None => model,
    })
}

/// Each row judged by a model that has not learned from it. Labels of which a part has only one
/// example are unknown to that part's model, and its answers to them are wrong.
fn cross_validated(
    args: &ClassifyEvaluate,
    pairs: &[(&str, &str)],
) -> Result<Vec<Answer>, Failure> {
    let fold_of = folds(pairs, args.folds as usize);
    let bar = bar("cli-classify-validating");
    let mut found: Vec<(usize, Answer)> = Vec::with_capacity(pairs.len());
    for fold in 0..args.folds as usize {
        let (test, train): (Vec<usize>, Vec<usize>) =
            (0..pairs.len()).partition(|at| fold_of[*at] == fold);
        if test.is_empty() {
            continue;
        }
        let train: Vec<_> = train.into_iter().map(|at| pairs[at]).collect();
        let step = 1e3 / args.folds as f64;
        let progress = |share: f64| bar.set_position(((fold as f64 + share) * step) as u64);
        let model = Classifier::train_with(&known_twice(&train), Some(word_meanings()), &progress)
            .map_err(|error| untaught(&args.file, &args.label, &error))?;
        let model = match args.threshold {
            Some(threshold) => model.with_threshold(threshold),
            None => model,
        };
        let texts: Vec<_> = test.iter().map(|at| pairs[*at]).collect();
        found.extend(test.into_iter().zip(answers(&model, &texts)));
    }
    bar.finish_and_clear();
    found.sort_by_key(|(at, _)| *at);
    Ok(found.into_iter().map(|(_, answer)| answer).collect())
}

fn known_twice<'a>(pairs: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, label) in pairs {
        *counts.entry(label).or_default() += 1;
    }
    pairs
        .iter()
        .filter(|(_, label)| counts[label] > 1)
        .copied()
        .collect()
}

fn figures(pairs: &[(&str, &str)], answers: &[Answer]) -> (LabelFigures, Vec<String>) {
    let mut labels: Vec<String> = pairs.iter().map(|(_, label)| (*label).to_owned()).collect();
    let said = answers.iter().flat_map(|one| &one.probabilities);
    labels.extend(said.map(|(label, _)| label.clone()));
    labels.sort_unstable();
    labels.dedup();
    let number = |label: &str| {
        labels
            .binary_search_by(|one| one.as_str().cmp(label))
            .unwrap_or(0)
    };
    let judged: Vec<Judged> = pairs
        .iter()
        .zip(answers)
        .map(|((_, truth), answer)| {
            let mut probabilities = vec![0.0; labels.len()];
            for (label, probability) in &answer.probabilities {
                probabilities[number(label)] = *probability;
            }
            Judged::new(number(truth), &probabilities, answer.given)
        })
        .collect();
    (judge(&judged, &labels), labels)
}

fn write(
    args: &ClassifyEvaluate,
    how: &str,
    input: &Input,
    figures: &LabelFigures,
    labels: &[String],
) -> Result<(), Failure> {
    let mut all = json!({
        "judged_by": how, "unreadable": input.bad.len(),
        "without_text_or_label": input.texts.len() - figures.rows - input.bad.len(),
        "version": env!("CARGO_PKG_VERSION"),
    });
    if how == "folds" {
        all["folds"] = json!(args.folds);
    }
    // Figures always serialise to an object.
    if let (Some(all), Ok(Json::Object(figures))) =
        (all.as_object_mut(), serde_json::to_value(figures))
    {
        all.extend(figures);
    }
    let mut out = Outputs::new(&args.out)?;
    out.json("figures.json", &all)?;
    out.text("confusion.csv", &confusion(&figures.confusion, labels)?)?;
    out.text(
        "reliability.svg",
        &reliability::draw(lang(), &figures.reliability),
    )?;
    out.finish()
}

/// A row for each true label, a column for each answer.
fn confusion(counts: &[Vec<usize>], labels: &[String]) -> Result<String, Failure> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let head = std::iter::once("true \\ said").chain(labels.iter().map(String::as_str));
    let failure = |error: csv::Error| Failure::io("confusion.csv", &error.into());
    out.write_record(head).map_err(failure)?;
    for (label, row) in labels.iter().zip(counts) {
        let cells = row.iter().map(ToString::to_string);
        out.write_record(std::iter::once(label.clone()).chain(cells))
            .map_err(failure)?;
    }
    let bytes = out.into_inner().unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn report(args: &ClassifyEvaluate, how: &'static str, figures: &LabelFigures) {
    let exact = |number: f64| format!("{number:.3}");
    let text = [
        ("rows", count(figures.rows as u64).into()),
        ("how", how.into()),
        ("folds", args.folds.into()),
        ("accuracy", exact(figures.accuracy).into()),
        ("f1", exact(figures.macro_f1).into()),
    ];
    say(&t_args(lang(), "cli-classify-figures", &text));
    let text = [
        ("coverage", percent(figures.given.coverage).into()),
        (
            "any",
            if figures.given.rows > 0 { "yes" } else { "no" }.into(),
        ),
        (
            "right",
            percent(figures.given.accuracy.unwrap_or(0.0)).into(),
        ),
        (
            "error",
            exact(figures.reliability.expected_calibration_error).into(),
        ),
        ("brier", exact(figures.reliability.brier).into()),
        ("dir", args.out.display().to_string().into()),
    ];
    say(&t_args(lang(), "cli-classify-figures-given", &text));
}
