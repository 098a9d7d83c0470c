//! Words that mean much the same, as features: what n-grams cannot see.
//!
//! A text's direction is the sum of its words' directions, each by how rare the word is. It
//! helps most where examples are few, because a word in a new text need not be in any of them.

use super::vocabulary::{Row, Vocabulary};
use crate::meaning::Table;
use std::borrow::Cow;
use std::sync::Arc;

/// How long the direction of a text is beside its n-grams, which have length 1. Measured in
/// `docs/classify.md`; longer drowns the n-grams.
const LENGTH: f32 = 0.3;

/// A table of words with directions, given from outside.
pub trait Meaning: Send + Sync {
    /// How many numbers a direction has.
    fn dimensions(&self) -> usize;

    /// The direction of a word in lower case, of any length but zero, if it is known.
    fn direction(&self, word: &str) -> Option<Cow<'_, [i8]>>;

    /// Tells tables apart: a model works only with the table it was trained with.
    fn fingerprint(&self) -> u64;
}

/// The table that ships with the program (`data/README.md`).
pub fn word_meanings() -> Arc<dyn Meaning> {
    Arc::new(Table::open())
}

impl Meaning for Table {
    fn dimensions(&self) -> usize {
        self.dims
    }

    fn direction(&self, word: &str) -> Option<Cow<'_, [i8]>> {
        let row = self.of_word(word)?;
        Some(row.iter().map(|part| part.cast_signed()).collect())
    }

    fn fingerprint(&self) -> u64 {
        Table::fingerprint()
    }
}

/// The table of a model, if it has one.
#[derive(Clone, Default)]
pub(super) struct Directions(pub(super) Option<Arc<dyn Meaning>>);

impl std::fmt::Debug for Directions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Directions")
            .field(&self.fingerprint())
            .finish()
    }
}

impl PartialEq for Directions {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint() == other.fingerprint()
    }
}

impl Directions {
    pub(super) fn fingerprint(&self) -> Option<u64> {
        self.0.as_ref().map(|table| table.fingerprint())
    }

    /// How many columns directions take, after those of the vocabulary.
    pub(super) fn columns(&self) -> usize {
        self.0.as_ref().map_or(0, |table| table.dimensions())
    }

    /// A text as a row: its features, and its direction in the columns after all features.
    pub(super) fn row(&self, vocabulary: &Vocabulary, text: &str) -> Row {
        let mut row = vocabulary.row(text);
        let Some(table) = &self.0 else { return row };
        let mut words: Vec<String> = super::text::words(text);
        words
            .iter_mut()
            .for_each(|word| *word = word.to_lowercase());
        words.sort_unstable();
        words.dedup();
        let mut sum = vec![0.0_f32; table.dimensions()];
        for word in &words {
            if let Some(direction) = table.direction(word) {
                let factor = vocabulary.rarity(word) / length(&direction);
                let numbers = sum.iter_mut().zip(&*direction);
                numbers.for_each(|(sum, number)| *sum += factor * f32::from(*number));
            }
        }
        let whole = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        if whole > 0.0 {
            let first = vocabulary.len() as u32;
            row.extend((first..).zip(sum.iter().map(|value| value * LENGTH / whole)));
        }
        row
    }
}

fn length(direction: &[i8]) -> f32 {
    let squares = direction.iter().map(|number| f32::from(*number).powi(2));
    squares.sum::<f32>().sqrt().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Two;

    impl Meaning for Two {
        fn dimensions(&self) -> usize {
            2
        }

        fn direction(&self, word: &str) -> Option<Cow<'_, [i8]>> {
            match word {
                "lamp" => Some(Cow::Borrowed(&[3, 4])),
                "school" => Some(Cow::Borrowed(&[-100, 0])),
                _ => None,
            }
        }

        fn fingerprint(&self) -> u64 {
            7
        }
    }

    #[test]
    fn the_direction_of_a_text_is_that_computed_by_hand() {
        let vocabulary = Vocabulary::of(&["lamp", "school"]);
        let directions = Directions(Some(Arc::new(Two)));
        let tail = |text: &str| {
            let row = directions.row(&vocabulary, text);
            row[row.len() - 2..].to_vec()
        };
        let first = vocabulary.len() as u32;
        let lamp = tail("Lamp");
        assert_eq!((lamp[0].0, lamp[1].0), (first, first + 1));
        assert!((lamp[0].1 - 0.18).abs() < 1e-6 && (lamp[1].1 - 0.24).abs() < 1e-6);
        // (0.6 − 1, 0.8) is (−0.4, 0.8), of length √0.8.
        let both = tail("lamp school lamp");
        assert!((both[0].1 + 0.12 / 0.8_f32.sqrt()).abs() < 1e-6, "{both:?}");
        let none = Directions::default().row(&vocabulary, "lamp");
        assert!(none.iter().all(|(column, _)| *column < first));
    }
}
