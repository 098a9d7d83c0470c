//! What a whole column says about the order of day and month.

use super::DateError;
use super::order::{DateEvidence, DateOrder, Separator, Triple};
use super::read::{Written, read};
use jiff::civil::Date;
use massline_domain::Day;
use serde::Serialize;

/// Of a hundred dates, this many may contradict the order of the rest: typing errors.
const TYPING_ERRORS: u64 = 2;

/// The order of a column's dates, learnt from the column.
///
/// [`Self::observe`] every value, in the order of the rows, then [`Self::parse`].
#[derive(Debug, Clone, Default)]
pub struct DateGuess {
    columns: [Votes; 3],
    read: u64,
    failed: u64,
}

/// What was decided for one separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DateDecision {
    /// The sign between the numbers.
    pub separator: Separator,
    /// The order they are read in.
    pub order: DateOrder,
    /// How it was found.
    pub evidence: DateEvidence,
    /// One date of the column, as it was written: numbers in their places.
    pub example: [i16; 3],
}

/// What the dates with one separator speak for; the arrays are in order of [`DateOrder::ALL`].
#[derive(Debug, Clone, Default)]
struct Votes {
    seen: u64,
    impossible: [u64; 3],
    last: [Option<Date>; 3],
    distance: [u64; 3],
    example: [i16; 3],
}

impl DateGuess {
    /// Learns from samples, in the order of the rows.
    pub fn learn<T: AsRef<str>>(samples: impl IntoIterator<Item = T>) -> Self {
        let mut guess = Self::default();
        for sample in samples {
            guess.observe(sample.as_ref());
        }
        guess
    }

    /// Learns from one more value. What is empty or no date teaches nothing.
    pub fn observe(&mut self, text: &str) {
        match read(text) {
            Ok(Written::Day(_)) => self.read += 1,
            Ok(Written::Open(triple)) => {
                self.read += 1;
                self.columns[triple.separator as usize].count(triple);
            }
            Err(DateError::Empty) => {}
            Err(_) => self.failed += 1,
        }
    }

    /// How many of the values observed are dates, and how many are something else.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        (self.read, self.failed)
    }

    /// The day a text means in this column.
    ///
    /// # Errors
    /// [`DateError`] where it is no date, no day of the calendar, or ambiguous.
    pub fn parse(&self, text: &str) -> Result<Day, DateError> {
        match read(text)? {
            Written::Day(day) => Ok(day),
            Written::Open(triple) => self.decide(triple).map(Day::from_date),
        }
    }

    /// What was decided, for the reader to see; nothing where every date spoke for itself.
    #[must_use]
    pub fn decisions(&self) -> Vec<DateDecision> {
        let seen = Separator::ALL
            .into_iter()
            .zip(&self.columns)
            .filter(|(_, votes)| votes.seen > 0);
        seen.map(|(separator, votes)| {
            let (order, evidence) = votes.order(separator);
            DateDecision {
                separator,
                order,
                evidence,
                example: votes.example,
            }
        })
        .collect()
    }

    fn decide(&self, triple: Triple) -> Result<Date, DateError> {
        let votes = &self.columns[triple.separator as usize];
        let (order, evidence) = votes.order(triple.separator);
        if votes.seen > 0 && evidence != DateEvidence::Conflict {
            return triple.under(order).ok_or(DateError::NoSuchDay);
        }
        let mut days: Vec<_> = DateOrder::ALL
            .iter()
            .filter_map(|o| triple.under(*o))
            .collect();
        days.sort();
        days.dedup();
        match days[..] {
            [] => Err(DateError::NoSuchDay),
            [day] => Ok(day),
            _ if votes.seen == 0 => triple.under(order).ok_or(DateError::Ambiguous),
            _ => Err(DateError::Ambiguous),
        }
    }
}

impl Votes {
    fn count(&mut self, triple: Triple) {
        let days = DateOrder::ALL.map(|order| triple.under(order));
        if days.iter().all(Option::is_none) {
            return;
        }
        if self.seen == 0 {
            self.example = triple.numbers;
        }
        self.seen += 1;
        for (at, day) in days.into_iter().enumerate() {
            let Some(day) = day else {
                self.impossible[at] += 1;
                continue;
            };
            if let Some(last) = self.last[at].replace(day) {
                let days = Day::from_date(day).since(Day::from_date(last));
                self.distance[at] += u64::from(days.unsigned_abs());
            }
        }
    }

    fn order(&self, separator: Separator) -> (DateOrder, DateEvidence) {
        let usual = separator.usual_order();
        if self.seen == 0 {
            return (usual, DateEvidence::Assumed);
        }
        let possible = |errors: u64| {
            let allowed = |at: &usize| self.impossible[*at] * 100 <= self.seen * errors;
            (0..3).filter(allowed).collect::<Vec<_>>()
        };
        let mut left = possible(0);
        if left.is_empty() {
            left = possible(TYPING_ERRORS);
        }
        match left[..] {
            [] => (usual, DateEvidence::Conflict),
            [one] => (DateOrder::ALL[one], DateEvidence::Proven),
            _ => self.closest(&left, usual),
        }
    }

    /// Rows of a sheet are mostly in the order they came in: the right reading moves least.
    fn closest(&self, left: &[usize], usual: DateOrder) -> (DateOrder, DateEvidence) {
        let least = left.iter().map(|at| self.distance[*at]).min();
        let nearest: Vec<_> = left
            .iter()
            .filter(|at| Some(self.distance[**at]) == least)
            .collect();
        match nearest[..] {
            [one] => (DateOrder::ALL[*one], DateEvidence::Likely),
            _ if left.iter().any(|at| DateOrder::ALL[*at] == usual) => {
                (usual, DateEvidence::Assumed)
            }
            _ => (DateOrder::ALL[left[0]], DateEvidence::Assumed),
        }
    }
}
