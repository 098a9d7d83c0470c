//! A category suggested by the words that the charter lists as its signs: for a campaign in
//! which people have not yet labelled enough to learn from. It can be checked by hand, it sees
//! no meaning, and it says nothing where the words point two ways.

use crate::charter::Charter;
use std::collections::BTreeSet;

/// One voice is no sign of anything.
const LEAST_VOICES: usize = 2;

/// What the signs in the voices of a problem say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BySigns<'a> {
    /// The charter's code of the category.
    pub category: &'a str,
    /// In so many voices one of its signs stands.
    pub voices: usize,
    /// Of so many, the same words counted once.
    pub of: usize,
    /// The signs found, those in most voices first.
    pub words: Vec<&'a str>,
}

/// The category whose signs stand in at least two of these voices and at least half of them,
/// and in at least twice as many as the signs of any other.
#[must_use]
pub fn category_by_signs<'a>(charter: &'a Charter, voices: &[&str]) -> Option<BySigns<'a>> {
    let voices: BTreeSet<&str> = voices.iter().map(|voice| voice.trim()).collect();
    let mut found: Vec<BySigns<'a>> = charter
        .categories
        .iter()
        .map(|one| signs_of(one, &voices))
        .collect();
    // Stable: of equals the first of the charter comes first, and is then not twice the other.
    found.sort_by_key(|one| std::cmp::Reverse(one.voices));
    let second = found.get(1).map_or(0, |one| one.voices);
    let first = found.into_iter().next()?;
    let plain =
        first.voices >= LEAST_VOICES && first.voices * 2 >= first.of && first.voices >= second * 2;
    plain.then_some(first)
}

fn signs_of<'a>(category: &'a crate::charter::Category, voices: &BTreeSet<&str>) -> BySigns<'a> {
    let mut words: Vec<(usize, &'a str)> = Vec::new();
    let mut touched = 0;
    for voice in voices {
        let before = touched;
        for word in category.signs.found_in(voice) {
            touched = before + 1;
            match words.iter_mut().find(|(_, there)| *there == word) {
                Some((count, _)) => *count += 1,
                None => words.push((1, word)),
            }
        }
    }
    words.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    BySigns {
        category: &category.id,
        voices: touched,
        of: voices.len(),
        words: words.into_iter().map(|(_, word)| word).collect(),
    }
}
