//! Counts of votes on one statement.

use serde::Serialize;

use crate::Choice;

/// How some people voted on one statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// People who agree.
    pub agree: usize,
    /// People who disagree.
    pub disagree: usize,
    /// People who passed.
    pub pass: usize,
    /// People who voted at all: the sum of the three.
    pub seen: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, choice: Choice) {
        self.seen += 1;
        match choice {
            Choice::Agree => self.agree += 1,
            Choice::Disagree => self.disagree += 1,
            Choice::Pass => self.pass += 1,
        }
    }

    /// The votes of both.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            agree: self.agree + other.agree,
            disagree: self.disagree + other.disagree,
            pass: self.pass + other.pass,
            seen: self.seen + other.seen,
        }
    }

    /// The votes in this that are not in `part`, which must be a part of it.
    pub(crate) fn without(self, part: Self) -> Self {
        Self {
            agree: self.agree - part.agree,
            disagree: self.disagree - part.disagree,
            pass: self.pass - part.pass,
            seen: self.seen - part.seen,
        }
    }

    pub(crate) fn of(self, side: Side) -> usize {
        match side {
            Side::Agree => self.agree,
            Side::Disagree => self.disagree,
        }
    }
}

/// One of the two sides a vote can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// For the statement.
    Agree,
    /// Against it.
    Disagree,
}
