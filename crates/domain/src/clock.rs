//! Clocks: a time limit runs in calendar days or in working days, as the charter says for
//! each. Holidays, and days off that are worked instead, are data of the charter.

use crate::charter::Charter;
use crate::day::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A time limit of a charter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// To claim or refer a problem.
    Claim,
    /// To sort an opinion.
    Sort,
    /// For the people to judge.
    Judge,
    /// Until a closing is looked at again.
    LookBack,
    /// Until what is late shows one level up.
    Escalate,
}

impl Limit {
    /// All of them, in the order in which they are explained.
    pub const ALL: [Self; 5] = [
        Self::Claim,
        Self::Sort,
        Self::Judge,
        Self::LookBack,
        Self::Escalate,
    ];

    /// The name used in charters and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Sort => "sort",
            Self::Judge => "judge",
            Self::LookBack => "look-back",
            Self::Escalate => "escalate",
        }
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The weekday of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        // 1970-01-01 was a Thursday.
        let at = (i64::from(day.0) + 3).rem_euclid(7);
        Self::ALL[usize::try_from(at).unwrap_or(0)]
    }
}

/// Which days are worked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The limits that run in working days; all others run in calendar days.
    #[serde(default)]
    pub working: BTreeSet<Limit>,
    /// Days of the week that are not worked.
    #[serde(default = "saturday_and_sunday")]
    pub weekend: BTreeSet<Weekday>,
    /// Days that are not worked although their weekday is.
    #[serde(default)]
    pub holidays: BTreeSet<Day>,
    /// Days that are worked although their weekday is not (调休).
    #[serde(default)]
    pub worked: BTreeSet<Day>,
}

fn saturday_and_sunday() -> BTreeSet<Weekday> {
    BTreeSet::from([Weekday::Saturday, Weekday::Sunday])
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            working: BTreeSet::new(),
            weekend: saturday_and_sunday(),
            holidays: BTreeSet::new(),
            worked: BTreeSet::new(),
        }
    }
}

/// No run of days off is longer than this; a calendar that has one counts them as worked
/// beyond it, so that counting always ends.
const LONGEST_REST: u32 = 366;

impl Calendar {
    /// Whether this day is worked.
    #[must_use]
    pub fn is_working(&self, day: Day) -> bool {
        if self.worked.contains(&day) {
            return true;
        }
        !self.holidays.contains(&day) && !self.weekend.contains(&Weekday::of(day))
    }

    /// The `n`th working day after this day. With 0, the day itself.
    #[must_use]
    pub fn after(&self, day: Day, n: u16) -> Day {
        self.step(day, n, 1)
    }

    /// The `n`th working day before this day. With 0, the day itself.
    #[must_use]
    pub fn before(&self, day: Day, n: u16) -> Day {
        self.step(day, n, -1)
    }

    fn step(&self, from: Day, n: u16, by: i32) -> Day {
        let (mut day, mut rest) = (from, 0);
        let mut left = n;
        while left > 0 {
            day = day.plus(by);
            if self.is_working(day) || rest >= LONGEST_REST {
                left -= 1;
                rest = 0;
            } else {
                rest += 1;
            }
        }
        day
    }

    /// How many working days lie after `from`, up to and with `to`.
    #[must_use]
    pub fn between(&self, from: Day, to: Day) -> u32 {
        let days = (from.0.saturating_add(1)..=to.0).filter(|day| self.is_working(Day(*day)));
        u32::try_from(days.count()).unwrap_or(u32::MAX)
    }
}

impl Charter {
    /// The day by which something that began on `from` is due. Every due day is computed
    /// here.
    #[must_use]
    pub fn due(&self, limit: Limit, from: Day, days: u16) -> Day {
        if self.calendar.working.contains(&limit) {
            self.calendar.after(from, days)
        } else {
            from.plus(i32::from(days))
        }
    }

    /// What began before this day is late today: its due day is over.
    #[must_use]
    pub fn late_before(&self, limit: Limit, today: Day, days: u16) -> Day {
        if !self.calendar.working.contains(&limit) {
            return today.plus(-i32::from(days));
        }
        // The earliest day of which the due day is today or later: so many working days lie
        // before today and none more.
        let last = self.calendar.before(today, days);
        let days_of = |from: Day| self.due(limit, from, days);
        let mut from = last;
        while days_of(from.plus(-1)) >= today {
            from = from.plus(-1);
        }
        while days_of(from) < today {
            from = from.plus(1);
        }
        from
    }

    /// By when a problem that is given to a unit today must be claimed.
    #[must_use]
    pub fn claim_by(&self, today: Day) -> Day {
        self.due(Limit::Claim, today, self.time.claim_days)
    }

    /// By when an opinion received on this day must be sorted.
    #[must_use]
    pub fn sort_by(&self, received: Day) -> Day {
        self.due(Limit::Sort, received, self.time.sort_days)
    }
}
