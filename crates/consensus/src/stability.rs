//! Whether the groups would be found again.
//!
//! Two questions, each with its own resampling:
//! - Other people: directions and groups are sought in people drawn with replacement (bootstrap;
//!   Efron 1979; for clusters Hennig, *Cluster-wise assessment of cluster stability*, CSDA 52, 2007)
//!   and everybody is placed and grouped by them.
//! - Other statements: the statements are split into two halves, and groups sought in each half by
//!   itself. Where people have no opinions that hang together, the halves know nothing of each
//!   other, and what one half finds the other does not.
//!
//! Agreement is the adjusted Rand index: 1 the same people together, 0 as by chance.

use serde::Serialize;

use crate::{
    Analysis, MissingVotes, Votes,
    chance::Chance,
    components::rough_components,
    groups::{Voter, find_groups},
    place::project,
    rand_index::adjusted_rand_index,
    ratings::Ratings,
};

/// How often people and statements are drawn again.
const DRAWS: u64 = 20;
/// Of more people than this so many are drawn, so that the time does not grow without end.
const MOST_PEOPLE: usize = 1_000;
/// Half of the statements must find the groups of the other half at least so well, on average;
/// votes without any structure are at 0.
const SOMETHING: f64 = 0.1;
/// From here on groups are said to be stable: the two resamplings agree well with the groups.
const WELL: f64 = 0.6;

/// How stable the groups of an analysis are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stability {
    /// What it comes to.
    pub verdict: Verdict,
    /// Agreement of the groups with those found from people drawn again.
    pub people: Option<Spread>,
    /// Agreement of the groups found in one half of the statements with those in the other.
    pub statements: Option<Spread>,
}

/// Agreement over several draws.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// The mean.
    pub mean: f64,
    /// The lowest but one in twenty: about nine in ten draws lie between this and `high`.
    pub low: f64,
    /// The highest but one in twenty.
    pub high: f64,
}

/// What can be said of the groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Found again in other people and in other statements.
    Stable,
    /// Found again in part: people at the edges could as well be in another group.
    Tendency,
    /// Not found again: there are no stable groups, and none should be named.
    NoStableGroups,
}

/// Resamples the people and the statements of a conversation. Deterministic: the draws come from
/// fixed seeds. Takes about forty times as long as [`crate::analyse`] does for 1,000 people.
#[must_use]
pub fn stability(votes: &Votes, analysis: &Analysis) -> Stability {
    let sample = Sample::new(votes, analysis);
    let people = Spread::of((0..DRAWS).filter_map(|draw| sample.other_people(draw)));
    let statements = Spread::of((0..DRAWS).filter_map(|draw| sample.two_halves(draw)));
    Stability {
        verdict: verdict(analysis.summary.groups.len(), people, statements),
        people,
        statements,
    }
}

fn verdict(groups: usize, people: Option<Spread>, statements: Option<Spread>) -> Verdict {
    let (Some(people), Some(statements)) = (people, statements) else {
        return Verdict::NoStableGroups;
    };
    if groups < 2 || statements.mean < SOMETHING || statements.low <= 0.0 {
        return Verdict::NoStableGroups;
    }
    if statements.mean >= WELL && people.mean >= WELL {
        return Verdict::Stable;
    }
    Verdict::Tendency
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let count = values.len();
        let outer = count / 20;
        Some(Self {
            mean: values.iter().sum::<f64>() / count as f64,
            low: *values.get(outer)?,
            high: *values.get(count.checked_sub(1 + outer)?)?,
        })
    }
}

/// The people who are drawn from, and their groups.
struct Sample<'a> {
    votes: &'a Votes,
    missing: MissingVotes,
    people: Vec<usize>,
    group_of: Vec<usize>,
    statements: Vec<usize>,
}

impl<'a> Sample<'a> {
    fn new(votes: &'a Votes, analysis: &Analysis) -> Self {
        let index_of = votes.index_of_participants();
        let mut grouped: Vec<(usize, usize)> = analysis
            .participants
            .iter()
            .filter_map(|it| Some((*index_of.get(&it.participant)?, it.group?)))
            .collect();
        let mut chance = Chance::new(0x5eed);
        while grouped.len() > MOST_PEOPLE {
            // Each drawn out is replaced by the last, which keeps this linear.
            grouped.swap_remove(chance.below(grouped.len()));
        }
        grouped.sort_by_key(|&(person, _)| (votes.arrival(person), person));
        let (people, group_of) = grouped.into_iter().unzip();
        Self {
            votes,
            missing: analysis.summary.missing_votes,
            people,
            group_of,
            statements: (0..votes.statements().len()).collect(),
        }
    }

    fn other_people(&self, draw: u64) -> Option<f64> {
        let mut chance = Chance::new(draw.wrapping_add(0x0b00_757a));
        let drawn: Vec<usize> = (0..self.people.len())
            .map(|_| self.people[chance.below(self.people.len())])
            .collect();
        let fitted = Ratings::new(self.votes, &drawn, &self.statements, self.missing);
        let components = rough_components(&fitted);
        let everybody = Ratings::new(self.votes, &self.people, &self.statements, self.missing);
        let found = self.groups(&everybody, project(&everybody, &components));
        self.agreement(&self.group_of, &found)
    }

    fn two_halves(&self, draw: u64) -> Option<f64> {
        let mut chance = Chance::new(draw.wrapping_add(0x4a1f));
        let mut shuffled = self.statements.clone();
        for last in (1..shuffled.len()).rev() {
            shuffled.swap(last, chance.below(last + 1));
        }
        let (first, second) = shuffled.split_at(shuffled.len() / 2);
        let [first, second] = [first, second].map(|half| {
            let ratings = Ratings::new(self.votes, &self.people, half, self.missing);
            let components = rough_components(&ratings);
            let places = project(&ratings, &components);
            self.groups(&ratings, places)
        });
        self.agreement(&first, &second)
    }

    fn groups(&self, ratings: &Ratings, places: Vec<[f64; 2]>) -> Vec<usize> {
        let voters: Vec<Voter> = places
            .into_iter()
            .enumerate()
            .map(|(order, place)| Voter {
                place,
                // All of them are to be grouped; who is, was decided with all statements.
                votes: usize::MAX,
                arrival: order as i64,
            })
            .collect();
        let groups = find_groups(&voters, ratings.voted_statements, |best| best);
        groups
            .group_of
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect()
    }

    /// None where there is nobody to compare.
    fn agreement(&self, first: &[usize], second: &[usize]) -> Option<f64> {
        if self.people.len() < 2 {
            return None;
        }
        let one_group = |groups: &[usize]| groups.iter().all(|&group| group == groups[0]);
        if one_group(first) || one_group(second) {
            // Everybody together says nothing of groups.
            return Some(0.0);
        }
        Some(adjusted_rand_index(
            first,
            second,
            &vec![1.0; self.people.len()],
        ))
    }
}
