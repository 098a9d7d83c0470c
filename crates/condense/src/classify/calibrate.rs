//! From scores to probabilities that mean what they say.
//!
//! The probability of a label is the softmax of the scores, sharpened by one number: temperature
//! scaling (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML
//! 2017). The number is that under which the out-of-fold scores are most likely; one number
//! can be learned from a few dozen examples and never changes which label comes first.

/// How sharp the softmax is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calibration {
    pub(super) sharpness: f64,
}

/// Range of the natural logarithm of the sharpness.
const RANGE: (f64, f64) = (-3.0, 4.0);

impl Calibration {
    /// That under which the labels are most likely, given the scores.
    pub(super) fn of(scores: &[Vec<f32>], labels: &[usize]) -> Self {
        let loss = |log: f64| {
            let sharpness = log.exp();
            Self { sharpness }.surprise(scores, labels)
        };
        Self {
            sharpness: lowest(RANGE, &loss).exp(),
        }
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
        let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let powers: Vec<f64> = scores
            .iter()
            .map(|score| (self.sharpness * f64::from(score - highest)).exp())
            .collect();
        let sum: f64 = powers.iter().sum();
        powers.iter().map(|power| power / sum).collect()
    }
}

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
        let scores = vec![vec![1.0, 0.0]; 4];
        let found = Calibration::of(&scores, &[0, 0, 0, 1]);
        assert!((found.sharpness - 3.0_f64.ln()).abs() < 0.01, "{found:?}");
        assert!((found.probabilities(&[1.0, 0.0])[0] - 0.75).abs() < 0.005);
    }

    #[test]
    fn extreme_scores_give_probabilities() {
        let sharp = Calibration { sharpness: 50.0 };
        for scores in [[1e6, -1e6], [0.0, 0.0], [-1e9, -1e9]] {
            let found = sharp.probabilities(&scores);
            assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }
}
