//! The two directions in which people differ most: principal components by power iteration.
//!
//! Method: repeated multiplication by XᵀX and scaling to length 1 converges to the eigenvector of
//! the largest eigenvalue (von Mises and Pollaczek-Geiringer 1929); the second follows in the
//! space orthogonal to the first. Polis does the same for 100 rounds from its previous answer
//! (Small et al. 2021, "Polis: Scaling deliberation by mapping high dimensional opinion spaces");
//! here it runs from a fixed start until nothing moves, so that equal votes give equal pictures.

use crate::{MissingVotes, ratings::Ratings};

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
    let total = variation(ratings);
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

/// The sum of the squares of X.
fn variation(ratings: &Ratings) -> f64 {
    let given = ratings.rows.iter().flatten();
    match ratings.missing {
        MissingVotes::Mean => given.map(|(_, value)| value * value).sum(),
        // Of a vote that was not given: centre². All of them, less those that were given.
        MissingVotes::Pass => {
            let centre = &ratings.centre;
            let all = centre.iter().map(|c| c * c).sum::<f64>() * ratings.rows.len() as f64;
            all + given
                .map(|&(column, value)| value * value - centre[column] * centre[column])
                .sum::<f64>()
        }
    }
}

/// X·v: where each person stands along a direction.
fn scores(ratings: &Ratings, direction: &[f64]) -> Vec<f64> {
    let rows = ratings.rows.iter();
    match ratings.missing {
        MissingVotes::Mean => rows
            .map(|row| row.iter().map(|&(at, value)| value * direction[at]).sum())
            .collect(),
        MissingVotes::Pass => {
            let centre = &ratings.centre;
            let nobody: f64 = centre.iter().zip(direction).map(|(c, d)| c * d).sum();
            rows.map(|row| {
                let given = row
                    .iter()
                    .map(|&(at, value)| (value + centre[at]) * direction[at]);
                given.sum::<f64>() - nobody
            })
            .collect()
        }
    }
}

/// Xᵀ·s.
fn multiply_back(ratings: &Ratings, scores: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; ratings.width];
    for (row, score) in ratings.rows.iter().zip(scores) {
        for &(column, value) in row {
            sums[column] += value * score;
        }
    }
    if ratings.missing == MissingVotes::Pass {
        let centre = &ratings.centre;
        // Σ over those who voted of (value + centre)·score is wanted, less centre·Σ over all.
        for (row, score) in ratings.rows.iter().zip(scores) {
            for &(column, _) in row {
                sums[column] += centre[column] * score;
            }
        }
        let all: f64 = scores.iter().sum();
        for (sum, centre) in sums.iter_mut().zip(centre) {
            *sum -= centre * all;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Choice, Id, Votes};

    /// Rows of agree (1), disagree (-1), pass (0).
    fn ratings(rows: &[[i8; 3]]) -> Ratings {
        let seen: Vec<_> = rows.iter().map(|row| row.map(Some)).collect();
        sparse(&seen, MissingVotes::Mean)
    }

    fn sparse(rows: &[[Option<i8>; 3]], missing: MissingVotes) -> Ratings {
        let mut votes = Votes::new();
        for (person, row) in rows.iter().enumerate() {
            for (statement, value) in row.iter().enumerate() {
                let Some(value) = value else { continue };
                let choice = [Choice::Disagree, Choice::Pass, Choice::Agree]
                    [usize::try_from(value + 1).expect("0, 1 or 2")];
                votes.record(
                    Id::from(person as u64),
                    Id::from(statement as u64),
                    choice,
                    0,
                );
            }
        }
        let people: Vec<usize> = (0..rows.len()).collect();
        Ratings::new(&votes, &people, &[0, 1, 2], missing)
    }

    fn assert_close(found: &[f64], expected: &[f64]) {
        let far = found
            .iter()
            .zip(expected)
            .any(|(a, b)| (a - b).abs() > 1e-7);
        assert!(!far, "{found:?} is not {expected:?}");
    }

    #[test]
    fn two_independent_questions_are_the_two_directions() {
        // The first two statements are one question, the other way round; the third another.
        let components = principal_components(&ratings(&[
            [1, -1, 1],
            [1, -1, -1],
            [-1, 1, 1],
            [-1, 1, -1],
        ]));
        let half = 0.5f64.sqrt();
        assert_close(&components.directions[0], &[half, -half, 0.0]);
        assert_close(&components.directions[1], &[0.0, 0.0, 1.0]);
        assert_close(&components.explained, &[2.0 / 3.0, 1.0 / 3.0]);
    }

    #[test]
    fn a_vote_not_given_can_be_read_as_a_pass() {
        let holes = [
            [Some(1), Some(-1), None],
            [Some(1), None, Some(1)],
            [None, Some(1), Some(-1)],
            [Some(-1), Some(1), Some(1)],
        ];
        let filled: Vec<_> = holes
            .iter()
            .map(|row| row.map(|vote| vote.unwrap_or(0)))
            .collect();
        let as_pass = principal_components(&sparse(&holes, MissingVotes::Pass));
        let passes = principal_components(&ratings(&filled));
        assert_close(&as_pass.directions[0], &passes.directions[0]);
        assert_close(&as_pass.directions[1], &passes.directions[1]);
        assert_close(&as_pass.explained, &passes.explained);
        let as_mean = principal_components(&sparse(&holes, MissingVotes::Mean));
        assert!((as_mean.explained[0] - passes.explained[0]).abs() > 1e-3);
    }

    #[test]
    fn the_largest_part_of_a_direction_is_positive() {
        let mut direction = [0.6, -0.8];
        face_forward(&mut direction);
        assert_eq!(direction, [-0.6, 0.8]);
        face_forward(&mut direction);
        assert_eq!(direction, [-0.6, 0.8]);
    }

    #[test]
    fn where_nobody_differs_there_is_no_direction() {
        let components = principal_components(&ratings(&[[1, 0, -1]; 4]));
        assert_eq!(components.directions, [vec![0.0; 3], vec![0.0; 3]]);
        assert_eq!(components.explained, [0.0, 0.0]);
    }
}
