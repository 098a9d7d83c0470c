//! Words of a text, in Chinese, English or both: each run of letters is read in its own
//! script, so a mixed text needs no language decision.

mod latin;

use crate::hash::{self, HashedMap};
use crate::lexicon::{Cutter, Piece, WordClass};
use crate::names::Names;
use crate::places;
use crate::stopwords::is_stop_word;
use crate::terms::Terms;
use latin::Latin;

/// Longest word kept, in bytes; what is longer is noise (keys, encoded data).
const LONGEST_WORD: usize = 60;

/// Words before an ending that may belong to the name: 丽发 新城 小区.
const LONGEST_FRONT: usize = 2;

/// A word as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its number among the [`Lexer`]'s terms.
    pub(crate) term: u32,
    /// What the word is here.
    pub(crate) kind: Kind,
}

/// What a word tells about sameness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// An ordinary word.
    Word,
    /// A kind of place or body: a market, a bus stop.
    Place,
    /// The name of a particular place or body.
    Name,
}

/// Whether a letter is Han.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '々' | '〇')
}

/// Reads texts into words. What it has once found out about a word it keeps, so that a large
/// collection is read quickly.
pub(crate) struct Lexer {
    pub(crate) terms: Terms,
    cutter: Cutter,
    /// Working memory: the words of one run.
    pieces: Vec<Piece>,
    chinese: HashedMap<Chinese>,
    latin: Latin,
}

/// What is known of a Chinese word.
#[derive(Debug, Clone, Copy)]
struct Chinese {
    term: u32,
    kind: Kind,
    /// What a name is that begins with it.
    as_front: Kind,
    stops: bool,
    is_ending: bool,
    in_names: bool,
    /// Its length lets it stand as a word.
    is_kept: bool,
    is_letter: bool,
    is_known: bool,
}

/// A Chinese word just read: what may belong to a name whose ending follows.
#[derive(Clone, Copy)]
struct Before {
    from: usize,
    word: Chinese,
}

impl Lexer {
    pub(crate) fn new() -> Self {
        Self::with_names(&Names::default())
    }

    /// One that knows a user's own names.
    pub(crate) fn with_names(names: &Names) -> Self {
        Self {
            terms: Terms::default(),
            cutter: Cutter::new(names.clone()),
            pieces: Vec::new(),
            chinese: HashedMap::default(),
            latin: Latin::new(names.clone()),
        }
    }

    /// The words of a cleaned text in their order, stop words left out.
    pub(crate) fn read(&mut self, cleaned: &str, found: &mut Vec<Token>) {
        found.clear();
        self.latin.pause();
        let mut at = 0;
        while let Some(first) = cleaned[at..].chars().next() {
            let end = at + run_length(&cleaned[at..], first);
            if is_han(first) {
                self.latin.pause();
                self.read_chinese(cleaned, at, end, found);
                at = end;
            } else if first.is_alphanumeric() {
                at = self.read_other(cleaned, at, end, found);
            } else {
                if first != ' ' {
                    self.latin.pause();
                }
                at = end;
            }
        }
    }

    /// The words of a cleaned text.
    pub(crate) fn tokens(&mut self, cleaned: &str) -> Vec<Token> {
        let mut found = Vec::new();
        self.read(cleaned, &mut found);
        found
    }

    fn read_chinese(&mut self, text: &str, from: usize, to: usize, found: &mut Vec<Token>) {
        let run = &text[from..to];
        let mut pieces = std::mem::take(&mut self.pieces);
        self.cutter.cut(run, &mut pieces);
        let mut before: Vec<Before> = Vec::new();
        for piece in &pieces {
            let (start, end) = (piece.from as usize, piece.to as usize);
            let word = self.chinese(&run[start..end], piece.class);
            if word.stops {
                before.clear();
                continue;
            }
            let is_named = word.is_ending && self.compound(run, end, &before, found);
            if !is_named && word.is_kept {
                found.push(Token {
                    term: word.term,
                    kind: word.kind,
                });
            }
            if let Some(last) = before
                .last()
                .filter(|last| last.word.is_letter && word.is_letter)
            {
                let pair = &run[last.from..end];
                let kind = if last.word.is_known && word.is_known {
                    Kind::Word
                } else {
                    Kind::Name
                };
                let term = self.terms.meet(pair, pair);
                found.push(Token { term, kind });
            }
            before.push(Before { from: start, word });
        }
        self.pieces = pieces;
    }

    fn chinese(&mut self, word: &str, class: WordClass) -> Chinese {
        let hash = hash::of(word);
        if let Some(known) = self.chinese.get(&hash) {
            return *known;
        }
        let kind = places::chinese_kind(word, class);
        let found = Chinese {
            term: self.terms.meet(word, word),
            kind,
            as_front: places::kind_by_front(class),
            stops: is_stop_word(word),
            is_ending: places::is_chinese_ending(word),
            in_names: places::can_be_in_a_name(word, class),
            is_letter: word.chars().nth(1).is_none(),
            is_known: class != WordClass::Unknown,
            is_kept: word.len() <= LONGEST_WORD
                && (kind != Kind::Word || word.chars().nth(1).is_some()),
        };
        self.chinese.insert(hash, found);
        found
    }

