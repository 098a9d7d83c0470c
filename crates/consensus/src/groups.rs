//! Opinion groups: who is grouped, and how many groups there are.

use serde::Serialize;

use crate::{
    base::BaseClusters,
    place::Point,
    starts::{Found, search},
};

/// Votes after which a person is grouped, as in Polis; fewer if there are fewer statements.
const ENOUGH_VOTES: usize = 7;
/// If fewer people than this have enough votes, those with the most votes fill up (as in Polis).
pub(crate) const FEWEST_PEOPLE: usize = 15;
/// Most groups (as in Polis).
const MOST_GROUPS: usize = 5;
/// A further group is tried for so many base clusters (as in Polis).
const CLUSTERS_PER_FURTHER_GROUP: usize = 12;
/// Groups of fewer people are flagged, and not shown in what is published.
pub(crate) const SMALL_GROUP: usize = 5;

/// How well a number of groups fits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Trial {
    /// Number of groups.
    pub groups: usize,
    /// Mean silhouette, -1 to 1; above about 0.5 the groups stand clearly apart.
    pub silhouette: f64,
    /// People in the smallest of the groups.
    pub smallest: usize,
    /// The part of the starts that chose this number, 0 to 1.
    pub preferred: f64,
    /// How far divisions from other starts agree with this one (adjusted Rand index): with those
    /// into any number of groups for the one chosen, into the same number for the others.
    pub agreement: f64,
}

/// A person to be grouped.
pub(crate) struct Voter {
    pub(crate) place: Point,
    /// Votes that count towards being grouped.
    pub(crate) votes: usize,
    /// When they first voted, by any clock; of two at the same time the earlier in the list.
    pub(crate) arrival: i64,
}

/// The groups found.
pub(crate) struct Groups {
    /// Of each person given, the group, 0 being the largest; none for those with too few votes.
    pub(crate) group_of: Vec<Option<usize>>,
    /// Centre of each group on the map.
    pub(crate) centres: Vec<Point>,
    /// Votes needed to be grouped.
    pub(crate) enough_votes: usize,
    /// What was tried, by number of groups.
    pub(crate) trials: Vec<Trial>,
    /// Silhouette of the division chosen; none if there is only one group.
    pub(crate) silhouette: Option<f64>,
}

/// Groups people who voted on so many statements; `number` says which number of groups to follow
/// when one is the best.
pub(crate) fn find_groups(
    voters: &[Voter],
    statements: usize,
    number: impl FnOnce(usize) -> usize,
) -> Groups {
    let enough_votes = ENOUGH_VOTES.min(statements).max(1);
    let votes: Vec<usize> = voters.iter().map(|voter| voter.votes).collect();
    let mut grouped = eligible(&votes, enough_votes);
    grouped.sort_by_key(|&person| (voters[person].arrival, person));
    let points: Vec<Point> = grouped.iter().map(|&person| voters[person].place).collect();
    let division = Division::best(&points, number);
    let mut group_of = vec![None; voters.len()];
    for (&person, &group) in grouped.iter().zip(&division.group_of) {
        group_of[person] = Some(group);
    }
    Groups {
        group_of,
        centres: division.centres,
        enough_votes,
        trials: division.trials,
        silhouette: division.silhouette,
    }
}

/// Those with enough votes; where they are very few, filled up with those who voted most.
fn eligible(votes: &[usize], enough: usize) -> Vec<usize> {
    let mut people: Vec<usize> = (0..votes.len())
        .filter(|&person| votes[person] > 0)
        .collect();
    people.sort_by_key(|&person| std::cmp::Reverse(votes[person]));
    let with_enough = people
        .iter()
        .filter(|&&person| votes[person] >= enough)
        .count();
    people.truncate(with_enough.max(FEWEST_PEOPLE));
    people.sort_unstable();
    people
}

/// People divided into groups that are numbered by size.
struct Division {
    group_of: Vec<usize>,
    centres: Vec<Point>,
    trials: Vec<Trial>,
    silhouette: Option<f64>,
}

impl Division {
    fn best(points: &[Point], number: impl FnOnce(usize) -> usize) -> Self {
        if points.is_empty() {
            let (group_of, centres, trials) = (Vec::new(), Vec::new(), Vec::new());
            return Self {
                group_of,
                centres,
                trials,
                silhouette: None,
            };
        }
        let base = BaseClusters::new(points);
        let most = MOST_GROUPS
            .min(2 + base.centres.len() / CLUSTERS_PER_FURTHER_GROUP)
            .min(base.centres.len());
        let search = search(&base, most);
        let chosen = search.chosen.map(|index| {
            let wanted = number(search.by_number[index].groups);
            let same = search.by_number.iter().find(|found| found.groups == wanted);
            same.unwrap_or(&search.by_number[index])
        });
        let one_group = vec![0; base.people.len()];
        let group_of_base = chosen.map_or(&one_group, |found| &found.group_of);
        let group_of: Vec<usize> = base
            .cluster_of
            .iter()
            .map(|&cluster| group_of_base[cluster])
            .collect();
        let (group_of, centres) = by_size(points, &group_of);
        Self {
            group_of,
            centres,
            silhouette: chosen.map(|found| found.silhouette),
            trials: search
                .by_number
                .iter()
                .map(|found| trial(found, &base))
                .collect(),
        }
    }
}

