//! Voices as sparse vectors: sublinear term frequency times inverse document frequency
//! (Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988), scaled
//! so that a dot product is the similarity.
//!
//! The scale is the vector's length, as for the cosine, except that a text shorter than the
//! mean is divided by more (pivoted length normalisation; Singhal, Buckley & Mitra, 1996):
//! two short questions that share a polite formula and the name of a city would otherwise be
//! more alike than two long accounts of the same matter.

use std::ops::Deref;

use crate::parallel::in_parallel;
use crate::settings::Settings;

/// Vectors changed by one thread at a time.
const CHUNK: usize = 4096;

/// Inverse document frequency: `1 + ln((1 + all) / (1 + having))`; never negative.
pub(crate) fn idf(all: usize, having: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a weight, not a count")]
    let share = (1 + all) as f32 / (1 + having) as f32;
    1.0 + share.max(1.0).ln()
}

/// A word's number and its weight.
pub(crate) type Entry = (u32, f32);

/// A sparse vector: entries in ascending order of words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Vector(pub(crate) Vec<Entry>);

impl Deref for Vector {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        &self.0
    }
}

impl Vector {
    /// Keeps the `longest` largest weights, in the order of words.
    pub(crate) fn heaviest(mut entries: Vec<Entry>, longest: usize) -> Self {
        keep_heaviest(&mut entries, longest);
        entries.sort_by_key(|entry| entry.0);
        Self(entries)
    }

    /// The same direction with length one. No words: stays empty.
    pub(crate) fn unit(self) -> Self {
        let length = squared_length(&self).sqrt();
        self.divided_by(length)
    }

    pub(crate) fn divided_by(mut self, length: f32) -> Self {
        if length > 0.0 {
            self.0.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        self
    }
}

/// Keeps the `longest` largest weights, in any order.
fn keep_heaviest(entries: &mut Vec<Entry>, longest: usize) {
    if entries.len() > longest {
        entries.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        entries.truncate(longest);
    }
}

/// Many vectors, one behind the other in memory.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Vectors {
    starts: Vec<usize>,
    entries: Vec<Entry>,
}

impl Vectors {
    pub(crate) fn with_capacity(vectors: usize, entries: usize) -> Self {
        let mut starts = Vec::with_capacity(vectors + 1);
        starts.push(0);
        Self {
            starts,
            entries: Vec::with_capacity(entries),
        }
    }

    pub(crate) fn push(&mut self, vector: impl Iterator<Item = Entry>) {
        self.entries.extend(vector);
        self.starts.push(self.entries.len());
    }

    pub(crate) fn get(&self, at: usize) -> &[Entry] {
        &self.entries[self.starts[at]..self.starts[at + 1]]
    }

    /// Does `work` for every vector, on several threads, and returns what it gives.
    pub(crate) fn change_each<T: Send + Clone + Default>(
        &mut self,
        settings: &Settings,
        work: impl Fn(&mut [Entry]) -> T + Sync,
    ) -> Vec<T> {
        let mut given = vec![T::default(); self.len()];
        let mut rest = self.entries.as_mut_slice();
        let parts = given.chunks_mut(CHUNK).enumerate().map(|(chunk, given)| {
            let starts = &self.starts[chunk * CHUNK..=chunk * CHUNK + given.len()];
            let length = starts[given.len()] - starts[0];
            let (own, others) = std::mem::take(&mut rest).split_at_mut(length);
            rest = others;
            (starts, own, given)
        });
        in_parallel(parts, settings, |(starts, entries, given)| {
            for (bounds, given) in starts.windows(2).zip(given) {
                *given = work(&mut entries[bounds[0] - starts[0]..bounds[1] - starts[0]]);
            }
        });
        given
    }

    /// Keeps of each vector the `longest` largest weights.
    pub(crate) fn shorten(&mut self, longest: usize) {
        if self
            .starts
            .windows(2)
            .all(|pair| pair[1] - pair[0] <= longest)
        {
            return;
        }
        let mut short = Self::with_capacity(self.len(), self.entries.len());
        for vector in self.iter() {
            match vector.len() > longest {
                false => short.push(vector.iter().copied()),
                true => short.push(Vector::heaviest(vector.to_vec(), longest).0.into_iter()),
            }
        }
        *self = short;
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Entry]> {
        (0..self.len()).map(|at| self.get(at))
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl<'a> FromIterator<&'a [Entry]> for Vectors {
    fn from_iter<I: IntoIterator<Item = &'a [Entry]>>(vectors: I) -> Self {
        let mut all = Self::with_capacity(0, 0);
        for vector in vectors {
            all.push(vector.iter().copied());
        }
        all
    }
}

pub(crate) fn squared_length(vector: &[Entry]) -> f32 {
    vector.iter().map(|(_, weight)| weight * weight).sum()
}

/// The dot product: the cosine, if both have length one.
pub(crate) fn dot(a: &[Entry], b: &[Entry]) -> f32 {
    shared(a, b).map(|(_, product)| product).sum()
}

/// The words both have, with the product of their weights.
pub(crate) fn shared<'a>(a: &'a [Entry], b: &'a [Entry]) -> impl Iterator<Item = Entry> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while i < a.len() && j < b.len() {
            let ((left, x), (right, y)) = (a[i], b[j]);
            i += usize::from(left <= right);
            j += usize::from(right <= left);
            if left == right {
                return Some((left, x * y));
            }
        }
        None
    })
}

/// What a vector is divided by: its own length, or more if it is shorter than the mean.
pub(crate) fn divisor(length: f32, mean: f32, settings: &Settings) -> f32 {
    let pivoted = (1.0 - settings.length_slope) * mean + settings.length_slope * length;
    length.max(pivoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_vector_has_cosine_one_with_itself() {
        let vector = Vector::heaviest(vec![(3, 2.0), (1, 1.0)], 10).unit();
        assert!((dot(&vector, &vector) - 1.0).abs() < 1e-6);
        assert_eq!(vector.0[0].0, 1);
    }

    #[test]
    fn only_the_heaviest_words_are_kept() {
        let vector = Vector::heaviest(vec![(1, 1.0), (2, 3.0), (3, 2.0)], 2);
        let kept: Vec<u32> = vector.0.iter().map(|entry| entry.0).collect();
        assert_eq!(kept, [2, 3]);
    }

    #[test]
    fn rarer_words_weigh_more_and_none_weighs_less_than_one() {
        assert!(idf(100, 1) > idf(100, 50));
        assert!(idf(10, 10) >= 1.0);
    }

    #[test]
    fn only_short_texts_are_divided_by_more_than_their_length() {
        let settings = Settings::default();
        assert!(divisor(2.0, 10.0, &settings) > 2.0);
        assert_eq!(divisor(20.0, 10.0, &settings), 20.0);
    }
}
