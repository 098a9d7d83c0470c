//! How good suggested labels are: right or wrong, and whether the probabilities mean what
//! they say.

use serde::Serialize;

/// Bins of the reliability figure: ten of equal width.
const BINS: usize = 10;
/// Points of the curve of accuracy over coverage.
const POINTS: usize = 20;

/// One answer beside the truth; labels are numbers into a list the caller keeps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// What people decided.
    pub truth: usize,
    /// The most probable label.
    pub guess: usize,
    /// Its probability, 0 to 1.
    pub probability: f64,
    /// Σ (p − o)² over all labels, o = 1 for the true one; 0 to 2 (Brier 1950).
    pub brier: f64,
    /// Whether the label was given rather than withheld.
    pub given: bool,
}

impl Judged {
    /// From the probability of each label (a label the model does not know has 0).
    #[must_use]
    pub fn new(truth: usize, probabilities: &[f64], given: bool) -> Self {
        let mut guess = 0;
        let mut brier = 0.0;
        for (label, probability) in probabilities.iter().enumerate() {
            if *probability > probabilities[guess] {
                guess = label;
            }
            let outcome = f64::from(u8::from(label == truth));
            brier += (probability - outcome).powi(2);
        }
        Self {
            truth,
            guess,
            probability: probabilities.get(guess).copied().unwrap_or(0.0),
            brier,
            given,
        }
    }

    fn right(&self) -> bool {
        self.truth == self.guess
    }
}

/// All figures. Shares are 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelFigures {
    /// How many answers were judged.
    pub rows: usize,
    /// Share whose most probable label is right, withheld or not.
    pub accuracy: f64,
    /// Mean of the F1 of the labels that were true or said at least once.
    pub macro_f1: f64,
    /// Figures of each label.
    pub labels: Vec<LabelFigure>,
    /// What came of withholding.
    pub given: Given,
    /// Whether probabilities mean what they say.
    pub reliability: Reliability,
    /// Accuracy if only the surest share of the answers were given.
    pub curve: Vec<Point>,
    /// How often each label (row) was answered with each (column).
    #[serde(skip)]
    pub confusion: Vec<Vec<usize>>,
}

/// Figures of one label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelFigure {
    /// The label.
    pub label: String,
    /// Of the answers with it, the share that is right; 0 where there are none.
    pub precision: f64,
    /// Of the rows it belongs to, the share that got it; 0 where there are none.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
    /// How many rows it belongs to.
    pub support: usize,
}

/// What came of withholding.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Given {
    /// How many labels were given.
    pub rows: usize,
    /// Share of all rows.
    pub coverage: f64,
    /// Share of the given labels that are right; nothing where none was given.
    pub accuracy: Option<f64>,
}

/// Whether probabilities mean what they say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Expected calibration error: the mean distance of probability and accuracy over the
    /// bins, each by its rows (Guo et al. 2017).
    pub expected_calibration_error: f64,
    /// Mean of [`Judged::brier`], 0 (perfect) to 2.
    pub brier: f64,
    /// The bins that hold an answer.
    pub bins: Vec<Bin>,
}

/// Answers with a probability in one tenth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Lowest probability.
    pub from: f64,
    /// Highest probability.
    pub to: f64,
    /// How many answers.
    pub rows: usize,
    /// Their mean probability.
    pub probability: f64,
    /// The share that is right.
    pub accuracy: f64,
}

/// Accuracy if only the surest answers were given.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// Share of rows answered.
    pub coverage: f64,
    /// Lowest probability among them.
    pub threshold: f64,
    /// Share of them that is right.
    pub accuracy: f64,
}

/// Judges answers; `labels` are all labels that are true or can be said.
#[must_use]
pub fn judge(judged: &[Judged], labels: &[String]) -> LabelFigures {
    let mut confusion = vec![vec![0; labels.len()]; labels.len()];
    for one in judged {
        confusion[one.truth][one.guess] += 1;
    }
    let per_label: Vec<LabelFigure> = (0..labels.len())
        .map(|label| figure(&confusion, label, &labels[label]))
        .collect();
    let said = |label: usize| confusion.iter().any(|row| row[label] > 0);
    let seen: Vec<f64> = per_label
        .iter()
        .enumerate()
        .filter(|(at, one)| one.support > 0 || said(*at))
        .map(|(_, one)| one.f1)
        .collect();
    let given: Vec<Judged> = judged.iter().filter(|one| one.given).copied().collect();
    LabelFigures {
        rows: judged.len(),
        accuracy: accuracy(judged),
        macro_f1: mean(&seen),
        labels: per_label,
        given: Given {
            rows: given.len(),
            coverage: share(given.len(), judged.len()),
            accuracy: (!given.is_empty()).then(|| accuracy(&given)),
        },
        reliability: reliability(judged),
        curve: curve(judged),
        confusion,
    }
}

