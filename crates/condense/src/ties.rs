//! Why each voice is in its problem: the words, names of places and bodies among them, that it
//! shares with others there.

use std::collections::BTreeMap;

use crate::centroid::Sum;
use crate::vectors::Entry;
use crate::vocabulary::Vocabulary;

/// Words named for each voice.
const MOST: usize = 4;

/// Numbers of words; `NONE` where there are fewer.
pub(crate) type Tie = [u32; MOST];

pub(crate) const NOTHING: Tie = [NONE; MOST];

const NONE: u32 = u32::MAX;

/// The words that tie each voice to its problem.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Ties {
    of_voice: Vec<Tie>,
    words: Vec<String>,
}

impl Ties {
    /// The words that tie a voice (its position in the input) to its problem, strongest first;
    /// none where it is in none, or alone in it.
    pub fn why(&self, voice: usize) -> impl Iterator<Item = &str> {
        let tie = self.of_voice.get(voice).unwrap_or(&NOTHING);
        let words = tie.iter().filter(|word| **word != NONE);
        words.filter_map(|word| self.words.get(*word as usize).map(String::as_str))
    }

    /// `of_voice` has numbers of the vocabulary.
    pub(crate) fn new(mut of_voice: Vec<Tie>, vocabulary: &Vocabulary) -> Self {
        let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
        let mut words = Vec::new();
        for word in of_voice.iter_mut().flatten().filter(|word| **word != NONE) {
            #[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 words")]
            let next = words.len() as u32;
            let number = *numbers.entry(*word).or_insert_with(|| {
                words.push(vocabulary.word(*word).shown.to_string());
                next
            });
            *word = number;
        }
        Self { of_voice, words }
    }
}

/// The words of a vector that weigh most in what a group shares.
pub(crate) fn tie(vector: &[Entry], sum: &Sum) -> Tie {
    let shared = vector.iter().filter(|(word, _)| sum.holders(*word) > 1);
    let mut shared: Vec<Entry> = shared
        .map(|&(word, weight)| (word, weight * sum.weight(word)))
        .collect();
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut tie = NOTHING;
    for (place, (word, _)) in tie.iter_mut().zip(shared) {
        *place = word;
    }
    tie
}
