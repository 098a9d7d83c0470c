//! Working days: counting forth and back agree, never on a day off.

use crate::world::{CHARTER, SMALL};
use massline_domain::clock::{Calendar, Limit, Weekday};
use massline_domain::{Charter, Day};
use proptest::prelude::*;

const MASS_LINE: &str = include_str!("../../../../charters/mass-line.toml");

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn weekdays_are_those_of_the_calendar() {
    assert_eq!(Weekday::of(day("1970-01-01")), Weekday::Thursday);
    assert_eq!(Weekday::of(day("2026-11-26")), Weekday::Thursday);
    assert_eq!(Weekday::of(day("1969-12-28")), Weekday::Sunday);
}

#[test]
fn a_limit_runs_in_the_days_that_the_charter_names_for_it() {
    let charter = Charter::parse(MASS_LINE).unwrap();
    // The last working day before the holiday of October, and the worked Saturday after it.
    let before = day("2026-09-30");
    let due = |limit, days| charter.due(limit, before, days);
    assert_eq!(due(Limit::Claim, 1), day("2026-10-08"));
    assert_eq!(due(Limit::Claim, 3), day("2026-10-10"));
    assert_eq!(due(Limit::Claim, 4), day("2026-10-12"));
    assert_eq!(due(Limit::LookBack, 1), day("2026-10-01"), "calendar days");
    // A charter without a calendar goes on in calendar days.
    for limit in Limit::ALL {
        assert_eq!(
            CHARTER.due(limit, before, 1),
            day("2026-10-01"),
            "{limit:?}"
        );
    }
}

#[test]
fn a_calendar_without_work_or_with_a_day_of_both_kinds_is_refused() {
    let refused = |calendar: &str| {
        let text = SMALL.replace("[verdict]", &format!("[calendar]\n{calendar}\n\n[verdict]"));
        Charter::parse(&text).unwrap_err()
    };
    let all = r#"weekend = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]"#;
    assert_eq!(refused(all).key, "calendar.weekend");
    let both = "holidays = [\"2026-10-10\"]\nworked = [\"2026-10-10\"]";
    let told = refused(both);
    assert_eq!(told.key, "calendar.worked");
    assert!(told.message.contains("2026-10-10"), "{told}");
    assert!(
        refused("working = [\"sleep\"]")
            .message
            .contains("not known")
    );
}

fn calendars() -> impl Strategy<Value = Calendar> {
    let week = proptest::collection::btree_set(0..7_i32, 0..6);
    let days = || proptest::collection::btree_set(20_400..20_600_i32, 0..40);
    (week, days(), days()).prop_map(|(week, off, on)| Calendar {
        weekend: week.into_iter().map(|at| Weekday::of(Day(at))).collect(),
        holidays: off.difference(&on).map(|at| Day(*at)).collect(),
        worked: on.into_iter().map(Day).collect(),
        ..Calendar::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forth_and_back_agree_and_never_land_on_a_day_off(
        calendar in calendars(), from in 20_350..20_650_i32, n in 1..60_u16,
    ) {
        let from = Day(from);
        let due = calendar.after(from, n);
        prop_assert!(calendar.is_working(due) && due > from);
        prop_assert_eq!(calendar.between(from, due), u32::from(n));
        // Counted back one lands on the working day at or before the beginning.
        let back = calendar.before(due, n);
        prop_assert!(back <= from && calendar.is_working(back));
        prop_assert_eq!(back == from, calendar.is_working(from));
        prop_assert_eq!(calendar.after(back, n), due);
    }

    #[test]
    fn what_is_late_began_before_the_day_that_says_so(
        calendar in calendars(), today in 20_400..20_600_i32, n in 1..30_u16, working in any::<bool>(),
    ) {
        let mut charter = CHARTER.clone();
        charter.calendar = calendar;
        if working {
            charter.calendar.working = [Limit::Sort].into();
        }
        let today = Day(today);
        let line = charter.late_before(Limit::Sort, today, n);
        for off in -9..9 {
            let from = line.plus(off);
            let late = charter.due(Limit::Sort, from, n) < today;
            prop_assert_eq!(late, from < line, "{} with {}", off, n);
        }
    }
}
