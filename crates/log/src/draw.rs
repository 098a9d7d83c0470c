//! A draw that anybody can repeat: from a list that was fixed before, by a value nobody knew then.
//!
//! Numbers are SHA-256 over a prefix, the name of the draw, the seed and a counter; the first eight
//! bytes, read big-endian, choose among `n` that are left by remainder, where values that would favour the
//! first are thrown away (rejection sampling). The places chosen are swapped to the front, as in
//! the shuffle of Fisher and Yates; compare RFC 3797, which does the like with MD5.
//!
//! In Python:
//!
//! ```text
//! def draw(seed, name, total, wanted):
//!     places, counter = list(range(total)), 0
//!     for k in range(min(wanted, total)):
//!         left = total - k
//!         while True:
//!             data = b"massline draw v1\n" + name.encode() + b"\n" + seed + counter.to_bytes(8, "big")
//!             counter, value = counter + 1, int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
//!             if value < 2**64 - 2**64 % left: break
//!         j = k + value % left
//!         places[k], places[j] = places[j], places[k]
//!     return places[:wanted]
//! ```

use crate::encoding::sha256_of;

/// The places, from 0, of `wanted` of `total`, in the order in which they are drawn; all where
/// there are not so many.
#[must_use]
pub fn draw(seed: &[u8; 32], name: &str, total: usize, wanted: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..total).collect();
    let mut counter = 0_u64;
    let wanted = wanted.min(total);
    for k in 0..wanted {
        let left = (total - k) as u64;
        // Of 2^64 values, so many at the end would favour the first places.
        let over = (u64::MAX % left + 1) % left;
        let value = loop {
            let value = number(seed, name, counter);
            counter += 1;
            if value <= u64::MAX - over {
                break value;
            }
        };
        let chosen = usize::try_from(value % left).unwrap_or(0);
        places.swap(k, k + chosen);
    }
    places.truncate(wanted);
    places
}

fn number(seed: &[u8; 32], name: &str, counter: u64) -> u64 {
    let parts: [&[u8]; 5] = [
        b"massline draw v1\n",
        name.as_bytes(),
        b"\n",
        seed,
        &counter.to_be_bytes(),
    ];
    let hash = sha256_of(&parts);
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn each_place_is_drawn_at_most_once_and_all_where_there_are_not_more() {
        for total in [0, 1, 2, 7, 100] {
            for wanted in [0, 1, 5, 200] {
                let mut drawn = draw(&[3; 32], "check/1", total, wanted);
                assert_eq!(drawn.len(), wanted.min(total));
                drawn.sort_unstable();
                drawn.dedup();
                assert_eq!(drawn.len(), wanted.min(total), "{total} {wanted}");
                assert!(drawn.iter().all(|place| *place < total));
            }
        }
    }

    #[test]
    fn another_seed_or_name_draws_others_and_the_same_the_same() {
        let one = draw(&[3; 32], "check/1", 1000, 10);
        assert_eq!(one, draw(&[3; 32], "check/1", 1000, 10));
        assert_ne!(one, draw(&[4; 32], "check/1", 1000, 10));
        assert_ne!(one, draw(&[3; 32], "check/2", 1000, 10));
    }

    #[test]
    fn every_place_is_as_likely_as_any() {
        let mut times = [0_u32; 10];
        for seed in 0..5_000_u32 {
            let mut bytes = [0; 32];
            bytes[..4].copy_from_slice(&seed.to_be_bytes());
            for place in draw(&bytes, "check/1", 10, 3) {
                times[place] += 1;
            }
        }
        // 1,500 are expected of each, with a standard deviation of 32.
        assert!(
            times.iter().all(|n| (1_350..1_650).contains(n)),
            "{times:?}"
        );
    }

    /// As the Python in the head of this file says.
    #[test]
    fn python_draws_the_same() {
        let seed: Vec<u8> = (0..32).collect();
        let seed: [u8; 32] = seed.try_into().unwrap_or_default();
        assert_eq!(draw(&seed, "spot_check/1", 20, 5), PYTHON);
    }

    const PYTHON: [usize; 5] = [12, 13, 5, 11, 6];
}
