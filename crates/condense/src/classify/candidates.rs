//! The machines that can be chosen from, and how each learns.
//!
//! A support vector machine on the rows as they are, one on rows scaled by log-count ratios,
//! and the mean of both, at several costs. All are linear, so whichever is chosen, the model
//! is one table of weights.

use super::parallel::for_each;
use super::ratio::log_ratios;
use super::rows::Rows;
use super::svm::{Line, Search};

/// Costs tried on rows as they are, ascending.
pub(super) const PLAIN: [f32; 3] = [0.3, 1.0, 3.0];
/// Costs tried on rows scaled by log-count ratios, ascending.
pub(super) const SCALED: [f32; 3] = [0.1, 0.3, 1.0];

/// Which lines are added up: for each kind of row the place of its cost, if it takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) plain: Option<usize>,
    pub(super) scaled: Option<usize>,
}

/// Examples as rows with their labels and folds.
pub(super) struct Examples<'a> {
    pub(super) rows: &'a Rows,
    pub(super) columns: usize,
    pub(super) labels: &'a [usize],
    pub(super) label_count: usize,
}

/// For each example, its score for each label.
pub(super) type Scores = Vec<Vec<f32>>;

impl Examples<'_> {
    /// The costs of a label's examples and of all others. Rare labels cost more, in proportion,
    /// so that they are not drowned.
    fn costs(&self, of: &[(usize, bool)], cost: f32) -> (f32, f32) {
        let with = of.iter().filter(|(_, has)| *has).count().max(1);
        let weight = of.len() as f32 / (self.label_count * with) as f32;
        (cost * weight, cost)
    }

    fn of_label(&self, label: usize, taken: &dyn Fn(usize) -> bool) -> Vec<(usize, bool)> {
        (0..self.labels.len())
            .filter(|at| taken(*at))
            .map(|at| (at, self.labels[at] == label))
            .collect()
    }

    /// Scores that each candidate gives to examples when it has learned from the other folds:
    /// first all costs on plain rows, then all costs on scaled ones.
    pub(super) fn out_of_fold(
        &self,
        folds: &[usize],
        fold_count: usize,
        done: &(dyn Fn() + Sync),
    ) -> Vec<Scores> {
        let jobs = fold_count * self.label_count;
        let found = for_each(
            jobs,
            |job| {
                let (fold, label) = (job / self.label_count, job % self.label_count);
                let of = self.of_label(label, &|at| folds[at] != fold);
                let test: Vec<usize> = (0..folds.len()).filter(|at| folds[*at] == fold).collect();
                self.paths(&of, &test)
            },
            done,
        );
        let mut scores =
            vec![vec![vec![0.0; self.label_count]; folds.len()]; PLAIN.len() + SCALED.len()];
        for (job, candidates) in found.iter().enumerate() {
            let (fold, label) = (job / self.label_count, job % self.label_count);
            let test = (0..folds.len()).filter(|at| folds[*at] == fold);
            for (place, at) in test.enumerate() {
                for (candidate, column) in candidates.iter().enumerate() {
                    scores[candidate][at][label] = column[place];
                }
            }
        }
        scores
    }

    /// Scores of the test rows for one label: all costs on plain rows, then on scaled ones.
    fn paths(&self, of: &[(usize, bool)], test: &[usize]) -> Vec<Vec<f32>> {
        let ratios = log_ratios(self.rows, self.columns, of);
        let scaled = self.rows.scaled(&ratios);
        let mut found = Vec::with_capacity(PLAIN.len() + SCALED.len());
        for (rows, costs) in [(self.rows, PLAIN), (&scaled, SCALED)] {
            let mut search = Search::new(rows, self.columns, of);
            for cost in costs {
                let (with, without) = self.costs(of, cost);
                let line = search.best(with, without);
                found.push(test.iter().map(|at| line.score(rows, *at)).collect());
            }
        }
        found
    }

    /// The lines of the chosen candidate, learned from all examples; one for each label.
    pub(super) fn learn(&self, choice: Choice, done: &(dyn Fn() + Sync)) -> Vec<Line> {
        for_each(
            self.label_count,
            |label| {
                let of = self.of_label(label, &|_| true);
                let plain = choice.plain.map(|cost| {
                    let (with, without) = self.costs(&of, PLAIN[cost]);
                    Search::new(self.rows, self.columns, &of)
                        .best(with, without)
                        .clone()
                });
                let scaled = choice.scaled.map(|cost| {
                    let ratios = log_ratios(self.rows, self.columns, &of);
                    let rows = self.rows.scaled(&ratios);
                    let (with, without) = self.costs(&of, SCALED[cost]);
                    let mut line = Search::new(&rows, self.columns, &of)
                        .best(with, without)
                        .clone();
                    let weights = line.weights.iter_mut().zip(&ratios);
                    weights.for_each(|(weight, ratio)| *weight *= ratio);
                    line
                });
                mean(plain, scaled, self.columns)
            },
            done,
        )
    }
}

fn mean(a: Option<Line>, b: Option<Line>, columns: usize) -> Line {
    match (a, b) {
        (Some(mut a), Some(b)) => {
            let weights = a.weights.iter_mut().zip(&b.weights);
            weights.for_each(|(a, b)| *a = (*a + b) / 2.0);
            a.bias = (a.bias + b.bias) / 2.0;
            a
        }
        (Some(line), None) | (None, Some(line)) => line,
        (None, None) => Line {
            weights: vec![0.0; columns],
            bias: 0.0,
        },
    }
}
