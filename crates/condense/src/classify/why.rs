//! Which words of a text speak most for a label.

use super::Classifier;
use super::text::{features, prepared, words};
use super::vocabulary::Row;

/// Most words named.
const MOST: usize = 5;
/// A word is named if it speaks at least this share of what the strongest does.
const LEAST: f32 = 0.1;

/// The words that speak most for the label, strongest first. What a feature adds to the score
/// is divided evenly among the letters it stands on; a word has what its letters have.
pub(super) fn why(classifier: &Classifier, text: &str, row: &Row, label: usize) -> Vec<String> {
    let prepared = prepared(text);
    let per_byte = shares(classifier, &prepared, row, label);
    let mut found: Vec<(f32, usize, String)> = Vec::new();
    for shown in words(text) {
        let Some(at) = prepared.find(&shown.to_lowercase()) else {
            continue;
        };
        let bytes = at..at + shown.to_lowercase().len();
        let share: f32 = per_byte[bytes].iter().sum();
        if share > 0.0 && !found.iter().any(|(.., known)| *known == shown) {
            found.push((share, at, shown));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let strongest = found.first().map_or(0.0, |first| first.0);
    let mut named: Vec<String> = Vec::new();
    for (share, _, shown) in found {
        let told = |known: &String| known.contains(&shown) || shown.contains(known.as_str());
        if share >= LEAST * strongest && named.len() < MOST && !named.iter().any(told) {
            named.push(shown);
        }
    }
    named
}

/// What each byte of the text adds to the label's score.
fn shares(classifier: &Classifier, prepared: &str, row: &Row, label: usize) -> Vec<f32> {
    let mut places: Vec<(u32, std::ops::Range<usize>)> = Vec::new();
    features(prepared, &mut |key, bytes| {
        if let Some(column) = classifier.vocabulary.column(key) {
            places.push((column, bytes));
        }
    });
    places.sort_by_key(|(column, _)| *column);
    let mut per_byte = vec![0.0; prepared.len()];
    for same in places.chunk_by(|a, b| a.0 == b.0) {
        let column = same[0].0;
        let place = row.binary_search_by_key(&column, |(at, _)| *at);
        let value = place.map_or(0.0, |place| row[place].1);
        let weight = classifier.weights.of(column).find(|(at, _)| *at == label);
        let total = value * weight.map_or(0.0, |(_, weight)| weight);
        for (_, bytes) in same {
            let share = total / (same.len() * bytes.len().max(1)) as f32;
            per_byte[bytes.clone()]
                .iter_mut()
                .for_each(|byte| *byte += share);
        }
    }
    per_byte
}
