//! How a problem goes over time: voices by week or by month, without gaps.

use massline_domain::Day;

/// The most spans shown; of a longer story the latest.
const MOST: usize = 26;
const WEEK: i32 = 7;

/// Voices over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// Whether the spans are weeks, from Monday on; months otherwise.
    pub weeks: bool,
    /// The first day of each span and the voices in it, in order and without gaps.
    pub spans: Vec<(Day, u64)>,
}

/// The trend of these voices per day, which are in order. Weeks where they are few spans and
/// most of those with a voice can be shown under the rule for small numbers; else months.
#[must_use]
pub fn trend(days: &[(Day, u64)], small_number: u64) -> Option<Trend> {
    let (first, last) = (days.first()?.0, days.last()?.0);
    if last.since(first) < WEEK * MOST as i32 {
        let weeks = spans(days, monday(first), |start| start.plus(WEEK));
        let spoken = weeks.iter().filter(|(_, voices)| *voices > 0).count();
        let shown = weeks.iter().filter(|(_, voices)| *voices >= small_number);
        if shown.count() * 2 >= spoken {
            return Some(Trend {
                weeks: true,
                spans: weeks,
            });
        }
    }
    Some(Trend {
        weeks: false,
        spans: spans(days, month(first), next_month),
    })
}

fn spans(days: &[(Day, u64)], first: Day, next: impl Fn(Day) -> Day) -> Vec<(Day, u64)> {
    let mut spans = vec![(first, 0)];
    let mut end = next(first);
    for (day, voices) in days {
        while *day >= end {
            spans.push((end, 0));
            end = next(end);
        }
        if let Some(span) = spans.last_mut() {
            span.1 += voices;
        }
    }
    spans.split_off(spans.len().saturating_sub(MOST))
}

/// 1970-01-01 was a Thursday.
fn monday(day: Day) -> Day {
    day.plus(-(day.0 + 3).rem_euclid(WEEK))
}

fn month(day: Day) -> Day {
    day.plus(1 - i32::from(day.date().day()))
}

fn next_month(first: Day) -> Day {
    month(first.plus(31))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_has_no_trend_and_many_a_week_are_weeks() {
        assert_eq!(trend(&[], 5), None);
        let days = [
            (day("2026-06-03"), 4),
            (day("2026-06-07"), 3),
            (day("2026-06-22"), 9),
        ];
        let found = trend(&days, 5).unwrap();
        let wanted = [
            (day("2026-06-01"), 7),
            (day("2026-06-08"), 0),
            (day("2026-06-15"), 0),
            (day("2026-06-22"), 9),
        ];
        assert!(found.weeks);
        assert_eq!(found.spans, wanted);
    }

    #[test]
    fn few_a_week_or_a_long_story_are_months() {
        let days = [
            (day("2025-12-31"), 2),
            (day("2026-01-15"), 2),
            (day("2026-03-01"), 6),
        ];
        let found = trend(&days, 5).unwrap();
        let wanted = [
            (day("2025-12-01"), 2),
            (day("2026-01-01"), 2),
            (day("2026-02-01"), 0),
            (day("2026-03-01"), 6),
        ];
        assert!(!found.weeks);
        assert_eq!(found.spans, wanted);
        let long = [(day("2020-01-01"), 9), (day("2026-03-01"), 9)];
        let found = trend(&long, 5).unwrap();
        assert!(!found.weeks);
        assert_eq!(found.spans.len(), MOST);
        assert_eq!(found.spans.last(), Some(&(day("2026-03-01"), 9)));
    }
}
