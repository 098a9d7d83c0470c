//! Days, written in any of the ways spreadsheets hold them.
//!
//! Most ways say by themselves which number is the month: `2019/4/25 9:32:09`,
//! `2019年4月25日 上午9:32`, `25 Apr 2019`, `20190425`, an Excel serial number, a Unix
//! time. The rest (`4/5/2019`, `03.04.19`) mean nothing alone: [`DateGuess`] reads the
//! whole column first and lets the column decide.
//!
//! A time of day is checked and thrown away: time is identity. An offset does not move
//! the day: the day is the one the clock on the wall showed where it was written.

mod clock;
mod guess;
mod numbers;
mod order;
mod read;
mod words;

#[cfg(test)]
mod tests;

pub use guess::{DateDecision, DateGuess};
pub use order::{DateEvidence, DateOrder, Separator};

use serde::Serialize;

/// Why a text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum DateError {
    /// Nothing is written.
    #[error("the date is empty")]
    Empty,
    /// The text is in no form that is known.
    #[error("this is not a date; write it as YYYY-MM-DD, for instance 2019-04-25")]
    NotADate,
    /// The form is known, but the calendar has no such day (the years are 1900 to 2199).
    #[error("there is no such day in the calendar")]
    NoSuchDay,
    /// Month and day without a year.
    #[error("the year is missing; write it as YYYY-MM-DD")]
    NoYear,
    /// A year, or a year and a month, without a day.
    #[error("the day is missing; write it as YYYY-MM-DD")]
    NoDay,
    /// Day and month could be either way round, and the column holds both.
    #[error("day and month could be either way round; write it as YYYY-MM-DD")]
    Ambiguous,
}

impl DateError {
    /// A stable name, for the interface to translate.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotADate => "not-a-date",
            Self::NoSuchDay => "no-such-day",
            Self::NoYear => "no-year",
            Self::NoDay => "no-day",
            Self::Ambiguous => "ambiguous",
        }
    }
}
