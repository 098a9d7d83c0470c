//! Words between spaces: English ones are stemmed, others are taken as they are.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use super::{Kind, LONGEST_WORD, Token, is_part_of_a_name};
use crate::hash::{self, HashedMap};
use crate::names::Names;
use crate::places;
use crate::stopwords::is_stop_word;
use crate::terms::Terms;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Reads such words; remembers what stood before, and each word it has met.
#[derive(Debug, Default)]
pub(super) struct Latin {
    names: Names,
    known: HashedMap<Known>,
    before: Option<Known>,
    /// Whether the word before was one that does not begin a sentence.
    within_sentence: bool,
}

/// What is known of a word as it is written.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// None for words left out: stop words, short numbers.
    term: Option<u32>,
    is_lower: bool,
    is_capital: bool,
    is_ending: bool,
    /// Part of a name that a user gave.
    is_given: bool,
}

impl Latin {
    pub(super) fn new(names: Names) -> Self {
        Self {
            names,
            ..Self::default()
        }
    }

    /// A sign or another script stands between.
    pub(super) fn pause(&mut self) {
        self.before = None;
        self.within_sentence = false;
    }

    pub(super) fn read(&mut self, run: &str, terms: &mut Terms, found: &mut Vec<Token>) {
        let word = self.known(run.trim_matches('\''), terms);
        let kind = self.kind_by_capital(word);
        let Some(term) = word.term else {
            self.before = None;
            return;
        };
        let before = self.before.replace(word);
        if let Some(before) = before.filter(|_| word.is_ending) {
            compound(before, term, terms, found);
        }
        found.push(Token {
            term,
            kind: if word.is_ending { Kind::Word } else { kind },
        });
    }

    fn known(&mut self, shown: &str, terms: &mut Terms) -> Known {
        let hash = hash::of(shown);
        if let Some(known) = self.known.get(&hash) {
            return *known;
        }
        let found = look_at(shown, &self.names, terms);
        self.known.insert(hash, found);
        found
    }

    /// Within a sentence a capital marks a name, if what stands before has none or is a name.
    fn kind_by_capital(&mut self, word: Known) -> Kind {
        let kind = if word.is_given || (word.is_capital && self.within_sentence) {
            Kind::Name
        } else {
            Kind::Word
        };
        self.within_sentence = word.is_lower || kind == Kind::Name;
        kind
    }
}

fn look_at(shown: &str, names: &Names, terms: &mut Terms) -> Known {
    let lower = shown.to_lowercase().replace('\'', "");
    let digits = lower.bytes().filter(u8::is_ascii_digit).count();
    let letters = lower.chars().count();
    let left_out = is_stop_word(&lower)
        || letters < 2
        || (digits == letters && digits < 5)
        || lower.len() > LONGEST_WORD;
    let stem = if lower.bytes().all(|b| b.is_ascii_alphabetic()) {
        ENGLISH.stem(&lower)
    } else {
        lower.as_str().into()
    };
    Known {
        term: (!left_out).then(|| terms.meet(&stem, shown)),
        is_lower: shown.starts_with(char::is_lowercase),
        is_capital: shown.starts_with(char::is_uppercase) && shown.contains(char::is_lowercase),
        is_ending: places::is_english_ending(&lower),
        is_given: names.has_word(&lower),
    }
}

/// Mill Road, a particular place if it has a capital; else a kind: primary school.
fn compound(before: Known, ending: u32, terms: &mut Terms, found: &mut Vec<Token>) {
    let Some(front) = before.term else { return };
    let particular = !before.is_lower;
    if particular {
        is_part_of_a_name(front, found);
    }
    let kind = if particular { Kind::Name } else { Kind::Place };
    let (one, other) = (terms.get(front), terms.get(ending));
    let name = format!("{} {}", one.text, other.text);
    let shown = format!("{} {}", one.shown, other.shown);
    let term = terms.meet(&name, &shown);
    found.push(Token { term, kind });
}
