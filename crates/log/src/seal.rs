//! When a batch of waiting entries is sealed into the log, and in which order.
//!
//! Time is identity: who sees the log grow at 14:03 knows when somebody spoke. A protected
//! campaign therefore seals on the hour, at least five submissions together, sorted by
//! commitment, which is a uniform order. Fewer are carried to a later hour, for a day at most.
//! An open campaign, whose speakers give their names, seals every second.
//!
//! The sealer wakes once per [`period`] and asks then, never in between: sealing at the moment the
//! fifth submission arrives would tell when it arrived.
//!
//! Entries of the staff go into the same batches, after the submissions. When too few submissions
//! wait, [`staff_ready`] lets the staff's entries go alone at the same hour, so that public acts
//! are not held up; it does not look at the number of submissions, so it says nothing about them.

use crate::entry::{Entry, Kind};

/// Submissions that must wait together in a protected campaign.
pub const PROTECTED_CROWD: u64 = 5;
/// Seconds between seals in a protected campaign.
pub const PROTECTED_PERIOD: u64 = 60 * 60;
/// Seconds after which even a single submission is sealed.
pub const LONGEST_WAIT: u64 = 24 * 60 * 60;
/// How much earlier than a full period a timer may wake.
const SLACK: u64 = 60;

/// How much a campaign hides the time of speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Speakers give their names; entries are sealed at once.
    Open,
    /// Speakers are hidden in a crowd.
    Protected,
}

/// Seconds between the moments at which the sealer asks.
pub fn period(profile: Profile) -> u64 {
    match profile {
        Profile::Open => 1,
        Profile::Protected => PROTECTED_PERIOD,
    }
}

/// Whether the waiting submissions are to be sealed now.
///
/// - `waiting`: how many submissions wait.
/// - `oldest`: seconds since the oldest of them came.
/// - `since_seal`: seconds since the last seal (`u64::MAX` if there was none).
///
/// Protected: after an hour, if five wait or if the oldest would be older than a day at the next
/// hour. Open: after a second, if any waits.
pub fn ready(profile: Profile, waiting: u64, oldest: u64, since_seal: u64) -> bool {
    let enough = match profile {
        Profile::Open => waiting > 0,
        Profile::Protected => {
            let overdue = oldest.saturating_add(PROTECTED_PERIOD + SLACK) > LONGEST_WAIT;
            waiting >= PROTECTED_CROWD || (waiting > 0 && overdue)
        }
    };
    enough && due(profile, since_seal)
}

/// Whether waiting entries of the staff are to be sealed now even if [`ready`] says no.
pub fn staff_ready(profile: Profile, waiting: u64, since_seal: u64) -> bool {
    waiting > 0 && due(profile, since_seal)
}

fn due(profile: Profile, since_seal: u64) -> bool {
    match profile {
        Profile::Open => since_seal >= 1,
        Profile::Protected => since_seal >= PROTECTED_PERIOD - SLACK,
    }
}

/// Puts the entries of one batch into the order in which they are sealed.
///
/// Protected: submissions first, sorted by commitment; then all others in the order they came
/// (stable). Open: the order they came. Other data travels along: `entry_of` finds the entry.
pub fn order<T>(profile: Profile, batch: &mut [T], entry_of: impl Fn(&T) -> &Entry) {
    if profile == Profile::Protected {
        batch.sort_by_key(|item| {
            let entry = entry_of(item);
            let submission = entry.kind == Kind::Submission;
            (
                !submission,
                if submission {
                    entry.commitment
                } else {
                    [0; 32]
                },
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = PROTECTED_PERIOD;

    #[test]
    fn protected_waits_for_the_hour_and_for_a_crowd() {
        let ready = |waiting, oldest, since| ready(Profile::Protected, waiting, oldest, since);
        assert!(ready(5, 10, HOUR));
        assert!(ready(5, 10, u64::MAX));
        assert!(!ready(4, 10, HOUR), "four are no crowd");
        assert!(!ready(500, HOUR, HOUR / 2), "not within the hour");
        assert!(!ready(0, 0, 100 * HOUR), "nothing to seal");
    }

    #[test]
    fn protected_carries_for_a_day_at_most() {
        // Asked every hour on the hour, a lone submission is never older than a day when sealed.
        for came in 1..=HOUR {
            let sealed = (0..48)
                .map(|n| came + n * HOUR)
                .find(|age| ready(Profile::Protected, 1, *age, u64::MAX));
            let age = sealed.unwrap();
            assert!(
                age <= LONGEST_WAIT && age > LONGEST_WAIT - 2 * HOUR - SLACK,
                "{age}"
            );
        }
    }

    #[test]
    fn open_seals_every_second() {
        assert!(ready(Profile::Open, 1, 0, 1));
        assert!(!ready(Profile::Open, 1, 0, 0));
        assert!(!ready(Profile::Open, 0, 0, 9));
        assert_eq!(
            (period(Profile::Open), period(Profile::Protected)),
            (1, 3600)
        );
    }

    #[test]
    fn staff_entries_do_not_depend_on_submissions() {
        assert!(staff_ready(Profile::Protected, 1, HOUR));
        assert!(!staff_ready(Profile::Protected, 1, HOUR / 2));
        assert!(!staff_ready(Profile::Protected, 0, HOUR));
        assert!(staff_ready(Profile::Open, 1, 1));
    }

    #[test]
    fn a_protected_batch_hides_the_order_of_arrival() {
        let submission = |n| Entry::submission(1, 1, [n; 32]);
        let staff = |n| Entry::document(Kind::Reply, 1, 1, [n; 32]);
        let mut batch = vec![
            staff(9),
            submission(3),
            submission(1),
            staff(2),
            submission(2),
        ];
        order(Profile::Protected, &mut batch, |entry| entry);
        let sealed = [
            submission(1),
            submission(2),
            submission(3),
            staff(9),
            staff(2),
        ];
        assert_eq!(batch, sealed);
        let mut batch = vec![submission(3), staff(9), submission(1)];
        order(Profile::Open, &mut batch, |entry| entry);
        assert_eq!(batch, [submission(3), staff(9), submission(1)]);
    }
}
