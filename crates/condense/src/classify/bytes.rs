//! The model as a file.
//!
//! Line 1: `massline-classifier 1`. Line 2: a JSON object with labels, figures and counts, for
//! people and for reading what follows. Then, little-endian: features (u64 each, ascending),
//! their weights (f32), where each one's entries start (u32, one more), labels (u16) and steps
//! (i16) of the entries, scales and biases (f32 for each label); at the end FNV-1a of all that
//! stands before (u64), which finds damage, not ill will.

use super::calibrate::Calibration;
use super::meaning::{Directions, Meaning};
use super::vocabulary::Vocabulary;
use super::weights::Weights;

use super::{Classifier, Facts, MOST_LABELS};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const MAGIC: &[u8] = b"massline-classifier ";
const VERSION: &[u8] = b"1\n";

/// Why a model cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelError {
    /// The file is something else.
    Foreign,
    /// Another version of massline wrote it.
    OtherVersion,
    /// It is cut off or was changed.
    Damaged,
    /// It was trained with another table of word meanings, or with one where none is given.
    OtherMeaning,
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Foreign => "this is not a model",
            Self::OtherVersion => "another version of massline wrote this model",
            Self::Damaged => "this model is damaged",
            Self::OtherMeaning => "this model needs another table of word meanings",
        })
    }
}

impl std::error::Error for ModelError {}

#[derive(Serialize, Deserialize)]
struct Header {
    labels: Vec<String>,
    threshold: Option<f64>,
    /// Sharpness, slope and offset; see `calibrate.rs`.
    calibration: [f64; 3],
    unknown: f32,
    features: usize,
    entries: usize,
    /// Fingerprint of the table of word meanings and the columns of a direction.
    meaning: Option<u64>,
    directions: usize,
    facts: Facts,
}

impl Classifier {
    /// The model as bytes; see `docs/classify.md` for the format.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let calibration = &self.calibration;
        let header = Header {
            labels: self.labels.clone(),
            threshold: self.threshold,
            calibration: [calibration.sharpness, calibration.slope, calibration.offset],
            unknown: self.vocabulary.unknown(),
            features: self.vocabulary.len(),
            entries: self.weights.labels.len(),
            meaning: self.directions.fingerprint(),
            directions: self.directions.columns(),
            facts: self.facts.clone(),
        };
        let mut out = [MAGIC, VERSION].concat();
        // Strings and numbers always serialise.
        out.extend(serde_json::to_vec(&header).unwrap_or_default());
        out.push(b'\n');
        let weights = &self.weights;
        out.extend(self.vocabulary.keys().iter().flat_map(|v| v.to_le_bytes()));
        out.extend(self.vocabulary.idf().iter().flat_map(|v| v.to_le_bytes()));
        out.extend(weights.starts.iter().flat_map(|v| v.to_le_bytes()));
        out.extend(weights.labels.iter().flat_map(|v| v.to_le_bytes()));
        out.extend(weights.steps.iter().flat_map(|v| v.to_le_bytes()));
        out.extend(weights.scales.iter().flat_map(|v| v.to_le_bytes()));
        out.extend(weights.biases.iter().flat_map(|v| v.to_le_bytes()));
        let sum = checksum(&out);
        out.extend(sum.to_le_bytes());
        out
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are no model, or a damaged one, or one that needs a table
    /// of word meanings.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::from_bytes_with(bytes, None)
    }

    /// As [`Self::from_bytes`], with a table of word meanings; it is left aside where the model
    /// was trained without one.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], and [`ModelError::OtherMeaning`] where it is another table.
    pub fn from_bytes_with(
        bytes: &[u8],
        meaning: Option<Arc<dyn Meaning>>,
    ) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
        let rest = rest.strip_prefix(VERSION).ok_or_else(|| {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            match rest.get(digits) {
                Some(b'\n') if digits > 0 => ModelError::OtherVersion,
                _ => ModelError::Damaged,
            }
        })?;
        let (_, sum) = bytes.split_last_chunk::<8>().ok_or(ModelError::Damaged)?;
        let before = bytes.len() - sum.len();
        if u64::from_le_bytes(*sum) != checksum(&bytes[..before]) {
            return Err(ModelError::Damaged);
        }
        let rest = rest.get(..rest.len().saturating_sub(sum.len()));
        let (mut model, needed) =
            read(rest.ok_or(ModelError::Damaged)?).ok_or(ModelError::Damaged)?;
        if let Some((fingerprint, columns)) = needed {
            let same = |one: &Arc<dyn Meaning>| {
                one.fingerprint() == fingerprint && one.dimensions() == columns
            };
            let table = meaning.filter(same).ok_or(ModelError::OtherMeaning)?;
            model.directions = Directions(Some(table));
        }
        Ok(model)
    }
}

