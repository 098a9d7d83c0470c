//! Which features are known, and how much each counts.

use super::text::{features, prepared, word_key};
use std::collections::HashMap;

/// The known features, by their keys ascending, with the weight of each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vocabulary {
    keys: Vec<u64>,
    /// Inverse document frequency: ln((1 + n) / (1 + df)) + 1.
    idf: Vec<f32>,
    /// That of a feature which no text has.
    unknown: f32,
    columns: HashMap<u64, u32>,
}

/// A text as (column, value), columns ascending.
pub(super) type Row = Vec<(u32, f32)>;

impl Vocabulary {
    /// All features of the texts.
    pub(super) fn of(texts: &[&str]) -> Self {
        let mut texts_with: HashMap<u64, u32> = HashMap::new();
        for text in texts {
            for (key, _) in counted(text) {
                *texts_with.entry(key).or_default() += 1;
            }
        }
        let mut keys: Vec<u64> = texts_with.keys().copied().collect();
        keys.sort_unstable();
        let idf = |with: u32| ((1.0 + texts.len() as f64) / (1.0 + f64::from(with))).ln() + 1.0;
        let weights = keys.iter().map(|key| idf(texts_with[key]) as f32).collect();
        Self::from_parts(keys, weights, idf(0) as f32)
    }

    /// From its parts: keys ascending, one weight for each, and the weight of unknown features.
    pub(super) fn from_parts(keys: Vec<u64>, idf: Vec<f32>, unknown: f32) -> Self {
        let columns = keys.iter().copied().zip(0..).collect();
        Self {
            keys,
            idf,
            unknown,
            columns,
        }
    }

    pub(super) fn keys(&self) -> &[u64] {
        &self.keys
    }

    pub(super) fn idf(&self) -> &[f32] {
        &self.idf
    }

    pub(super) fn unknown(&self) -> f32 {
        self.unknown
    }

    /// The number of features.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The column of a feature.
    pub(super) fn column(&self, key: u64) -> Option<u32> {
        self.columns.get(&key).copied()
    }

    /// How rare a word is: its weight, or that of an unknown feature.
    pub(super) fn rarity(&self, word: &str) -> f32 {
        let column = self.column(word_key(word));
        column.map_or(self.unknown, |column| self.idf[column as usize])
    }

    /// The same, of the columns for which `keep` holds, in order.
    pub(super) fn pruned(&self, keep: &[bool]) -> Self {
        let kept = |at: &usize| keep[*at];
        let at: Vec<usize> = (0..self.len()).filter(kept).collect();
        Self::from_parts(
            at.iter().map(|at| self.keys[*at]).collect(),
            at.iter().map(|at| self.idf[*at]).collect(),
            self.unknown,
        )
    }

    /// A text as a row of length 1: (1 + ln count) × idf. Features that are not known have no
    /// column but count in the length, so that a text of mostly unknown words scores low.
    pub(super) fn row(&self, text: &str) -> Row {
        let mut row = Row::new();
        let mut squares = 0.0_f64;
        for (key, count) in counted(text) {
            let column = self.column(key);
            let idf = column.map_or(self.unknown, |column| self.idf[column as usize]);
            let value = (1.0 + (count as f32).ln()) * idf;
            squares += f64::from(value) * f64::from(value);
            row.extend(column.map(|column| (column, value)));
        }
        let length = squares.sqrt() as f32;
        row.iter_mut().for_each(|(_, value)| *value /= length);
        row.sort_unstable_by_key(|(column, _)| *column);
        row
    }
}

/// The features of a text, each once, with how often it occurs; keys ascending.
fn counted(text: &str) -> Vec<(u64, u32)> {
    let mut keys = Vec::new();
    features(&prepared(text), &mut |key, _| keys.push(key));
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b)
        .map(|same| (same[0], same.len() as u32))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_length_one_and_rare_features_count_more() {
        let vocabulary = Vocabulary::of(&["路灯", "路口", "路"]);
        let row = vocabulary.row("路灯");
        let length: f32 = row.iter().map(|(_, value)| value * value).sum();
        assert!((length - 1.0).abs() < 1e-6);
        let of = |text: &str| {
            let (key, _) = counted(text)[0];
            let column = vocabulary.column(key).unwrap();
            row.iter().find(|(at, _)| *at == column).unwrap().1
        };
        assert!(of("灯") > of("路"));
    }

    #[test]
    fn unknown_features_shorten_the_known_ones() {
        let vocabulary = Vocabulary::of(&["路灯", "电梯"]);
        let length = |text: &str| -> f32 {
            let row = vocabulary.row(text);
            row.iter().map(|(_, value)| value * value).sum()
        };
        assert!(length("路灯噪音扰民") < 0.5 && length("路灯噪音扰民") > 0.0);
        assert_eq!(length("噪音"), 0.0);
        assert!(vocabulary.row("").is_empty());
    }
}
