//! `massline classify train|predict|evaluate`: labels for texts, learned from people's
//! decisions, on plain files, without a server.

mod evaluate;
mod input;
mod predict;
mod reliability;
mod train;

pub(super) use evaluate::run as evaluate;
pub(super) use input::column;
pub(super) use predict::run as predict;
pub(super) use train::run as train;

use super::condense::read_file;
use crate::failure::Failure;
use massline_condense::classify::{Classifier, ModelError, TrainError, word_meanings};
use std::path::Path;

/// Reads a model.
fn open(path: &Path, threshold: Option<f64>) -> Result<Classifier, Failure> {
    let model =
        Classifier::from_bytes_with(&read_file(path)?, Some(word_meanings())).map_err(|error| {
            let key = match error {
                ModelError::Foreign => "cli-error-model-foreign",
                ModelError::OtherVersion => "cli-error-model-version",
                ModelError::Damaged => "cli-error-model-damaged",
                ModelError::OtherMeaning => "cli-error-model-meaning",
            };
            Failure::new(key, &[("file", &path.display().to_string())])
        })?;
    Ok(match threshold {
        Some(threshold) => model.with_threshold(threshold),
        None => model,
    })
}

/// Why nothing was learned from a file, and what to do.
fn untaught(path: &Path, column: &str, error: &TrainError) -> Failure {
    let file = path.display().to_string();
    let (key, label, count) = match error {
        TrainError::NoExamples => ("cli-error-no-examples", "", 0),
        TrainError::OneLabel(label) => ("cli-error-one-label", label.as_str(), 0),
        TrainError::TooFew { label, count } => ("cli-error-few-examples", label.as_str(), *count),
        TrainError::TooManyLabels(count) => ("cli-error-many-labels", "", *count),
    };
    let count = count.to_string();
    let args = [
        ("file", &*file),
        ("column", column),
        ("label", label),
        ("count", &count),
    ];
    Failure::new(key, &args)
}

/// A bar for learning, shown if it takes a while.
fn bar(key: &str) -> indicatif::ProgressBar {
    let bar = indicatif::ProgressBar::new(1000);
    let style = indicatif::ProgressStyle::with_template("{msg} {bar:30} {percent} % {eta}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.set_message(massline_web::i18n::t(crate::words::lang(), key));
    bar
}

/// Rounded to four digits, for files that people read.
fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}
