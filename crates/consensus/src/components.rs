//! The two directions in which people differ most: principal components.
//!
//! Method: orthogonal iteration with a few more vectors than are wanted and a Rayleigh-Ritz step in
//! each round (Rutishauser, *Simultaneous iteration method for symmetric matrices*, Numer. Math.
//! 16, 1970). Polis iterates one vector at a time for 100 rounds from its previous answer (Small et
//! al. 2021, "Polis: Scaling deliberation by mapping high dimensional opinion spaces"); what both
//! converge to is the same, and with several vectors two directions of nearly equal weight settle
//! as fast as others. It runs from a fixed start, so that equal votes give equal pictures.

use crate::{
    MissingVotes,
    ratings::Ratings,
    share_work::{halves, on_two},
};

/// How many directions the map has.
pub(crate) const DIRECTIONS: usize = 2;
/// Vectors that are iterated.
pub(crate) const BLOCK: usize = 6;
/// Rounds after which directions are taken as they are.
const ROUNDS: usize = 200;
/// A direction has settled when XᵀX turns it by less than this part of the largest weight.
const SETTLED: f64 = 1e-7;
/// The same where a rough direction will do.
const ROUGHLY_SETTLED: f64 = 1e-3;
/// A weight below this part of all variation is rounding error.
const NOTHING: f64 = 1e-12;

/// Parts of a direction that differ by less are taken as equal.
const TIE: f64 = 1e-9;

/// A part of each vector of the block for each statement, side by side.
pub(crate) type Block = Vec<[f64; BLOCK]>;

/// Directions in the space of statements, each of length 1, or all 0 where nothing varies.
pub(crate) struct Components {
    pub(crate) directions: [Vec<f64>; DIRECTIONS],
    /// The part of all variation that lies along each direction, 0 to 1.
    pub(crate) explained: [f64; DIRECTIONS],
    /// All vectors that were iterated, from which a later search can go on.
    pub(crate) block: Block,
}

/// Finds the directions of the largest variation.
#[cfg(test)]
pub(crate) fn principal_components(ratings: &Ratings) -> Components {
    principal_components_from(ratings, None)
}

/// The same, beginning from vectors that are near.
pub(crate) fn principal_components_from(ratings: &Ratings, near: Option<Block>) -> Components {
    iterate(ratings, near, SETTLED)
}

/// The same, only as near as a resampling needs.
pub(crate) fn rough_components(ratings: &Ratings) -> Components {
    iterate(ratings, None, ROUGHLY_SETTLED)
}

fn iterate(ratings: &Ratings, near: Option<Block>, enough: f64) -> Components {
    let total = variation(ratings);
    let mut block = near.unwrap_or_else(|| start(ratings.width));
    let mut weights = [0.0; BLOCK];
    if total > 0.0 {
        orthonormalise(&mut block);
        for _ in 0..ROUNDS {
            let mut image = multiply(ratings, &block);
            weights = rotate(&mut block, &mut image);
            if settled(&block, &image, &weights, enough) {
                break;
            }
            block = image;
            orthonormalise(&mut block);
        }
    }
    let direction = |number: usize| {
        if weights[number] <= NOTHING * total {
            return vec![0.0; ratings.width];
        }
        let mut direction: Vec<f64> = block.iter().map(|row| row[number]).collect();
        face_forward(&mut direction);
        direction
    };
    let explained = [0, 1].map(|number: usize| match weights[number] > NOTHING * total {
        true => weights[number] / total,
        false => 0.0,
    });
    Components {
        directions: [direction(0), direction(1)],
        explained,
        block,
    }
}

/// Whether the wanted directions are turned no more.
fn settled(block: &Block, image: &Block, weights: &[f64; BLOCK], enough: f64) -> bool {
    let rest = |number: usize| -> f64 {
        let turned = block.iter().zip(image);
        turned
            .map(|(at, to)| (to[number] - weights[number] * at[number]).powi(2))
            .sum::<f64>()
            .sqrt()
    };
    (0..DIRECTIONS).all(|number| rest(number) <= enough * weights[0].max(f64::MIN_POSITIVE))
}

/// A start with no symmetry that votes could have.
fn start(width: usize) -> Block {
    (0..width).map(start_of).collect()
}

