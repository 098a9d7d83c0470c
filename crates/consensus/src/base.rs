//! The fine division of people, and its best divisions into a few groups.

use crate::{
    groups::{SMALL_GROUP, Trial},
    kmeans::{Clusters, assigned, far_apart, first_distinct, kmeans},
    place::Point,
    silhouette::silhouette,
};

/// Most clusters of the fine division (as in Polis).
const BASE_CLUSTERS: usize = 100;
/// By how much in silhouette another start must win over that of Polis.
const WORTH_ANOTHER_START: f64 = 0.1;

/// At most a hundred clusters of people who stand close to each other, or one cluster per place if
/// there are no more places than that.
pub(crate) struct BaseClusters {
    pub(crate) centres: Vec<Point>,
    /// People in each cluster.
    pub(crate) people: Vec<f64>,
    /// The cluster of each person.
    pub(crate) cluster_of: Vec<usize>,
}

/// Base clusters divided into groups.
pub(crate) struct Candidate {
    pub(crate) clusters: Clusters,
    /// People per base cluster, 0 where they joined a group only because their own was small.
    settled: Vec<f64>,
    /// People in the smallest group.
    smallest: f64,
}

impl BaseClusters {
    /// As on the Polis server the start is the first hundred places that differ.
    pub(crate) fn new(points: &[Point]) -> Self {
        let each = vec![1.0; points.len()];
        let clusters = kmeans(points, &each, &first_distinct(points, BASE_CLUSTERS));
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

    /// A division into at most `k` groups: that from the first `k` clusters, the start that Polis
    /// takes, unless the tightest from many starts is clearly better.
    ///
    /// Where opinions shade into each other many divisions are about as good, and that of Polis is
    /// kept so that results can be compared. Where there are plain groups its start can miss them.
    pub(crate) fn divide(&self, k: usize) -> Candidate {
        let run = |start: &[Point]| self.candidate(kmeans(&self.centres, &self.people, start));
        let of_polis = run(&first_distinct(&self.centres, k));
        let starts = self
            .centres
            .iter()
            .map(|&first| far_apart(&self.centres, first, k));
        let tightest = starts.map(|start| run(&start)).reduce(Candidate::tighter);
        match tightest {
            Some(tightest) if tightest.is_clearly_better_than(&of_polis, self) => tightest,
            _ => of_polis,
        }
    }

    /// Lets the people of small groups join the nearest large one, if two large ones remain. A few
    /// who stand far off would otherwise be one group and all others the other.
    fn candidate(&self, clusters: Clusters) -> Candidate {
        let people = self.people_of(&clusters);
        let is_large = |cluster: usize| people[cluster] >= SMALL_GROUP as f64;
        let large: Vec<Point> = (0..people.len())
            .filter(|&cluster| is_large(cluster))
            .map(|cluster| clusters.centres[cluster])
            .collect();
        if large.len() < 2 || large.len() == people.len() {
            return self.settled(clusters, self.people.clone());
        }
        let stays = |&cluster: &usize| f64::from(u8::from(is_large(cluster)));
        let settled = clusters.cluster_of.iter().map(stays).zip(&self.people);
        let settled = settled.map(|(stays, people)| stays * people).collect();
        self.settled(assigned(&self.centres, &self.people, large), settled)
    }

    fn settled(&self, clusters: Clusters, settled: Vec<f64>) -> Candidate {
        let smallest = self
            .people_of(&clusters)
            .into_iter()
            .fold(f64::INFINITY, f64::min);
        Candidate {
            clusters,
            settled,
            smallest,
        }
    }

    fn people_of(&self, clusters: &Clusters) -> Vec<f64> {
        let mut people = vec![0.0; clusters.centres.len()];
        for (&cluster, count) in clusters.cluster_of.iter().zip(&self.people) {
            people[cluster] += count;
        }
        people
    }
}

impl Candidate {
    fn is_sturdy(&self) -> bool {
        self.smallest >= SMALL_GROUP as f64
    }

    /// Without small groups rather than with, then the one of less spread.
    fn tighter(self, other: Self) -> Self {
        // A difference of rounding must not decide.
        let tighter = other.clusters.spread < self.clusters.spread * (1.0 - 1e-9);
        let preferred = match (self.is_sturdy(), other.is_sturdy()) {
            (false, true) => true,
            (true, false) => false,
            _ => tighter,
        };
        if preferred { other } else { self }
    }

    fn is_clearly_better_than(&self, other: &Self, base: &BaseClusters) -> bool {
        let clearer =
            || self.trial(base).silhouette > other.trial(base).silhouette + WORTH_ANOTHER_START;
        match (self.is_sturdy(), other.is_sturdy()) {
            (true, false) => true,
            (false, true) => false,
            _ => clearer(),
        }
    }

    /// How well it fits; people who joined a group that is not near do not count in that.
    pub(crate) fn trial(&self, base: &BaseClusters) -> Trial {
        let Clusters {
            centres,
            cluster_of,
            ..
        } = &self.clusters;
        Trial {
            groups: centres.len(),
            silhouette: silhouette(&base.centres, &self.settled, cluster_of, centres.len()),
            smallest: self.smallest as usize,
        }
    }
}
