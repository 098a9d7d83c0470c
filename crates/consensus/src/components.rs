//! The two directions in which people differ most: principal components by power iteration.
//!
//! Method: repeated multiplication by XᵀX and scaling to length 1 converges to the eigenvector of
//! the largest eigenvalue (von Mises and Pollaczek-Geiringer 1929); the second follows in the
//! space orthogonal to the first. Polis does the same for 100 rounds from its previous answer
//! (Small et al. 2021, "Polis: Scaling deliberation by mapping high dimensional opinion spaces");
//! here it runs from a fixed start until nothing moves, so that equal votes give equal pictures.

use crate::ratings::Ratings;

/// How many directions the map has.
pub(crate) const DIRECTIONS: usize = 2;
/// Rounds after which a direction is taken as it is; ties of two eigenvalues never settle.
const ROUNDS: usize = 1000;
/// A round that turns the direction by less than about 1e-8 radians ends the search.
const SETTLED: f64 = 1e-16;
/// Below this a length is rounding error of values that are at most 2.
const NOTHING: f64 = 1e-9;

/// Directions in the space of statements, each of length 1, or all 0 where nothing varies.
pub(crate) struct Components {
    pub(crate) directions: [Vec<f64>; DIRECTIONS],
    /// The part of all variation that lies along each direction, 0 to 1.
    pub(crate) explained: [f64; DIRECTIONS],
}

/// Finds the directions of the largest variation.
pub(crate) fn principal_components(ratings: &Ratings) -> Components {
    let first = direction(ratings, None);
    let second = direction(ratings, Some(&first));
    let total: f64 = ratings
        .rows
        .iter()
        .flatten()
        .map(|(_, value)| value * value)
        .sum();
    let share = |direction: &[f64]| match total > 0.0 {
        true => {
            scores(ratings, direction)
                .iter()
                .map(|score| score * score)
                .sum::<f64>()
                / total
        }
        false => 0.0,
    };
    let explained = [share(&first), share(&second)];
    Components {
        directions: [first, second],
        explained,
    }
}

fn direction(ratings: &Ratings, earlier: Option<&[f64]>) -> Vec<f64> {
    let mut current = start(ratings.width);
    for _ in 0..ROUNDS {
        let mut next = multiply_back(ratings, &scores(ratings, &current));
        if let Some(earlier) = earlier {
            remove(&mut next, earlier);
        }
        if !scale_to_one(&mut next) {
            return vec![0.0; ratings.width];
        }
        let turned: f64 = next
            .iter()
            .zip(&current)
            .map(|(a, b)| (a - b).powi(2))
            .sum();
        current = next;
        if turned < SETTLED {
            break;
        }
    }
    face_forward(&mut current);
    current
}

/// A start with no symmetry that votes could have: fractional parts of multiples of the golden
/// ratio, between 0.5 and 1.5.
fn start(width: usize) -> Vec<f64> {
    let golden = f64::midpoint(1.0, 5f64.sqrt());
    let mut start: Vec<f64> = (1..=width)
        .map(|column| 0.5 + (column as f64 * golden).fract())
        .collect();
    scale_to_one(&mut start);
    start
}

/// X·v: where each person stands along a direction.
fn scores(ratings: &Ratings, direction: &[f64]) -> Vec<f64> {
    let along = |row: &Vec<(usize, f64)>| {
        row.iter()
            .map(|&(column, value)| value * direction[column])
            .sum()
    };
    ratings.rows.iter().map(along).collect()
}

/// Xᵀ·s.
fn multiply_back(ratings: &Ratings, scores: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; ratings.width];
    for (row, score) in ratings.rows.iter().zip(scores) {
        for &(column, value) in row {
            sums[column] += value * score;
        }
    }
    sums
}

fn remove(vector: &mut [f64], direction: &[f64]) {
    let along: f64 = vector.iter().zip(direction).map(|(a, b)| a * b).sum();
    for (value, part) in vector.iter_mut().zip(direction) {
        *value -= along * part;
    }
}

/// Scales to length 1; false if there is nothing to scale.
fn scale_to_one(vector: &mut [f64]) -> bool {
    let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
    if length < NOTHING {
        return false;
    }
    vector.iter_mut().for_each(|value| *value /= length);
    true
}

/// A direction and its opposite are the same component; the one whose largest part is positive is
/// shown, so that a map never flips between two runs.
fn face_forward(direction: &mut [f64]) {
    let largest = direction.iter().copied().fold(0.0, |best: f64, value| {
        if value.abs() > best.abs() + NOTHING {
            value
        } else {
            best
        }
    });
    if largest < 0.0 {
        direction.iter_mut().for_each(|value| *value = -*value);
    }
}
