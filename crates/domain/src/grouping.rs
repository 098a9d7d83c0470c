//! Grouping (归并): what people decided about which voices and problems belong together.
//! Their decisions are constraints: nothing the machine suggests later, from however much
//! more it has read, goes against one of them.

use crate::event::Event;
use crate::id::{OpinionId, ProblemId};
use crate::opinion::{self, Apart};
use crate::problem;
use std::collections::{HashMap, HashSet};

/// The decisions of a campaign, as its events tell them in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grouping {
    /// Opinions and what they are not about; those of which nothing was said are left out.
    apart: HashMap<OpinionId, Apart>,
    /// Problems that became part of another.
    merged: HashMap<ProblemId, ProblemId>,
    /// Pairs that are not the same: split from one another, or told apart.
    told_apart: HashSet<(ProblemId, ProblemId)>,
}

impl Grouping {
    /// Follows an event. Those that decide nothing about groups are ignored.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Opinion(event) => self.follow_opinion(event),
            Event::Problem(problem::Event::Merged { problem, into }) => {
                self.merged.insert(*problem, *into);
            }
            Event::Problem(
                problem::Event::Split {
                    problem,
                    into: other,
                }
                | problem::Event::ToldApart { problem, other },
            ) => {
                self.told_apart.insert((*problem, *other));
            }
            _ => {}
        }
    }

    fn follow_opinion(&mut self, event: &opinion::Event) {
        let id = event.opinion();
        let mut apart = self.apart.remove(&id).unwrap_or_default();
        apart.apply(event);
        if !apart.is_empty() {
            self.apart.insert(id, apart);
        }
    }

    /// The problem that this one is part of now; itself where it was never merged.
    #[must_use]
    pub fn stands_for(&self, problem: ProblemId) -> ProblemId {
        let mut at = problem;
        // The rules let nothing merge in a ring; a damaged history must not hang either.
        for _ in 0..=self.merged.len() {
            match self.merged.get(&at) {
                Some(into) => at = *into,
                None => break,
            }
        }
        at
    }

    /// Whether the machine may suggest this problem for the opinion: nobody said that it is
    /// not about it, nor about one that became part of it.
    #[must_use]
    pub fn may_join(&self, opinion: OpinionId, problem: ProblemId) -> bool {
        let wanted = self.stands_for(problem);
        self.apart.get(&opinion).is_none_or(|apart| {
            apart
                .problems()
                .all(|other| self.stands_for(other) != wanted)
        })
    }

    /// Whether the machine may suggest that two problems are one: they are two now, and
    /// nobody split or told apart them or what became part of them.
    #[must_use]
    pub fn may_merge(&self, one: ProblemId, other: ProblemId) -> bool {
        let (one, other) = (self.stands_for(one), self.stands_for(other));
        let same = |(a, b): &(ProblemId, ProblemId)| {
            let (a, b) = (self.stands_for(*a), self.stands_for(*b));
            (a, b) == (one, other) || (a, b) == (other, one)
        };
        one != other && !self.told_apart.iter().any(same)
    }
}
