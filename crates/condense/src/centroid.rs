//! The sum of several vectors, kept dense over the vocabulary and reused.

use crate::vectors::{Entry, squared_length as own_squared_length};

pub(crate) struct Sum {
    weights: Vec<f32>,
    holders: Vec<u32>,
    touched: Vec<u32>,
}

impl Sum {
    /// For a vocabulary of `words` words.
    pub(crate) fn new(words: usize) -> Self {
        Self {
            weights: vec![0.0; words],
            holders: vec![0; words],
            touched: Vec::new(),
        }
    }

    /// Adds a vector of non-negative weights.
    pub(crate) fn add(&mut self, vector: &[Entry]) {
        for &(word, weight) in vector {
            let sum = &mut self.weights[word as usize];
            if *sum == 0.0 {
                self.touched.push(word);
            }
            *sum += weight;
            self.holders[word as usize] += 1;
        }
    }

    pub(crate) fn dot(&self, vector: &[Entry]) -> f32 {
        vector
            .iter()
            .map(|&(word, weight)| weight * self.weights[word as usize])
            .sum()
    }

    pub(crate) fn squared_length(&self) -> f32 {
        self.touched
            .iter()
            .map(|&word| self.weights[word as usize].powi(2))
            .sum()
    }

    /// The words with their sums, heaviest first.
    pub(crate) fn heaviest(&self) -> Vec<(u32, f32)> {
        let mut words: Vec<(u32, f32)> = self
            .touched
            .iter()
            .map(|&word| (word, self.weights[word as usize]))
            .collect();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words
    }

    /// What the weights of a word add up to.
    pub(crate) fn weight(&self, word: u32) -> f32 {
        self.weights[word as usize]
    }

    /// In how many of the added vectors a word stands.
    pub(crate) fn holders(&self, word: u32) -> usize {
        self.holders[word as usize] as usize
    }

    pub(crate) fn clear(&mut self) {
        for word in self.touched.drain(..) {
            self.weights[word as usize] = 0.0;
            self.holders[word as usize] = 0;
        }
    }

    /// The cosine between a vector that is part of the sum and the rest of it, given the
    /// sum's squared length.
    pub(crate) fn cosine_with_rest(&self, vector: &[Entry], squared_length: f32) -> f32 {
        let (with_all, own) = (self.dot(vector), own_squared_length(vector));
        let rest = squared_length - 2.0 * with_all + own;
        cosine(with_all - own, rest * own)
    }
}

/// A dot product over the root of the product of two squared lengths.
fn cosine(dot: f32, squares: f32) -> f32 {
    if squares <= f32::EPSILON {
        0.0
    } else {
        (dot / squares.sqrt()).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::Vector;

    #[test]
    fn the_rest_leaves_the_vector_itself_out() {
        let a = Vector(vec![(0, 2.0)]);
        let b = Vector(vec![(0, 1.0), (1, 1.0)]);
        let mut sum = Sum::new(2);
        sum.add(&a);
        sum.add(&b);
        assert!((sum.cosine_with_rest(&a, sum.squared_length()) - 0.5_f32.sqrt()).abs() < 1e-4);
        sum.clear();
        assert!(sum.squared_length() == 0.0);
    }
}
