//! People who vote as one.
//!
//! Those who think alike vote alike, so the chance of the same votes is counted among those of the
//! same group. Where votes have times, coming at the same time makes it less likely still.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ONE_IN, Shares, nearly};
use crate::{Choice, Id, Votes};

/// Fewer votes may well be the same.
pub(super) const FEWEST_VOTES: usize = 10;
/// Fewer people are not called a set: two of one household may decide together.
pub(super) const FEWEST_PEOPLE: usize = 3;

/// People with the same votes, or nearly so.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Together {
    /// Who, by id.
    pub participants: Vec<Id>,
    /// Votes that the first of them by id cast.
    pub votes: usize,
    /// The votes by which another of them differs from those at most; 0 where all are the same.
    pub differing: usize,
    /// The time between the first votes of the first and the last of them to come, by the clock of
    /// the file (Polis: milliseconds); none where the votes have no times.
    pub span: Option<i64>,
    /// How many such sets would be expected by chance in the conversation.
    pub expected: f64,
}

/// Sets that would be expected in less than one of a thousand conversations.
pub(super) fn seek(votes: &Votes, shares: &Shares) -> Vec<Together> {
    let mut found = exactly(votes, shares);
    for near in nearly::seek(votes, shares) {
        let whole = |it: &Together| {
            it.participants
                .iter()
                .all(|id| near.participants.contains(id))
        };
        let known = |it: &Together| {
            near.participants
                .iter()
                .all(|id| it.participants.contains(id))
        };
        if !found.iter().any(known) {
            found.retain(|it| !whole(it));
            found.push(near);
        }
    }
    found.sort_by(|a, b| a.participants.cmp(&b.participants));
    found
}

/// Sets with exactly the same votes on exactly the same statements.
fn exactly(votes: &Votes, shares: &Shares) -> Vec<Together> {
    let mut alike: BTreeMap<Vec<(usize, Choice)>, Vec<usize>> = BTreeMap::new();
    let mut same_statements: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for person in 0..votes.participants().len() {
        let given: Vec<(usize, Choice)> = votes.of(person).collect();
        if given.len() >= FEWEST_VOTES {
            let seen = given.iter().map(|vote| vote.0).collect();
            *same_statements.entry(seen).or_default() += 1;
            alike.entry(given).or_default().push(person);
        }
    }
    let tried = alike.len() as f64;
    let arrivals = Arrivals::new(votes);
    alike
        .iter()
        .filter(|(_, people)| people.len() >= FEWEST_PEOPLE)
        .filter_map(|(given, people)| {
            let seen: Vec<usize> = given.iter().map(|vote| vote.0).collect();
            let others = same_statements[&seen] - 1;
            let chance = chance_of_same_votes(shares, given, people, others);
            let (span, at_once) = arrivals.of(people);
            let expected = tried * both(chance, at_once);
            (expected < 1.0 / ONE_IN).then(|| {
                let mut participants: Vec<Id> = people
                    .iter()
                    .map(|&person| votes.participants()[person].clone())
                    .collect();
                participants.sort();
                Together {
                    participants,
                    votes: given.len(),
                    differing: 0,
                    span,
                    expected,
                }
            })
        })
        .collect()
}

/// The chance that so many of `others` who saw the same statements vote as the first does: at
/// least m − 1 of them, each with the product of the shares of the answers in the group.
///
/// Bound of the binomial tail for n·q < k: (e·n·q / k)^k · e^(−n·q).
fn chance_of_same_votes(
    shares: &Shares,
    given: &[(usize, Choice)],
    people: &[usize],
    others: usize,
) -> f64 {
    let group = shares.group_of[people[0]];
    let log_chance: f64 = given
        .iter()
        .map(|&(statement, choice)| shares.log_chance(group, statement, choice))
        .sum();
    at_least(people.len() - 1, others as f64 * log_chance.exp())
}

/// The chance of so many or more where so many are expected (Chernoff 1952), at most 1.
pub(super) fn at_least(count: usize, mean: f64) -> f64 {
    let count = count as f64;
    if mean >= count {
        return 1.0;
    }
    (count * (1.0 + mean.ln() - count.ln()) - mean)
        .exp()
        .min(1.0)
}

/// The chance of both of two independent things that are each so unlikely: k − k·ln k of their
/// product k (Fisher 1932).
pub(super) fn both(first: f64, second: Option<f64>) -> f64 {
    match second {
        None => first,
        Some(second) => {
            let product = (first * second).max(f64::MIN_POSITIVE);
            (product - product * product.ln()).min(1.0)
        }
    }
}

/// When people came.
pub(super) struct Arrivals<'a> {
    votes: &'a Votes,
    sorted: Vec<i64>,
}

impl<'a> Arrivals<'a> {
    pub(super) fn new(votes: &'a Votes) -> Self {
        let mut sorted: Vec<i64> = (0..votes.participants().len())
            .map(|person| votes.arrival(person))
            .filter(|&time| time != i64::MAX)
            .collect();
        sorted.sort_unstable();
        Self { votes, sorted }
    }

    /// Between which times people came, and the chance that others would have come so close
    /// together: m·(s/n)^(m−1), s of all n people having come in that time. That people come in
    /// waves is so allowed for.
    pub(super) fn of(&self, people: &[usize]) -> (Option<i64>, Option<f64>) {
        let times = || people.iter().map(|&person| self.votes.arrival(person));
        let (Some(first), Some(last)) = (times().min(), times().max()) else {
            return (None, None);
        };
        if self.sorted.first() == self.sorted.last() {
            return (None, None);
        }
        let until = |time: i64| self.sorted.partition_point(|&at| at <= time);
        let between = until(last) - self.sorted.partition_point(|&at| at < first);
        let part = between as f64 / self.sorted.len() as f64;
        let count = people.len() as f64;
        let chance = count * part.powf(count - 1.0);
        (last.checked_sub(first), Some(chance.min(1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_unlikely_things_together_are_less_likely_than_each() {
        assert_eq!(both(0.01, None), 0.01);
        assert!(both(0.01, Some(0.01)) < 0.01);
        assert!((both(1.0, Some(1.0)) - 1.0).abs() < 1e-12);
        assert!(both(0.0, Some(0.5)) >= 0.0);
    }
}
