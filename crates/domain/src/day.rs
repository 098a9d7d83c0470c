//! A calendar day. The rules know days, never a time of day: time is identity.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// Days since 1970-01-01 in the calendar of the campaign. Written as `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(pub i32);

/// Why a text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a day; write it as YYYY-MM-DD, for instance 2026-03-31")]
pub struct DayError(pub String);

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

impl Day {
    /// The day of a civil date.
    #[must_use]
    pub fn from_date(date: Date) -> Self {
        Self(EPOCH.until(date).map_or(0, |span| span.get_days()))
    }

    /// The civil date, or the epoch where the number lies outside the calendar.
    #[must_use]
    pub fn date(self) -> Date {
        EPOCH
            .checked_add(jiff::Span::new().try_days(self.0).unwrap_or_default())
            .unwrap_or(EPOCH)
    }

    /// This many days later (earlier where negative).
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this day.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let text = text.trim();
        text.parse::<Date>()
            .map(Self::from_date)
            .map_err(|_| DayError(text.chars().take(40).collect()))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_the_epoch() {
        assert_eq!("1970-01-01".parse(), Ok(Day(0)));
        assert_eq!("2026-11-23".parse(), Ok(Day(20780)));
        assert_eq!(Day(20780).to_string(), "2026-11-23");
        assert_eq!(Day(-1).to_string(), "1969-12-31");
    }

    #[test]
    fn a_wrong_day_says_what_to_write() {
        let error = "2026-02-30".parse::<Day>().unwrap_err();
        assert!(error.to_string().contains("YYYY-MM-DD"));
    }

    #[test]
    fn numbers_outside_the_calendar_do_not_panic() {
        for day in [i32::MIN, i32::MAX] {
            let _ = Day(day).to_string();
            let _ = Day(day).plus(1).since(Day(-5));
        }
    }
}
