//! What may follow a day: a time, a zone, a day of the week. It is checked, so that
//! `2019-04-25 to 2019-05-01` is not taken for one day, and then forgotten.

use super::DateError;

const WORDS: &[&str] = &[
    "t",
    "z",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "o",
    "clock",
    "at",
    "utc",
    "gmt",
    "cst",
    "cdt",
    "est",
    "edt",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "bst",
    "cet",
    "cest",
    "eet",
    "eest",
    "wet",
    "west",
    "msk",
    "ist",
    "jst",
    "kst",
    "hkt",
    "sgt",
    "wib",
    "aest",
    "aedt",
    "nzst",
    "nzdt",
    "mon",
    "monday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "ad",
];
/// Longer before shorter, where one starts with the other.
const CHINESE: &[&str] = &[
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "星期天",
    "礼拜一",
    "礼拜二",
    "礼拜三",
    "礼拜四",
    "礼拜五",
    "礼拜六",
    "礼拜天",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "上午",
    "下午",
    "早上",
    "晚上",
    "中午",
    "凌晨",
    "傍晚",
    "夜间",
    "时",
    "時",
    "点",
    "點",
    "分",
    "秒",
    "半",
    "整",
];

/// Checks what follows a day.
pub(super) fn check(rest: &str) -> Result<(), DateError> {
    // JavaScript adds the zone's long name: "GMT+0800 (China Standard Time)".
    let rest = rest.split('(').next().unwrap_or_default();
    let (time, offset) = split_offset(rest);
    let mut numbers = Vec::new();
    let mut marked = false;
    let mut left = time.trim();
    while let Some(c) = left.chars().next() {
        let taken = if c.is_ascii_digit() {
            let length = run(left, |c| c.is_ascii_digit());
            numbers.push(
                left.get(..length)
                    .and_then(|digits| digits.parse::<u32>().ok()),
            );
            length
        } else if c.is_ascii_alphabetic() {
            let length = run(left, |c| c.is_ascii_alphabetic());
            known(left.get(..length).unwrap_or_default(), WORDS)?;
            length
        } else if c.is_ascii() {
            known(c.encode_utf8(&mut [0; 4]), &[":", ".", ",", " ", "-", "/"])?;
            marked |= c == ':';
            1
        } else {
            let word = CHINESE.iter().find(|word| left.starts_with(**word));
            let word = word.ok_or(DateError::NotADate)?;
            marked |= matches!(*word, "时" | "時" | "点" | "點");
            word.len()
        };
        left = left.get(taken..).unwrap_or_default();
    }
    let is_time = numbers.is_empty() && offset.is_empty() || marked && possible(&numbers);
    (is_time && is_offset(offset))
        .then_some(())
        .ok_or(DateError::NotADate)
}

/// Checks what follows `20190425`: `T093209Z`, `0932`, ` 09:32`.
pub(super) fn check_compact(rest: &str) -> Result<(), DateError> {
    let time = rest
        .trim_start_matches([' ', 't', '_'])
        .trim_end_matches('z');
    let digits = time.chars().all(|c| c.is_ascii_digit());
    if digits && matches!(time.len(), 4 | 6) {
        let two = |from: usize| {
            time.get(from..from + 2)
                .map(|part| part.parse::<u32>().ok())
        };
        let numbers: Vec<_> = [0, 2, 4].into_iter().filter_map(two).collect();
        return possible(&numbers).then_some(()).ok_or(DateError::NotADate);
    }
    check(rest)
}

/// Hours, minutes, seconds and a fraction, as far as given.
fn possible(numbers: &[Option<u32>]) -> bool {
    let limits = [24, 59, 60, u32::MAX];
    numbers.len() <= limits.len()
        && numbers
            .iter()
            .zip(limits)
            .all(|(number, limit)| number.is_none_or(|n| n <= limit))
}

/// Splits `09:32+08:00` before the sign.
fn split_offset(text: &str) -> (&str, &str) {
    match text.rfind(['+', '-']) {
        Some(at) if is_offset(text.get(at..).unwrap_or_default().trim_end()) => {
            let (time, offset) = text.split_at(at);
            (time, offset.trim_end())
        }
        _ => (text, ""),
    }
}

/// `+08`, `+0800` or `+08:00`; nothing is an offset too.
fn is_offset(text: &str) -> bool {
    let digits: String = text.chars().skip(1).filter(|c| *c != ':').collect();
    text.is_empty()
        || (matches!(digits.len(), 1 | 2 | 4) && digits.chars().all(|c| c.is_ascii_digit()))
}

fn known(word: &str, words: &[&str]) -> Result<(), DateError> {
    words
        .contains(&word)
        .then_some(())
        .ok_or(DateError::NotADate)
}

fn run(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}
