//! The words of a collection, numbered, with how common each is.

use crate::hash::HashedMap;
use crate::terms::Term;
use crate::tokens::Kind;

/// The words of a collection.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    numbers: HashedMap<u32>,
    words: Vec<Term>,
    /// In how many voices each word stands.
    pub(crate) having: Vec<u32>,
    /// How many of them had it as (part of) a name. Kept when voices are removed.
    named: Vec<u32>,
}

impl Vocabulary {
    /// A vocabulary of words that are all different.
    pub(crate) fn of(words: Vec<Term>) -> Self {
        let numbered = (0u32..).zip(&words);
        Self {
            numbers: numbered.map(|(number, word)| (word.hash, number)).collect(),
            having: vec![0; words.len()],
            named: vec![0; words.len()],
            words,
        }
    }

    /// The number of a word, taking it in if it is new.
    pub(crate) fn take_in(&mut self, word: &Term) -> u32 {
        if let Some(&number) = self.numbers.get(&word.hash) {
            return number;
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "fewer than 2^32 distinct words"
        )]
        let number = self.words.len() as u32;
        self.numbers.insert(word.hash, number);
        self.words.push(word.clone());
        self.having.push(0);
        self.named.push(0);
        number
    }

    /// Counts one more voice that has a word.
    pub(crate) fn count(&mut self, number: u32, kind: Kind) {
        self.having[number as usize] += 1;
        self.named[number as usize] += u32::from(kind == Kind::Name);
    }

    /// The number of the word with this hash, if it was ever met.
    pub(crate) fn number(&self, hash: u64) -> Option<u32> {
        self.numbers.get(&hash).copied()
    }

    pub(crate) fn word(&self, number: u32) -> &Term {
        &self.words[number as usize]
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
