//! Ballots that are the same but for a few votes.
//!
//! Comparing everybody with everybody is too much for a hundred thousand people. Statements are dealt
//! into four hands; ballots that differ in few votes are likely to be the same in one of them (the
//! banding of Leskovec, Rajaraman, Ullman, *Mining of Massive Datasets*, ch. 3), and only those who are
//! the same in one hand are compared.

use std::collections::{BTreeMap, BTreeSet};

use super::together::{Arrivals, FEWEST_PEOPLE, FEWEST_VOTES, Together, at_least, both};
use super::{ONE_IN, Shares};
use crate::{Choice, Id, Votes};

/// Hands that statements are dealt into.
const HANDS: usize = 4;
/// Fewer votes in a hand may well be the same.
const FEWEST_IN_HAND: usize = 4;
/// One vote of so many may differ.
const ONE_OF: usize = 8;

type Ballot = Vec<(usize, Choice)>;

/// Sets that would be expected in less than one of a thousand conversations.
pub(super) fn seek(votes: &Votes, shares: &Shares) -> Vec<Together> {
    let ballots: BTreeMap<usize, Ballot> = (0..votes.participants().len())
        .map(|person| (person, votes.of(person).collect()))
        .filter(|(_, ballot): &(usize, Ballot)| ballot.len() >= FEWEST_VOTES)
        .collect();
    let arrivals = Arrivals::new(votes);
    let mut found: BTreeMap<Vec<usize>, Together> = BTreeMap::new();
    for people in same_in_a_hand(&ballots) {
        let reference = people[0];
        let near: Vec<(usize, usize)> = people
            .iter()
            .filter_map(|&one| Some((one, differing(&ballots[&reference], &ballots[&one])?)))
            .collect();
        if near.len() < FEWEST_PEOPLE {
            continue;
        }
        let people: Vec<usize> = near.iter().map(|it| it.0).collect();
        let most = near.iter().map(|it| it.1).max().unwrap_or_default();
        let ballot = &ballots[&reference];
        let chance = chance_of_near(shares, shares.group_of[reference], ballot, most);
        let others = (ballots.len() - 1) as f64;
        let (span, at_once) = arrivals.of(&people);
        let of_set = at_least(people.len() - 1, others * chance);
        let expected = ballots.len() as f64 * both(of_set, at_once);
        if expected < 1.0 / ONE_IN {
            let mut participants: Vec<Id> = people
                .iter()
                .map(|&person| votes.participants()[person].clone())
                .collect();
            participants.sort();
            let set = Together {
                participants,
                votes: ballot.len(),
                differing: most,
                span,
                expected,
            };
            found.insert(people, set);
        }
    }
    largest(found)
}

/// Sets without those that are within another.
fn largest(found: BTreeMap<Vec<usize>, Together>) -> Vec<Together> {
    let mut sets: Vec<(BTreeSet<usize>, Together)> = found
        .into_iter()
        .map(|(people, set)| (people.into_iter().collect(), set))
        .collect();
    sets.sort_by_key(|(people, _)| std::cmp::Reverse(people.len()));
    let mut kept: Vec<(BTreeSet<usize>, Together)> = Vec::new();
    for (people, set) in sets {
        if !kept.iter().any(|(larger, _)| people.is_subset(larger)) {
            kept.push((people, set));
        }
    }
    kept.into_iter().map(|it| it.1).collect()
}

/// Those whose votes are the same in one hand, each list once.
fn same_in_a_hand(ballots: &BTreeMap<usize, Ballot>) -> BTreeSet<Vec<usize>> {
    let mut same: BTreeMap<(usize, Ballot), Vec<usize>> = BTreeMap::new();
    for (&person, ballot) in ballots {
        for hand in 0..HANDS {
            let held: Ballot = ballot
                .iter()
                .filter(|vote| vote.0 % HANDS == hand)
                .copied()
                .collect();
            if held.len() >= FEWEST_IN_HAND {
                same.entry((hand, held)).or_default().push(person);
            }
        }
    }
    let several = same.into_values();
    several
        .filter(|people| people.len() >= FEWEST_PEOPLE)
        .collect()
}

/// By how many votes a ballot differs from another, a vote that only one has counting as one; none
/// if by too many.
fn differing(reference: &Ballot, other: &Ballot) -> Option<usize> {
    let of: BTreeMap<usize, Choice> = reference.iter().copied().collect();
    let same = other
        .iter()
        .filter(|vote| of.get(&vote.0) == Some(&vote.1))
        .count();
    let most = reference.len().max(other.len());
    let differing = most - same;
    (differing * ONE_OF <= reference.len()).then_some(differing)
}

/// The chance that a person of the group votes so but for `differing` votes: at most the number of
/// ways to choose them times the product of the chances of the others, the least likely ones being
/// those that differ.
fn chance_of_near(shares: &Shares, group: usize, ballot: &Ballot, differing: usize) -> f64 {
    let mut chances: Vec<f64> = ballot
        .iter()
        .map(|&(statement, choice)| shares.log_chance(group, statement, choice))
        .collect();
    chances.sort_by(f64::total_cmp);
    let ways: f64 = (0..differing)
        .map(|one| ((ballot.len() - one) as f64 / (one + 1) as f64).ln())
        .sum();
    (ways + chances[differing..].iter().sum::<f64>())
        .exp()
        .min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differing_votes_are_counted() {
        let ballot =
            |choices: &[Choice]| -> Ballot { choices.iter().copied().enumerate().collect() };
        let (a, d) = (Choice::Agree, Choice::Disagree);
        let reference = ballot(&[a; 16]);
        assert_eq!(differing(&reference, &reference), Some(0));
        let mut other = vec![a; 16];
        other[3] = d;
        assert_eq!(differing(&reference, &ballot(&other)), Some(1));
        assert_eq!(
            differing(&reference, &ballot(&other[..15])),
            Some(2),
            "one is missing"
        );
        assert_eq!(differing(&reference, &ballot(&[d; 16])), None);
    }
}
