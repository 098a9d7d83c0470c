//! A collection read once: copies folded, words counted, vectors made.
//!
//! Two foldings keep mass mailings from being quadratic and from counting as many people:
//! texts equal but for spaces and signs are one *text*; texts with the same weighed words
//! (say, with another name signed under it) are one *node* of the graph.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::Voice;
use crate::hash::AsItIs;
use crate::reading::{Chunk, Read, read_all};
use crate::regions::Regions;
use crate::settings::Settings;
use crate::spot::Spot;
use crate::terms::Term;
use crate::tokens::Kind;
use crate::vectors::{Vectors, divisor, idf, squared_length};
use crate::vocabulary::Vocabulary;

pub(crate) struct Collection {
    /// For each voice, its distinct text.
    pub(crate) text_of: Vec<u32>,
    /// For each voice, its node; none if it has no words.
    pub(crate) node_of: Vec<Option<u32>>,
    /// For each node its vector, scaled.
    pub(crate) vectors: Vectors,
    /// For each node the regions it names.
    pub(crate) regions: Vec<Regions>,
    /// For each node where and when it was said, as far as given.
    pub(crate) spots: Vec<Spot>,
    pub(crate) vocabulary: Vocabulary,
}

impl Collection {
    /// Reads all voices. `decided` are the problems people put them into; may be empty.
    pub(crate) fn read(
        voices: &[Voice<'_>],
        decided: &[Option<u64>],
        settings: &Settings,
        progress: &mut dyn FnMut(f32),
    ) -> Self {
        let (chunks, terms) = read_all(voices, decided, settings, progress);
        let (vocabulary, numbers) = numbered(terms);
        let mut folding = Folding::new(voices.len(), vocabulary);
        for chunk in chunks {
            folding.take(chunk, &numbers);
        }
        folding.finish(settings)
    }
}

/// One vocabulary of what several readers met, in the order of the words' hashes, so that it
/// is the same however many there were; and for each reader the new numbers of its words.
fn numbered(readers: Vec<Vec<(Term, u32)>>) -> (Vocabulary, Vec<Vec<u32>>) {
    let mut numbers: Vec<Vec<u32>> = readers.iter().map(|r| vec![0; r.len()]).collect();
    let mut all: Vec<(Term, u32, usize, usize)> = Vec::new();
    for (reader, terms) in readers.into_iter().enumerate() {
        let terms = terms.into_iter().enumerate();
        all.extend(terms.map(|(at, (term, first))| (term, first, reader, at)));
    }
    // Of what was read by several, the form that stands first in the input is shown.
    all.sort_unstable_by_key(|(term, first, reader, _)| (term.hash, *first, *reader));
    let mut words: Vec<Term> = Vec::with_capacity(all.len());
    for (term, _, reader, at) in all {
        if words.last().is_none_or(|last| last.hash != term.hash) {
            words.push(term);
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "fewer than 2^32 distinct words"
        )]
        let number = words.len() as u32 - 1;
        numbers[reader][at] = number;
    }
    (Vocabulary::of(words), numbers)
}

/// Numbers by digests, that are hashes already.
type Digests = HashMap<u128, u32, BuildHasherDefault<AsItIs>>;

struct Folding {
    texts: Digests,
    nodes: Digests,
    text_of: Vec<u32>,
    node_of: Vec<Option<u32>>,
    vectors: Vectors,
    regions: Vec<Regions>,
    spots: Vec<Spot>,
    vocabulary: Vocabulary,
}

impl Folding {
    fn new(voices: usize, vocabulary: Vocabulary) -> Self {
        Self {
            texts: Digests::with_capacity_and_hasher(voices, BuildHasherDefault::default()),
            nodes: Digests::with_capacity_and_hasher(voices, BuildHasherDefault::default()),
            text_of: Vec::with_capacity(voices),
            node_of: Vec::with_capacity(voices),
            vectors: Vectors::with_capacity(voices, 16 * voices),
            regions: Vec::with_capacity(voices),
            spots: Vec::with_capacity(voices),
            vocabulary,
        }
    }

    fn take(&mut self, chunk: Chunk, numbers: &[Vec<u32>]) {
        let numbers = &numbers[chunk.reader];
        let mut from = 0;
        for read in chunk.voices {
            let words = &chunk.words[from..from + read.words];
            from += read.words;
            self.voice(read, words, numbers);
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 voices")]
    fn voice(&mut self, read: Read, words: &[(u32, Kind, f32)], numbers: &[u32]) {
        let next_text = self.texts.len() as u32;
        self.text_of
            .push(*self.texts.entry(read.text).or_insert(next_text));
        if words.is_empty() {
            self.node_of.push(None);
            return;
        }
        let next_node = self.nodes.len() as u32;
        let node = *self.nodes.entry(read.said).or_insert(next_node);
        self.node_of.push(Some(node));
        if node == next_node {
            for &(term, kind, _) in words {
                self.vocabulary.count(numbers[term as usize], kind);
            }
            let entries = words.iter();
            self.vectors
                .push(entries.map(|&(term, _, weight)| (numbers[term as usize], weight)));
            self.regions.push(read.regions);
            self.spots.push(read.spot);
        }
    }

    fn finish(self, settings: &Settings) -> Collection {
        let having = &self.vocabulary.having;
        Collection {
            text_of: self.text_of,
            node_of: self.node_of,
            vectors: weighed(self.vectors, having, settings),
            regions: self.regions,
            spots: self.spots,
            vocabulary: self.vocabulary,
        }
    }
}

/// Counts times rarity, the heaviest words kept, scaled.
fn weighed(mut vectors: Vectors, having: &[u32], settings: &Settings) -> Vectors {
    let all = vectors.len();
    let rarity: Vec<f32> = having.iter().map(|&h| idf(all, h as usize)).collect();
    vectors.change_each(settings, |vector| {
        let each = vector.iter_mut();
        each.for_each(|(word, weight)| *weight *= rarity[*word as usize]);
    });
    vectors.shorten(settings.longest_vector);
    let lengths = vectors.change_each(settings, |vector| squared_length(vector).sqrt());
    let sum: f64 = lengths.into_iter().map(f64::from).sum();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a mean"
    )]
    let mean = (sum / all.max(1) as f64) as f32;
    vectors.change_each(settings, |vector| {
        let by = divisor(squared_length(vector).sqrt(), mean, settings);
        if by > 0.0 {
            vector.iter_mut().for_each(|(_, weight)| *weight /= by);
        }
    });
    vectors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(texts: &[&str]) -> Collection {
        let voices: Vec<Voice<'_>> = texts.iter().map(|text| Voice::new(text)).collect();
        Collection::read(&voices, &[], &Settings::default(), &mut |_| {})
    }

    #[test]
    fn copies_are_one_text_and_same_words_one_node() {
        let read = read_all(&["路灯坏了", "路灯 坏了！", "坏了的路灯", "停水"]);
        assert_eq!(read.text_of, [0, 0, 1, 2]);
        assert_eq!(read.node_of, [Some(0), Some(0), Some(0), Some(1)]);
        assert_eq!(read.vectors.len(), 2);
    }

    #[test]
    fn a_voice_without_words_has_no_node() {
        assert_eq!(read_all(&["", "!!!", "👍"]).node_of, [None, None, None]);
    }
}
