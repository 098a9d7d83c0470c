//! Learning from people's decisions.

use super::abstain::{TARGET, threshold};
use super::candidates::{Choice, Examples, PLAIN, SCALED};
use super::choose::{best, highest};
use super::folds::folds;
use super::meaning::Directions;
use super::parallel::for_each;
use super::rows::Rows;
use super::text::prepared;
use super::vocabulary::Vocabulary;
use super::weights::Weights;
use super::{Classifier, Facts, MOST_LABELS, TrainError};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Examples that can be learned from: texts with words, labels as numbers.
struct Given<'a> {
    texts: Vec<&'a str>,
    labels: Vec<usize>,
    names: Vec<String>,
    counts: Vec<usize>,
}

pub(super) fn train(
    examples: &[(&str, &str)],
    directions: Directions,
    progress: &(dyn Fn(f64) + Sync),
) -> Result<Classifier, TrainError> {
    let given = given(examples)?;
    let vocabulary = Vocabulary::of(&given.texts);
    let row = |at: usize| directions.row(&vocabulary, given.texts[at]);
    let rows = for_each(given.texts.len(), row, &|| ());
    let rows = Rows::new(&rows);
    let examples = Examples {
        rows: &rows,
        columns: vocabulary.len() + directions.columns(),
        labels: &given.labels,
        label_count: given.names.len(),
    };
    let fold_count = fold_count(&given);
    let (jobs, done) = ((fold_count + 1) * given.names.len(), AtomicUsize::new(0));
    let step = || {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress(done as f64 / jobs as f64);
    };
    let folds = folds(&given.texts, &given.labels, fold_count);
    let out_of_fold = examples.out_of_fold(&folds, fold_count, &step);
    let (choice, scores, calibration) = best(&out_of_fold, &given.labels);
    let calibration = calibration.bent(&scores, &given.labels).rounded();
    let answers: Vec<(f64, bool)> = scores
        .iter()
        .zip(&given.labels)
        .map(|(scores, label)| {
            let guess = highest(scores);
            (calibration.probabilities(scores)[guess], guess == *label)
        })
        .collect();
    let threshold = threshold(&answers, TARGET);
    let lines = examples.learn(choice, &step);
    let columns = vocabulary.len() + directions.columns();
    let (weights, kept) = Weights::new(&lines, vocabulary.len(), columns);
    let facts = facts(&given, choice, fold_count, &answers, threshold);
    Ok(Classifier {
        vocabulary: vocabulary.pruned(&kept),
        labels: given.names,
        weights,
        calibration,
        threshold,
        facts,
        directions,
    })
}

fn given<'a>(examples: &[(&'a str, &str)]) -> Result<Given<'a>, TrainError> {
    let usable = examples.iter().filter(|(text, label)| {
        !label.trim().is_empty() && prepared(text).chars().any(char::is_alphanumeric)
    });
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut texts = Vec::new();
    let mut of = Vec::new();
    for (text, label) in usable {
        *counts.entry(label.trim()).or_default() += 1;
        texts.push(*text);
        of.push(label.trim());
    }
    if let Some((label, count)) = counts.iter().find(|(_, count)| **count < 2) {
        let (label, count) = ((*label).to_owned(), *count);
        return Err(TrainError::TooFew { label, count });
    }
    match counts.len() {
        0 => return Err(TrainError::NoExamples),
        1 => return Err(TrainError::OneLabel(of[0].to_owned())),
        labels if labels > MOST_LABELS => return Err(TrainError::TooManyLabels(labels)),
        _ => {}
    }
    let number: BTreeMap<&str, usize> = counts.keys().copied().zip(0..).collect();
    Ok(Given {
        labels: of.iter().map(|label| number[label]).collect(),
        texts,
        names: counts.keys().map(|name| (*name).to_owned()).collect(),
        counts: counts.into_values().collect(),
    })
}

/// More folds where examples are few and each counts; fewer where learning takes long.
fn fold_count(given: &Given<'_>) -> usize {
    match given.texts.len() {
        few if few < 200 => 10,
        many if many * given.names.len() > 500_000 => 3,
        _ => 5,
    }
}

fn facts(
    given: &Given<'_>,
    choice: Choice,
    folds: usize,
    answers: &[(f64, bool)],
    threshold: Option<f64>,
) -> Facts {
    let share = |part: usize, whole: usize| rounded(part as f64 / whole.max(1) as f64);
    let right = |answers: &[&(f64, bool)]| answers.iter().filter(|one| one.1).count();
    let all: Vec<_> = answers.iter().collect();
    let is_given = |one: &&(f64, bool)| threshold.is_some_and(|least| one.0 >= least);
    let said: Vec<_> = answers.iter().filter(is_given).collect();
    Facts {
        examples: given.texts.len(),
        per_label: given.counts.clone(),
        folds,
        accuracy: share(right(&all), all.len()),
        coverage: share(said.len(), all.len()),
        accuracy_when_given: threshold.map(|_| share(right(&said), said.len())),
        cost: choice.plain.map(|cost| PLAIN[cost]),
        cost_scaled: choice.scaled.map(|cost| SCALED[cost]),
    }
}

/// Six decimals: what the header of a model holds reads back as the same number.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}
