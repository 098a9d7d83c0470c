//! From scores to probabilities that mean what they say.
//!
//! First the softmax of the scores, sharpened by one number: temperature scaling (Guo, Pleiss,
//! Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017). Then the
//! probability of the first label alone is bent by two numbers, as Platt did with scores
//! ("Probabilistic Outputs for Support Vector Machines", 1999), and the others share the rest.
//! The numbers are those under which the out-of-fold outcomes are most likely. Three numbers
//! can be learned from few examples, and they never change which label comes first.

use super::choose::highest;
use super::train::rounded;

/// The numbers learned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calibration {
    /// How sharp the softmax is; above 0.
    pub(super) sharpness: f64,
    /// The first label's log-odds are multiplied by this; above 0.
    pub(super) slope: f64,
    /// This is added to them.
    pub(super) offset: f64,
}

/// Range of the natural logarithm of the sharpness.
const RANGE: (f64, f64) = (-3.0, 4.0);

impl Calibration {
    /// That under which the labels are most likely, given the scores.
    pub(super) fn of(scores: &[Vec<f32>], labels: &[usize]) -> Self {
        let loss = |log: f64| Self::sharp(log.exp()).smoothed_surprise(scores, labels);
        Self::sharp(lowest(RANGE, &loss).exp())
    }

    /// The same with six decimals.
    pub(super) fn rounded(&self) -> Self {
        Self {
            sharpness: rounded(self.sharpness),
            slope: rounded(self.slope),
            offset: rounded(self.offset),
        }
    }

    /// As [`Self::surprise`], with one imagined outcome of n + 2 that went otherwise, shared by
    /// the other labels: as Platt did, so that a few examples without a mistake do not make
    /// the machine sure of everything.
    fn smoothed_surprise(&self, scores: &[Vec<f32>], labels: &[usize]) -> f64 {
        let doubt = 1.0 / (labels.len() as f64 + 2.0);
        let one = |(scores, label): (&Vec<f32>, &usize)| {
            let probabilities = self.probabilities(scores);
            let log = |label: usize| probabilities[label].max(1e-300).ln();
            let others = (0..scores.len()).filter(|other| other != label);
            let each = doubt / (scores.len().max(2) - 1) as f64;
            -(1.0 - doubt) * log(*label) - each * others.map(log).sum::<f64>()
        };
        scores.iter().zip(labels).map(one).sum()
    }

    fn sharp(sharpness: f64) -> Self {
        Self {
            sharpness,
            slope: 1.0,
            offset: 0.0,
        }
    }

    /// The same, with the first label's probability bent to how often it is right.
    pub(super) fn bent(mut self, scores: &[Vec<f32>], labels: &[usize]) -> Self {
        let outcomes: Vec<(f64, bool)> = scores
            .iter()
            .zip(labels)
            .map(|(scores, label)| {
                let first = highest(scores);
                (log_odds(self.probabilities(scores)[first]), first == *label)
            })
            .collect();
        (self.slope, self.offset) = bend(&outcomes);
        self
    }

    /// The mean of −ln p of the true label.
    pub(super) fn surprise(&self, scores: &[Vec<f32>], labels: &[usize]) -> f64 {
        let one = |(scores, label): (&Vec<f32>, &usize)| {
            -self.probabilities(scores)[*label].max(1e-12).ln()
        };
        scores.iter().zip(labels).map(one).sum::<f64>() / labels.len().max(1) as f64
    }

    /// The probability of each label.
    pub(super) fn probabilities(&self, scores: &[f32]) -> Vec<f64> {
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let powers: Vec<f64> = scores
            .iter()
            .map(|score| (self.sharpness * f64::from(score - most)).exp())
            .collect();
        let sum: f64 = powers.iter().sum();
        let mut all: Vec<f64> = powers.iter().map(|power| power / sum).collect();
        self.bend_first(&mut all, highest(scores));
        all
    }

    fn bend_first(&self, all: &mut [f64], first: usize) {
        if self.slope == 1.0 && self.offset == 0.0 {
            return;
        }
        let others = 1.0 - all[first];
        let second = (0..all.len()).filter(|label| *label != first);
        let second = second.map(|label| all[label]).fold(0.0, f64::max);
        if others <= 0.0 || second <= 0.0 {
            return;
        }
        // The first label stays the first.
        let least = second / (others + second);
        let bent = logistic(self.slope * log_odds(all[first]) + self.offset).max(least);
        let factor = (1.0 - bent) / others;
        all.iter_mut()
            .for_each(|probability| *probability *= factor);
        all[first] = bent;
    }
}

fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(1e-6, 1.0 - 1e-6);
    (probability / (1.0 - probability)).ln()
}

fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Slope and offset under which the outcomes are most likely, by Newton's method. They are held
/// to 1 and 0 as if by one outcome more, so that few outcomes bend little.
fn bend(outcomes: &[(f64, bool)]) -> (f64, f64) {
    let (mut slope, mut offset) = (1.0_f64, 0.0_f64);
    let count = |wanted: bool| outcomes.iter().filter(|one| one.1 == wanted).count() as f64;
    let targets = [1.0 / (count(false) + 2.0), 1.0 - 1.0 / (count(true) + 2.0)];
    for _ in 0..60 {
        let (mut to_slope, mut to_offset) = (slope - 1.0, offset);
        let (mut slopes, mut offsets, mut both) = (1.0, 1.0, 0.0);
        for (x, right) in outcomes {
            let p = logistic(slope * x + offset);
            let error = p - targets[usize::from(*right)];
            let curve = p * (1.0 - p);
            to_slope += error * x;
            to_offset += error;
            slopes += curve * x * x;
            offsets += curve;
            both += curve * x;
        }
        let determinant = slopes * offsets - both * both;
        if determinant <= 0.0 {
            break;
        }
        // Short steps: far from the best numbers, full ones can overshoot for ever.
        let step = |change: f64| (change / determinant).clamp(-0.5, 0.5);
        slope = (slope - step(offsets * to_slope - both * to_offset)).clamp(LEAST_SLOPE, 5.0);
        offset = (offset - step(slopes * to_offset - both * to_slope)).clamp(-5.0, 5.0);
    }
    (slope, offset)
}

/// A surer answer is never said to be less probable.
const LEAST_SLOPE: f64 = 0.05;

/// Where a function with one valley is lowest, by golden section.
fn lowest((mut from, mut to): (f64, f64), function: &dyn Fn(f64) -> f64) -> f64 {
    let ratio = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut left, mut right) = (to - ratio * (to - from), from + ratio * (to - from));
    let (mut at_left, mut at_right) = (function(left), function(right));
    while to - from > 1e-3 {
        if at_left < at_right {
            (to, right, at_right) = (right, left, at_left);
            left = to - ratio * (to - from);
            at_left = function(left);
        } else {
            (from, left, at_left) = (left, right, at_right);
            right = from + ratio * (to - from);
            at_right = function(right);
        }
    }
    f64::midpoint(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With scores (1, 0) right three times of four, p = 3/4 and the sharpness is ln 3.
    #[test]
    fn the_sharpness_is_that_computed_by_hand() {
        let scores = vec![vec![1.0, 0.0]; 4_000];
        let labels: Vec<usize> = (0..4_000).map(|at| usize::from(at % 4 == 3)).collect();
        let found = Calibration::of(&scores, &labels);
        assert!((found.sharpness - 3.0_f64.ln()).abs() < 0.01, "{found:?}");
        assert!((found.probabilities(&[1.0, 0.0])[0] - 0.75).abs() < 0.005);
    }

    #[test]
    fn extreme_scores_give_probabilities() {
        let sharp = Calibration {
            sharpness: 50.0,
            slope: 3.0,
            offset: -2.0,
        };
        for scores in [[1e6, -1e6], [0.0, 0.0], [-1e9, -1e9]] {
            let found = sharp.probabilities(&scores);
            assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }

    /// Two groups of answers: log-odds 0, of which none is right, and 4, of which half are.
    #[test]
    fn what_is_too_sure_is_bent_to_how_often_it_is_right() {
        let mut outcomes = vec![(0.0, false); 500];
        outcomes.extend(vec![(4.0, false); 500]);
        outcomes.extend(vec![(4.0, true); 500]);
        let (slope, offset) = bend(&outcomes);
        assert!(
            (logistic(4.0 * slope + offset) - 0.5).abs() < 0.02,
            "{slope} {offset}"
        );
        assert!(logistic(offset) < 0.05);
        assert_eq!(bend(&[]), (1.0, 0.0));
    }

    #[test]
    fn the_first_label_stays_the_first() {
        let low = Calibration {
            sharpness: 1.0,
            slope: 1.0,
            offset: -5.0,
        };
        let found = low.probabilities(&[0.0, 2.0, 1.9]);
        assert!(found[1] >= found[2] && found[2] > found[0], "{found:?}");
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_few_examples_without_a_mistake_do_not_make_it_sure_of_everything() {
        let scores: Vec<Vec<f32>> = (0..60).map(|_| vec![1.0, -1.0]).collect();
        let found = Calibration::of(&scores, &[0; 60]).bent(&scores, &[0; 60]);
        let sure = found.probabilities(&[1.0, -1.0])[0];
        assert!((0.9..0.995).contains(&sure), "{sure}");
        assert!(found.probabilities(&[0.05, -0.05])[0] < 0.7);
    }
}
