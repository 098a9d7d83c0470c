//! Numbers and days as each language writes them.

use super::{Lang, Value, t_args, t_code};

/// A whole number with its thousands apart: `12,034`. Both languages write it so.
#[must_use]
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share from 0 to 1 as a percentage, without a fraction unless it is below ten
/// percent: `64%`, `3.5%`.
#[must_use]
pub fn percent(share: f64) -> String {
    let value = share * 100.0;
    if value > 0.0 && value < 9.95 {
        let text = format!("{value:.1}");
        format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
    } else {
        format!("{value:.0}%")
    }
}

/// A day (counted from 1970-01-01) in words: `2026年11月23日`, `23 November 2026`.
#[must_use]
pub fn date(lang: Lang, days: i32) -> String {
    let (year, month, day) = civil(days);
    dated(lang, "date-form", year, month, Some(day))
}

/// The month of a day in words: `2026年11月`, `November 2026`.
#[must_use]
pub fn month(lang: Lang, days: i32) -> String {
    let (year, month, _) = civil(days);
    dated(lang, "date-month-form", year, month, None)
}

/// A day as `2026-11-23`, for attributes and data.
#[must_use]
pub fn date_iso(days: i32) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

fn dated(lang: Lang, form: &str, year: i32, month: u32, day: Option<u32>) -> String {
    let name = t_code(lang, "date-name", &month.to_string());
    let year = year.to_string();
    let mut args = vec![("year", Value::from(year)), ("month", Value::from(name))];
    if let Some(day) = day {
        args.push(("day", Value::from(day)));
    }
    t_args(lang, form, &args)
}

/// Year, month and day of a count of days since 1970-01-01 in the Gregorian calendar.
/// The era arithmetic of <https://howardhinnant.github.io/date_algorithms.html>.
fn civil(days: i32) -> (i32, u32, u32) {
    const DAYS_PER_ERA: i64 = 146_097;
    let shifted = i64::from(days) + 719_468;
    let era = shifted.div_euclid(DAYS_PER_ERA);
    let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u32, day as u32)
}
