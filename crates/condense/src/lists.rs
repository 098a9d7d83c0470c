//! For each word the voices that have it, one list behind the other in memory.

use crate::vectors::{Entry, Vectors};

pub(crate) struct Lists {
    starts: Vec<usize>,
    /// Voices with the word's weight there, in order of voices.
    entries: Vec<Entry>,
}

impl Lists {
    /// Builds the lists for `words` different words.
    pub(crate) fn new(vectors: &Vectors, words: usize) -> Self {
        let mut starts = vec![0; words + 1];
        for &(word, _) in vectors.entries() {
            starts[word as usize + 1] += 1;
        }
        for word in 0..words {
            starts[word + 1] += starts[word];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); vectors.entries().len()];
        for (voice, vector) in (0u32..).zip(vectors.iter()) {
            for &(word, weight) in vector {
                entries[next[word as usize]] = (voice, weight);
                next[word as usize] += 1;
            }
        }
        Self { starts, entries }
    }

    pub(crate) fn get(&self, word: u32) -> &[Entry] {
        &self.entries[self.starts[word as usize]..self.starts[word as usize + 1]]
    }

    pub(crate) fn length(&self, word: u32) -> usize {
        self.starts[word as usize + 1] - self.starts[word as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_its_voices_in_order() {
        let voices: [&[Entry]; 3] = [&[(0, 0.5), (2, 1.0)], &[], &[(2, 3.0)]];
        let lists = Lists::new(&voices.into_iter().collect(), 3);
        assert_eq!(lists.get(2), [(0, 1.0), (2, 3.0)]);
        assert_eq!((lists.length(0), lists.length(1)), (1, 0));
    }
}
