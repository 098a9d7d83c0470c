//! How strongly people speak of a problem.

/// Weeks after the first in which people still speak, at which persistence counts in full.
const FULL_PERSISTENCE: usize = 12;

/// The strength of a problem: `people × (1 + min(weeks − 1, 12) / 12)`, to a hundredth.
///
/// `people` is the sum, over the different texts, of the largest weight with which each was
/// said: a text sent a hundred times counts once. `weeks` is the number of different calendar
/// weeks (Monday to Sunday) in which somebody spoke: a matter that comes up in thirteen
/// different weeks is worth twice one that comes up in a single week. Voices without a day
/// do not add weeks.
///
/// `said` gives for each voice its text's number, its weight and its day.
pub fn strength(said: impl IntoIterator<Item = (u32, f64, Option<i32>)>) -> f64 {
    let mut texts = std::collections::BTreeMap::new();
    let mut weeks = std::collections::BTreeSet::new();
    for (text, weight, day) in said {
        let heaviest = texts.entry(text).or_insert(0.0_f64);
        if weight.is_finite() {
            *heaviest = heaviest.max(weight);
        }
        weeks.extend(day.map(week));
    }
    let people: f64 = texts.values().sum();
    let further = weeks.len().saturating_sub(1).min(FULL_PERSISTENCE);
    #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
    let persistence = 1.0 + further as f64 / FULL_PERSISTENCE as f64;
    (people * persistence * 100.0).round() / 100.0
}

/// The calendar week of a day; 1970-01-01 was a Thursday.
fn week(day: i32) -> i64 {
    (i64::from(day) + 3).div_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_count_once_with_the_largest_weight() {
        assert_eq!(
            strength([(0, 1.0, None), (0, 2.0, None), (1, 1.0, None)]),
            3.0
        );
    }

    #[test]
    fn coming_back_over_thirteen_weeks_doubles() {
        let weekly = (0..13u32).map(|week| (week, 1.0, Some(i32::try_from(week).unwrap() * 7)));
        assert_eq!(strength(weekly), 26.0);
        assert_eq!(strength([(0, 1.0, Some(4)), (1, 1.0, Some(10))]), 2.0);
        assert_eq!(strength([(0, 1.0, Some(3)), (1, 1.0, Some(4))]), 2.17);
    }

    #[test]
    fn nothing_said_and_senseless_weights_have_no_strength() {
        assert_eq!(strength([]), 0.0);
        assert_eq!(strength([(0, f64::NAN, None), (1, -5.0, None)]), 0.0);
    }
}
