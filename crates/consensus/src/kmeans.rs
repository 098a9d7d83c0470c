//! Lloyd's k-means on weighted points (Lloyd 1982), from given centres.

use crate::place::{Point, distance_squared};

/// Rounds after which the clusters are taken as they are.
const ROUNDS: usize = 100;

/// A division of points into clusters.
#[derive(Debug, Clone)]
pub(crate) struct Clusters {
    /// Centre of each cluster; no cluster is empty.
    pub(crate) centres: Vec<Point>,
    /// The cluster of each point.
    pub(crate) cluster_of: Vec<usize>,
    /// Sum over points of weight × squared distance to their centre.
    pub(crate) spread: f64,
}

/// Moves the centres until no point changes its cluster. Clusters that lose all their points are
/// dropped. A point equally far from two centres goes to the first.
pub(crate) fn kmeans(points: &[Point], weights: &[f64], start: &[Point]) -> Clusters {
    let mut centres = start.to_vec();
    let mut cluster_of = assign(points, &centres);
    for _ in 0..ROUNDS {
        centres = means(points, weights, &mut cluster_of, centres.len());
        let next = assign(points, &centres);
        if next == cluster_of {
            break;
        }
        cluster_of = next;
    }
    let centres = means(points, weights, &mut cluster_of, centres.len());
    let spread = spread(points, weights, &centres, &cluster_of);
    Clusters {
        centres,
        cluster_of,
        spread,
    }
}

/// The points given to the nearest of fixed centres.
pub(crate) fn assigned(points: &[Point], weights: &[f64], centres: Vec<Point>) -> Clusters {
    let cluster_of = assign(points, &centres);
    let spread = spread(points, weights, &centres, &cluster_of);
    Clusters {
        centres,
        cluster_of,
        spread,
    }
}

fn spread(points: &[Point], weights: &[f64], centres: &[Point], cluster_of: &[usize]) -> f64 {
    let placed = points.iter().zip(weights).zip(cluster_of);
    placed
        .map(|((&point, weight), &cluster)| weight * distance_squared(point, centres[cluster]))
        .sum()
}

fn assign(points: &[Point], centres: &[Point]) -> Vec<usize> {
    points
        .iter()
        .map(|&point| nearest(point, centres))
        .collect()
}

fn nearest(point: Point, centres: &[Point]) -> usize {
    let mut best = (0, f64::INFINITY);
    for (index, &centre) in centres.iter().enumerate() {
        let distance = distance_squared(point, centre);
        if distance < best.1 {
            best = (index, distance);
        }
    }
    best.0
}

/// The weighted mean of each cluster; renumbers `cluster_of` without the empty ones.
fn means(
    points: &[Point],
    weights: &[f64],
    cluster_of: &mut [usize],
    clusters: usize,
) -> Vec<Point> {
    let mut sums = vec![([0.0, 0.0], 0.0); clusters];
    for ((point, weight), &cluster) in points.iter().zip(weights).zip(&*cluster_of) {
        let (sum, total): &mut (Point, f64) = &mut sums[cluster];
        sum[0] += weight * point[0];
        sum[1] += weight * point[1];
        *total += weight;
    }
    let mut renumbered = vec![0; clusters];
    let mut centres = Vec::new();
    for (cluster, &(sum, total)) in sums.iter().enumerate() {
        renumbered[cluster] = centres.len();
        if total > 0.0 {
            centres.push([sum[0] / total, sum[1] / total]);
        }
    }
    cluster_of
        .iter_mut()
        .for_each(|cluster| *cluster = renumbered[*cluster]);
    centres
}

/// Points as far from each other as can be had one after the other: the first given, each next
/// the one farthest from those chosen (Gonzalez 1985). Fewer than `count` if fewer are distinct.
pub(crate) fn far_apart(points: &[Point], first: Point, count: usize) -> Vec<Point> {
    let mut chosen = vec![first];
    while chosen.len() < count {
        let mut best = (0.0, first);
        for &point in points {
            let distance = chosen
                .iter()
                .map(|&centre| distance_squared(point, centre))
                .fold(f64::INFINITY, f64::min);
            if distance > best.0 {
                best = (distance, point);
            }
        }
        if best.0 <= 0.0 {
            break;
        }
        chosen.push(best.1);
    }
    chosen
}

/// The first points that differ from each other.
pub(crate) fn first_distinct(points: &[Point], count: usize) -> Vec<Point> {
    let mut chosen: Vec<Point> = Vec::new();
    for &point in points {
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
        let start = [[0.0, 0.0], [20.0, 0.0], [500.0, 500.0]];
        let clusters = kmeans(&points, &[2.0, 1.0, 1.0], &start);
        assert_eq!(clusters.centres, [[1.0, 0.0], [20.0, 0.0]]);
        assert_eq!(clusters.cluster_of, [0, 0, 1]);
        assert_eq!(clusters.spread, 2.0 * 1.0 + 4.0);
    }

    #[test]
    fn starts_are_far_apart_and_never_more_than_there_are_places() {
        let points = [[0.0, 0.0], [1.0, 0.0], [9.0, 0.0], [0.0, 0.0]];
        assert_eq!(far_apart(&points, points[0], 2), [[0.0, 0.0], [9.0, 0.0]]);
        assert_eq!(far_apart(&points, points[0], 9).len(), 3);
        assert_eq!(first_distinct(&points, 9).len(), 3);
    }
}
