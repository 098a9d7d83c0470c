//! The table of weights: for each feature the labels it speaks for or against.

use super::svm::Line;

/// Weights smaller than this share of the label's largest are dropped: they change nothing.
const SMALLEST: f32 = 0.002;

/// Sparse weights by feature, as 16-bit steps of each label's scale.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weights {
    /// Where each feature's entries start; one more than there are features.
    pub(super) starts: Vec<u32>,
    /// The label of each entry.
    pub(super) labels: Vec<u16>,
    /// The weight of each entry, in steps.
    pub(super) steps: Vec<i16>,
    /// For each label the size of a step.
    pub(super) scales: Vec<f32>,
    /// For each label what is added to every score.
    pub(super) biases: Vec<f32>,
}

impl Weights {
    /// From one line for each label; also tells which of the first `features` columns are kept.
    /// Columns after those are kept in any case, so that their places are known.
    pub(super) fn new(lines: &[Line], features: usize, columns: usize) -> (Self, Vec<bool>) {
        let scale = |line: &Line| {
            let most = line
                .weights
                .iter()
                .fold(0.0_f32, |most, weight| most.max(weight.abs()));
            most.max(f32::MIN_POSITIVE * 1e6) / f32::from(i16::MAX)
        };
        let mut all = Self {
            starts: vec![0],
            labels: Vec::new(),
            steps: Vec::new(),
            scales: lines.iter().map(scale).collect(),
            biases: lines.iter().map(|line| line.bias).collect(),
        };
        let least = SMALLEST * f32::from(i16::MAX);
        let mut kept: Vec<bool> = (0..columns).map(|column| column >= features).collect();
        for (feature, kept) in kept.iter_mut().enumerate() {
            for (label, line) in lines.iter().enumerate() {
                let steps = (line.weights[feature] / all.scales[label]).round();
                if steps.abs() >= least {
                    all.labels.push(label as u16);
                    all.steps.push(steps as i16);
                    *kept = true;
                }
            }
            if *kept {
                all.starts.push(all.labels.len() as u32);
            }
        }
        kept.truncate(features);
        (all, kept)
    }

    /// The labels and weights of a feature.
    pub(super) fn of(&self, feature: u32) -> impl Iterator<Item = (usize, f32)> + '_ {
        let feature = feature as usize;
        let range = self.starts[feature] as usize..self.starts[feature + 1] as usize;
        range.map(|at| {
            let label = usize::from(self.labels[at]);
            (label, f32::from(self.steps[at]) * self.scales[label])
        })
    }

    /// The score of each label for a row.
    pub(super) fn scores(&self, row: &[(u32, f32)]) -> Vec<f32> {
        let mut scores = self.biases.clone();
        for (feature, value) in row {
            for (label, weight) in self.of(*feature) {
                scores[label] += weight * value;
            }
        }
        scores
    }
}
