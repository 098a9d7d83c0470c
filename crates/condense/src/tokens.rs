//! Words of a text, in Chinese, English or both: each run of letters is read in its own
//! script, so a mixed text needs no language decision.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::dictionary;
use crate::places;
use crate::stopwords::is_stop_word;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Longest word kept, in bytes; what is longer is noise (keys, encoded data).
const LONGEST_WORD: usize = 60;

/// One word as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// What is compared: lower case, stemmed in English.
    pub(crate) term: String,
    /// What a person reads.
    pub(crate) shown: String,
    /// What the word is.
    pub(crate) kind: Kind,
}

/// What a word tells about sameness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// The words of a cleaned text in their order, stop words left out.
pub(crate) fn tokens(cleaned: &str) -> Vec<Token> {
    let mut reader = Reader {
        found: Vec::new(),
        before: Vec::new(),
        english_before: None,
        within_sentence: false,
    };
    let mut rest = cleaned;
    while let Some(first) = rest.chars().next() {
        let length = run_length(rest, first);
        let (run, after) = rest.split_at(length);
        rest = after;
        if is_han(first) {
            reader.chinese(run);
        } else if first.is_alphanumeric() {
            let taken = reader.other(run, rest);
            rest = &rest[taken..];
        } else if first != ' ' {
            reader.pause();
        }
    }
    reader.found
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
    if is_han(c) {
        Script::Han
    } else if c.is_alphanumeric() {
        Script::Other
    } else if c == ' ' {
        Script::Space
    } else {
        Script::Sign
    }
}

struct Reader {
    found: Vec<Token>,
    /// Chinese words just read, without a sign between: what may belong to a name.
    before: Vec<String>,
    english_before: Option<(String, String)>,
    /// Whether the word before was a Latin one that does not begin a sentence.
    within_sentence: bool,
}

impl Reader {
    fn pause(&mut self) {
        self.before.clear();
        self.english_before = None;
        self.within_sentence = false;
    }

    fn push(&mut self, term: &str, shown: &str, kind: Kind) {
        if term.len() <= LONGEST_WORD {
            self.found.push(Token {
                term: term.to_owned(),
                shown: shown.to_owned(),
                kind,
            });
        }
    }

    fn chinese(&mut self, run: &str) {
        self.english_before = None;
        self.within_sentence = false;
        for word in dictionary::cut(run) {
            self.chinese_word(word);
        }
    }

    fn chinese_word(&mut self, word: &str) {
        if is_stop_word(word) {
            self.before.clear();
            return;
        }
        let ends_name = places::is_chinese_ending(word) && self.compound(word);
        let kind = places::chinese_kind(word);
        if !ends_name && (kind != Kind::Word || word.chars().count() > 1) {
            self.push(word, word, kind);
        }
        self.before.push(word.to_owned());
    }

    /// 丽发 新城 小区 are three words to the dictionary and one name to everybody else. Returns
    /// whether a particular name was joined; its ending then says nothing by itself.
    fn compound(&mut self, ending: &str) -> bool {
        let kind = self
            .before
            .last()
            .map_or(Kind::Word, |front| places::kind_by_front(front));
        let mut name = ending.to_owned();
        let mut joined = false;
        for before in self.before.clone().iter().rev().take(2) {
            if !places::can_be_in_a_name(before) {
                break;
            }
            name.insert_str(0, before);
            if kind == Kind::Name {
                self.is_part_of_a_name(before);
            }
            if name.chars().count() > 2 {
                self.push(&name, &name, kind);
                joined = kind == Kind::Name;
            }
        }
        joined
    }

    /// A word just read turns out to belong to a name.
    fn is_part_of_a_name(&mut self, term: &str) {
        // The names joined since stand after it; there are at most a few.
        let recent = self.found.iter_mut().rev().take(6);
        if let Some(token) = recent.into_iter().find(|token| token.term == term) {
            token.kind = Kind::Name;
        }
    }

    /// Reads a run of letters and digits that are not Han; returns how many bytes of what
    /// follows belong to it (the 区 of A3区).
    fn other(&mut self, run: &str, after: &str) -> usize {
        let next = after.chars().next();
        if let Some(next) = next.filter(|&next| places::numbered_name_ending(run, next)) {
            let shown = format!("{run}{next}");
            self.before.clear();
            self.push(&shown.to_lowercase(), &shown, Kind::Name);
            return next.len_utf8();
        }
        self.before.clear();
        self.other_word(run);
        0
    }

    /// Within a sentence a capital marks a name, if what stands before has none or is a name.
    fn kind_by_capital(&mut self, shown: &str) -> Kind {
        let lower = shown.starts_with(char::is_lowercase);
        let capital = shown.starts_with(char::is_uppercase) && shown.contains(char::is_lowercase);
        let kind = if capital && self.within_sentence {
            Kind::Name
        } else {
            Kind::Word
        };
        self.within_sentence = lower || kind == Kind::Name;
        kind
    }

    fn other_word(&mut self, run: &str) {
        let shown = run.trim_matches('\'');
        let kind = self.kind_by_capital(shown);
        let lower = shown.to_lowercase().replace('\'', "");
        let digits = lower.bytes().filter(u8::is_ascii_digit).count();
        let letters = lower.chars().count();
        if is_stop_word(&lower) || letters < 2 || (digits == letters && digits < 5) {
            self.english_before = None;
            return;
        }
        let ascii_word = lower.bytes().all(|b| b.is_ascii_alphabetic());
        let term = if ascii_word {
            ENGLISH.stem(&lower).into_owned()
        } else {
            lower.clone()
        };
        let before = self
            .english_before
            .replace((term.clone(), shown.to_owned()));
        let ends = places::is_english_ending(&lower);
        if let Some(before) = before.filter(|_| ends) {
            self.english_compound(&before, &term, shown);
        }
        self.push(&term, shown, if ends { Kind::Word } else { kind });
    }

    /// Mill Road, a particular place if it has a capital; else a kind: primary school.
    fn english_compound(
        &mut self,
        (before, before_shown): &(String, String),
        term: &str,
        shown: &str,
    ) {
        let particular = before_shown.starts_with(char::is_uppercase);
        if particular {
            self.is_part_of_a_name(before);
        }
        let kind = if particular { Kind::Name } else { Kind::Place };
        self.push(
            &format!("{before} {term}"),
            &format!("{before_shown} {shown}"),
            kind,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.term).collect()
    }

    fn names(text: &str) -> Vec<String> {
        let named = tokens(text)
            .into_iter()
            .filter(|token| token.kind == Kind::Name);
        named.map(|token| token.term).collect()
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
