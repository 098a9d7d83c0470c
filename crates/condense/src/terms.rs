//! The different words met, numbered, with what is known of each.

use crate::hash::{self, HashedMap};
use crate::places::{city_and_county, front_of};

/// A word as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// What is compared: lower case, stemmed in English.
    pub(crate) text: Box<str>,
    /// What a person reads: the word as it was first met.
    pub(crate) shown: Box<str>,
    /// Of `text`.
    pub(crate) hash: u64,
    /// Of `text` without its last part, as a name: 含浦 of 含浦镇.
    pub(crate) front: u64,
    /// The city it names, if it is the name of one or of a part of it.
    pub(crate) city: Option<u64>,
    /// The county or district it names.
    pub(crate) county: Option<u64>,
}

impl Term {
    fn new(text: &str, shown: &str, hash: u64) -> Self {
        let (city, county) = city_and_county(text);
        Self {
            text: text.into(),
            shown: shown.into(),
            hash,
            front: hash::of(front_of(text)),
            city: city.map(hash::of),
            county: county.map(hash::of),
        }
    }
}

/// Words in the order in which they were first met.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    numbers: HashedMap<u32>,
    all: Vec<Term>,
}

impl Terms {
    /// The number of a word.
    pub(crate) fn meet(&mut self, text: &str, shown: &str) -> u32 {
        let hash = hash::of(text);
        if let Some(&number) = self.numbers.get(&hash) {
            return number;
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "fewer than 2^32 distinct words"
        )]
        let number = self.all.len() as u32;
        self.numbers.insert(hash, number);
        self.all.push(Term::new(text, shown, hash));
        number
    }

    pub(crate) fn get(&self, number: u32) -> &Term {
        &self.all[number as usize]
    }

    /// All words, in the order of their numbers.
    pub(crate) fn all(&self) -> &[Term] {
        &self.all
    }

    pub(crate) fn into_all(self) -> Vec<Term> {
        self.all
    }
}
