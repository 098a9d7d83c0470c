//! What words mean, as directions: words of like meaning, in Chinese and English, point in
//! like directions. The table is distilled from a sentence encoder (`data/README.md`).
//!
//! `data/meaning.bin`, little endian: `MLMEAN01`, number of words `N`, dimensions `D`, length
//! of the letters `L` (u32 each); `N + 1` offsets into the letters (u32); the words' letters in
//! UTF-8, ascending; `N × D` bytes, one row (i8) for each word in that order.

use crate::hash::Digest;
use crate::parallel::in_parallel;
use crate::settings::Settings;
use crate::terms::Term;
use crate::vectors::{Entry, Vectors};
use crate::vocabulary::Vocabulary;

static DATA: &[u8] = include_bytes!("../data/meaning.bin");

const HEAD: usize = 20;

/// Dots of unit vectors come out in this unit.
const ONE: f32 = 127.0 * 127.0;

/// The table of words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    words: usize,
    pub(crate) dims: usize,
    letters: usize,
}

impl Table {
    pub(crate) fn open() -> Self {
        Self {
            words: number(8) as usize,
            dims: number(12) as usize,
            letters: HEAD + (number(8) as usize + 1) * 4,
        }
    }

    /// The row of a word.
    pub(crate) fn row(&self, word: &str) -> Option<&'static [u8]> {
        let (mut from, mut to) = (0, self.words);
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.word(middle).cmp(word.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(self.row_at(middle)),
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    fn row_at(&self, at: usize) -> &'static [u8] {
        let rows = self.letters + number(16) as usize;
        &DATA[rows + at * self.dims..rows + (at + 1) * self.dims]
    }

    fn word(&self, at: usize) -> &'static [u8] {
        let offset = |at: usize| self.letters + number(HEAD + at * 4) as usize;
        &DATA[offset(at)..offset(at + 1)]
    }

    /// The row of a term: as it is shown, in lower case, else of a form it may come from.
    pub(crate) fn of_term(&self, term: &Term) -> Option<&'static [u8]> {
        self.of_word(&term.shown.to_lowercase())
    }

    /// The row of a word in lower case, else of a form it may come from.
    pub(crate) fn of_word(&self, word: &str) -> Option<&'static [u8]> {
        let row = self.row(word);
        if row.is_some() || !word.is_ascii() {
            return row;
        }
        base_forms(word).find_map(|form| self.row(&form))
    }

    /// Changes when the table does.
    pub(crate) fn fingerprint() -> u64 {
        let mut digest = Digest::new();
        let parts = DATA.chunks(8).step_by(101);
        for part in parts {
            let mut bytes = [0; 8];
            bytes[..part.len()].copy_from_slice(part);
            digest.add(u64::from_le_bytes(bytes));
        }
        digest.add(DATA.len() as u64);
        short_digest(digest)
    }
}

/// Endings of English words, and what may stand in the base form instead. The table leaves
/// out regular forms of rarer words; `data/distill.py` has the same list.
const ENDINGS: [(&str, &[&str]); 11] = [
    ("ies", &["y", "ie"]),
    ("es", &["", "e"]),
    ("s", &[""]),
    ("ied", &["y"]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
    ("ily", &["y"]),
    ("ly", &["", "le"]),
    ("er", &["", "e"]),
    ("est", &["", "e"]),
    ("ness", &[""]),
];

/// Base forms that an inflected English word may come from.
fn base_forms(word: &str) -> impl Iterator<Item = String> + '_ {
    ENDINGS.iter().flat_map(move |(ending, instead)| {
        let base = word.strip_suffix(ending).filter(|base| base.len() >= 2);
        base.into_iter().flat_map(move |base| {
            let doubled = !ending.starts_with('s') && base.len() > 3 && ends_doubled(base);
            let single = doubled.then(|| base[..base.len() - 1].to_owned());
            instead
                .iter()
                .map(move |last| format!("{base}{last}"))
                .chain(single)
        })
    })
}

fn ends_doubled(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 1 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
}

#[expect(clippy::cast_possible_truncation, reason = "half of a digest")]
fn short_digest(digest: Digest) -> u64 {
    digest.finish() as u64
}

fn number(at: usize) -> u32 {
    u32::from_le_bytes([DATA[at], DATA[at + 1], DATA[at + 2], DATA[at + 3]])
}

/// For each of many vectors the direction of its meaning.
pub(crate) struct Meanings {
    dims: usize,
    rows: Vec<i8>,
}

/// Of so few texts only half of the mean is taken off.
pub(crate) const FEW: f64 = 50.0;

/// Vectors whose meanings are added up by one thread at a time.
const CHUNK: usize = 4096;

impl Meanings {
    /// The weighed sum of the meanings of each vector's words, names left out, less the mean
    /// of all, as far as that is known: what a collection has in common says nothing within it.
    pub(crate) fn of(vectors: &Vectors, vocabulary: &Vocabulary, settings: &Settings) -> Self {
        let words = Words::of(vocabulary);
        let dims = words.dims;
        let mut rows = vec![0i8; vectors.len() * dims];
        let mut means: Vec<Vec<f32>> = vec![vec![0.0; dims]; vectors.len().div_ceil(CHUNK)];
        in_parallel(means.iter_mut().enumerate(), settings, |(chunk, mean)| {
            for at in chunk * CHUNK..vectors.len().min((chunk + 1) * CHUNK) {
                let one = words.meaning(vectors.get(at));
                mean.iter_mut()
                    .zip(one)
                    .for_each(|(all, part)| *all += part);
            }
        });
        let mean = mean_of(&means, vectors.len());
        let chunks = rows.chunks_mut(CHUNK * dims).enumerate();
        in_parallel(chunks, settings, |(chunk, rows)| {
            for (at, row) in (chunk * CHUNK..).zip(rows.chunks_mut(dims)) {
                let mut one = words.meaning(vectors.get(at));
                if one.iter().any(|part| *part != 0.0) {
                    one.iter_mut()
                        .zip(&mean)
                        .for_each(|(part, mean)| *part -= mean);
                    normalise(&mut one);
                }
                row.iter_mut()
                    .zip(one)
                    .for_each(|(to, part)| *to = in_steps(part));
            }
        });
        Self { dims, rows }
    }