/// Where the vectors start for the statement at this place: fractional parts of multiples of the
/// golden ratio.
pub(crate) fn start_of(statement: usize) -> [f64; BLOCK] {
    let golden = f64::midpoint(1.0, 5f64.sqrt());
    std::array::from_fn(|number| {
        let step = golden * (number * number + number + 1) as f64;
        ((statement + 1) as f64 * step).fract() - if number == 0 { 0.0 } else { 0.5 }
    })
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

/// XᵀX times each vector, in one walk over the votes.
fn multiply(ratings: &Ratings, block: &Block) -> Block {
    // Where votes not given are passes, X is the votes as they were less the centre everywhere.
    let shift: Option<&[f64]> =
        (ratings.missing == MissingVotes::Pass).then_some(ratings.centre.as_slice());
    let mut nobody = [0.0; BLOCK];
    if let Some(shift) = shift {
        for (centre, row) in shift.iter().zip(block) {
            add(&mut nobody, &row.map(|part| centre * part));
        }
    }
    let part = |rows: &[Vec<(usize, f64)>]| Part::of(rows, block, shift, &nobody);
    let (first, second) = halves(&ratings.rows);
    let (mut sum, other) = on_two(ratings.given(), || part(first), || part(second));
    sum.add(&other);
    if let Some(shift) = shift {
        for (centre, row) in shift.iter().zip(&mut sum.image) {
            add(row, &sum.scores.map(|score| -centre * score));
        }
    }
    sum.image
}

/// What some people add to the product.
struct Part {
    image: Block,
    /// Sum of where they stand along each vector.
    scores: [f64; BLOCK],
}

impl Part {
    fn of(
        rows: &[Vec<(usize, f64)>],
        block: &Block,
        shift: Option<&[f64]>,
        nobody: &[f64; BLOCK],
    ) -> Self {
        let mut image = vec![[0.0; BLOCK]; block.len()];
        let mut scores = [0.0; BLOCK];
        let whole = |(at, value): (usize, f64)| value + shift.map_or(0.0, |shift| shift[at]);
        for row in rows {
            let mut score = nobody.map(|value| -value);
            for &(at, value) in row {
                let value = whole((at, value));
                add(&mut score, &block[at].map(|part| value * part));
            }
            for &(at, value) in row {
                let value = whole((at, value));
                add(&mut image[at], &score.map(|part| value * part));
            }
            add(&mut scores, &score);
        }
        Self { image, scores }
    }

    fn add(&mut self, other: &Self) {
        for (row, more) in self.image.iter_mut().zip(&other.image) {
            add(row, more);
        }
        add(&mut self.scores, &other.scores);
    }
}

fn add(sum: &mut [f64; BLOCK], more: &[f64; BLOCK]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// Makes the vectors orthogonal to each other and of length 1 (Gram-Schmidt, twice, which is
/// enough); what is left of nothing is 0.
fn orthonormalise(block: &mut Block) {
    for number in 0..BLOCK {
        let before = length(block, number);
        for _ in 0..2 {
            for earlier in 0..number {
                let along: f64 = block.iter().map(|row| row[number] * row[earlier]).sum();
                block
                    .iter_mut()
                    .for_each(|row| row[number] -= along * row[earlier]);
            }
        }
        let left = length(block, number);
        let scale = if left > NOTHING * before && left > 0.0 {
            1.0 / left
        } else {
            0.0
        };
        block.iter_mut().for_each(|row| row[number] *= scale);
    }
}

fn length(block: &Block, number: usize) -> f64 {
    let squares = block.iter().map(|row| row[number] * row[number]);
    squares.sum::<f64>().sqrt()
}

/// Turns the vectors within their space so that XᵀX keeps each apart, the one of the largest
/// weight first; gives the weights.
fn rotate(block: &mut Block, image: &mut Block) -> [f64; BLOCK] {
    let mut small = [[0.0; BLOCK]; BLOCK];
    for (at, to) in block.iter().zip(&*image) {
        for row in 0..BLOCK {
            for column in 0..BLOCK {
                small[row][column] += at[row] * to[column];
            }
        }
    }
    let (weights, vectors) = crate::jacobi::symmetric(small);
    for rows in [block, image] {
        for row in rows.iter_mut() {
            let old = *row;
            *row = std::array::from_fn(|number| {
                (0..BLOCK)
                    .map(|part| old[part] * vectors[part][number])
                    .sum()
            });
        }
    }
    weights
}

/// A direction and its opposite are the same component; the one whose largest part is positive is
/// shown, so that a map never flips between two runs.
fn face_forward(direction: &mut [f64]) {
    let largest = direction.iter().copied().fold(0.0, |best: f64, value| {
        if value.abs() > best.abs() + TIE {
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
