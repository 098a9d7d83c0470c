//! Voices as sparse vectors: sublinear term frequency times inverse document frequency
//! (Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988), scaled
//! so that a dot product is the similarity.
//!
//! The scale is the vector's length, as for the cosine, except that a text shorter than the
//! mean is divided by more (pivoted length normalisation; Singhal, Buckley & Mitra, 1996):
//! two short questions that share a polite formula and the name of a city would otherwise be
//! more alike than two long accounts of the same matter.

use std::collections::HashMap;

use crate::Voice;
use crate::clean::clean;
use crate::regions::Regions;
use crate::settings::Settings;
use crate::tokens::{Kind, Token, tokens};

/// What is counted of one voice.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Counts {
    /// The distinct words with how often they occur, titles counted more; sorted by word.
    pub(crate) words: Vec<Count>,
    pub(crate) regions: Regions,
}

/// One distinct word of one voice.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Count {
    pub(crate) term: String,
    pub(crate) shown: String,
    pub(crate) kind: Kind,
    /// `1 + ln(occurrences)`, times the weight of its kind.
    pub(crate) weight: f32,
}

impl Counts {
    /// Counts the words of a voice: its title, its text and the name of its place.
    pub(crate) fn of(voice: &Voice<'_>, settings: &Settings) -> Self {
        let read = |text: Option<&str>| text.map(|text| tokens(&clean(text))).unwrap_or_default();
        let (title, text) = (read(voice.title), read(Some(voice.text)));
        let place = read(voice.place);
        let said = title.iter().chain(&text).chain(&place);
        let regions = Regions::new(said, place.iter());
        let mut tally: HashMap<String, (Token, f32)> = HashMap::new();
        for (part, times) in [(title, settings.title_weight), (text, 1.0), (place, 1.0)] {
            for token in part {
                let entry = tally.entry(token.term.clone()).or_insert((token, 0.0));
                entry.1 += times;
            }
        }
        let mut words: Vec<Count> = tally
            .into_values()
            .map(|(token, times)| Count::new(token, times, settings))
            .collect();
        words.sort_by(|a, b| a.term.cmp(&b.term));
        Self { words, regions }
    }
}

impl Count {
    fn new(token: Token, times: f32, settings: &Settings) -> Self {
        let kind_weight = if token.kind == Kind::Name {
            settings.name_weight
        } else {
            1.0
        };
        let weight = (1.0 + times.max(1.0).ln()) * kind_weight;
        Self {
            term: token.term,
            shown: token.shown,
            kind: token.kind,
            weight,
        }
    }
}

/// Inverse document frequency: `1 + ln((1 + all) / (1 + having))`; never negative.
pub(crate) fn idf(all: usize, having: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a weight, not a count")]
    let share = (1 + all) as f32 / (1 + having) as f32;
    1.0 + share.max(1.0).ln()
}

/// A sparse vector: word numbers, ascending, with their weights.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Vector(pub(crate) Vec<(u32, f32)>);

impl Vector {
    /// Keeps the `longest` largest weights, in the order of words.
    pub(crate) fn heaviest(mut entries: Vec<(u32, f32)>, longest: usize) -> Self {
        if entries.len() > longest {
            entries.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            entries.truncate(longest);
        }
        entries.sort_by_key(|entry| entry.0);
        Self(entries)
    }

    /// The same direction with length one. No words: stays empty.
    pub(crate) fn unit(self) -> Self {
        let length = self.squared_length().sqrt();
        self.divided_by(length)
    }

    pub(crate) fn divided_by(mut self, length: f32) -> Self {
        if length > 0.0 {
            self.0.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        self
    }

    pub(crate) fn squared_length(&self) -> f32 {
        self.0.iter().map(|(_, weight)| weight * weight).sum()
    }

    /// The dot product: the cosine, if both have length one.
    pub(crate) fn dot(&self, other: &Self) -> f32 {
        self.shared(other).map(|(_, product)| product).sum()
    }

    /// The words both have, with the product of their weights.
    pub(crate) fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (u32, f32)> + 'a {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        std::iter::from_fn(move || {
            loop {
                let (&&(left, x), &&(right, y)) = (a.peek()?, b.peek()?);
                if left <= right {
                    a.next();
                }
                if right <= left {
                    b.next();
                }
                if left == right {
                    return Some((left, x * y));
                }
            }
        })
    }
}

/// What a vector is divided by: its own length, or more if it is shorter than the mean.
pub(crate) fn divisor(length: f32, mean: f32, settings: &Settings) -> f32 {
    let pivoted = (1.0 - settings.length_slope) * mean + settings.length_slope * length;
    length.max(pivoted)
}

/// The words of a collection, numbered in the order they are first met.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    numbers: HashMap<String, u32>,
    words: Vec<(String, String)>,
    /// In how many voices each word stands.
    pub(crate) having: Vec<u32>,
    /// How many of them had it as (part of) a name. Kept when voices are removed.
    named: Vec<u32>,
}

impl Vocabulary {
    /// The number of a word, counting one more voice that has it.
    pub(crate) fn meet(&mut self, count: &Count) -> u32 {
        let number = match self.numbers.get(&count.term) {
            Some(&number) => number,
            None => self.take_in(count),
        };
        self.having[number as usize] += 1;
        self.named[number as usize] += u32::from(count.kind == Kind::Name);
        number
    }

    fn take_in(&mut self, count: &Count) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "fewer than 2^32 distinct words"
        )]
        let number = self.words.len() as u32;
        self.numbers.insert(count.term.clone(), number);
        self.words.push((count.term.clone(), count.shown.clone()));
        self.having.push(0);
        self.named.push(0);
        number
    }

    /// The number of a word, if it was ever met.
    pub(crate) fn number(&self, term: &str) -> Option<u32> {
        self.numbers.get(term).copied()
    }

    /// A word as it is compared, and as people read it.
    pub(crate) fn word(&self, number: u32) -> (&str, &str) {
        let (term, shown) = &self.words[number as usize];
        (term, shown)
    }

    /// Whether a word mostly stands as a name, or part of one.
    pub(crate) fn is_name(&self, number: u32) -> bool {
        self.named[number as usize] * 2 > self.having[number as usize]
    }

    /// How many distinct words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_vector_has_cosine_one_with_itself() {
        let vector = Vector::heaviest(vec![(3, 2.0), (1, 1.0)], 10).unit();
        assert!((vector.dot(&vector) - 1.0).abs() < 1e-6);
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

    #[test]
    fn a_word_in_the_title_counts_more() {
        let settings = Settings::default();
        let voice = Voice {
            title: Some("路灯"),
            ..Voice::new("停水")
        };
        let counts = Counts::of(&voice, &settings);
        let weight = |term: &str| {
            counts
                .words
                .iter()
                .find(|c| c.term == term)
                .map(|c| c.weight)
        };
        assert!(weight("路灯") > weight("停水"));
    }
}
