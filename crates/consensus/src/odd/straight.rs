//! People who gave the same answer to everything.

use serde::Serialize;

use super::{ONE_IN, Shares};
use crate::{Choice, Id, Votes};

/// Fewer votes may well be all the same.
const FEWEST_VOTES: usize = 10;

/// Somebody who answered everything alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StraightLine {
    /// Who.
    pub participant: Id,
    /// The one answer.
    pub choice: Choice,
    /// To how many statements.
    pub votes: usize,
    /// How many people of this conversation would be expected to do so by chance, if each answer
    /// came as often as it does among all: people × product of (count + 1) / (seen + 2).
    pub expected: f64,
}

/// Those whose straight line would be expected in less than one of a thousand conversations.
///
/// Where nearly everybody agrees with everything, doing so is not odd.
pub(super) fn seek(votes: &Votes, shares: &Shares) -> Vec<StraightLine> {
    let people = votes.participants().len();
    let mut found: Vec<StraightLine> = (0..people)
        .filter_map(|person| {
            let given: Vec<(usize, Choice)> = votes.of(person).collect();
            let &(_, choice) = given.first()?;
            let alike = given.len() >= FEWEST_VOTES && given.iter().all(|vote| vote.1 == choice);
            if !alike {
                return None;
            }
            let log_chance: f64 = given
                .iter()
                .map(|&(statement, choice)| shares.log_chance_of_all(statement, choice))
                .sum();
            let expected = people as f64 * log_chance.exp();
            (expected < 1.0 / ONE_IN).then(|| StraightLine {
                participant: votes.participants()[person].clone(),
                choice,
                votes: given.len(),
                expected,
            })
        })
        .collect();
    found.sort_by(|a, b| a.participant.cmp(&b.participant));
    found
}
