//! The proof of work: a number after which the hash of challenge and number begins with enough
//! zeros (the scheme of hashcash, Back 2002, with SHA-256). `script/work.js` finds it.

use super::{Flood, Paid};
use massline_log::sha256;

/// Zero bits that are asked for: a million tries on average, some seconds of a telephone.
pub(super) const BITS: u32 = 20;
/// Seconds for which a challenge is good: as long as somebody may type.
const FRESH: u64 = 2 * 3600;
/// Digits of the number at most, so that all that is hashed is one block.
const DIGITS: usize = 10;

impl Flood {
    /// A challenge for one form.
    pub(super) fn challenge(&self) -> String {
        self.signed("work", self.now())
    }

    /// Uses up a proof `<challenge>.<number>`, if it is one.
    pub(super) fn worked(&self, proof: &str) -> Option<Paid> {
        let (challenge, number) = proof.rsplit_once('.')?;
        let (second, nonce) = self.opened("work", challenge)?;
        let fresh = self.now() <= second + FRESH;
        (fresh && is_solved(&nonce, number)).then_some(())?;
        self.spend(nonce, second + FRESH)
    }
}

fn is_solved(nonce: &[u8; 16], number: &str) -> bool {
    let digits = number.len() <= DIGITS && number.bytes().all(|digit| digit.is_ascii_digit());
    let text = format!("{}.{number}", massline_log::to_hex(nonce));
    digits && zeros(&sha256(text.as_bytes())) >= BITS
}

/// Zero bits at the beginning.
fn zeros(hash: &[u8; 32]) -> u32 {
    let [a, b, c, d, ..] = *hash;
    u32::from_be_bytes([a, b, c, d]).leading_zeros()
}
