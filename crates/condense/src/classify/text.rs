//! What is counted of a text: short runs of letters, and words.
//!
//! Han letters: every run of one to three within an unbroken run. All other scripts: every run
//! of two to five within a word (its beginning and end are letters too), the word, and the pair
//! of it and the word before. Character n-grams need no word list and forgive misspellings; for
//! both families of script they are the strongest plain features for short texts.

use crate::clean::clean;
use crate::tokens::{Lexer, is_han};
use std::ops::Range;

/// Longest run of Han letters that is one feature.
const LONGEST_HAN: usize = 3;
/// Runs of other letters that are one feature.
const OTHER: std::ops::RangeInclusive<usize> = 2..=5;
/// Longest word that is one feature, in letters; longer ones are keys or encoded data.
const LONGEST_WORD: usize = 40;

/// The form of a text that features are read from: cleaned, in lower case.
pub(super) fn prepared(text: &str) -> String {
    clean(text).to_lowercase()
}

/// The words of a text that a person would name, as they are written: no stop words.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut lexer = Lexer::new();
    let found = lexer.tokens(&clean(text)).into_iter();
    found
        .map(|token| lexer.terms.get(token.term).shown.to_string())
        .collect()
}

/// Kinds of feature; equal letters of different kinds are different features.
#[derive(Clone, Copy)]
enum Kind {
    Run = 1,
    Word = 2,
    Pair = 3,
}

/// Calls `emit` for each feature of a prepared text, repeated ones repeatedly: its key, and the
/// bytes of the text it comes from.
pub(super) fn features(prepared: &str, emit: &mut dyn FnMut(u64, Range<usize>)) {
    let mut before: Option<Range<usize>> = None;
    let mut rest = 0;
    while let Some(first) = prepared[rest..].chars().next() {
        let run = rest..rest + run_length(&prepared[rest..], first);
        rest = run.end;
        if is_han(first) {
            han_runs(prepared, &run, emit);
            before = None;
        } else if first.is_alphanumeric() {
            other_word(prepared, &run, before.take(), emit);
            before = Some(run);
        } else if first != ' ' {
            before = None;
        }
    }
}

/// Bytes of the run of one class of letters at the beginning of `rest`.
fn run_length(rest: &str, first: char) -> usize {
    let class = |c: char| (is_han(c), c.is_alphanumeric() || c == '\'', c == ' ');
    let of_run = if first == '\'' {
        (false, false, false)
    } else {
        class(first)
    };
    rest.char_indices()
        .skip(1)
        .find(|&(_, c)| class(c) != of_run)
        .map_or(rest.len(), |(at, _)| at)
}

fn han_runs(text: &str, run: &Range<usize>, emit: &mut dyn FnMut(u64, Range<usize>)) {
    let mut starts: Vec<usize> = Vec::with_capacity(run.len() / 3 + 1);
    starts.extend(
        text[run.clone()]
            .char_indices()
            .map(|(at, _)| run.start + at),
    );
    starts.push(run.end);
    for from in 0..starts.len() - 1 {
        for to in from + 1..starts.len().min(from + LONGEST_HAN + 1) {
            let bytes = starts[from]..starts[to];
            emit(key(Kind::Run, &[&text[bytes.clone()]]), bytes);
        }
    }
}

fn other_word(
    text: &str,
    run: &Range<usize>,
    before: Option<Range<usize>>,
    emit: &mut dyn FnMut(u64, Range<usize>),
) {
    let word = &text[run.clone()];
    let mut starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    starts.push(word.len());
    let letters = starts.len() - 1;
    // Position 0 is the mark before the word, letters + 1 the one after it.
    let at = |position: usize| starts[position.clamp(1, letters + 1) - 1];
    for from in 0..=letters {
        for size in OTHER {
            let to = from + size;
            if to > letters + 2 {
                break;
            }
            let (first, last) = (at(from), at(to.min(letters + 1)));
            let open = if from == 0 { "\u{2}" } else { "" };
            let close = if to == letters + 2 { "\u{3}" } else { "" };
            let bytes = run.start + first..run.start + last;
            emit(key(Kind::Run, &[open, &word[first..last], close]), bytes);
        }
    }
    if letters <= LONGEST_WORD {
        emit(key(Kind::Word, &[word]), run.clone());
        if let Some(before) = before.filter(|before| before.len() <= 4 * LONGEST_WORD) {
            let pair = [&text[before.clone()], " ", word];
            emit(key(Kind::Pair, &pair), before.start..run.end);
        }
    }
}

/// The key of the feature that a whole word is.
pub(super) fn word_key(word: &str) -> u64 {
    let han = word.chars().next().is_some_and(is_han);
    key(if han { Kind::Run } else { Kind::Word }, &[word])
}

/// FNV-1a over the letters, with the finish of SplitMix64 so that all 64 bits are well mixed.
fn key(kind: Kind, parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ kind as u64;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        features(text, &mut |_, bytes| found.push(text[bytes].to_owned()));
        found
    }

    #[test]
    fn han_letters_give_runs_of_one_to_three_within_a_run() {
        assert_eq!(
            shown("路灯坏,了"),
            ["路", "路灯", "路灯坏", "灯", "灯坏", "坏", "了"]
        );
    }

    #[test]
    fn other_letters_give_runs_within_the_word_the_word_and_pairs() {
        let found = shown("no bus");
        let count = |what: &str| found.iter().filter(|one| *one == what).count();
        // ␂no␃: ␂n no o␃ ␂no no␃ ␂no␃, and the word.
        assert_eq!(count("no"), 5);
        assert_eq!(count("no bus"), 1);
        assert_eq!(count("o b"), 0);
        assert_eq!(
            shown("no, bus")
                .iter()
                .filter(|one| one.contains(' '))
                .count(),
            0
        );
    }

    #[test]
    fn the_beginning_of_a_word_is_another_feature_than_its_middle() {
        let keys = |text: &str| {
            let mut keys = Vec::new();
            features(text, &mut |key, _| keys.push(key));
            keys
        };
        let (art, cart) = (keys("art"), keys("cart"));
        assert!(art.iter().any(|key| cart.contains(key)));
        assert!(!cart.contains(&art[0]));
    }

    #[test]
    fn any_text_can_be_read() {
        for text in [
            "",
            "'",
            "''a'b",
            "👍👍，。\u{0}",
            "ß\u{301}x",
            "a",
            "ไทย ไทย",
            "𠀀𠀁",
        ] {
            shown(&prepared(text));
        }
    }
}
