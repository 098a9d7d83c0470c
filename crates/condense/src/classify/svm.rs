//! One linear support vector machine, by dual coordinate descent.
//!
//! Minimises ½‖w‖² + Σ cᵢ max(0, 1 − yᵢ w·xᵢ)², as Hsieh, Chang, Lin, Keerthi and Sundararajan
//! do in "A Dual Coordinate Descent Method for Large-scale Linear SVM" (ICML 2008, algorithms
//! 1 and 3, with the squared hinge and with shrinking). The bias is the weight of a feature that
//! is 1 everywhere. The order of visits comes from a generator with a fixed seed.

use super::rows::Rows;

/// Stops when the projected gradients of a full pass lie within this range.
const TOLERANCE: f32 = 0.1;
/// Stops after this many passes in any case.
const MOST_PASSES: usize = 200;

/// A linear function of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) weights: Vec<f32>,
    pub(super) bias: f32,
}

impl Line {
    pub(super) fn score(&self, rows: &Rows, at: usize) -> f32 {
        rows.dot(at, &self.weights) + self.bias
    }
}

/// The state of the search; costs can be raised and the search goes on from where it is.
pub(super) struct Search<'a> {
    rows: &'a Rows,
    /// The rows to learn from, whether each has the label, and its squared length.
    examples: Vec<(usize, bool, f32)>,
    alphas: Vec<f32>,
    line: Line,
    seed: u64,
}

impl<'a> Search<'a> {
    pub(super) fn new(rows: &'a Rows, columns: usize, examples: &[(usize, bool)]) -> Self {
        let square = |at: usize| {
            rows.row(at)
                .1
                .iter()
                .map(|value| value * value)
                .sum::<f32>()
        };
        Self {
            rows,
            examples: examples
                .iter()
                .map(|&(at, has)| (at, has, square(at) + 1.0))
                .collect(),
            alphas: vec![0.0; examples.len()],
            line: Line {
                weights: vec![0.0; columns],
                bias: 0.0,
            },
            seed: 0x9e37_79b9_7f4a_7c15,
        }
    }

    /// The best line where an example with the label costs `with`, one without it `without`.
    pub(super) fn best(&mut self, with: f32, without: f32) -> &Line {
        let all = 0..self.examples.len();
        let mut active: Vec<usize> = all.clone().collect();
        let mut ceiling = f32::INFINITY;
        for _ in 0..MOST_PASSES {
            let (highest, lowest) = self.pass(&mut active, with, without, ceiling);
            if highest - lowest > TOLERANCE {
                ceiling = if highest > 0.0 {
                    highest
                } else {
                    f32::INFINITY
                };
            } else if active.len() == all.len() {
                break;
            } else {
                active = all.clone().collect();
                ceiling = f32::INFINITY;
            }
        }
        &self.line
    }

    /// Visits each active example once; drops those that sit firmly at zero.
    fn pass(
        &mut self,
        active: &mut Vec<usize>,
        with: f32,
        without: f32,
        ceiling: f32,
    ) -> (f32, f32) {
        let (mut highest, mut lowest) = (f32::NEG_INFINITY, f32::INFINITY);
        let mut at = 0;
        while at < active.len() {
            let other = at + self.random(active.len() - at);
            active.swap(at, other);
            let example = active[at];
            let (row, has, square) = self.examples[example];
            let sign = if has { 1.0 } else { -1.0 };
            let softness = 0.5 / if has { with } else { without };
            let alpha = self.alphas[example];
            let slope = sign * self.line.score(self.rows, row) - 1.0 + alpha * softness;
            if alpha == 0.0 && slope > ceiling {
                active.swap_remove(at);
                continue;
            }
            let projected = if alpha == 0.0 { slope.min(0.0) } else { slope };
            highest = highest.max(projected);
            lowest = lowest.min(projected);
            if projected.abs() > 1e-9 {
                let next = (alpha - slope / (square + softness)).max(0.0);
                self.alphas[example] = next;
                let step = (next - alpha) * sign;
                self.rows.add_to(row, step, &mut self.line.weights);
                self.line.bias += step;
            }
            at += 1;
        }
        (highest, lowest)
    }

    /// A number below `below`, by xorshift64.
    fn random(&mut self, below: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed % below.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows, x = ±(1, 0), of opposite kinds and cost c. By symmetry the bias is 0 and
    /// w = (v, 0) with v − 4c(1 − v) = 0, so v = 4c / (1 + 4c).
    #[test]
    fn it_finds_the_optimum_that_can_be_computed_by_hand() {
        let rows = Rows::new(&[vec![(0, 1.0)], vec![(0, -1.0)], vec![(1, 1.0)]]);
        let mut search = Search::new(&rows, 2, &[(0, true), (1, false)]);
        for cost in [0.25_f32, 1.0] {
            let line = search.best(cost, cost);
            let expected = 4.0 * cost / (1.0 + 4.0 * cost);
            assert!((line.weights[0] - expected).abs() < 0.05, "{line:?}");
            assert!(line.weights[1] == 0.0 && line.bias.abs() < 0.05);
        }
    }

    /// Going on from a lower cost ends where starting at the higher one does.
    #[test]
    fn raising_the_cost_goes_on_to_the_same_line() {
        let rows: Vec<Vec<(u32, f32)>> = (0..40_u32)
            .map(|at| vec![(at % 7, 0.6), (7 + at % 5, 0.8)])
            .collect();
        let rows = Rows::new(&rows);
        let examples: Vec<(usize, bool)> = (0..40).map(|at| (at, at % 7 < 3)).collect();
        let mut slow = Search::new(&rows, 12, &examples);
        slow.best(0.1, 0.2);
        let slow = slow.best(1.0, 2.0).clone();
        let mut direct = Search::new(&rows, 12, &examples);
        let direct = direct.best(1.0, 2.0);
        for at in 0..40 {
            let (a, b) = (slow.score(&rows, at), direct.score(&rows, at));
            assert!((a - b).abs() < 0.1, "{a} {b}");
            assert_eq!(a > 0.0, at % 7 < 3);
        }
    }
}
