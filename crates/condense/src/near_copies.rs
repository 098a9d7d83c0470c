//! Voices that share most of their words, whatever these weigh.
//!
//! When half a collection is about one matter, the words of that matter are common, weigh
//! little, and no longer tie its voices together. Two texts of which at least three fifths of
//! the words are the same (Jaccard) are one matter all the same. They are found by MinHash
//! (Broder, "On the resemblance and containment of documents", 1997): sets that are alike
//! have the same smallest hash with the probability of their Jaccard index, so only voices
//! that agree in a pair of smallest hashes are compared.

use crate::hash::{mixed, short};
use crate::parallel::in_parallel;
use crate::regions::Regions;
use crate::settings::Settings;
use crate::spot::Spot;
use crate::vectors::{Entry, Vectors, shared};

/// Least Jaccard index of two near copies.
const MOSTLY_THE_SAME: f32 = 0.6;

/// Fewest words both together must have; of fewer, three fifths are soon shared by chance.
const FEWEST_WORDS: usize = 8;

/// Pairs of smallest hashes tried: at the least index 93 of 100 near copies meet in one.
const BANDS: usize = 6;

/// Voices hashed by one thread at a time.
const CHUNK: usize = 4096;

/// Voices that meet in a pair of hashes are compared with this many that follow.
const FOLLOWERS: usize = 8;

/// All near copies found, as voice, later voice and Jaccard index; the same pair may come
/// more than once. Voices that name different places are left out.
pub(crate) fn near_copies(
    vectors: &Vectors,
    regions: &[Regions],
    spots: &[Spot],
    settings: &Settings,
) -> Vec<(u32, u32, f32)> {
    let hashes = Hashes::of(vectors, settings);
    let mut found = vec![Vec::new(); BANDS];
    in_parallel(found.iter_mut().enumerate(), settings, |(band, found)| {
        meeting_in(&hashes.meeting(band), |one, two| {
            let alike = jaccard(vectors.get(one), vectors.get(two));
            if alike < MOSTLY_THE_SAME || regions[one].differ(&regions[two]) {
                return;
            }
            let words = vectors.get(one).len().min(vectors.get(two).len());
            let alike = alike * spots[one].agreement(&spots[two], words);
            if alike >= MOSTLY_THE_SAME {
                #[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 voices")]
                found.push((one as u32, two as u32, alike));
            }
        });
    });
    found.concat()
}

/// Takes the pairs of voices, of those that have the same hash, that stand close together.
fn meeting_in(met: &[(u64, u32)], mut take: impl FnMut(usize, usize)) {
    for (at, &(hash, voice)) in met.iter().enumerate() {
        let followers = met[at + 1..].iter().take(FOLLOWERS);
        for &(_, other) in followers.take_while(|(others, _)| *others == hash) {
            take(voice as usize, other as usize);
        }
    }
}

/// The smallest hashes of each voice's words, by each of several functions.
struct Hashes(Vec<Smallest>);

type Smallest = [u32; 2 * BANDS];

/// No word has this as its smallest hash by every function.
const NO_WORDS: Smallest = [u32::MAX; 2 * BANDS];

impl Hashes {
    fn of(vectors: &Vectors, settings: &Settings) -> Self {
        let mut all = vec![NO_WORDS; vectors.len()];
        let chunks = all.chunks_mut(CHUNK).enumerate();
        in_parallel(chunks, settings, |(chunk, slots)| {
            for (at, slot) in (chunk * CHUNK..).zip(slots) {
                *slot = smallest(vectors.get(at));
            }
        });
        Self(all)
    }

    /// The voices that meet another by two of the functions, those with the same hash
    /// together.
    fn meeting(&self, band: usize) -> Vec<(u64, u32)> {
        let some = (0u32..).zip(&self.0).filter(|(_, all)| **all != NO_WORDS);
        let key = |all: &Smallest| u64::from(all[2 * band]) << 32 | u64::from(all[2 * band + 1]);
        let mut met: Vec<(u64, u32)> = some.map(|(voice, all)| (key(all), voice)).collect();
        met.sort_unstable();
        met
    }
}

/// Of each function the smallest hash of the words: a well mixed number times an odd one of
/// the function's own is a hash of it, and takes a step where mixing anew takes six.
fn smallest(vector: &[Entry]) -> Smallest {
    let mut least = NO_WORDS;
    for &(word, _) in vector {
        let word = mixed(u64::from(word));
        let (upper, lower) = (short(word), short(word << 32));
        for (least, (factor, add)) in least.iter_mut().zip(FUNCTIONS) {
            *least = (*least).min((upper.wrapping_mul(factor) ^ lower).wrapping_mul(add));
        }
    }
    least
}

/// Two odd factors for each function.
const FUNCTIONS: [(u32, u32); 2 * BANDS] = {
    let mut functions = [(0, 0); 2 * BANDS];
    let (mut at, mut state) = (0, 0x9e37_79b9_u32);
    while at < functions.len() {
        let first = state.wrapping_mul(0x85eb_ca6b) ^ 0x5bd1_e995;
        let second = first.wrapping_mul(0xc2b2_ae35) ^ (first >> 13);
        functions[at] = (first | 1, second | 1);
        state = second.wrapping_add(0x9e37_79b9);
        at += 1;
    }
    functions
};

/// Words in both over words in either, or the most it can be if that is little; 0 for very
/// few words.
fn jaccard(a: &[Entry], b: &[Entry]) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "at most a few hundred words")]
    let most = a.len().min(b.len()) as f32 / a.len().max(b.len()) as f32;
    if most < MOSTLY_THE_SAME {
        return most;
    }
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
        let vectors = letters.iter().map(|v| &**v).collect();
        near_copies(&vectors, &regions, &spots, &Settings::default())
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

    #[test]
    fn smallest_hashes_are_the_same_as_often_as_the_words() {
        // 18 words of 30 in both: three fifths.
        let pairs = (0..4000).map(|pair| {
            let words = |from: u32| (from..from + 24).map(|word| (pair * 31 + word, 1.0));
            let [one, two] = [0, 6].map(|from| smallest(&words(from).collect::<Vec<Entry>>()));
            one.iter().zip(&two).filter(|(a, b)| a == b).count()
        });
        let same: usize = pairs.sum();
        let expected = 4000 * 2 * BANDS * 6 / 10;
        assert!(same.abs_diff(expected) < expected / 50, "{same} {expected}");
    }
}
