//! Lloyd's k-means on weighted points (Lloyd 1982), from given centres.

use crate::place::{Point, distance_squared};

/// Rounds are over when no centre moves this far (as in Polis).
const SETTLED: f64 = 0.01;

/// A division of points into clusters.
#[derive(Debug, Clone)]
pub(crate) struct Clusters {
    /// Centre of each cluster; no cluster is empty.
    pub(crate) centres: Vec<Point>,
    /// The cluster of each point.
    pub(crate) cluster_of: Vec<usize>,
}

/// Moves the centres for at most so many rounds, or until they hardly move.
///
/// Clusters that lose all their points are dropped. A point equally far from two centres goes to
/// the first.
pub(crate) fn kmeans(
    points: &[Point],
    weights: &[f64],
    start: &[Point],
    rounds: usize,
) -> Clusters {
    let mut centres = start.to_vec();
    let mut cluster_of = vec![0; points.len()];
    for _ in 0..rounds {
        assign(points, &centres, &mut cluster_of);
        let (next, moved) = means(points, weights, &mut cluster_of, &centres);
        centres = next;
        if moved < SETTLED {
            break;
        }
    }
    Clusters {
        centres,
        cluster_of,
    }
}

/// The nearest centre of each point.
fn assign(points: &[Point], centres: &[Point], cluster_of: &mut [usize]) {
    for (cluster, &point) in cluster_of.iter_mut().zip(points) {
        *cluster = nearest(point, centres);
    }
}

/// The nearest of some centres, the first of equally near ones.
pub(crate) fn nearest(point: Point, centres: &[Point]) -> usize {
    let mut best = (0, f64::INFINITY);
    for (index, &centre) in centres.iter().enumerate() {
        let distance = distance_squared(point, centre);
        if distance < best.1 {
            best = (index, distance);
        }
    }
    best.0
}

/// The weighted mean of each cluster, and how far the farthest moved; renumbers `cluster_of`
/// without the empty ones.
fn means(
    points: &[Point],
    weights: &[f64],
    cluster_of: &mut [usize],
    before: &[Point],
) -> (Vec<Point>, f64) {
    let mut sums = vec![([0.0, 0.0], 0.0); before.len()];
    for ((point, weight), &cluster) in points.iter().zip(weights).zip(&*cluster_of) {
        let (sum, total): &mut (Point, f64) = &mut sums[cluster];
        sum[0] += weight * point[0];
        sum[1] += weight * point[1];
        *total += weight;
    }
    let mut renumbered = vec![0; before.len()];
    let mut centres = Vec::new();
    let mut moved: f64 = 0.0;
    for (cluster, &(sum, total)) in sums.iter().enumerate() {
        renumbered[cluster] = centres.len();
        if total > 0.0 {
            let centre = [sum[0] / total, sum[1] / total];
            moved = moved.max(distance_squared(centre, before[cluster]).sqrt());
            centres.push(centre);
        }
    }
    if centres.len() < before.len() {
        cluster_of
            .iter_mut()
            .for_each(|cluster| *cluster = renumbered[*cluster]);
    }
    (centres, moved)
}

/// The first points that differ from each other.
pub(crate) fn first_distinct(points: impl IntoIterator<Item = Point>, count: usize) -> Vec<Point> {
    let mut chosen: Vec<Point> = Vec::new();
    for point in points {
        if chosen.len() == count {
            break;
        }
        if !chosen.contains(&point) {
            chosen.push(point);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_pull_the_centre_and_empty_clusters_disappear() {
        let points = [[0.0, 0.0], [3.0, 0.0], [20.0, 0.0]];
        let start = [[0.0, 0.0], [500.0, 500.0], [20.0, 0.0]];
        let clusters = kmeans(&points, &[2.0, 1.0, 1.0], &start, 20);
        assert_eq!(clusters.centres, [[1.0, 0.0], [20.0, 0.0]]);
        assert_eq!(clusters.cluster_of, [0, 0, 1]);
    }

    #[test]
    fn a_start_never_has_more_points_than_there_are_places() {
        let points = [[0.0, 0.0], [1.0, 0.0], [9.0, 0.0], [0.0, 0.0]];
        assert_eq!(first_distinct(points, 9).len(), 3);
        assert_eq!(first_distinct(points, 2), [[0.0, 0.0], [1.0, 0.0]]);
    }
}
