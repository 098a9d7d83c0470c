//! Rate limits in memory. Nothing about a person is kept: callers pass a key that was
//! hashed under a secret thrown away hourly, and the counts go with it.

use std::collections::HashMap;
use std::sync::Mutex;

/// Tries allowed in a window.
#[derive(Debug, Clone, Copy)]
pub struct Allowance {
    /// Of what; each is counted by itself.
    pub of: &'static str,
    /// How many.
    pub tries: u32,
    /// Seconds of the window.
    pub seconds: i64,
}

/// Wrong sign-ins per login, and sign-ins per address.
pub const SIGN_IN: Allowance = Allowance {
    of: "sign-in",
    tries: 10,
    seconds: 300,
};
/// Uses of receipt codes, right or wrong, per address.
pub const RECEIPT: Allowance = Allowance {
    of: "receipt",
    tries: 60,
    seconds: 300,
};
/// Opinions per address; generous, because a whole village may share one.
pub const SPEAK: Allowance = Allowance {
    of: "speak",
    tries: 120,
    seconds: 600,
};

/// Answers in consultations per address: a whole village may answer dozens each.
pub const VOTE: Allowance = Allowance {
    of: "vote",
    tries: 2_000,
    seconds: 600,
};
/// Support given or taken back, per address.
pub const SUPPORT: Allowance = Allowance {
    of: "support",
    tries: 200,
    seconds: 600,
};
/// People who begin to take part in a consultation, per address.
pub const PARTICIPANT: Allowance = Allowance {
    of: "participant",
    tries: 120,
    seconds: 600,
};
/// Statements added to consultations per address.
pub const STATEMENT: Allowance = Allowance {
    of: "statement",
    tries: 120,
    seconds: 600,
};

/// Most keys remembered; beyond it the window starts anew for everyone.
const MOST_KEYS: usize = 100_000;

#[derive(Debug, Default)]
pub(crate) struct Limiter(Mutex<HashMap<Key, (i64, u32)>>);

/// What is counted, and for whom: speaking often must not lock a shared address out of
/// following.
type Key = (&'static str, [u8; 16]);

impl Limiter {
    /// Counts one try. Tells the seconds to wait where there were too many.
    pub(crate) fn count(&self, key: [u8; 16], allowance: Allowance, now: i64) -> Result<(), u64> {
        let mut counts = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if counts.len() > MOST_KEYS {
            counts.clear();
        }
        let (began, tries) = counts.entry((allowance.of, key)).or_insert((now, 0));
        if now.saturating_sub(*began) >= allowance.seconds {
            (*began, *tries) = (now, 0);
        }
        *tries += 1;
        if *tries > allowance.tries {
            let wait = allowance.seconds.saturating_sub(now.saturating_sub(*began));
            return Err(u64::try_from(wait).unwrap_or(1).max(1));
        }
        Ok(())
    }

    /// Forgets the tries so far: the last one was right.
    pub(crate) fn forget(&self, key: [u8; 16], allowance: Allowance) {
        let mut counts = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        counts.remove(&(allowance.of, key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_tries_wait_and_then_count_anew() {
        let limiter = Limiter::default();
        let allowance = Allowance {
            of: "a",
            tries: 2,
            seconds: 60,
        };
        assert!(limiter.count([0; 16], allowance, 0).is_ok());
        assert!(limiter.count([0; 16], allowance, 1).is_ok());
        assert_eq!(limiter.count([0; 16], allowance, 20), Err(40));
        assert!(
            limiter.count([1; 16], allowance, 20).is_ok(),
            "another key is not affected"
        );
        let other = Allowance {
            of: "b",
            ..allowance
        };
        assert!(
            limiter.count([0; 16], other, 20).is_ok(),
            "nor is another kind"
        );
        assert!(limiter.count([0; 16], allowance, 60).is_ok());
    }
}
