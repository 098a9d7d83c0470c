//! Labels for texts, learned from people's decisions.
//!
//! ```
//! use massline_condense::classify::Classifier;
//!
//! let examples = [
//!     ("东街路灯坏了", "roads"), ("路面有大坑", "roads"), ("路灯不亮", "roads"),
//!     ("小学周末补课", "schools"), ("小学收补课费", "schools"), ("学校食堂", "schools"),
//! ];
//! let classifier = Classifier::train(&examples)?;
//! let found = classifier.predict("西街的路灯也坏了");
//! assert_eq!(found.ranked[0].label, "roads");
//! // Six examples do not show that such answers are right nine times in ten.
//! assert_eq!(found.label, None);
//! # Ok::<(), massline_condense::classify::TrainError>(())
//! ```
//!
//! The machine suggests, with a probability that means what it says; where it is not sure it
//! says nothing. The method, its sources and what was measured are in `docs/classify.md`.

mod abstain;
mod bytes;
mod calibrate;
mod candidates;
mod choose;
mod folds;
mod meaning;
mod parallel;
mod ratio;
mod rows;
mod svm;
mod text;
mod train;
mod vocabulary;
mod weights;
mod why;

pub use abstain::TARGET;
pub use bytes::ModelError;
pub use meaning::{Meaning, word_meanings};

use calibrate::Calibration;
use meaning::Directions;
use std::sync::Arc;
use vocabulary::Vocabulary;
use weights::Weights;

/// Most labels a model can tell apart.
pub const MOST_LABELS: usize = 2_000;
/// How many labels a [`Prediction`] ranks.
const RANKED: usize = 3;

/// What was learned.
#[derive(Debug, Clone, PartialEq)]
pub struct Classifier {
    labels: Vec<String>,
    vocabulary: Vocabulary,
    weights: Weights,
    calibration: Calibration,
    threshold: Option<f64>,
    facts: Facts,
    directions: Directions,
}

/// What was known when the model was trained. Shares are out of fold: each example was judged
/// by a machine that had not learned from it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Facts {
    /// How many examples had a text and a label.
    pub examples: usize,
    /// How many examples each label had, in the order of [`Classifier::labels`].
    pub per_label: Vec<usize>,
    /// Folds of the cross-validation.
    pub folds: usize,
    /// Share of examples whose most probable label is the right one.
    pub accuracy: f64,
    /// Share of examples for which a label is given at the threshold.
    pub coverage: f64,
    /// Share of the given labels that are right.
    pub accuracy_when_given: Option<f64>,
    /// Cost of the machine on plain rows, if it takes part.
    pub cost: Option<f32>,
    /// Cost of the machine on rows scaled by log-count ratios, if it takes part.
    pub cost_scaled: Option<f32>,
}

/// A label and how probable it is.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Ranked {
    /// The label.
    pub label: String,
    /// Its probability, 0 to 1.
    pub probability: f64,
}

/// What the model says of a text.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Prediction {
    /// The most probable label, or `None` where it is not probable enough.
    pub label: Option<String>,
    /// How probable the most probable label is, 0 to 1.
    pub probability: f64,
    /// The three most probable labels, most probable first.
    pub ranked: Vec<Ranked>,
    /// The words of the text that speak most for the first of these.
    pub why: Vec<String>,
}

/// Why nothing could be learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrainError {
    /// No example has both a text and a label.
    NoExamples,
    /// All examples have this label.
    OneLabel(String),
    /// A label has fewer than two examples.
    TooFew {
        /// The label.
        label: String,
        /// How many it has.
        count: usize,
    },
    /// More labels than [`MOST_LABELS`].
    TooManyLabels(usize),
}

impl std::fmt::Display for TrainError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoExamples => f.write_str("no example has both a text and a label"),
            Self::OneLabel(label) => write!(f, "all examples have the label {label}"),
            Self::TooFew { label, count } => {
                write!(f, "the label {label} has {count} example; two are needed")
            }
            Self::TooManyLabels(count) => write!(f, "{count} labels; at most {MOST_LABELS}"),
        }
    }
}

