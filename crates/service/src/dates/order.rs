//! The order of year, month and day.

use jiff::civil::Date;
use serde::Serialize;

/// What stands between the three numbers. Each is decided apart: a column may hold
/// `25.04.2019` from one office and `4/25/2019` from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Separator {
    /// `4/25/2019`
    Slash,
    /// `25.04.2019`
    Dot,
    /// `25-04-2019`
    Dash,
}

impl Separator {
    pub(super) const ALL: [Self; 3] = [Self::Slash, Self::Dot, Self::Dash];

    pub(super) fn of(c: char) -> Option<Self> {
        match c {
            '/' => Some(Self::Slash),
            '.' => Some(Self::Dot),
            '-' => Some(Self::Dash),
            _ => None,
        }
    }

    /// The order meant most often where a column gives no hint at all.
    pub(super) fn usual_order(self) -> DateOrder {
        match self {
            Self::Slash => DateOrder::MonthFirst,
            Self::Dot | Self::Dash => DateOrder::DayFirst,
        }
    }
}

/// Which of three numbers is what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// month, day, year
    MonthFirst,
    /// day, month, year
    DayFirst,
    /// year of two digits, month, day
    YearFirst,
}

impl DateOrder {
    pub(super) const ALL: [Self; 3] = [Self::MonthFirst, Self::DayFirst, Self::YearFirst];
}

/// How an order was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateEvidence {
    /// Every other order gives impossible days (a thirteenth month).
    Proven,
    /// Under this order the days of neighbouring rows lie closest together.
    Likely,
    /// The column gives no hint; the usual order is taken.
    Assumed,
    /// The column proves two orders against each other: what is ambiguous is refused.
    Conflict,
}

/// Three numbers whose order is open; the last may be a year of four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Triple {
    pub(super) numbers: [i16; 3],
    pub(super) separator: Separator,
}

impl Triple {
    /// The day under one order, where the calendar has it.
    pub(super) fn under(self, order: DateOrder) -> Option<Date> {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match order {
            DateOrder::MonthFirst => (full_year(c), a, b),
            DateOrder::DayFirst => (full_year(c), b, a),
            DateOrder::YearFirst if c > 31 || a > 99 => return None,
            DateOrder::YearFirst => (full_year(a), b, c),
        };
        day_of(year, month, day)
    }
}

/// Years of two digits, as POSIX `strptime` reads them: 69 to 99 are of the last century.
pub(super) fn full_year(year: i16) -> i16 {
    match year {
        0..=68 => 2000 + year,
        69..=99 => 1900 + year,
        _ => year,
    }
}

/// A day between 1900 and 2199.
pub(super) fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1900..=2199).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
