//! A whole case in memory: problems, their items and rounds, and the opinions in them,
//! driven the way the house drives the machines: one act is decided whole or not at all.

mod act;
mod advance;

pub(crate) use act::{Act, What, nullifier};

use crate::world::{TODAY, opinion_id};
use massline_domain::id::{ItemId, OpinionId, ProblemId, RoundId};
use massline_domain::item::Item;
use massline_domain::opinion::{Opinion, Place};
use massline_domain::problem::Problem;
use massline_domain::verdict::{self, Verdict};
use massline_domain::{Day, Event, Machine};
use std::collections::{BTreeMap, BTreeSet};

/// How many problems a case has.
pub(crate) const PROBLEMS: u64 = 2;
/// The problem that is split off.
pub(crate) const SPLIT_OFF: ProblemId = ProblemId(PROBLEMS + 1);
/// How many opinions a case has.
pub(crate) const OPINIONS: u8 = 4;
/// The units that can have a problem.
pub(crate) const UNITS: [&str; 2] = ["housing", "water"];

/// Everything that is, and everything that happened.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) today: Day,
    pub(crate) problems: BTreeMap<ProblemId, Problem>,
    pub(crate) items: BTreeMap<ItemId, Item>,
    pub(crate) rounds: BTreeMap<RoundId, Verdict>,
    /// Whose receipts were in the problem when a round opened.
    pub(crate) asked: BTreeMap<RoundId, BTreeSet<OpinionId>>,
    pub(crate) opinions: BTreeMap<OpinionId, Opinion>,
    pub(crate) history: Vec<Event>,
}

impl Case {
    /// Nothing has happened yet.
    pub(crate) fn new() -> Self {
        let opinions = (1..=OPINIONS).map(|n| (opinion_id(n), Opinion::default()));
        let problems = (1..=SPLIT_OFF.0).map(|n| (ProblemId(n), Problem::default()));
        Self {
            today: TODAY,
            problems: problems.collect(),
            items: BTreeMap::new(),
            rounds: BTreeMap::new(),
            asked: BTreeMap::new(),
            opinions: opinions.collect(),
            history: Vec::new(),
        }
    }

    /// The items of a problem, in order.
    pub(crate) fn items_of(&self, problem: ProblemId) -> Vec<(ItemId, &Item)> {
        let of = self.items.iter().filter(|(id, _)| id.problem == problem);
        of.map(|(id, item)| (*id, item)).collect()
    }

    /// The opinions in a problem whose speakers hold a receipt.
    pub(crate) fn holders_in(&self, problem: ProblemId) -> BTreeSet<OpinionId> {
        let asked =
            |opinion: &Opinion| opinion.receipt && opinion.place == Place::InProblem(problem);
        let holders = self.opinions.iter().filter(|(_, opinion)| asked(opinion));
        holders.map(|(id, _)| *id).collect()
    }

    /// Makes events true and remembers them.
    fn record<E: Into<Event>>(&mut self, events: Vec<E>) {
        for event in events.into_iter().map(Into::into) {
            match &event {
                Event::Problem(e) => self.problems.entry(e.problem()).or_default().apply(e),
                Event::Item(e) => self.items.entry(e.item()).or_default().apply(e),
                Event::Opinion(e) => self.opinions.entry(e.opinion()).or_default().apply(e),
                Event::Verdict(e) => {
                    if let verdict::Event::Opened { round, .. } = e {
                        let holders = self.holders_in(round.problem);
                        self.asked.insert(*round, holders);
                    }
                    self.rounds.entry(e.round()).or_default().apply(e);
                }
                other => panic!("no such event in a case: {}", other.tag()),
            }
            self.history.push(event);
        }
    }
}
