//! The clock and the source of randomness: the only places where either is read, so that
//! everything below is a function of its arguments and tests can set both.

use massline_domain::Day;
use std::fmt::Debug;
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time.
pub trait Clock: Debug + Send + Sync {
    /// Seconds since 1970-01-01 00:00 UTC.
    fn unix_seconds(&self) -> i64;

    /// The day in a calendar that is `offset_minutes` ahead of UTC.
    fn day(&self, offset_minutes: i16) -> Day {
        let seconds = self.unix_seconds() + i64::from(offset_minutes) * 60;
        Day(i32::try_from(seconds.div_euclid(86_400)).unwrap_or(0))
    }
}

/// Gives random bytes.
pub trait Random: Debug + Send + Sync {
    /// Fills the buffer with bytes nobody can guess.
    fn fill(&self, buffer: &mut [u8]);
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    fn unix_seconds(&self) -> i64 {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads randomness"
    )]
    #[expect(
        clippy::expect_used,
        reason = "without randomness no receipt is safe: stop"
    )]
    fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("the operating system gives randomness");
    }
}

/// A clock that stands still until it is set: for tests and for building the demo's past.
#[derive(Debug)]
pub struct SetClock(Mutex<i64>);

impl SetClock {
    /// A clock that stands at noon UTC of this day.
    #[must_use]
    pub fn at(day: Day) -> Self {
        let clock = Self(Mutex::new(0));
        clock.set(day);
        clock
    }

    /// Puts the clock to noon UTC of this day.
    pub fn set(&self, day: Day) {
        let mut seconds = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *seconds = i64::from(day.0) * 86_400 + 43_200;
    }
}

impl Clock for SetClock {
    fn unix_seconds(&self) -> i64 {
        *self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// `N` random bytes.
pub(crate) fn bytes<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut buffer = [0; N];
    random.fill(&mut buffer);
    buffer
}
