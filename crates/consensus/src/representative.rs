//! What a group says more than others do, and what all groups say.
//!
//! Source of all formulas: Small et al. 2021, "Polis: Scaling deliberation by mapping high
//! dimensional opinion spaces" (Recerca 26(2)), sections on representative comments and
//! group-aware consensus, as the Polis server computes them. S counts everyone who voted, those
//! who passed included.

use serde::Serialize;

use crate::tally::{Side, Tally};

/// Nine of ten values of a normal distribution lie below this.
pub(crate) const Z_90: f64 = 1.281_6;

/// How much a group's taking one side of a statement says of the group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Representativeness {
    /// How likely one of the group takes this side: (A + 1) / (S + 2).
    pub probability: f64,
    /// Is that more than half? One-proportion z: 2·√(S + 1)·((A + 1)/(S + 1) − ½).
    pub probability_z: f64,
    /// The probability divided by that of everyone else.
    pub ratio: f64,
    /// Is it more likely here than elsewhere? Two-proportion z with 1 added to all four counts.
    pub ratio_z: f64,
}

impl Representativeness {
    pub(crate) fn new(inside: Tally, outside: Tally, side: Side) -> Self {
        let probability = smoothed_share(inside.of(side), inside.seen);
        Self {
            probability,
            probability_z: z_of_majority(inside.of(side), inside.seen),
            ratio: probability / smoothed_share(outside.of(side), outside.seen),
            ratio_z: z_of_difference(inside, outside, side),
        }
    }

    /// Whether both tests pass at 90 %, one-sided.
    #[must_use]
    pub fn is_significant(&self) -> bool {
        self.probability_z > Z_90 && self.ratio_z > Z_90
    }

    /// What statements are ranked by.
    pub(crate) fn rank(&self) -> f64 {
        self.ratio * self.ratio_z * self.probability * self.probability_z
    }
}

/// (A + 1) / (S + 2): the share, pulled towards one half while votes are few.
pub(crate) fn smoothed_share(part: usize, seen: usize) -> f64 {
    (part as f64 + 1.0) / (seen as f64 + 2.0)
}

/// 2·√(S + 1)·((A + 1)/(S + 1) − ½).
pub(crate) fn z_of_majority(part: usize, seen: usize) -> f64 {
    let n = seen as f64 + 1.0;
    2.0 * n.sqrt() * ((part as f64 + 1.0) / n - 0.5)
}

/// (p₁ − p₂) / √(p(1 − p)(1/n₁ + 1/n₂)) with p of both together; 0 where all take the side.
fn z_of_difference(inside: Tally, outside: Tally, side: Side) -> f64 {
    let (part_in, part_out) = (inside.of(side) as f64 + 1.0, outside.of(side) as f64 + 1.0);
    let (n_in, n_out) = (inside.seen as f64 + 1.0, outside.seen as f64 + 1.0);
    let together = (part_in + part_out) / (n_in + n_out);
    let variance = together * (1.0 - together) * (1.0 / n_in + 1.0 / n_out);
    if variance > 0.0 {
        (part_in / n_in - part_out / n_out) / variance.sqrt()
    } else {
        0.0
    }
}

/// How likely a person of every group agrees: the product over the groups of (A + 1) / (S + 2).
///
/// One group that is against is enough to make it small, however large the others are. None if
/// there are no groups.
pub(crate) fn group_aware_consensus(groups: &[Tally]) -> Option<f64> {
    let share = |tally: &Tally| smoothed_share(tally.agree, tally.seen);
    (!groups.is_empty()).then(|| groups.iter().map(share).product())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(agree: usize, seen: usize) -> Tally {
        Tally {
            agree,
            disagree: seen - agree,
            pass: 0,
            seen,
        }
    }

    #[test]
    fn a_side_all_take_differs_from_nothing() {
        let all = Representativeness::new(tally(2, 2), tally(9, 9), Side::Agree);
        assert_eq!(all.ratio_z, 0.0);
        assert!(!all.is_significant());
    }

    #[test]
    fn what_one_group_says_alone_is_representative_of_it() {
        let inside = Representativeness::new(tally(18, 20), tally(3, 30), Side::Agree);
        assert!(inside.is_significant());
        let majority_elsewhere_too =
            Representativeness::new(tally(18, 20), tally(27, 30), Side::Agree);
        assert!(!majority_elsewhere_too.is_significant());
    }

    #[test]
    fn one_group_against_outweighs_a_large_one_in_favour() {
        let both = group_aware_consensus(&[tally(60, 100), tally(6, 10)]).expect("groups");
        let one = group_aware_consensus(&[tally(99, 100), tally(0, 10)]).expect("groups");
        assert!(both > one);
        assert_eq!(group_aware_consensus(&[]), None);
    }
}