impl std::error::Error for TrainError {}

/// Divides (text, label) pairs for cross-validation: the part (0 to `parts` − 1) of each. Labels
/// are spread evenly, and equal texts go into the same part.
#[must_use]
pub fn folds(pairs: &[(&str, &str)], parts: usize) -> Vec<usize> {
    let texts: Vec<&str> = pairs.iter().map(|(text, _)| *text).collect();
    let names: std::collections::BTreeSet<&str> = pairs.iter().map(|(_, label)| *label).collect();
    let number: std::collections::BTreeMap<&str, usize> = names.into_iter().zip(0..).collect();
    let labels: Vec<usize> = pairs.iter().map(|(_, label)| number[label]).collect();
    folds::folds(&texts, &labels, parts.max(1))
}

impl Classifier {
    /// Learns from (text, label) pairs. Pairs without words or label are left out. The same
    /// pairs in the same order give the same model, on any number of processor cores.
    ///
    /// # Errors
    /// [`TrainError`] where there are fewer than two labels, or a label with one example.
    pub fn train(examples: &[(&str, &str)]) -> Result<Self, TrainError> {
        Self::train_with(examples, None, &|_| ())
    }

    /// As [`Self::train`], with a table of word meanings; `progress` is told the share of the
    /// work that is done, 0 to 1.
    ///
    /// # Errors
    /// As [`Self::train`].
    pub fn train_with(
        examples: &[(&str, &str)],
        meaning: Option<Arc<dyn Meaning>>,
        progress: &(dyn Fn(f64) + Sync),
    ) -> Result<Self, TrainError> {
        train::train(examples, Directions(meaning), progress)
    }

    /// The labels, in alphabetical order.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// What was known when the model was trained.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The probability below which no label is given; `None` where the examples were too few
    /// to find one, so that none ever is.
    #[must_use]
    pub fn threshold(&self) -> Option<f64> {
        self.threshold
    }

    /// Gives labels from this probability on.
    #[must_use]
    pub fn with_threshold(mut self, threshold: f64) -> Self {
        self.threshold = Some(threshold);
        self
    }

    /// The probability of each label, in the order of [`Self::labels`].
    #[must_use]
    pub fn probabilities(&self, text: &str) -> Vec<f64> {
        let scores = self.weights.scores(&self.row(text));
        self.calibration.probabilities(&scores)
    }

    /// What the model says of a text. A text without any known feature gets no label.
    #[must_use]
    pub fn predict(&self, text: &str) -> Prediction {
        let row = self.row(text);
        let known = row
            .iter()
            .any(|(at, _)| (*at as usize) < self.vocabulary.len());
        let probabilities = self.calibration.probabilities(&self.weights.scores(&row));
        let mut order: Vec<usize> = (0..self.labels.len()).collect();
        order.sort_by(|a, b| {
            probabilities[*b]
                .total_cmp(&probabilities[*a])
                .then(a.cmp(b))
        });
        let first = order[0];
        let probability = probabilities[first];
        let sure = self.threshold.is_some_and(|least| probability >= least);
        let ranked = order.iter().take(RANKED).map(|label| Ranked {
            label: self.labels[*label].clone(),
            probability: probabilities[*label],
        });
        Prediction {
            label: (sure && known).then(|| self.labels[first].clone()),
            probability,
            ranked: ranked.collect(),
            why: why::why(self, text, &row, first),
        }
    }

    fn row(&self, text: &str) -> vocabulary::Row {
        self.directions.row(&self.vocabulary, text)
    }

    /// [`Self::predict`] for each text, on all processor cores.
    #[must_use]
    pub fn predict_all(&self, texts: &[&str]) -> Vec<Prediction> {
        const CHUNK: usize = 256;
        let chunks: Vec<_> = texts.chunks(CHUNK).collect();
        let work = |at: usize| -> Vec<Prediction> {
            chunks[at].iter().map(|text| self.predict(text)).collect()
        };
        parallel::for_each(chunks.len(), work, &|| ()).concat()
    }
}
