//! The fine division of people: at most a hundred clusters of those who stand close together.

use crate::{
    kmeans::{first_distinct, kmeans},
    place::Point,
};

/// Most clusters of the fine division (as in Polis).
const BASE_CLUSTERS: usize = 100;
/// Rounds of the fine division (as in Polis).
const ROUNDS: usize = 100;

/// At most a hundred clusters, or one per place if there are no more places than that.
pub(crate) struct BaseClusters {
    pub(crate) centres: Vec<Point>,
    /// People in each cluster.
    pub(crate) people: Vec<f64>,
    /// The cluster of each person.
    pub(crate) cluster_of: Vec<usize>,
}

impl BaseClusters {
    /// As on the Polis server the start is the first hundred places that differ: `points` are in
    /// the order in which the people came.
    pub(crate) fn new(points: &[Point]) -> Self {
        let each = vec![1.0; points.len()];
        let start = first_distinct(points.iter().copied(), BASE_CLUSTERS);
        let clusters = kmeans(points, &each, &start, ROUNDS);
        let mut people = vec![0.0; clusters.centres.len()];
        clusters
            .cluster_of
            .iter()
            .for_each(|&cluster| people[cluster] += 1.0);
        Self {
            centres: clusters.centres,
            people,
            cluster_of: clusters.cluster_of,
        }
    }
}
