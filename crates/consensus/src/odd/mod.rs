//! Voting that is odd: straight lines, and people who vote as one.
//!
//! Nobody is dropped for it. What is found is named with its chance, and
//! [`crate::with_and_without`] gives every result with those people and without them.

mod nearly;
mod straight;
mod together;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{Analysis, Choice, Id, Votes, analyse_with, representative::smoothed_share};

pub use straight::StraightLine;
pub use together::Together;

/// Who is named would be named by chance in one of so many conversations.
const ONE_IN: f64 = 1_000.0;

/// What is odd in a conversation.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Odd {
    /// People who gave the same answer to everything, which is unlikely for what they saw.
    pub straight_lines: Vec<StraightLine>,
    /// Sets of people whose votes are the same or nearly so, which is unlikely even for those who think alike.
    pub together: Vec<Together>,
}

impl Odd {
    /// All who are named.
    #[must_use]
    pub fn people(&self) -> BTreeSet<Id> {
        let lines = self.straight_lines.iter().map(|it| &it.participant);
        let together = self.together.iter().flat_map(|it| &it.participants);
        lines.chain(together).cloned().collect()
    }
}

/// An analysis, what is odd, and the analysis without those people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WithAndWithout {
    /// With everybody.
    pub with: Analysis,
    /// Who stands out, and why.
    pub odd: Odd,
    /// Without them; the same as `with` where there is nobody.
    pub without: Analysis,
}

/// Seeks odd voting and analyses the conversation with and without it.
#[must_use]
pub fn with_and_without(votes: &Votes, with: Analysis) -> WithAndWithout {
    let odd = odd(votes, &with);
    let people = odd.people();
    let without = if people.is_empty() {
        with.clone()
    } else {
        analyse_with(&votes.without(&people), with.summary.missing_votes)
    };
    WithAndWithout { with, odd, without }
}

/// Seeks odd voting in analysed votes.
#[must_use]
pub fn odd(votes: &Votes, analysis: &Analysis) -> Odd {
    let shares = Shares::new(votes, analysis);
    Odd {
        straight_lines: straight::seek(votes, &shares),
        together: together::seek(votes, &shares),
    }
}

/// How likely each answer to each statement is, by group.
struct Shares {
    /// The group of each person by index; the last number for those in none.
    group_of: Vec<usize>,
    /// By group and statement index: people who agree, disagree, pass.
    counts: Vec<Vec<[usize; 3]>>,
}

impl Shares {
    fn new(votes: &Votes, analysis: &Analysis) -> Self {
        let groups = analysis.summary.groups.len();
        let group: BTreeMap<&Id, Option<usize>> = analysis
            .participants
            .iter()
            .map(|it| (&it.participant, it.group))
            .collect();
        let of = |id| group.get(id).copied().flatten().unwrap_or(groups);
        let group_of: Vec<usize> = votes.participants().iter().map(of).collect();
        let mut counts = vec![vec![[0; 3]; votes.statements().len()]; groups + 1];
        for (person, &group) in group_of.iter().enumerate() {
            for (statement, choice) in votes.of(person) {
                counts[group][statement][place(choice)] += 1;
            }
        }
        Self { group_of, counts }
    }

    /// The natural logarithm of the chance that another person of the group answers so.
    fn log_chance(&self, group: usize, statement: usize, choice: Choice) -> f64 {
        let counts = self.counts[group][statement];
        smoothed_share(counts[place(choice)], counts.iter().sum()).ln()
    }

    /// The same over all groups.
    fn log_chance_of_all(&self, statement: usize, choice: Choice) -> f64 {
        let sum = |place: usize| -> usize {
            self.counts
                .iter()
                .map(|group| group[statement][place])
                .sum()
        };
        smoothed_share(sum(place(choice)), sum(0) + sum(1) + sum(2)).ln()
    }
}

const fn place(choice: Choice) -> usize {
    match choice {
        Choice::Agree => 0,
        Choice::Disagree => 1,
        Choice::Pass => 2,
    }
}
