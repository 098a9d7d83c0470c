//! The division into groups on which many starts agree.
//!
//! K-means finds a division near its start, and where opinions shade into each other there are
//! many. The Polis server starts from its earliest clusters and goes on from answer to answer for
//! as long as it runs; that history is in no export. So the groups are sought from many starts
//! that a server may have had, each start chooses its number of groups as the server does, by the
//! silhouette, and the division is taken with which all of them together agree most (the medoid
//! under the adjusted Rand index).

use std::collections::BTreeMap;

use crate::{
    base::BaseClusters,
    chance::Chance,
    kmeans::{Clusters, first_distinct, kmeans, nearest},
    place::Point,
    rand_index::adjusted_rand_index,
    silhouette::Distances,
};

/// A division into more groups must beat one into fewer by so much in silhouette. Polis, which
/// computes again with every vote, instead lets a new number of groups win four times running.
const CLEARLY_BETTER: f64 = 0.01;
/// How many starts are tried.
const STARTS: usize = 40;
/// By how much of the whole order a cluster may come earlier or later than it did.
const SHUFFLE: f64 = 0.1;
/// Rounds of the division into groups (as in Polis).
const ROUNDS: usize = 20;
/// A group of fewer people joins the nearest other one, if two others remain.
const ALONE: f64 = 3.0;

/// A division of base clusters into groups.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// The group of each base cluster.
    pub(crate) group_of: Vec<usize>,
    /// How many groups there are.
    pub(crate) groups: usize,
    /// Mean silhouette of the people.
    pub(crate) silhouette: f64,
    /// Whether a group is one or two people.
    someone_alone: bool,
    /// The part of the starts that chose so many groups, 0 to 1.
    pub(crate) preferred: f64,
    /// How far the starts agree with it: mean adjusted Rand index, about 0 to 1.
    pub(crate) agreement: f64,
}

/// What the starts found.
pub(crate) struct Search {
    /// For each number of groups the division that stands for it, fewest groups first.
    pub(crate) by_number: Vec<Found>,
    /// Which of them to follow; none if there is nothing to divide.
    pub(crate) chosen: Option<usize>,
}

/// Seeks up to `most` groups.
pub(crate) fn search(base: &BaseClusters, most: usize) -> Search {
    let distances = Distances::new(&base.centres);
    let runs: Vec<Vec<Found>> = orders(base.centres.len())
        .map(|order| {
            let from = |k| from_start(base, &distances, &order, k);
            (2..=most).map(from).collect()
        })
        .collect();
    let chosen_by_runs: Vec<&Found> = runs.iter().filter_map(|run| best(run)).collect();
    let Some(winner) = medoid(&chosen_by_runs, &chosen_by_runs, &base.people) else {
        return Search {
            by_number: Vec::new(),
            chosen: None,
        };
    };
    let mut by_number: BTreeMap<usize, Found> = BTreeMap::new();
    for k in 2..=most {
        let of_k: Vec<&Found> = runs
            .iter()
            .flatten()
            .filter(|found| found.groups == k)
            .collect();
        let standing = if winner.groups == k {
            Some(winner.clone())
        } else {
            medoid(&of_k, &of_k, &base.people)
        };
        if let Some(mut standing) = standing {
            let preferring = chosen_by_runs.iter().filter(|found| found.groups == k);
            standing.preferred = preferring.count() as f64 / chosen_by_runs.len() as f64;
            by_number.insert(k, standing);
        }
    }
    let chosen = by_number.keys().position(|&k| k == winner.groups);
    Search {
        by_number: by_number.into_values().collect(),
        chosen,
    }
}

/// The order in which the clusters came, and others near it.
fn orders(clusters: usize) -> impl Iterator<Item = Vec<usize>> {
    (0..STARTS).map(move |start| {
        let mut chance = Chance::new(start as u64);
        let mut places: Vec<(f64, usize)> = (0..clusters)
            .map(|cluster| {
                let later = if start == 0 { 0.0 } else { chance.unit() };
                (cluster as f64 + later * SHUFFLE * clusters as f64, cluster)
            })
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places.into_iter().map(|(_, cluster)| cluster).collect()
    })
}

/// The division into `k` groups that starts from the first `k` clusters of an order.
fn from_start(base: &BaseClusters, distances: &Distances, order: &[usize], k: usize) -> Found {
    let start = first_distinct(order.iter().map(|&cluster| base.centres[cluster]), k);
    let clusters = kmeans(&base.centres, &base.people, &start, ROUNDS);
    let Joined {
        group_of,
        settled,
        someone_alone,
    } = Joined::new(base, clusters);
    let (group_of, groups) = in_order_of_first(&group_of);
    Found {
        silhouette: distances.silhouette(&settled, &group_of, groups),
        group_of,
        groups,
        someone_alone,
        preferred: 0.0,
        agreement: 0.0,
    }
}

