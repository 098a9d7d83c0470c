//! The most probable way to cut a run of Han letters into words of the dictionary (a walk
//! over all cuts from the end, as in jieba); letters left single in a row are looked at again
//! by [`super::unknown`].

use super::{GIVEN, Lexicon, WordClass, class, cost};
use crate::names::Names;

/// A word within a run: bytes from and to, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) class: WordClass,
}

/// Cuts runs of Han letters; keeps its working memory between them.
#[derive(Debug)]
pub(crate) struct Cutter {
    lexicon: Lexicon,
    names: Names,
    /// The letters themselves, if names were given.
    letters: Vec<char>,
    codes: Vec<u16>,
    /// Where each letter begins, and where the last ends.
    offsets: Vec<u32>,
    /// Least cost of the letters from each on.
    least: Vec<i32>,
    /// How many letters the first word of that cheapest cut has, and its value.
    first: Vec<(u8, u16)>,
    states: Vec<[u8; 4]>,
}

impl Cutter {
    /// Cuts given names out whole.
    pub(crate) fn new(names: Names) -> Self {
        Self {
            lexicon: Lexicon::open(),
            names,
            letters: Vec::new(),
            codes: Vec::new(),
            offsets: Vec::new(),
            least: Vec::new(),
            first: Vec::new(),
            states: Vec::new(),
        }
    }

    /// Leaves the words of a run, in order, in `pieces`.
    pub(crate) fn cut(&mut self, run: &str, pieces: &mut Vec<Piece>) {
        self.read(run);
        self.weigh();
        pieces.clear();
        let letters = self.codes.len();
        let (mut at, mut single_from) = (0, 0);
        while at < letters {
            let (length, value) = self.first[at];
            let next = at + usize::from(length);
            if length > 1 {
                self.singles(single_from, at, pieces);
                pieces.push(self.piece(at, next, class(value)));
                single_from = next;
            }
            at = next;
        }
        self.singles(single_from, letters, pieces);
    }

    #[expect(clippy::cast_possible_truncation, reason = "a run is part of one text")]
    fn read(&mut self, run: &str) {
        self.codes.clear();
        self.offsets.clear();
        self.letters.clear();
        if self.names.any_chinese() {
            self.letters.extend(run.chars());
        }
        for (at, letter) in run.char_indices() {
            self.offsets.push(at as u32);
            self.codes.push(Lexicon::code(letter));
        }
        self.offsets.push(run.len() as u32);
    }

    fn weigh(&mut self) {
        let letters = self.codes.len();
        self.least.clear();
        self.least.resize(letters + 1, 0);
        self.first.clear();
        self.first.resize(letters, (1, 0));
        for at in (0..letters).rev() {
            // A letter the dictionary lacks stands alone.
            let mut best = (self.lexicon.unknown + self.least[at + 1], 1u8, 0u16);
            let mut node = 0;
            for (length, &code) in (1u8..=u8::MAX).zip(&self.codes[at..]) {
                let Some(next) = self.lexicon.step(node, code) else {
                    break;
                };
                node = next;
                let value = self.lexicon.value(node);
                if value != 0 {
                    let all = cost(value) + self.least[at + usize::from(length)];
                    if all <= best.0 || length == 1 {
                        best = (all, length, value);
                    }
                }
            }
            if let Some((length, all)) = self.given(at) {
                best = (all, length, GIVEN);
            }
            self.least[at] = best.0;
            self.first[at] = (best.1, best.2);
        }
    }

    /// The letters and the cost of a given name that begins here: it always goes first.
    fn given(&self, at: usize) -> Option<(u8, i32)> {
        let length = self.names.begin(self.letters.get(at..)?);
        let all = self.least[at + length] - self.lexicon.unknown;
        let length = u8::try_from(length).ok().filter(|length| *length > 0)?;
        Some((length, all))
    }

    /// Letters that stand alone from one to another: one is a word; several may be words
    /// the dictionary lacks.
    fn singles(&mut self, from: usize, to: usize, pieces: &mut Vec<Piece>) {
        if to <= from {
            return;
        }
        if to - from == 1 || self.is_word(from, to) {
            for at in from..to {
                pieces.push(self.piece(at, at + 1, class(self.first[at].1)));
            }
            return;
        }
        let mut states = std::mem::take(&mut self.states);
        let mut begin = from;
        super::unknown::mark_words(&self.lexicon, &self.codes[from..to], &mut states);
        for end in super::unknown::ends(&states).map(|end| from + end) {
            let class = self.class_between(begin, end);
            pieces.push(self.piece(begin, end, class));
            begin = end;
        }
        self.states = states;
    }

    fn value_between(&self, from: usize, to: usize) -> u16 {
        let mut node = 0;
        for &code in &self.codes[from..to] {
            match self.lexicon.step(node, code) {
                Some(next) => node = next,
                None => return 0,
            }
        }
        self.lexicon.value(node)
    }

    fn is_word(&self, from: usize, to: usize) -> bool {
        self.value_between(from, to) != 0
    }

    fn class_between(&self, from: usize, to: usize) -> WordClass {
        class(self.value_between(from, to))
    }

    fn piece(&self, from: usize, to: usize, class: WordClass) -> Piece {
        Piece {
            from: self.offsets[from],
            to: self.offsets[to],
            class,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(run: &str) -> Vec<&str> {
        let mut cutter = Cutter::new(Names::default());
        let mut pieces = Vec::new();
        cutter.cut(run, &mut pieces);
        let part = |piece: &Piece| &run[piece.from as usize..piece.to as usize];
        pieces.iter().map(part).collect()
    }

    #[test]
    fn known_words_are_found_by_their_frequency() {
        assert_eq!(
            words("小区附近的搅拌站噪音严重"),
            ["小区", "附近", "的", "搅拌站", "噪音", "严重"]
        );
        assert_eq!(words("南京市长江大桥"), ["南京市", "长江大桥"]);
    }

    #[test]
    fn names_the_dictionary_lacks_are_words() {
        assert!(words("丽发新城小区").contains(&"丽发"));
    }

    #[test]
    fn every_letter_is_in_one_word_also_rare_ones() {
        for run in ["㐀𠀀路", "的", "", "𠀀𠀁𠀂", "的的的的的的的"] {
            assert_eq!(words(run).concat(), run);
        }
    }
}
