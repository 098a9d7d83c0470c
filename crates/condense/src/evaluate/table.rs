//! How two divisions of the same things lie over each other, and measures of it.

use serde::Serialize;
use std::collections::BTreeMap;

/// Counts of things by (group of the first division, group of the second).
#[derive(Debug, Clone)]
pub(super) struct Contingency {
    /// How many things are in both groups; no zeros.
    pub(super) cells: BTreeMap<(usize, usize), usize>,
    /// Sizes of the groups of the first division.
    pub(super) first: BTreeMap<usize, usize>,
    /// Sizes of the groups of the second division.
    pub(super) second: BTreeMap<usize, usize>,
    /// How many things.
    pub(super) all: usize,
}

/// How much one division tells about another, 0 to 1 (AMI and ARI: 0 by chance, 1 if equal).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Agreement {
    /// Mutual information over the mean of both entropies (arithmetic mean).
    pub nmi: f64,
    /// The same, adjusted for chance (Vinh, Epps and Bailey 2010).
    pub ami: f64,
    /// Rand index over pairs, adjusted for chance (Hubert and Arabie 1985).
    pub ari: f64,
    /// Share of what is to be known of the first that the second tells (Rosenberg and
    /// Hirschberg 2007): 1 if each of its groups lies within one of the first.
    pub homogeneity: f64,
    /// The other way round.
    pub completeness: f64,
}

/// Precision, recall and their harmonic mean, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Shares {
    /// Of what was put together, the share that belongs together.
    pub precision: f64,
    /// Of what belongs together, the share that was put together.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f: f64,
}

impl Shares {
    pub(super) fn new(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        let f = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        Self {
            precision,
            recall,
            f,
        }
    }
}

impl Contingency {
    pub(super) fn new(pairs: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut table = Self {
            cells: BTreeMap::new(),
            first: BTreeMap::new(),
            second: BTreeMap::new(),
            all: 0,
        };
        for (first, second) in pairs {
            *table.cells.entry((first, second)).or_default() += 1;
            *table.first.entry(first).or_default() += 1;
            *table.second.entry(second).or_default() += 1;
            table.all += 1;
        }
        table
    }

    /// B³ (Bagga and Baldwin 1998): for each thing the share of its group in the second
    /// division that is of its group in the first, and the reverse; the mean over all things.
    pub(super) fn b_cubed(&self) -> Shares {
        let mean = |sizes: &dyn Fn(usize, usize) -> usize| {
            let share = |(&(first, second), &both): (&(usize, usize), &usize)| {
                (both * both) as f64 / sizes(first, second) as f64
            };
            self.cells.iter().map(share).sum::<f64>() / self.all.max(1) as f64
        };
        Shares::new(
            mean(&|_, second| self.second[&second]),
            mean(&|first, _| self.first[&first]),
        )
    }

    /// Over pairs of things; 0 where there is no pair to judge.
    pub(super) fn pairs(&self) -> Shares {
        let both = pairs(self.cells.values());
        let share = |whole: f64| if whole > 0.0 { both / whole } else { 0.0 };
        Shares::new(
            share(pairs(self.second.values())),
            share(pairs(self.first.values())),
        )
    }

    /// All measures of agreement.
    pub(super) fn agreement(&self) -> Agreement {
        let (first, second) = (self.entropy(&self.first), self.entropy(&self.second));
        let shared = self.mutual_information();
        let mean = f64::midpoint(first, second);
        let over = |entropy: f64| if entropy > 0.0 { shared / entropy } else { 1.0 };
        Agreement {
            nmi: over(mean),
            ami: self.adjusted(shared, mean),
            ari: self.adjusted_rand(),
            homogeneity: over(first),
            completeness: over(second),
        }
    }

    fn entropy(&self, sizes: &BTreeMap<usize, usize>) -> f64 {
        let all = self.all as f64;
        let part = |size: &usize| {
            let share = *size as f64 / all;
            -share * share.ln()
        };
        if sizes.len() < 2 {
            0.0
        } else {
            sizes.values().map(part).sum()
        }
    }

    fn mutual_information(&self) -> f64 {
        let all = self.all as f64;
        let part = |(&(first, second), &both): (&(usize, usize), &usize)| {
            let both = both as f64;
            let chance = self.first[&first] as f64 * self.second[&second] as f64;
            both / all * (both * all / chance).ln()
        };
        self.cells.iter().map(part).sum::<f64>().max(0.0)
    }

    /// Whether both divisions are the same.
    fn equal(&self) -> bool {
        self.cells.len() == self.first.len() && self.cells.len() == self.second.len()
    }

    fn adjusted(&self, shared: f64, mean: f64) -> f64 {
        if self.equal() {
            return 1.0;
        }
        let chance = self.expected_information();
        let room = mean - chance;
        if room.abs() < f64::EPSILON {
            0.0
        } else {
            (shared - chance) / room
        }
    }

    /// Mutual information to be expected of random divisions with the same sizes.
    fn expected_information(&self) -> f64 {
        let log_factorials: Vec<f64> = std::iter::once(0.0)
            .chain((1..=self.all).scan(0.0, |sum, number| {
                *sum += (number as f64).ln();
                Some(*sum)
            }))
            .collect();
        let (firsts, seconds) = (by_size(&self.first), by_size(&self.second));
        let mut sum = 0.0;
        for (a, how_many) in &firsts {
            for (b, and_many) in &seconds {
                let one = expected_cell(*a, *b, self.all, &log_factorials);
                sum += (how_many * and_many) as f64 * one;
            }
        }
        sum
    }

    fn adjusted_rand(&self) -> f64 {
        if self.equal() {
            return 1.0;
        }
        let both = pairs(self.cells.values());
        let (first, second) = (pairs(self.first.values()), pairs(self.second.values()));
        let all = pairs(std::iter::once(&self.all));
        let chance = if all > 0.0 { first * second / all } else { 0.0 };
        let room = f64::midpoint(first, second) - chance;
        if room.abs() < f64::EPSILON {
            0.0
        } else {
            (both - chance) / room
        }
    }
}

/// How many pairs there are within groups of these sizes.
fn pairs<'a>(sizes: impl Iterator<Item = &'a usize>) -> f64 {
    sizes
        .map(|size| *size as f64 * (*size as f64 - 1.0) / 2.0)
        .sum()
}

/// How many groups have each size.
fn by_size(sizes: &BTreeMap<usize, usize>) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for size in sizes.values() {
        *counts.entry(*size).or_default() += 1;
    }
    counts
}

/// What a cell of groups of `a` and `b` of `all` things adds to the expected information: over
/// all counts it can have, by the hypergeometric distribution.
fn expected_cell(a: usize, b: usize, all: usize, log_factorials: &[f64]) -> f64 {
    let log = |number: usize| log_factorials[number];
    let fixed = log(a) + log(b) + log(all - a) + log(all - b) - log(all);
    let least = (a + b).saturating_sub(all).max(1);
    (least..=a.min(b))
        .map(|both| {
            let chance =
                fixed - log(both) - log(a - both) - log(b - both) - log(all + both - a - b);
            let (both, all) = (both as f64, all as f64);
            both / all * (both * all / (a as f64 * b as f64)).ln() * chance.exp()
        })
        .sum()
}
