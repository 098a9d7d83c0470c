//! Voices that share most of their words, whatever these weigh.
//!
//! When half a collection is about one matter, the words of that matter are common, weigh
//! little, and no longer tie its voices together. Two texts of which at least three fifths of
//! the words are the same (Jaccard) are one matter all the same. They are found by MinHash
//! (Broder, "On the resemblance and containment of documents", 1997): sets that are alike
//! have the same smallest hash with the probability of their Jaccard index, so only voices
//! that agree in a pair of smallest hashes are compared.

use crate::hash::mixed;
use crate::regions::Regions;
use crate::spot::Spot;
use crate::vectors::{Entry, Vectors, shared};

/// Least Jaccard index of two near copies.
const MOSTLY_THE_SAME: f32 = 0.6;

/// Fewest words both together must have; of fewer, three fifths are soon shared by chance.
const FEWEST_WORDS: usize = 8;

/// Pairs of smallest hashes tried: at the least index 93 of 100 near copies meet in one.
const BANDS: u64 = 6;

/// Voices that meet in a pair of hashes are compared with this many that follow.
const FOLLOWERS: usize = 8;

/// All near copies found, as voice, later voice and Jaccard index; the same pair may come
/// more than once. Voices that name different places are left out.
pub(crate) fn near_copies(
    vectors: &Vectors,
    regions: &[Regions],
    spots: &[Spot],
) -> Vec<(u32, u32, f32)> {
    let mut found = Vec::new();
    for band in 0..BANDS {
        let mut met: Vec<(u64, u32)> = (0u32..)
            .zip(vectors.iter())
            .filter(|(_, vector)| !vector.is_empty())
            .map(|(voice, vector)| (band_of(vector, band), voice))
            .collect();
        met.sort_unstable();
        for (at, &(hash, voice)) in met.iter().enumerate() {
            let followers = met[at + 1..].iter().take(FOLLOWERS);
            for &(_, other) in followers.take_while(|(others, _)| *others == hash) {
                let (one, two) = (voice as usize, other as usize);
                let alike = jaccard(vectors.get(one), vectors.get(two));
                if alike < MOSTLY_THE_SAME || regions[one].differ(&regions[two]) {
                    continue;
                }
                let words = vectors.get(one).len().min(vectors.get(two).len());
                let alike = alike * spots[one].agreement(&spots[two], words);
                if alike >= MOSTLY_THE_SAME {
                    found.push((voice, other, alike));
                }
            }
        }
    }
    found
}

/// Two smallest hashes of the words, as one.
fn band_of(vector: &[Entry], band: u64) -> u64 {
    let smallest = |seed: u64| {
        vector
            .iter()
            .map(|&(word, _)| mixed(u64::from(word) + (seed << 32)))
            .min()
            .unwrap_or(0)
    };
    mixed(smallest(2 * band) ^ smallest(2 * band + 1).rotate_left(32))
}

/// Words in both over words in either; 0 for very few words.
fn jaccard(a: &[Entry], b: &[Entry]) -> f32 {
    let both = shared(a, b).count();
    let either = a.len() + b.len() - both;
    if either < FEWEST_WORDS {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most a few hundred words")]
    let share = both as f32 / either as f32;
    share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::Vector;

    fn copies(letters: &[Vector]) -> Vec<(u32, u32, f32)> {
        let regions = vec![Regions::default(); letters.len()];
        let spots = vec![Spot::default(); letters.len()];
        near_copies(&letters.iter().map(|v| &**v).collect(), &regions, &spots)
    }

    /// Ten common words and `own` of its own.
    fn letter(number: u32, own: u32) -> Vector {
        let own = (0..own).map(|word| (100 + number * 50 + word, 9.0));
        Vector((0..10).map(|word| (word, 0.1)).chain(own).collect())
    }

    #[test]
    fn nearly_the_same_words_meet_however_little_they_weigh() {
        let vectors: Vec<Vector> = (0..50).map(|number| letter(number, 2)).collect();
        let found = copies(&vectors);
        let mut tied = [false; 50];
        for (a, b, alike) in found {
            assert!(a < b && alike > 0.7);
            tied[a as usize] = true;
            tied[b as usize] = true;
        }
        assert!(tied.iter().all(|tied| *tied));
    }

    #[test]
    fn half_the_words_or_very_few_are_not_enough() {
        assert!(copies(&[letter(0, 6), letter(1, 6)]).is_empty());
        let short = vec![Vector(vec![(0, 1.0), (1, 1.0)]); 2];
        assert!(copies(&short).is_empty());
    }
}
