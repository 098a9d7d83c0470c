//! What the voices of a growing collection have in common in meaning, and what is particular
//! to one of them.

use crate::meaning::{FEW, Table, in_steps, normalise, unit};
use crate::vectors::Entry;
use crate::vocabulary::Vocabulary;

/// The sum of all directions.
#[derive(Debug)]
pub(super) struct Centre {
    table: Table,
    sum: Vec<f64>,
    count: f64,
}

impl Default for Centre {
    fn default() -> Self {
        let table = Table::open();
        Self {
            sum: vec![0.0; table.dims],
            count: 0.0,
            table,
        }
    }
}

impl Centre {
    /// The direction of what these words mean, names left out.
    pub(super) fn direction(&self, words: &[Entry], vocabulary: &Vocabulary) -> Box<[i8]> {
        let mut sum = vec![0.0; self.table.dims];
        for &(word, weight) in words {
            if vocabulary.is_name(word) {
                continue;
            }
            if let Some(row) = self.table.of_term(vocabulary.word(word)) {
                let parts = sum.iter_mut().zip(unit(row));
                parts.for_each(|(to, part)| *to += weight * part);
            }
        }
        normalise(&mut sum);
        sum.into_iter().map(in_steps).collect()
    }

    pub(super) fn add(&mut self, direction: &[i8]) {
        self.change(direction, 1.0);
    }

    pub(super) fn remove(&mut self, direction: &[i8]) {
        self.change(direction, -1.0);
    }

    fn change(&mut self, direction: &[i8], by: f64) {
        self.count += by;
        let parts = self.sum.iter_mut().zip(direction);
        parts.for_each(|(sum, part)| *sum += by * f64::from(*part) / 127.0);
    }

    /// What is particular to a direction.
    #[expect(clippy::cast_possible_truncation, reason = "a mean")]
    pub(super) fn less_common(&self, direction: &[i8]) -> Vec<f32> {
        if direction.iter().all(|part| *part == 0) {
            return vec![0.0; direction.len()];
        }
        let by = 1.0 / (self.count + FEW);
        let parts = direction.iter().zip(&self.sum);
        let mut rest: Vec<f32> = parts
            .map(|(part, sum)| f32::from(*part) / 127.0 - (sum * by) as f32)
            .collect();
        normalise(&mut rest);
        rest
    }

    /// The cosine of a question's particular direction and that of a voice.
    pub(super) fn cosine(&self, question: &[f32], direction: &[i8]) -> f32 {
        let rest = self.less_common(direction);
        question.iter().zip(rest).map(|(x, y)| x * y).sum()
    }
}
