//! How well clusters stand apart.

use crate::place::{Point, distance_squared};

/// Distances between points.
pub(crate) struct Distances {
    rows: Vec<Vec<f64>>,
}

impl Distances {
    pub(crate) fn new(points: &[Point]) -> Self {
        let row = |&a: &Point| {
            let to = |&b: &Point| distance_squared(a, b).sqrt();
            points.iter().map(to).collect()
        };
        Self {
            rows: points.iter().map(row).collect(),
        }
    }

    /// The mean silhouette of the people, from -1 to 1 (Rousseeuw 1987).
    ///
    /// Of a person: (b − a) / max(a, b), with a the mean distance to the rest of the own cluster
    /// and b the smallest mean distance to another one; 0 for one who is alone in theirs. A weight
    /// says how many people stand at a point.
    pub(crate) fn silhouette(&self, weights: &[f64], cluster_of: &[usize], clusters: usize) -> f64 {
        let mut sum = 0.0;
        let mut distance = vec![0.0; clusters];
        let mut people = vec![0.0; clusters];
        for (&cluster, weight) in cluster_of.iter().zip(weights) {
            people[cluster] += weight;
        }
        for ((row, weight), &own) in self.rows.iter().zip(weights).zip(cluster_of) {
            distance.fill(0.0);
            for ((to, weight), &cluster) in row.iter().zip(weights).zip(cluster_of) {
                distance[cluster] += weight * to;
            }
            sum += weight * of_one(&distance, &people, own);
        }
        sum / weights.iter().sum::<f64>().max(1.0)
    }
}

fn of_one(distance: &[f64], people: &[f64], own: usize) -> f64 {
    // A person is no neighbour of themselves.
    let others = people[own] - 1.0;
    if others <= 0.0 {
        return 0.0;
    }
    let inside = distance[own] / others;
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
        let value = Distances::new(&points).silhouette(&[1.0; 4], &[0, 0, 1, 1], 2);
        // a = 1 for all; b = 10.5 for the outer two and 9.5 for the inner two.
        let expected = f64::midpoint(9.5 / 10.5, 8.5 / 9.5);
        assert!(
            (value - expected).abs() < 1e-12,
            "{value} is not {expected}"
        );
    }

    #[test]
    fn a_weight_is_so_many_people_at_one_point() {
        let (a, b, c) = ([0.0, 0.0], [1.0, 0.0], [9.0, 0.0]);
        let merged = Distances::new(&[a, b, c]).silhouette(&[2.0, 1.0, 3.0], &[0, 0, 1], 2);
        let apart = Distances::new(&[a, a, b, c, c, c]);
        let apart = apart.silhouette(&[1.0; 6], &[0, 0, 0, 1, 1, 1], 2);
        assert!((merged - apart).abs() < 1e-12);
    }
}