fn figure(confusion: &[Vec<usize>], label: usize, name: &str) -> LabelFigure {
    let right = confusion[label][label];
    let said = confusion.iter().map(|row| row[label]).sum();
    let support = confusion[label].iter().sum();
    LabelFigure {
        label: name.to_owned(),
        precision: share(right, said),
        recall: share(right, support),
        f1: share(2 * right, said + support),
        support,
    }
}

fn reliability(judged: &[Judged]) -> Reliability {
    let bin = |one: &Judged| ((one.probability * BINS as f64) as usize).min(BINS - 1);
    let bins: Vec<Bin> = (0..BINS)
        .filter_map(|at| {
            let members: Vec<Judged> = judged
                .iter()
                .filter(|one| bin(one) == at)
                .copied()
                .collect();
            let probabilities: Vec<f64> = members.iter().map(|one| one.probability).collect();
            (!members.is_empty()).then(|| Bin {
                from: at as f64 / BINS as f64,
                to: (at + 1) as f64 / BINS as f64,
                rows: members.len(),
                probability: mean(&probabilities),
                accuracy: accuracy(&members),
            })
        })
        .collect();
    let distance = |bin: &Bin| bin.rows as f64 * (bin.probability - bin.accuracy).abs();
    let briers: Vec<f64> = judged.iter().map(|one| one.brier).collect();
    Reliability {
        expected_calibration_error: bins.iter().map(distance).sum::<f64>()
            / judged.len().max(1) as f64,
        brier: mean(&briers),
        bins,
    }
}

fn curve(judged: &[Judged]) -> Vec<Point> {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let mut ends: Vec<usize> = (1..=POINTS).map(|at| at * sorted.len() / POINTS).collect();
    ends.dedup();
    ends.retain(|end| *end > 0);
    let point = |end: usize| Point {
        coverage: share(end, sorted.len()),
        threshold: sorted[end - 1].probability,
        accuracy: accuracy(&sorted[..end]),
    };
    ends.into_iter().map(point).collect()
}

fn accuracy(judged: &[Judged]) -> f64 {
    share(
        judged.iter().filter(|one| one.right()).count(),
        judged.len(),
    )
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 1e-9,
            "{found}, expected {expected}"
        );
    }

    fn judged() -> Vec<Judged> {
        vec![
            Judged::new(0, &[0.9, 0.1, 0.0], true),
            Judged::new(0, &[0.6, 0.4, 0.0], false),
            Judged::new(1, &[0.6, 0.4, 0.0], false),
            Judged::new(1, &[0.05, 0.95, 0.0], true),
        ]
    }

    fn labels() -> Vec<String> {
        ["a", "b", "never"].map(str::to_owned).to_vec()
    }

    #[test]
    fn figures_are_those_computed_by_hand() {
        let found = judge(&judged(), &labels());
        close(found.accuracy, 0.75);
        // a: P 2/3, R 1, F 0.8. b: P 1, R 1/2, F 2/3. The label nobody used does not count.
        close(found.labels[0].precision, 2.0 / 3.0);
        close(found.labels[1].recall, 0.5);
        close(found.macro_f1, (0.8 + 2.0 / 3.0) / 2.0);
        assert_eq!(found.confusion, [[2, 0, 0], [1, 1, 0], [0, 0, 0]]);
        close(found.given.coverage, 0.5);
        assert_eq!(found.given.accuracy, Some(1.0));
    }

    #[test]
    fn reliability_is_that_computed_by_hand() {
        let found = judge(&judged(), &labels()).reliability;
        // Bin 0.6: two rows, mean 0.6, half right. Bin 0.9: mean 0.925, all right.
        assert_eq!(found.bins.len(), 2);
        close(
            found.expected_calibration_error,
            (2.0 * 0.1 + 2.0 * 0.075) / 4.0,
        );
        // 2·0.01, 2·0.16, 2·0.36, 2·0.0025.
        close(found.brier, (0.02 + 0.32 + 0.72 + 0.005) / 4.0);
    }

    #[test]
    fn the_curve_begins_with_the_surest() {
        let found = judge(&judged(), &labels()).curve;
        close(found[0].threshold, 0.95);
        close(found[0].accuracy, 1.0);
        close(found.last().unwrap().coverage, 1.0);
        close(found.last().unwrap().accuracy, 0.75);
    }

    #[test]
    fn nothing_gives_zeros_and_no_panic() {
        let found = judge(&[], &labels());
        close(found.accuracy, 0.0);
        assert!(found.curve.is_empty() && found.given.accuracy.is_none());
    }
}
