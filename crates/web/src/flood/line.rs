//! The line for who runs no scripts: a place every two seconds, at least a little later than now.
//! Whoever would fill it keeps those waiting who stand in it, and nobody else.

use super::{Admission, Flood, Wait};

/// Seconds between two places.
const EVERY: u64 = 2;
/// Seconds that everybody waits.
const LEAST: u64 = 20;
/// Seconds until the last place there is.
const LONGEST: u64 = 1_800;
/// Seconds for which a place is kept.
const KEPT: u64 = 3_600;

impl Flood {
    /// Lets in whose time has come; everyone else gets a place, or keeps theirs.
    pub(super) fn wait_or_enter(&self, place: &str) -> Admission {
        let now = self.now();
        match self.opened("line", place) {
            Some((second, _)) if now < second => Admission::Wait(Wait {
                place: place.to_owned(),
                seconds: second - now,
            }),
            Some((second, nonce)) if now <= second + KEPT => {
                match self.spend(nonce, second + KEPT) {
                    Some(paid) => Admission::Open(Some(paid)),
                    None => self.queue(now),
                }
            }
            _ => self.queue(now),
        }
    }

    fn queue(&self, now: u64) -> Admission {
        let second = {
            let mut held = self.held();
            let second = (held.last + EVERY).max(now + LEAST);
            if second > now + LONGEST {
                let place = String::new();
                let seconds = LONGEST;
                return Admission::Wait(Wait { place, seconds });
            }
            held.last = second;
            second
        };
        Admission::Wait(Wait {
            place: self.signed("line", second),
            seconds: second - now,
        })
    }
}