    pub(crate) fn dims(&self) -> usize {
        self.dims
    }

    pub(crate) fn get(&self, at: usize) -> &[i8] {
        &self.rows[at * self.dims..(at + 1) * self.dims]
    }

    /// The cosine (-1 to 1) of two meanings; 0 where one has none.
    pub(crate) fn cosine(&self, a: usize, b: usize) -> f32 {
        cosine(self.get(a), self.get(b))
    }
}

/// The cosine of two directions in steps.
pub(crate) fn cosine(a: &[i8], b: &[i8]) -> f32 {
    let products = a.iter().zip(b);
    let dot: i32 = products.map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
    #[expect(clippy::cast_precision_loss, reason = "at most a few millions")]
    let dot = dot as f32;
    dot / ONE
}

#[expect(clippy::cast_possible_truncation, reason = "between -127 and 127")]
pub(crate) fn in_steps(part: f32) -> i8 {
    (part * 127.0).round() as i8
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a mean"
)]
fn mean_of(sums: &[Vec<f32>], count: usize) -> Vec<f32> {
    let dims = sums.first().map_or(0, Vec::len);
    let sum = |part: usize| sums.iter().map(|sum| f64::from(sum[part])).sum::<f64>();
    let by = count as f64 + FEW;
    (0..dims).map(|part| (sum(part) / by) as f32).collect()
}

/// The rows of a vocabulary's words that have a meaning and are no names, of length one.
struct Words {
    dims: usize,
    /// For each word where its row begins.
    starts: Vec<Option<u32>>,
    rows: Vec<f32>,
}

impl Words {
    fn of(vocabulary: &Vocabulary) -> Self {
        let table = Table::open();
        let (mut starts, mut rows) = (Vec::with_capacity(vocabulary.len()), Vec::new());
        for word in (0u32..).take(vocabulary.len()) {
            let row = match vocabulary.is_name(word) {
                true => None,
                false => table.of_term(vocabulary.word(word)),
            };
            #[expect(clippy::cast_possible_truncation, reason = "the table is small")]
            starts.push(row.as_ref().map(|_| rows.len() as u32));
            rows.extend(row.into_iter().flat_map(unit));
        }
        Self {
            dims: table.dims,
            starts,
            rows,
        }
    }

    /// The direction of a vector's meaning; nothing but zeros where it has none.
    fn meaning(&self, vector: &[Entry]) -> Vec<f32> {
        let mut sum = vec![0.0; self.dims];
        for &(word, weight) in vector {
            if let Some(start) = self.starts[word as usize] {
                let row = &self.rows[start as usize..start as usize + self.dims];
                sum.iter_mut()
                    .zip(row)
                    .for_each(|(to, part)| *to += weight * part);
            }
        }
        normalise(&mut sum);
        sum
    }
}

/// A row of the table at length one.
pub(crate) fn unit(row: &[u8]) -> Vec<f32> {
    let mut unit: Vec<f32> = row
        .iter()
        .map(|part| f32::from(part.cast_signed()))
        .collect();
    normalise(&mut unit);
    unit
}

pub(crate) fn normalise(vector: &mut [f32]) {
    let length = vector.iter().map(|part| part * part).sum::<f32>().sqrt();
    if length > f32::EPSILON {
        vector.iter_mut().for_each(|part| *part /= length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f32 {
        let table = Table::open();
        let of = |word: &str| unit(table.row(word).expect("a word of the table"));
        of(a).iter().zip(of(b)).map(|(x, y)| x * y).sum()
    }

    #[test]
    fn words_of_like_meaning_are_near_in_and_across_languages() {
        for (word, alike, other) in [
            ("噪音", "噪声", "工资"),
            ("noise", "loud", "salary"),
            ("噪音", "noise", "salary"),
            ("停车", "parking", "school"),
        ] {
            let (near, far) = (likeness(word, alike), likeness(word, other));
            assert!(near > far + 0.2, "{word}: {alike} {near}, {other} {far}");
        }
    }

    #[test]
    fn inflected_words_mean_what_their_base_does() {
        let forms: Vec<String> = base_forms("stopped").collect();
        assert!(forms.contains(&"stop".to_owned()), "{forms:?}");
        assert!(base_forms("potholes").any(|form| form == "pothole"));
        assert_eq!(base_forms("s").count(), 0);
    }

    #[test]
    fn every_word_is_found_where_it_stands_and_no_other() {
        let table = Table::open();
        for at in (0..table.words).step_by(97) {
            let word = std::str::from_utf8(table.word(at)).expect("UTF-8");
            assert_eq!(table.row(word), Some(table.row_at(at)), "{word}");
        }
        assert_eq!(table.row(""), None);
        assert_eq!(table.row("丽发新城搅拌站"), None);
    }
}