/// The model after its first line, and which table it needs; `None` where anything does not fit, whatever the bytes.
fn read(bytes: &[u8]) -> Option<(Classifier, Option<(u64, usize)>)> {
    let line = bytes.iter().position(|byte| *byte == b'\n')?;
    let header: Header = serde_json::from_slice(&bytes[..line]).ok()?;
    let mut rest = &bytes[line + 1..];
    let labels = header.labels.len();
    let keys = numbers(&mut rest, header.features, u64::from_le_bytes)?;
    let idf = numbers(&mut rest, header.features, f32::from_le_bytes)?;
    let weights = Weights {
        starts: numbers(
            &mut rest,
            header
                .features
                .checked_add(header.directions)?
                .checked_add(1)?,
            u32::from_le_bytes,
        )?,
        labels: numbers(&mut rest, header.entries, u16::from_le_bytes)?,
        steps: numbers(&mut rest, header.entries, i16::from_le_bytes)?,
        scales: numbers(&mut rest, labels, f32::from_le_bytes)?,
        biases: numbers(&mut rest, labels, f32::from_le_bytes)?,
    };
    let sound = rest.is_empty()
        && (2..=MOST_LABELS).contains(&labels)
        && header.facts.per_label.len() == labels
        && header.labels.is_sorted_by(|a, b| a < b)
        && keys.is_sorted_by(|a, b| a < b)
        && weights.starts.first() == Some(&0)
        && weights.starts.last().map(|last| *last as usize) == Some(header.entries)
        && weights.starts.is_sorted()
        && weights
            .labels
            .iter()
            .all(|label| usize::from(*label) < labels)
        && header.calibration.iter().all(|number| number.is_finite())
        && header.calibration[0] > 0.0
        && header.calibration[1] > 0.0
        && header.threshold.is_none_or(f64::is_finite)
        && header.unknown > 0.0
        && idf.iter().all(|idf| idf.is_finite() && *idf > 0.0)
        && [&weights.scales, &weights.biases]
            .iter()
            .all(|all| all.iter().all(|v| v.is_finite()));
    let needed = header
        .meaning
        .map(|fingerprint| (fingerprint, header.directions));
    let model = || Classifier {
        vocabulary: Vocabulary::from_parts(keys, idf, header.unknown),
        labels: header.labels,
        weights,
        calibration: Calibration {
            sharpness: header.calibration[0],
            slope: header.calibration[1],
            offset: header.calibration[2],
        },
        threshold: header.threshold,
        facts: header.facts,
        directions: Directions::default(),
    };
    (sound && (needed.is_some() || header.directions == 0)).then(|| (model(), needed))
}

/// Takes `count` numbers from the front, if there are so many.
fn numbers<const SIZE: usize, T>(
    rest: &mut &[u8],
    count: usize,
    number: fn([u8; SIZE]) -> T,
) -> Option<Vec<T>> {
    let (mine, after) = rest.split_at_checked(count.checked_mul(SIZE)?)?;
    *rest = after;
    let (chunks, _) = mine.as_chunks::<SIZE>();
    Some(chunks.iter().map(|chunk| number(*chunk)).collect())
}

fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
