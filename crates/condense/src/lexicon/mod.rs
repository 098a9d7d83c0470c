//! The Chinese dictionary: cutting a run of Han letters into words, and what a word is.
//!
//! Words, frequencies and word classes are those of jieba (MIT), packed by
//! `examples/make_lexicon.rs` into a double array that is read where it lies: nothing is
//! built when the program starts. The data, little endian:
//!
//! | part | size |
//! |---|---|
//! | `MLLEX001` | 8 |
//! | letters `L`, nodes `N`, cost of an unknown letter | 3 × u32 |
//! | number of each letter from U+3400 to U+FAFF, 0 for none | 50,944 × u16 |
//! | for letters 0 to `L`: log-probability at the begin, end, middle of a word, and alone | 4 × i16 |
//! | for each node: base, check | 2 × u32 |
//! | for each node: 0, or cost + 1 of the word that ends there in 13 bits, its class in 3 | u16 |
//!
//! Costs and logarithms are natural ones, in steps of 1/128.

mod cut;
mod unknown;

pub(crate) use cut::{Cutter, Piece};

static DATA: &[u8] = include_bytes!("../../data/lexicon.bin");

const FIRST_LETTER: u32 = 0x3400;
const LETTERS: usize = 0xfaff - 0x3400 + 1;
const CODES: usize = 8 + 3 * 4;
const EMISSIONS: usize = CODES + LETTERS * 2;

/// What a word is, as far as names go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordClass {
    /// Not in the dictionary: often a name.
    Unknown,
    /// A name that a user gave.
    Given,
    /// The name of a place.
    PlaceName,
    /// The name of a person or a thing.
    OtherName,
    /// A noun.
    Noun,
    /// A verb.
    Verb,
    /// Anything else.
    Other,
}

impl WordClass {
    /// Whether the dictionary has it as a name.
    #[cfg(test)]
    pub(crate) fn is_proper_name(self) -> bool {
        matches!(self, Self::PlaceName | Self::OtherName)
    }
}

/// The packed dictionary.
#[derive(Debug, Clone, Copy)]
struct Lexicon {
    emissions: &'static [u8],
    nodes: &'static [u8],
    values: &'static [u8],
    unknown: i32,
}

/// What stands at a node of the dictionary: 0 where no word ends.
type Value = u16;

/// The value of a name that a user gave.
const GIVEN: Value = 7 << 13 | 1;

impl Lexicon {
    fn open() -> Self {
        let number = |at: usize| u32_at(DATA, at / 4, at % 4) as usize;
        let (letters, nodes) = (number(8), number(12));
        let emissions_end = EMISSIONS + (letters + 1) * 8;
        let nodes_end = emissions_end + nodes * 8;
        Self {
            emissions: &DATA[EMISSIONS..emissions_end],
            nodes: &DATA[emissions_end..nodes_end],
            values: &DATA[nodes_end..nodes_end + nodes * 2],
            unknown: i32::try_from(number(16)).unwrap_or(i32::MAX),
        }
    }

    /// The number of a letter; 0 if the dictionary has no word with it.
    fn code(letter: char) -> u16 {
        let at = (letter as u32).wrapping_sub(FIRST_LETTER) as usize;
        if at >= LETTERS {
            return 0;
        }
        u16_at(DATA, CODES + at * 2)
    }

    /// The node reached from `node` by a letter's number.
    fn step(&self, node: u32, code: u16) -> Option<u32> {
        if code == 0 {
            return None;
        }
        let to = u32_at(self.nodes, node as usize * 2, 0) + u32::from(code);
        let at = to as usize * 2 + 1;
        if at * 4 + 4 > self.nodes.len() || u32_at(self.nodes, at, 0) != node {
            return None;
        }
        Some(to)
    }

    fn value(&self, node: u32) -> Value {
        u16_at(self.values, node as usize * 2)
    }

    /// Log-probabilities of a letter at the begin, end, middle of a word, and alone.
    fn emission(&self, code: u16) -> [i32; 4] {
        let at = usize::from(code) * 8;
        [0, 2, 4, 6].map(|part| i32::from(u16_at(self.emissions, at + part).cast_signed()))
    }

    #[cfg(test)]
    fn lookup(&self, word: &str) -> Value {
        let mut node = 0;
        for letter in word.chars() {
            match self.step(node, Self::code(letter)) {
                Some(next) => node = next,
                None => return 0,
            }
        }
        self.value(node)
    }
}

/// The cost of the word with this value.
fn cost(value: Value) -> i32 {
    i32::from(value & 0x1fff) - 1
}

fn class(value: Value) -> WordClass {
    if value == 0 {
        return WordClass::Unknown;
    }
    match value >> 13 {
        1 => WordClass::PlaceName,
        2 | 3 => WordClass::OtherName,
        4 => WordClass::Noun,
        5 => WordClass::Verb,
        7 => WordClass::Given,
        _ => WordClass::Other,
    }
}

/// Looks a word up.
#[cfg(test)]
pub(crate) fn class_of(word: &str) -> WordClass {
    class(Lexicon::open().lookup(word))
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// The number at four times `index` bytes, plus `offset`.
fn u32_at(bytes: &[u8], index: usize, offset: usize) -> u32 {
    let at = index * 4 + offset;
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_nouns_and_the_rest_are_told_apart() {
        assert!(class_of("碧桂园").is_proper_name());
        assert_eq!(class_of("农贸市场"), WordClass::Noun);
        assert_eq!(class_of("导致"), WordClass::Verb);
        assert_eq!(class_of("丽发"), WordClass::Unknown);
        assert_eq!(class_of(""), WordClass::Unknown);
        assert_eq!(class_of("abc"), WordClass::Unknown);
    }
}
