//! Lloyd's k-means on weighted points (Lloyd 1982), from given centres.

use crate::{
    place::{Point, distance_squared},
    share_work::{halves, on_two},
};

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
/// the first. Points whose nearest centre cannot have changed are not looked at again (Hamerly,
/// *Making k-means even faster*, SDM 2010); the result is the same as if they were.
pub(crate) fn kmeans(
    points: &[Point],
    weights: &[f64],
    start: &[Point],
    rounds: usize,
) -> Clusters {
    let mut centres = start.to_vec();
    let mut cluster_of = vec![0; points.len()];
    let mut bounds = vec![UNKNOWN; points.len()];
    for _ in 0..rounds {
        assign(points, &centres, &mut cluster_of, &mut bounds);
        let next = means(points, weights, &mut cluster_of, &centres);
        let moved = next.moved.iter().copied().fold(0.0, f64::max);
        if next.centres.len() < centres.len() {
            bounds.fill(UNKNOWN);
        } else {
            for (bound, &cluster) in bounds.iter_mut().zip(&cluster_of) {
                bound.own += next.moved[cluster];
                bound.other -= moved;
            }
        }
        centres = next.centres;
        if moved < SETTLED {
            break;
        }
    }
    Clusters {
        centres,
        cluster_of,
    }
}

/// What is known of a point without looking.
#[derive(Clone, Copy)]
struct Bounds {
    /// Its own centre is at most so far.
    own: f64,
    /// Every other centre is at least so far.
    other: f64,
}

const UNKNOWN: Bounds = Bounds {
    own: f64::INFINITY,
    other: 0.0,
};

/// The nearest centre of each point.
fn assign(points: &[Point], centres: &[Point], cluster_of: &mut [usize], bounds: &mut [Bounds]) {
    let (first, second) = halves(points);
    let (first_of, second_of) = cluster_of.split_at_mut(first.len());
    let (first_bounds, second_bounds) = bounds.split_at_mut(first.len());
    on_two(
        points.len(),
        || assign_part(first, centres, first_of, first_bounds),
        || assign_part(second, centres, second_of, second_bounds),
    );
}

fn assign_part(
    points: &[Point],
    centres: &[Point],
    cluster_of: &mut [usize],
    bounds: &mut [Bounds],
) {
    let of_points = points.iter().zip(cluster_of).zip(bounds);
    for ((&point, cluster), bound) in of_points {
        if bound.own < bound.other {
            continue;
        }
        if bound.own.is_finite() {
            bound.own = distance_squared(point, centres[*cluster]).sqrt();
            if bound.own < bound.other {
                continue;
            }
        }
        (*cluster, *bound) = two_nearest(point, centres);
    }
}

fn two_nearest(point: Point, centres: &[Point]) -> (usize, Bounds) {
    let (mut best, mut own, mut other) = (0, f64::INFINITY, f64::INFINITY);
    for (index, &centre) in centres.iter().enumerate() {
        let distance = distance_squared(point, centre);
        if distance < own {
            (best, other, own) = (index, own, distance);
        } else if distance < other {
            other = distance;
        }
    }
    let bounds = Bounds {
        own: own.sqrt(),
        other: other.sqrt(),
    };
    (best, bounds)
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

/// Centres after a round.
struct Means {
    centres: Vec<Point>,
    /// How far each of them moved.
    moved: Vec<f64>,
}

/// The weighted mean of each cluster; renumbers `cluster_of` without the empty ones.
fn means(points: &[Point], weights: &[f64], cluster_of: &mut [usize], before: &[Point]) -> Means {
    let mut sums = vec![([0.0, 0.0], 0.0); before.len()];
    for ((point, weight), &cluster) in points.iter().zip(weights).zip(&*cluster_of) {
        let (sum, total): &mut (Point, f64) = &mut sums[cluster];
        sum[0] += weight * point[0];
        sum[1] += weight * point[1];
        *total += weight;
    }
    let mut renumbered = vec![0; before.len()];
    let (mut centres, mut moved) = (Vec::new(), Vec::new());
    for (cluster, &(sum, total)) in sums.iter().enumerate() {
        renumbered[cluster] = centres.len();
        if total > 0.0 {
            let centre = [sum[0] / total, sum[1] / total];
            moved.push(distance_squared(centre, before[cluster]).sqrt());
            centres.push(centre);
        }
    }
    if centres.len() < before.len() {
        cluster_of
            .iter_mut()
            .for_each(|cluster| *cluster = renumbered[*cluster]);
    }
    Means { centres, moved }
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
    fn points_that_are_not_looked_at_again_are_where_they_belong() {
        let mut chance = crate::chance::Chance::new(5);
        let points: Vec<Point> = (0..800)
            .map(|_| [chance.unit() * 9.0, chance.unit() + chance.unit()])
            .collect();
        let weights = vec![1.0; points.len()];
        for rounds in [1, 2, 3, 8, 40] {
            let found = kmeans(&points, &weights, &points[..30], rounds);
            let mut centres = points[..30].to_vec();
            let mut plain = vec![0; points.len()];
            for _ in 0..rounds {
                for (cluster, &point) in plain.iter_mut().zip(&points) {
                    *cluster = nearest(point, &centres);
                }
                let next = means(&points, &weights, &mut plain, &centres);
                centres = next.centres;
                if next.moved.iter().all(|&moved| moved < SETTLED) {
                    break;
                }
            }
            assert_eq!(found.cluster_of, plain, "{rounds} rounds");
        }
    }

    #[test]
    fn a_start_never_has_more_points_than_there_are_places() {
        let points = [[0.0, 0.0], [1.0, 0.0], [9.0, 0.0], [0.0, 0.0]];
        assert_eq!(first_distinct(points, 9).len(), 3);
        assert_eq!(first_distinct(points, 2), [[0.0, 0.0], [1.0, 0.0]]);
    }
}
