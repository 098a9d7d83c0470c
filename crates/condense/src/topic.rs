//! What several voices have in common, in words: keywords, names, and the best title.

use crate::centroid::Sum;
use crate::clean::clean;
use crate::hash::HashedMap;
use crate::places::is_name_by_itself;
use crate::sentences::{as_title, fits, sentences};
use crate::tokens::Lexer;
use crate::vectors::Entry;
use crate::vocabulary::Vocabulary;

/// Shared words looked at.
const MOST_WORDS: usize = 64;
const MOST_KEYWORDS: usize = 8;
const MOST_NAMES: usize = 5;

/// Voices asked for a title.
pub(crate) const MOST_CANDIDATES: usize = 100;

/// Bytes of a text that are looked through for a title.
const MOST_READ: usize = 6_000;

/// Share of the other's voices a longer word must have to take its place.
const NEARLY_AS_COMMON: f32 = 0.75;

/// A title must carry at least this many words that mean something.
const FEWEST_TITLE_WORDS: usize = 2;

/// The shared words of a group, heaviest first.
pub(crate) struct Topic {
    words: Vec<Shared>,
    weights: HashedMap<f32>,
}

struct Shared {
    shown: String,
    is_name: bool,
    /// Share of the group's distinct voices that have the word.
    share: f32,
}

impl Topic {
    /// From the sum of the group's `nodes` vectors. Words of a single voice are left out
    /// unless there is only one.
    pub(crate) fn of(sum: &Sum, nodes: usize, vocabulary: &Vocabulary) -> Self {
        let fewest = if nodes > 1 { 2 } else { 1 };
        let mut topic = Self {
            words: Vec::new(),
            weights: HashedMap::default(),
        };
        for (word, weight) in sum.heaviest() {
            if sum.holders(word) < fewest {
                continue;
            }
            let term = vocabulary.word(word);
            #[expect(clippy::cast_precision_loss, reason = "a share")]
            let share = sum.holders(word) as f32 / nodes as f32;
            topic.words.push(Shared {
                shown: term.shown.to_string(),
                is_name: vocabulary.is_name(word) && is_name_by_itself(&term.text),
                share,
            });
            topic.weights.insert(term.hash, weight);
            if topic.words.len() == MOST_WORDS {
                break;
            }
        }
        topic
    }

    /// The words that distinguish the group.
    pub(crate) fn keywords(&self) -> Vec<String> {
        without_overlaps(self.words.iter(), MOST_KEYWORDS)
    }

    /// The names of places and bodies that at least half of the voices have in common.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self
            .words
            .iter()
            .filter(|word| word.is_name && word.share >= 0.5);
        without_overlaps(names, MOST_NAMES)
    }

    /// The title: the subject, among those given, that says most of what is shared; else
    /// such a sentence; else the beginning of the first text. `voices` are subject and text,
    /// most typical first.
    pub(crate) fn title<'a>(
        &self,
        voices: impl Iterator<Item = (Option<&'a str>, &'a str)>,
        lexer: &mut Lexer,
    ) -> String {
        let voices: Vec<(String, &str)> = voices
            .take(MOST_CANDIDATES)
            .map(|(title, text)| (title.map(|t| clean(begin(t))).unwrap_or_default(), text))
            .collect();
        let subjects = voices.iter().map(|(title, _)| title.as_str());
        if let Some(subject) = self.best(subjects, lexer) {
            return as_title(subject);
        }
        // Few texts are enough for a sentence, and reading them costs most.
        let texts: Vec<String> = voices
            .iter()
            .take(5)
            .map(|(_, text)| clean(begin(text)))
            .collect();
        if let Some(sentence) = self.best(texts.iter().flat_map(|text| sentences(text)), lexer) {
            return as_title(sentence);
        }
        let given = voices.iter().map(|(title, _)| title).chain(&texts);
        given
            .map(|text| as_title(text))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// The candidate that scores best; one that fits a title is preferred to one to be cut.
    fn best<'a>(
        &self,
        candidates: impl Iterator<Item = &'a str>,
        lexer: &mut Lexer,
    ) -> Option<&'a str> {
        let mut best: Option<(&str, f32)> = None;
        for candidate in candidates {
            let score = self.score(candidate, lexer) * if fits(candidate) { 1.0 } else { 0.7 };
            if score > best.map_or(0.0, |(_, score)| score) {
                best = Some((candidate, score));
            }
        }
        best.map(|(candidate, _)| candidate)
    }

    /// The weight of the shared words said, over the square root of the number of words
    /// used: much said, briefly.
    fn score(&self, candidate: &str, lexer: &mut Lexer) -> f32 {
        let tokens = lexer.tokens(candidate);
        let mut terms: Vec<u64> = tokens
            .iter()
            .map(|token| lexer.terms.get(token.term).hash)
            .collect();
        terms.sort_unstable();
        terms.dedup();
        if terms.len() < FEWEST_TITLE_WORDS {
            return 0.0;
        }
        let said: f32 = terms.iter().filter_map(|term| self.weights.get(term)).sum();
        #[expect(clippy::cast_precision_loss, reason = "a score")]
        let words = terms.len() as f32;
        said / words.sqrt()
    }
}

/// The beginning of a text: what follows is not read for a title.
fn begin(text: &str) -> &str {
    let end = (MOST_READ..text.len()).find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(text.len())]
}

/// The first `most` words that do not overlap. Of two that do, the earlier stays, unless the
/// later is longer and nearly as common: 新城 gives way to 丽发新城小区.
fn without_overlaps<'a>(words: impl Iterator<Item = &'a Shared>, most: usize) -> Vec<String> {
    let mut kept: Vec<&Shared> = Vec::new();
    for word in words {
        let overlaps = |other: &&Shared| {
            other.shown.contains(&word.shown) || word.shown.contains(&other.shown)
        };
        let Some(first) = kept.iter().position(overlaps) else {
            if kept.len() < most {
                kept.push(word);
            }
            continue;
        };
        let longer = kept.iter().filter(|other| overlaps(other)).all(|other| {
            word.shown.contains(&other.shown) && word.share >= NEARLY_AS_COMMON * other.share
        });
        if longer {
            kept[first] = word;
            let mut position = 0;
            kept.retain(|other| {
                position += 1;
                position - 1 <= first || !overlaps(other)
            });
        }
    }
    kept.into_iter().map(|word| word.shown.clone()).collect()
}

/// Positions of the vectors, those nearest to their sum first.
pub(crate) fn most_typical(vectors: &[&[Entry]], sum: &Sum) -> Vec<usize> {
    let mut order: Vec<(usize, f32)> = vectors
        .iter()
        .enumerate()
        .map(|(at, vector)| (at, sum.dot(vector)))
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.into_iter().map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(shown: &str, share: f32) -> Shared {
        Shared {
            shown: shown.to_owned(),
            is_name: false,
            share,
        }
    }

    #[test]
    fn of_overlapping_words_the_longest_common_one_is_shown() {
        let words = [
            shared("新城", 1.0),
            shared("搅拌站", 1.0),
            shared("丽发", 1.0),
            shared("丽发新城小区", 0.8),
            shared("搅拌站噪音", 0.3),
        ];
        assert_eq!(
            without_overlaps(words.iter(), 8),
            ["丽发新城小区", "搅拌站"]
        );
    }
}
