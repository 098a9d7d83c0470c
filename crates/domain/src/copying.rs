//! The copy-paste mirror: which passages two texts share, and how much of the one is in the
//! other. Evidence for a person who reads, never a verdict.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// So many words (in Chinese: characters) in a row are no accident.
pub const RUN: usize = 10;

/// A passage that stands in both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// As the first text has it.
    pub here: String,
    /// As the second text has it.
    pub there: String,
}

/// What a text shares with another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shared {
    /// Percent of the first text that stands in the second.
    pub percent: u8,
    /// The passages, in the order of the first text.
    pub passages: Vec<Passage>,
}

struct Word {
    key: String,
    bytes: Range<usize>,
}

/// Compares a text with another.
#[must_use]
pub fn shared(here: &str, there: &str) -> Shared {
    let (mine, theirs) = (words(here, "\n1"), words(there, "\n2"));
    let places = places(&theirs);
    let (mut at, mut matched) = (0, 0);
    let mut passages = Vec::new();
    while at + RUN <= mine.len() {
        let Some((other, length)) = longest(&mine, at, &theirs, &places) else {
            at += 1;
            continue;
        };
        passages.push(Passage {
            here: cut(here, &mine[at..at + length]),
            there: cut(there, &theirs[other..other + length]),
        });
        matched += length;
        at += length;
    }
    let all = mine.iter().filter(|word| !word.key.starts_with('\n'));
    let percent = (matched * 100).checked_div(all.count()).unwrap_or(0);
    Shared {
        percent: u8::try_from(percent).unwrap_or(100),
        passages,
    }
}

/// Words of a text, each Chinese character a word of its own; marks and spaces between them
/// do not count. Where a paragraph ends stands `end`, which the other text does not have.
fn words(text: &str, end: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let bytes = at..at + c.len_utf8();
        if c == '\n' {
            let key = end.to_owned();
            found.push(Word { key, bytes });
            open = false;
        } else if !c.is_alphanumeric() {
            open = false;
        } else if c.is_ascii() {
            let lower = c.to_ascii_lowercase();
            match found.last_mut().filter(|_| open) {
                Some(word) => {
                    word.key.push(lower);
                    word.bytes.end = bytes.end;
                }
                None => found.push(Word {
                    key: lower.into(),
                    bytes,
                }),
            }
            open = true;
        } else {
            found.push(Word {
                key: c.into(),
                bytes,
            });
            open = false;
        }
    }
    found
}

/// Where each run of words begins.
fn places(words: &[Word]) -> HashMap<Vec<&str>, Vec<usize>> {
    let mut places: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
    for (at, run) in words.windows(RUN).enumerate() {
        places.entry(keys(run)).or_default().push(at);
    }
    places
}

fn keys(run: &[Word]) -> Vec<&str> {
    run.iter().map(|word| word.key.as_str()).collect()
}

/// The longest passage of the second text that begins like the first text does here.
fn longest(
    mine: &[Word],
    at: usize,
    theirs: &[Word],
    places: &HashMap<Vec<&str>, Vec<usize>>,
) -> Option<(usize, usize)> {
    let starts = places.get(&keys(&mine[at..at + RUN]))?;
    let length = |start: usize| {
        let both = mine[at..].iter().zip(&theirs[start..]);
        both.take_while(|(a, b)| a.key == b.key).count()
    };
    let all = starts.iter().map(|start| (*start, length(*start)));
    all.max_by_key(|(_, length)| *length)
}

fn cut(text: &str, words: &[Word]) -> String {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => text[first.bytes.start..last.bytes.end].to_owned(),
        _ => String::new(),
    }
}

/// Which of many texts have runs of words with one in common, without comparing each with each.
#[derive(Debug, Clone, Default)]
pub struct Runs {
    texts: HashMap<u64, Vec<usize>>,
}

impl Runs {
    /// Of these texts; each is known by its place, from 0.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut found: HashMap<u64, Vec<usize>> = HashMap::new();
        for (place, text) in texts.into_iter().enumerate() {
            for run in runs(text) {
                found.entry(run).or_default().push(place);
            }
        }
        Self { texts: found }
    }

    /// The places of the texts that share a run with this one, and how many; the most first.
    #[must_use]
    pub fn alike(&self, text: &str) -> Vec<(usize, usize)> {
        let mut counted: HashMap<usize, usize> = HashMap::new();
        for run in runs(text) {
            for place in self.texts.get(&run).into_iter().flatten() {
                *counted.entry(*place).or_default() += 1;
            }
        }
        let mut all: Vec<(usize, usize)> = counted.into_iter().collect();
        all.sort_by_key(|(place, runs)| (std::cmp::Reverse(*runs), *place));
        all
    }
}

/// Hashes of the runs of a text, none of which goes over the end of a paragraph. Two runs with
/// one hash do no harm: what they seem to share is looked at by [`shared`].
fn runs(text: &str) -> HashSet<u64> {
    let words = words(text, "\n");
    let whole = |run: &&[Word]| run.iter().all(|word| word.key != "\n");
    let all = words.windows(RUN).filter(whole);
    all.map(|run| {
        let mut hasher = DefaultHasher::new();
        keys(run).hash(&mut hasher);
        hasher.finish()
    })
    .collect()
}

/// The phrases of a list that stand in a text, with how often.
#[must_use]
pub fn phrases<'p>(text: &str, list: &'p [String]) -> Vec<(&'p str, usize)> {
    let text = text.to_lowercase();
    let counted = list.iter().map(|phrase| {
        let times = text.matches(&phrase.to_lowercase()).count();
        (phrase.as_str(), times)
    });
    counted.filter(|(_, times)| *times > 0).collect()
}

/// The sentences of a newer text that the older one has not, and the other way round.
#[must_use]
pub fn changed(older: &str, newer: &str) -> (Vec<String>, Vec<String>) {
    let (old, new) = (sentences(older), sentences(newer));
    let without = |these: &[String], those: &[String]| {
        let kept = these.iter().filter(|one| !those.contains(one));
        kept.cloned().collect::<Vec<_>>()
    };
    (without(&old, &new), without(&new, &old))
}

fn sentences(text: &str) -> Vec<String> {
    let ends = ['。', '！', '？', '；', '!', '?', ';', '\n'];
    let parts = text
        .split_inclusive(ends)
        .flat_map(|part| part.split_inclusive(". "));
    let trimmed = parts.map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty()).collect()
}
