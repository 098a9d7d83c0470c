//! Reads one text, as far as it can be read without knowing its column.

use super::order::{Separator, Triple, day_of};
use super::{DateError, clock, numbers, words};
use massline_domain::Day;

/// What one text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// One day and no other.
    Day(Day),
    /// Three numbers in an order the column must tell.
    Open(Triple),
}

/// No date is longer; what is longer is prose.
const LONGEST: usize = 80;

pub(super) fn read(text: &str) -> Result<Written, DateError> {
    let text = text.trim();
    if text.chars().nth(LONGEST).is_some() {
        return Err(DateError::NotADate);
    }
    let text = words::plain(text);
    let text = text.trim().trim_start_matches('\'');
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    if words::has_month_name(text) {
        return words::read(text).map(Written::Day);
    }
    let (first, rest) = number(text).ok_or(DateError::NotADate)?;
    match rest.trim_start().chars().next() {
        Some('年') => chinese(first, rest.trim_start()),
        Some('月') => Err(DateError::NoYear),
        Some(c) if first.len() <= 4 && Separator::of(c).is_some() => separated(first, rest, text),
        _ => numbers::read(first, rest).map(Written::Day),
    }
}

/// `2019年4月25日` and what follows.
fn chinese(year: &str, rest: &str) -> Result<Written, DateError> {
    let rest = after(rest, '年').ok_or(DateError::NotADate)?;
    let Some((month, rest)) = number(rest) else {
        return Err(DateError::NoDay);
    };
    let rest = rest.trim_start();
    let rest = after(rest, '月').ok_or(DateError::NotADate)?;
    let Some((day, rest)) = number(rest) else {
        return Err(DateError::NoDay);
    };
    let rest = rest.trim_start().trim_start_matches(['日', '号', '號']);
    let year = super::order::full_year(small(year)?);
    certain(year, small(month)?, small(day)?, rest)
}

/// Three numbers between separators, the year first or not.
fn separated(first: &str, rest: &str, text: &str) -> Result<Written, DateError> {
    let Some((separator, second, rest)) = next_part(rest) else {
        return Err(DateError::NotADate);
    };
    let Some((again, third, rest)) = next_part(rest) else {
        return Err(two_parts(first, separator, second, rest, text));
    };
    if separator != again {
        return Err(DateError::NotADate);
    }
    let parts = [small(first)?, small(second)?, small(third)?];
    match (first.len(), third.len()) {
        (4, 1 | 2) => certain(parts[0], parts[1], parts[2], rest),
        (1 | 2, 4 | 2 | 1) => {
            clock::check(rest)?;
            Ok(Written::Open(Triple {
                numbers: parts,
                separator,
            }))
        }
        _ => Err(DateError::NotADate),
    }
}

/// `2019-04` lacks a day, `4/25` a year; `43580.397` is an Excel serial number.
fn two_parts(first: &str, mark: Separator, second: &str, rest: &str, text: &str) -> DateError {
    if !rest.trim().is_empty() || (mark == Separator::Dot && text.parse::<f64>().is_err()) {
        return DateError::NotADate;
    }
    match (first.len(), second.len()) {
        (4, 1 | 2) => DateError::NoDay,
        (1 | 2, 1 | 2) if mark != Separator::Dot => DateError::NoYear,
        (1 | 2, 4) => DateError::NoDay,
        _ => DateError::NotADate,
    }
}

fn certain(year: i16, month: i16, day: i16, rest: &str) -> Result<Written, DateError> {
    clock::check(rest)?;
    let date = day_of(year, month, day).ok_or(DateError::NoSuchDay)?;
    Ok(Written::Day(Day::from_date(date)))
}

/// A separator and the number after it, spaces allowed around.
fn next_part(text: &str) -> Option<(Separator, &str, &str)> {
    let text = text.trim_start();
    let separator = Separator::of(text.chars().next()?)?;
    let (digits, rest) = number(text.get(1..)?)?;
    Some((separator, digits, rest))
}

fn after(text: &str, mark: char) -> Option<&str> {
    text.strip_prefix(mark)
}

/// The digits at the start, and the rest.
pub(super) fn number(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn small(digits: &str) -> Result<i16, DateError> {
    digits.parse().map_err(|_| DateError::NotADate)
}
