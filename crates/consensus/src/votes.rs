//! The votes of one conversation: who said what of which statement.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use crate::Id;

/// One answer to one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The person agrees.
    Agree,
    /// The person disagrees.
    Disagree,
    /// The person saw it and neither agrees nor disagrees.
    Pass,
}

impl Choice {
    /// Agree is 1, disagree -1, pass 0, as in the files Polis exports (its engine has the opposite
    /// sign inside).
    #[must_use]
    pub const fn value(self) -> f64 {
        match self {
            Self::Agree => 1.0,
            Self::Disagree => -1.0,
            Self::Pass => 0.0,
        }
    }
}

/// What the moderators made of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Takes part in everything.
    #[default]
    Active,
    /// Taken out: its votes are shown but shape no group and represent nobody.
    ModeratedOut,
    /// About the people rather than the matter ("I live here"): treated as taken out.
    Meta,
}

/// One statement that people vote on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its name.
    pub id: Id,
    /// Its words, where a file of comments gave them.
    pub text: Option<String>,
    /// Whether it counts.
    pub standing: Standing,
}

/// A vote and when it was given.
#[derive(Debug, Clone, Copy)]
struct Cast {
    at: i64,
    choice: Choice,
}

/// All votes of a conversation, each person's last word per statement.
///
/// People and statements keep the order in which they came; [`crate::analyse`] sorts them by
/// [`Id`], so the order of rows in a file does not change the result.
#[derive(Debug, Clone, Default)]
pub struct Votes {
    participants: Vec<Id>,
    participant_of: HashMap<Id, usize>,
    statements: Vec<Statement>,
    statement_of: HashMap<Id, usize>,
    cast: Vec<BTreeMap<usize, Cast>>,
    /// When each person first voted.
    arrived: Vec<i64>,
    latest: Option<i64>,
}

impl Votes {
    /// No people, no statements.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Records a vote given at `at` (any clock that only grows, such as milliseconds).
    ///
    /// A later vote on the same statement replaces an earlier one; of two at the same time the
    /// one recorded last counts.
    pub fn record(&mut self, participant: Id, statement: Id, choice: Choice, at: i64) {
        let person = self.add_participant(participant);
        let statement = self.add_statement(statement);
        self.arrived[person] = self.arrived[person].min(at);
        self.latest = self.latest.max(Some(at));
        let cast = self.cast[person]
            .entry(statement)
            .or_insert(Cast { at, choice });
        if at >= cast.at {
            *cast = Cast { at, choice };
        }
    }

    /// Makes a person known who may not have voted, and returns their index.
    pub fn add_participant(&mut self, id: Id) -> usize {
        if let Some(&index) = self.participant_of.get(&id) {
            return index;
        }
        let index = self.participants.len();
        self.participants.push(id.clone());
        self.participant_of.insert(id, index);
        self.cast.push(BTreeMap::new());
        self.arrived.push(i64::MAX);
        index
    }

    /// Makes a statement known that may have no votes, and returns its index.
    pub fn add_statement(&mut self, id: Id) -> usize {
        if let Some(&index) = self.statement_of.get(&id) {
            return index;
        }
        let index = self.statements.len();
        self.statements.push(Statement {
            id: id.clone(),
            text: None,
            standing: Standing::default(),
        });
        self.statement_of.insert(id, index);
        index
    }

    /// Sets what the moderators made of a statement.
    pub fn set_standing(&mut self, statement: Id, standing: Standing) {
        let index = self.add_statement(statement);
        self.statements[index].standing = standing;
    }

    /// Sets the words of a statement.
    pub fn set_text(&mut self, statement: Id, text: String) {
        let index = self.add_statement(statement);
        self.statements[index].text = Some(text);
    }

    /// When the last vote was given; none if there is none.
    #[must_use]
    pub const fn latest(&self) -> Option<i64> {
        self.latest
    }

    /// When the person at this index first voted; the end of time for one who has not.
    pub(crate) fn arrival(&self, participant: usize) -> i64 {
        self.arrived.get(participant).copied().unwrap_or(i64::MAX)
    }

    /// Everyone known, in order of arrival.
    #[must_use]
    pub fn participants(&self) -> &[Id] {
        &self.participants
    }

    /// Every statement known, in order of arrival.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The last votes of the person at this index of [`Votes::participants`], as pairs of an index
    /// into [`Votes::statements`] and the choice; nothing for an index that does not exist.
    pub fn of(&self, participant: usize) -> impl Iterator<Item = (usize, Choice)> + '_ {
        let cast = self.cast.get(participant);
        cast.into_iter()
            .flatten()
            .map(|(&statement, cast)| (statement, cast.choice))
    }

    /// Where each person is in [`Votes::participants`].
    pub(crate) const fn index_of_participants(&self) -> &HashMap<Id, usize> {
        &self.participant_of
    }

    /// The same votes without those of some people, who are then unknown; statements stay.
    #[must_use]
    pub fn without(&self, people: &BTreeSet<Id>) -> Self {
        let mut rest = Self {
            statements: self.statements.clone(),
            statement_of: self.statement_of.clone(),
            latest: self.latest,
            ..Self::default()
        };
        for (index, id) in self.participants.iter().enumerate() {
            if !people.contains(id) {
                let place = rest.add_participant(id.clone());
                rest.cast[place].clone_from(&self.cast[index]);
                rest.arrived[place] = self.arrived[index];
            }
        }
        rest
    }

    /// How many votes count: one per person and statement.
    #[must_use]
    pub fn count(&self) -> usize {
        self.cast.iter().map(BTreeMap::len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only_choice(votes: &Votes) -> Choice {
        votes.of(0).next().expect("one vote").1
    }

    #[test]
    fn the_last_vote_by_time_counts_whatever_the_order_of_rows() {
        let mut votes = Votes::new();
        votes.record(1.into(), 1.into(), Choice::Agree, 20);
        votes.record(1.into(), 1.into(), Choice::Disagree, 10);
        assert_eq!(only_choice(&votes), Choice::Agree);
        votes.record(1.into(), 1.into(), Choice::Pass, 20);
        assert_eq!(
            only_choice(&votes),
            Choice::Pass,
            "of two at one time the later row counts"
        );
        assert_eq!(votes.count(), 1);
    }
}