    /// 丽发 新城 小区 are three words to the dictionary and one name to everybody else. Returns
    /// whether a particular name was joined; its ending then says nothing by itself.
    fn compound(
        &mut self,
        run: &str,
        end: usize,
        before: &[Before],
        found: &mut Vec<Token>,
    ) -> bool {
        let kind = before
            .last()
            .map_or(Kind::Word, |front| front.word.as_front);
        let mut joined = false;
        for front in before.iter().rev().take(LONGEST_FRONT) {
            if !front.word.in_names {
                break;
            }
            if kind == Kind::Name {
                is_part_of_a_name(front.word.term, found);
            }
            let name = &run[front.from..end];
            if name.len() <= LONGEST_WORD && name.chars().nth(2).is_some() {
                let term = self.terms.meet(name, name);
                found.push(Token { term, kind });
                joined = kind == Kind::Name;
            }
        }
        joined
    }

    /// Reads a run of letters and digits that are not Han; returns where reading goes on
    /// (after the 区 of A3区).
    fn read_other(&mut self, text: &str, from: usize, to: usize, found: &mut Vec<Token>) -> usize {
        let run = &text[from..to];
        let next = text[to..].chars().next();
        if let Some(next) = next.filter(|&next| places::numbered_name_ending(run, next)) {
            let end = to + next.len_utf8();
            let shown = &text[from..end];
            let term = self.terms.meet(&shown.to_lowercase(), shown);
            found.push(Token {
                term,
                kind: Kind::Name,
            });
            return end;
        }
        self.latin.read(run, &mut self.terms, found);
        to
    }
}

/// A word just read turns out to belong to a name.
fn is_part_of_a_name(term: u32, found: &mut [Token]) {
    // The names joined since stand after it; there are at most a few.
    let recent = found.iter_mut().rev().take(6);
    if let Some(token) = recent.into_iter().find(|token| token.term == term) {
        token.kind = Kind::Name;
    }
}

/// Bytes of the run of one script that starts at the beginning of `rest`.
fn run_length(rest: &str, first: char) -> usize {
    let class = script(first);
    rest.char_indices()
        .find(|&(_, c)| script(c) != class && !(class == Script::Other && c == '\''))
        .map_or(rest.len(), |(at, _)| at)
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Script {
    Han,
    Other,
    Space,
    Sign,
}

fn script(c: char) -> Script {
    if c == ' ' {
        Script::Space
    } else if is_han(c) {
        Script::Han
    } else if c.is_alphanumeric() {
        Script::Other
    } else {
        Script::Sign
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, only: impl Fn(Kind) -> bool) -> Vec<String> {
        let mut lexer = Lexer::new();
        let found = lexer.tokens(text);
        let kept = found.into_iter().filter(|token| only(token.kind));
        kept.map(|token| lexer.terms.get(token.term).text.to_string())
            .collect()
    }

    fn terms(text: &str) -> Vec<String> {
        read(text, |_| true)
    }

    fn names(text: &str) -> Vec<String> {
        read(text, |kind| kind == Kind::Name)
    }

    #[test]
    fn each_script_is_read_in_its_own_way() {
        let found = terms("地铁 Wifi connections 很慢");
        assert!(found.contains(&"地铁".to_owned()) && found.contains(&"connect".to_owned()));
        assert!(!found.iter().any(|term| term == "很"));
    }

    #[test]
    fn masked_codes_stay_whole() {
        assert_eq!(names("A3区的路灯"), ["a3区"]);
        assert_eq!(names("乘坐911路公交"), ["911路"]);
    }

    #[test]
    fn names_are_joined_with_what_stands_before_the_ending() {
        assert!(
            names("丽发新城小区附近")
                .iter()
                .any(|name| name == "新城小区")
        );
        assert!(names("The lamp in Mill Road is broken").contains(&"mill road".to_owned()));
    }

    #[test]
    fn the_words_of_a_name_are_known_as_such() {
        assert!(names("丽发小区附近").contains(&"丽发".to_owned()));
        assert!(names("Mill Road").contains(&"mill".to_owned()));
        assert!(!names("附近小区").contains(&"附近".to_owned()));
    }

    #[test]
    fn capitals_within_a_sentence_mark_names() {
        assert_eq!(
            names("Noise from the Blue Parrot, Loud Music again"),
            ["blue", "parrot"]
        );
        assert!(names("Noise Complaint About Music").is_empty());
    }

    #[test]
    fn nothing_but_signs_gives_no_words() {
        assert!(terms("!!! 👍👍 ，。 \u{0}").is_empty());
    }

    #[test]
    fn possessives_and_short_numbers_do_not_become_words() {
        assert_eq!(terms("don't 12 2019 13800138000"), ["13800138000"]);
    }
}
