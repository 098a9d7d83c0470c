//! A conversation that goes on: votes come in, and the result is there.

use crate::{
    Analysis, Choice, Id, MissingVotes, Standing, Votes,
    analyse::{Before, analyse_after},
};

/// So many updates running a new number of groups must win before it is shown (as in Polis).
const PATIENCE: usize = 4;

/// Votes that keep coming, and what is remembered from one result to the next.
///
/// The directions of the last result are where the search for the new ones begins, so that an
/// update takes a few rounds. The number of groups changes only after a new one was the best four
/// updates running: people who look twice should not see groups come and go with single votes.
/// Everything else is computed from the votes alone, and the same votes and updates in the same
/// order give the same results.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    votes: Votes,
    before: Option<Before>,
    number: Smoother,
}

impl Conversation {
    /// Nobody has said anything yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a vote; see [`Votes::record`].
    pub fn vote(&mut self, participant: Id, statement: Id, choice: Choice, at: i64) {
        self.votes.record(participant, statement, choice, at);
    }

    /// Takes in what the moderators made of a statement.
    pub fn moderate(&mut self, statement: Id, standing: Standing) {
        self.votes.set_standing(statement, standing);
    }

    /// All votes so far.
    #[must_use]
    pub const fn votes(&self) -> &Votes {
        &self.votes
    }

    /// The result with all votes so far.
    pub fn update(&mut self) -> Analysis {
        let missing = MissingVotes::at_the_time_of(&self.votes);
        let smoother = &mut self.number;
        let (analysis, after) = analyse_after(&self.votes, missing, self.before.as_ref(), |best| {
            smoother.next(best)
        });
        self.before = Some(after);
        analysis
    }
}

/// Lets a new number of groups win several times before it is followed.
#[derive(Debug, Clone, Default)]
struct Smoother {
    shown: Option<usize>,
    last: Option<usize>,
    times: usize,
}

impl Smoother {
    /// The number to show when this one is the best.
    fn next(&mut self, best: usize) -> usize {
        self.times = if self.last == Some(best) {
            self.times + 1
        } else {
            1
        };
        self.last = Some(best);
        if self.times >= PATIENCE || self.shown.is_none() {
            self.shown = Some(best);
        }
        self.shown.unwrap_or(best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_number_of_groups_must_win_four_times_running() {
        let mut smoother = Smoother::default();
        let shown: Vec<usize> = [2, 3, 3, 2, 3, 3, 3, 3, 2]
            .map(|best| smoother.next(best))
            .into();
        assert_eq!(shown, [2, 2, 2, 2, 2, 2, 2, 3, 3]);
    }
}
