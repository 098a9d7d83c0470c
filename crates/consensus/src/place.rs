//! Where a person stands on the map.

use crate::{components::Components, ratings::Ratings};

/// A point on the map.
pub(crate) type Point = [f64; 2];

/// Projects everyone: p = √(N / n) · Σ (vote − mean) · direction.
///
/// N is the number of statements, n how many of them the person voted on. Without the root those
/// who saw few statements would crowd in the middle, because each missing vote counts as the mean
/// (the sparsity-aware projection of Small et al. 2021). A silent statement counts in N, and in n
/// for everyone, as one that was taken out does on the Polis server.
pub(crate) fn project(ratings: &Ratings, components: &Components) -> Vec<Point> {
    ratings
        .rows
        .iter()
        .map(|row| project_one(row, ratings, components))
        .collect()
}

fn project_one(row: &[(usize, f64)], ratings: &Ratings, components: &Components) -> Point {
    let voted = (row.len() + ratings.silent_statements).max(1);
    let stretch = (ratings.voted_statements as f64 / voted as f64).sqrt();
    // Not `sum`, which of nothing is -0.
    let along = |direction: &[f64]| {
        stretch
            * row
                .iter()
                .fold(0.0, |sum, &(column, value)| sum + value * direction[column])
    };
    let [x, y] = &components.directions;
    [along(x), along(y)]
}

/// The square of the distance between two points.
pub(crate) fn distance_squared(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MissingVotes;

    #[test]
    fn who_saw_few_statements_is_moved_out_by_the_root_of_what_is_missing() {
        let ratings = Ratings {
            rows: vec![vec![(0, 1.0)], vec![(0, 1.0), (1, 0.5), (2, 0.5)], vec![]],
            voted_statements: 8,
            silent_statements: 1,
            taken_out: 0,
            width: 8,
            votes: vec![2, 4, 1],
            centre: vec![0.0; 8],
            missing: MissingVotes::Mean,
        };
        let x = vec![1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let y = vec![0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let components = Components {
            directions: [x, y],
            explained: [0.0, 0.0],
            block: Vec::new(),
        };
        // One vote and the silent statement of eight: √(8 / 2); three and the silent: √(8 / 4).
        let expected = [[2.0, 0.0], [2f64.sqrt(), 0.5 * 2f64.sqrt()], [0.0, 0.0]];
        assert_eq!(project(&ratings, &components), expected);
    }
}
