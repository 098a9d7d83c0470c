//! How well clusters stand apart.

use crate::place::{Point, distance_squared};

/// The mean silhouette of weighted points, from -1 to 1 (Rousseeuw 1987).
///
/// Of a point: (b − a) / max(a, b), with a the mean distance to the rest of its own cluster and b
/// the smallest mean distance to another one; 0 for a point that is alone in its cluster.
/// A weight says how many people stand at a point.
pub(crate) fn silhouette(
    points: &[Point],
    weights: &[f64],
    cluster_of: &[usize],
    clusters: usize,
) -> f64 {
    let mut sum = 0.0;
    for (index, &point) in points.iter().enumerate() {
        let mut distance = vec![0.0; clusters];
        let mut people = vec![0.0; clusters];
        for ((&other, weight), &cluster) in points.iter().zip(weights).zip(cluster_of) {
            distance[cluster] += weight * distance_squared(point, other).sqrt();
            people[cluster] += weight;
        }
        // A person is no neighbour of themselves.
        people[cluster_of[index]] -= 1.0;
        sum += weights[index] * of_one(&distance, &people, cluster_of[index]);
    }
    sum / weights.iter().sum::<f64>().max(1.0)
}

fn of_one(distance: &[f64], people: &[f64], own: usize) -> f64 {
    if people[own] <= 0.0 {
        return 0.0;
    }
    let inside = distance[own] / people[own];
    let outside = (0..people.len())
        .filter(|&cluster| cluster != own && people[cluster] > 0.0)
        .map(|cluster| distance[cluster] / people[cluster])
        .fold(f64::INFINITY, f64::min);
    let larger = inside.max(outside);
    if larger > 0.0 && larger.is_finite() {
        (outside - inside) / larger
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_pairs_on_a_line_as_computed_by_hand() {
        let points = [[0.0, 0.0], [1.0, 0.0], [10.0, 0.0], [11.0, 0.0]];
        let value = silhouette(&points, &[1.0; 4], &[0, 0, 1, 1], 2);
        // a = 1 for all; b = 10.5 for the outer two and 9.5 for the inner two.
        let expected = f64::midpoint(9.5 / 10.5, 8.5 / 9.5);
        assert!(
            (value - expected).abs() < 1e-12,
            "{value} is not {expected}"
        );
    }

    #[test]
    fn a_weight_is_so_many_people_at_one_point() {
        let merged = silhouette(
            &[[0.0, 0.0], [1.0, 0.0], [9.0, 0.0]],
            &[2.0, 1.0, 3.0],
            &[0, 0, 1],
            2,
        );
        let apart = [
            [0.0, 0.0],
            [0.0, 0.0],
            [1.0, 0.0],
            [9.0, 0.0],
            [9.0, 0.0],
            [9.0, 0.0],
        ];
        let apart = silhouette(&apart, &[1.0; 6], &[0, 0, 0, 1, 1, 1], 2);
        assert!((merged - apart).abs() < 1e-12);
    }
}