/// Clusters in which one or two who stood far off have joined the nearest group of more, if two
/// such groups remain.
struct Joined {
    group_of: Vec<usize>,
    /// People per base cluster, 0 where they joined a group that may not be near.
    settled: Vec<f64>,
    /// Whether one or two are still a group.
    someone_alone: bool,
}

impl Joined {
    fn new(base: &BaseClusters, clusters: Clusters) -> Self {
        let mut people = vec![0.0; clusters.centres.len()];
        for (&group, count) in clusters.cluster_of.iter().zip(&base.people) {
            people[group] += count;
        }
        let large: Vec<usize> = (0..people.len())
            .filter(|&group| people[group] >= ALONE)
            .collect();
        if large.len() < 2 || large.len() == people.len() {
            return Self {
                group_of: clusters.cluster_of,
                settled: base.people.clone(),
                someone_alone: large.len() < people.len(),
            };
        }
        let places: Vec<Point> = large.iter().map(|&group| clusters.centres[group]).collect();
        let stays = |group: usize| people[group] >= ALONE;
        let settled = clusters.cluster_of.iter().zip(&base.people);
        let settled = settled.map(|(&group, &count)| if stays(group) { count } else { 0.0 });
        let joins = |(at, &group): (usize, &usize)| match stays(group) {
            true => group,
            false => large[nearest(base.centres[at], &places)],
        };
        Self {
            settled: settled.collect(),
            group_of: clusters.cluster_of.iter().enumerate().map(joins).collect(),
            someone_alone: false,
        }
    }
}

/// Numbers groups by their first member, so that equal divisions are equal lists.
fn in_order_of_first(group_of: &[usize]) -> (Vec<usize>, usize) {
    let mut number_of = BTreeMap::new();
    let numbered = group_of
        .iter()
        .map(|group| {
            let next = number_of.len();
            *number_of.entry(*group).or_insert(next)
        })
        .collect();
    (numbered, number_of.len())
}

/// What one start chooses: of the divisions in which nobody is alone (of all, if there is none)
/// the one with the best silhouette, more groups only if clearly better.
fn best(run: &[Found]) -> Option<&Found> {
    let several = run.iter().filter(|found| found.groups > 1);
    several.reduce(|best, next| {
        let better = match (best.someone_alone, next.someone_alone) {
            (true, false) => true,
            (false, true) => false,
            _ => next.silhouette > best.silhouette + CLEARLY_BETTER,
        };
        if better { next } else { best }
    })
}

/// Of some divisions the one with the largest mean agreement with `others`, of equal ones the
/// first.
fn medoid(divisions: &[&Found], others: &[&Found], people: &[f64]) -> Option<Found> {
    let counted = counted(others);
    let all: f64 = counted.values().sum();
    let mut best: Option<Found> = None;
    for division in self::counted(divisions).keys() {
        let agreement = counted
            .iter()
            .map(|(other, count)| count * adjusted_rand_index(division, other, people))
            .sum::<f64>()
            / all;
        if best
            .as_ref()
            .is_none_or(|best| agreement > best.agreement + 1e-12)
        {
            let found = divisions
                .iter()
                .find(|found| found.group_of == **division)?;
            best = Some(Found {
                agreement,
                ..(*found).clone()
            });
        }
    }
    best
}

/// Equal divisions once, with how often they occur.
fn counted<'a>(divisions: &[&'a Found]) -> BTreeMap<&'a [usize], f64> {
    let mut counted = BTreeMap::new();
    for division in divisions {
        *counted.entry(division.group_of.as_slice()).or_insert(0.0) += 1.0;
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_near_that_of_arrival_and_the_first_is_it() {
        let orders: Vec<_> = orders(100).collect();
        assert_eq!(orders.len(), STARTS);
        assert_eq!(orders[0], (0..100).collect::<Vec<_>>());
        let far = |order: &Vec<usize>| {
            let moved = order.iter().enumerate().map(|(at, &was)| at.abs_diff(was));
            moved.max()
        };
        assert!(orders.iter().all(|order| far(order) <= Some(10)));
        assert!(orders[1] != orders[2]);
    }

    #[test]
    fn the_division_most_agree_with_stands_for_all() {
        let found = |group_of: &[usize]| Found {
            group_of: group_of.to_vec(),
            groups: 2,
            silhouette: 0.5,
            someone_alone: false,
            preferred: 0.0,
            agreement: 0.0,
        };
        let (often, near, far) = (
            found(&[0, 0, 0, 1, 1, 1]),
            found(&[0, 0, 1, 1, 1, 1]),
            found(&[0, 1, 0, 1, 0, 1]),
        );
        let all = [&often, &far, &often, &near];
        let medoid = medoid(&all, &all, &[1.0; 6]).expect("one");
        assert_eq!(medoid.group_of, often.group_of);
        assert!(medoid.agreement > 0.5 && medoid.agreement < 1.0);
    }

    #[test]
    fn groups_have_the_number_of_their_first_member() {
        assert_eq!(
            in_order_of_first(&[4, 4, 1, 7, 1]),
            (vec![0, 0, 1, 2, 1], 3)
        );
    }
}