fn trial(found: &Found, base: &BaseClusters) -> Trial {
    let mut people = vec![0.0; found.groups];
    for (&group, count) in found.group_of.iter().zip(&base.people) {
        people[group] += count;
    }
    Trial {
        groups: found.groups,
        silhouette: found.silhouette,
        smallest: people.into_iter().fold(f64::INFINITY, f64::min) as usize,
        preferred: found.preferred,
        agreement: found.agreement,
    }
}

/// Numbers the groups by size, the largest 0, of two equal ones that of the earlier person first;
/// and their centres, the mean places of their people.
fn by_size(points: &[Point], group_of: &[usize]) -> (Vec<usize>, Vec<Point>) {
    let groups = group_of.iter().max().map_or(0, |largest| largest + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups];
    for (person, &group) in group_of.iter().enumerate() {
        members[group].push(person);
    }
    members.retain(|people| !people.is_empty());
    members.sort_by_key(|people| (std::cmp::Reverse(people.len()), people[0]));
    let mut number_of = vec![0; group_of.len()];
    for (number, people) in members.iter().enumerate() {
        people.iter().for_each(|&person| number_of[person] = number);
    }
    let centre = |people: &Vec<usize>| {
        let sum = |axis: usize| {
            people
                .iter()
                .map(|&person| points[person][axis])
                .sum::<f64>()
        };
        [sum(0) / people.len() as f64, sum(1) / people.len() as f64]
    };
    (number_of, members.iter().map(centre).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A crowd of `count` people close to a place, no two at the same one.
    fn crowd(centre: Point, count: usize) -> impl Iterator<Item = Point> {
        (0..count).map(move |n| {
            [
                centre[0] + 0.01 * n as f64,
                centre[1] - 0.013 * (n % 3) as f64,
            ]
        })
    }

    fn groups_of(points: &[Point]) -> Groups {
        let voter = |(arrival, &place): (usize, &Point)| Voter {
            place,
            votes: 9,
            arrival: arrival as i64,
        };
        let voters: Vec<Voter> = points.iter().enumerate().map(voter).collect();
        find_groups(&voters, 9, |best| best)
    }

    #[test]
    fn three_crowds_are_three_groups_numbered_by_size() {
        let points: Vec<Point> = crowd([0.0, 0.0], 8)
            .chain(crowd([9.0, 0.0], 12))
            .chain(crowd([0.0, 9.0], 10))
            .collect();
        let groups = groups_of(&points);
        let expected = [vec![Some(2); 8], vec![Some(0); 12], vec![Some(1); 10]].concat();
        assert_eq!(groups.group_of, expected);
        assert!(groups.silhouette.expect("several groups") > 0.9);
    }

    #[test]
    fn two_who_stand_far_off_do_not_become_one_of_two_groups() {
        let points: Vec<Point> = crowd([0.0, 0.0], 20)
            .chain(crowd([4.0, 0.0], 20))
            .chain(crowd([60.0, 60.0], 2))
            .collect();
        let groups = groups_of(&points);
        assert_ne!(
            groups.group_of[0], groups.group_of[20],
            "the two crowds are told apart"
        );
        assert_eq!(
            groups.group_of[40], groups.group_of[20],
            "the two join the nearer crowd"
        );
    }

    #[test]
    fn people_at_one_place_are_one_group() {
        let groups = groups_of(&[[1.0, 1.0]; 30]);
        assert_eq!(groups.group_of, vec![Some(0); 30]);
        assert_eq!(groups.silhouette, None);
    }

    #[test]
    fn those_with_few_votes_are_grouped_only_where_people_are_few() {
        let mut votes = vec![9; 20];
        votes[3] = 6;
        assert_eq!(eligible(&votes, 7).len(), 19);
        assert_eq!(
            eligible(&[9, 1, 0, 3], 7),
            [0, 1, 3],
            "nobody without a vote"
        );
        let many_with_one = [vec![9; 2], vec![1; 40]].concat();
        assert_eq!(eligible(&many_with_one, 7), (0..15).collect::<Vec<_>>());
    }
}
