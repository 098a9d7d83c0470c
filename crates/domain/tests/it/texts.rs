//! Texts from outside, whatever they hold: cleaned once is cleaned, and nothing falls over.

use massline_domain::id::{Digest, OpinionId, UnitCode, UserId};
use massline_domain::text;
use massline_domain::{Charter, Day};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_twice_is_cleaning_once(written in any::<String>()) {
        let cleaned = text::clean(&written);
        prop_assert_eq!(text::clean(&cleaned), cleaned);
    }

    #[test]
    fn a_title_has_no_line_end(written in any::<String>()) {
        if let Ok(title) = text::line("title", &written, 50) {
            prop_assert!(title.chars().count() <= 50);
            prop_assert!(!title.is_empty() && !title.contains(['\n', '\r', '\t']));
        }
    }

    #[test]
    fn what_is_read_as_a_name_is_written_as_it_was(written in "[0-9a-f]{0,64}|.{0,64}") {
        let same = |read: Option<String>| read.is_none_or(|read| read == written.to_lowercase());
        prop_assert!(same(written.parse::<OpinionId>().ok().map(|id| id.to_string())));
        prop_assert!(same(written.parse::<UserId>().ok().map(|id| id.to_string())));
        prop_assert!(same(written.parse::<Digest>().ok().map(|id| id.to_string())));
        prop_assert!(same(written.parse::<UnitCode>().ok().map(|code| code.to_string())));
    }

    #[test]
    fn days_of_the_calendar_are_read_as_written(number in -700_000..2_900_000) {
        let day = Day(number);
        prop_assert_eq!(day.to_string().parse(), Ok(day));
        prop_assert_eq!(day.plus(1).since(day), 1);
    }

    #[test]
    fn anything_can_be_tried_as_a_day_or_a_charter(written in any::<String>()) {
        let _ = written.parse::<Day>();
        if let Err(error) = Charter::parse(&written) {
            prop_assert!(error.line >= 1 && error.line <= written.lines().count().max(1) + 1);
        }
    }

    /// A charter with one line lost or doubled is refused or read, with a line that exists.
    #[test]
    fn a_damaged_charter_is_refused_on_a_line_that_is_there(at in any::<prop::sample::Index>(), twice: bool) {
        let mut lines: Vec<&str> = crate::world::SMALL.lines().collect();
        let at = at.index(lines.len());
        if twice {
            lines.insert(at, lines[at]);
        } else {
            lines.remove(at);
        }
        if let Err(error) = Charter::parse(&lines.join("\n")) {
            prop_assert!((1..=lines.len()).contains(&error.line), "{error}");
            prop_assert!(!error.message.is_empty());
        }
    }
}
