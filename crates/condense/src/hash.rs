//! A fast hash of words that is the same in every build, for numbering and for keys of maps.

use std::hash::{BuildHasherDefault, Hasher};

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a word. Two of a million different words share one with a probability of
/// about one in ten million.
pub(crate) fn of(word: &str) -> u64 {
    let mut state = (word.len() as u64).wrapping_mul(FACTOR);
    let mut chunks = word.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(chunk);
        state = step(state, u64::from_le_bytes(bytes));
    }
    let mut last = [0; 8];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    mixed(step(state, u64::from_le_bytes(last)))
}

fn step(state: u64, part: u64) -> u64 {
    (state.rotate_left(23) ^ part).wrapping_mul(FACTOR)
}

/// The finishing step of SplitMix64: spreads a number over all 64 bits.
pub(crate) fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(FACTOR);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// 128 bits that stand for a sequence of numbers, so that a million texts need not be kept
/// twice: two different ones share them with a probability that can be forgotten.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Digest(u64, u64);

impl Digest {
    pub(crate) fn new() -> Self {
        Self(1, 2)
    }

    pub(crate) fn add(&mut self, number: u64) {
        self.0 = step(self.0, number);
        self.1 = (self.1 ^ number)
            .wrapping_mul(0xd6e8_feb8_6659_fd93)
            .rotate_left(29);
    }

    pub(crate) fn finish(self) -> u128 {
        u128::from(mixed(self.0)) << 64 | u128::from(mixed(self.1))
    }
}

/// The upper half of a hash, where 32 bits are enough to tell words apart.
pub(crate) fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// A map whose keys are such hashes already.
pub(crate) type HashedMap<V> = std::collections::HashMap<u64, V, BuildHasherDefault<AsItIs>>;

/// Takes a hash for what it is.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = step(self.0, u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn write_u128(&mut self, number: u128) {
        self.0 = (number >> 64) as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_have_other_hashes() {
        let words = [
            "",
            "a",
            "aa",
            "路灯",
            "路灯坏",
            "路灯坏了",
            "12345678",
            "123456789",
        ];
        let mut hashes: Vec<u64> = words.iter().map(|word| of(word)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), words.len());
    }

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(of("路灯"), of("路灯"));
        assert_eq!(mixed(0), 0xe220_a839_7b1d_cdaf);
    }
}
