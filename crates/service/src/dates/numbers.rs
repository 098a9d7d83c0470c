//! Dates that are one number: `20190425`, Excel serial numbers, Unix times.

use super::order::day_of;
use super::{DateError, clock};
use massline_domain::Day;

/// The serial number Excel gives to 1970-01-01 (day 1 is 1900-01-01, and 1900 counts as a
/// leap year: ECMA-376 part 1, 18.17.4.1).
const EPOCH_SERIAL: i32 = 25_569;
/// 1954 to 2119: outside, a number is more likely to be something else than a date.
const SERIALS: std::ops::RangeInclusive<i32> = 20_000..=80_000;
const SECONDS_A_DAY: i64 = 86_400;

pub(super) fn read(digits: &str, rest: &str) -> Result<Day, DateError> {
    match digits.len() {
        4 if rest.is_empty() && plausible_year(digits) => Err(DateError::NoDay),
        5 => serial(digits, rest),
        6 if rest.is_empty() => year_and_month(digits),
        8 => {
            clock::check_compact(rest)?;
            compact(digits)
        }
        10 | 13 => unix(digits, rest),
        12 | 14 => {
            let (day, time) = digits.split_at(8);
            clock::check_compact(time)?;
            clock::check(rest)?;
            compact(day)
        }
        _ => Err(DateError::NotADate),
    }
}

fn plausible_year(digits: &str) -> bool {
    digits
        .parse()
        .is_ok_and(|year: i16| (1900..=2199).contains(&year))
}

/// `201904` lacks a day; any other six digits are no date.
fn year_and_month(digits: &str) -> Result<Day, DateError> {
    let (year, month) = digits.split_at(4);
    let month_exists = month
        .parse()
        .is_ok_and(|month: i8| (1..=12).contains(&month));
    Err(match plausible_year(year) && month_exists {
        true => DateError::NoDay,
        false => DateError::NotADate,
    })
}

fn compact(digits: &str) -> Result<Day, DateError> {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse().ok());
    let found = part(0, 4).zip(part(4, 6)).zip(part(6, 8));
    let ((year, month), day) = found.ok_or(DateError::NotADate)?;
    day_of(year, month, day)
        .map(Day::from_date)
        .ok_or(DateError::NoSuchDay)
}

/// Days since the end of 1899; the fraction is the time of day.
fn serial(digits: &str, rest: &str) -> Result<Day, DateError> {
    let fraction = rest.strip_prefix('.').unwrap_or(rest);
    let whole = digits.parse::<i32>().map_err(|_| DateError::NotADate)?;
    let in_range = SERIALS.contains(&whole) && fraction.chars().all(|c| c.is_ascii_digit());
    in_range
        .then_some(Day(whole - EPOCH_SERIAL))
        .ok_or(DateError::NotADate)
}

/// Seconds or milliseconds since 1970 (2001 to 2099), as a day of universal time.
fn unix(digits: &str, rest: &str) -> Result<Day, DateError> {
    let fraction = rest.strip_prefix('.').unwrap_or(rest);
    let number = digits.parse::<i64>().map_err(|_| DateError::NotADate)?;
    let seconds = if digits.len() == 13 {
        number / 1000
    } else {
        number
    };
    let in_range = (1_000_000_000..4_102_444_800).contains(&seconds);
    if !in_range || !fraction.chars().all(|c| c.is_ascii_digit()) {
        return Err(DateError::NotADate);
    }
    let days = i32::try_from(seconds.div_euclid(SECONDS_A_DAY));
    days.map(Day).map_err(|_| DateError::NotADate)
}
