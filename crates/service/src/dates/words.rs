//! Dates with a month's name, and Chinese numerals made digits.

use super::order::{day_of, full_year};
use super::{DateError, clock};
use massline_domain::Day;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const LONG_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const NUMERALS: &str = "零一二三四五六七八九";

/// Lower case, with full-width signs and Chinese numerals made plain: `２０１９／４／２５`
/// and `二〇一九年四月二十五日` read like any other.
pub(super) fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\t' | '\n' | '\r' => ' ',
        '〇' | '○' => '零',
        _ => c,
    };
    let text: String = text.chars().map(narrow).collect::<String>().to_lowercase();
    if !text.starts_with(|c| value(c).is_some()) {
        return text;
    }
    let mut out = String::new();
    let mut numeral = String::new();
    // Only up to the day: 星期四 keeps its numeral.
    let (date, rest) = text.split_at(text.find(['日', '号']).unwrap_or(text.len()));
    for c in date.chars() {
        if value(c).is_some() || c == '十' {
            numeral.push(c);
        } else {
            out.push_str(&digits(&std::mem::take(&mut numeral)));
            out.push(c);
        }
    }
    out + &digits(&numeral) + rest
}

/// `二十五` is 25, `二零一九` is 2019.
fn digits(numeral: &str) -> String {
    let one = |part: &str| {
        part.chars()
            .filter_map(value)
            .map(|v| v.to_string())
            .collect::<String>()
    };
    match numeral.split_once('十') {
        None => one(numeral),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() {
                "1".to_owned()
            } else {
                one(tens)
            };
            let ones = if ones.is_empty() {
                "0".to_owned()
            } else {
                one(ones)
            };
            tens + &ones
        }
    }
}

fn value(c: char) -> Option<usize> {
    NUMERALS.chars().position(|numeral| numeral == c)
}

pub(super) fn has_month_name(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .any(|word| month(word).is_some())
}

fn month(word: &str) -> Option<i16> {
    let is_month = |name: &&str| *name == word;
    let found = MONTHS.iter().position(&is_month);
    let found = found.or_else(|| LONG_MONTHS.iter().position(is_month));
    let found = found.or_else(|| (word == "sept").then_some(8));
    found.and_then(|at| i16::try_from(at + 1).ok())
}

/// `25 Apr 2019 09:32`, `April 25th, 2019`, `Wed Jun 18 08:16:54 WIB 2014`, `25-Apr-19`.
pub(super) fn read(text: &str) -> Result<Day, DateError> {
    let mut months = Vec::new();
    let mut numbers = Vec::new();
    let mut rest = String::new();
    for part in parts(text) {
        if let Some(month) = month(part) {
            months.push(month);
        } else if let Some(number) = day_or_year(part).filter(|_| numbers.len() < 2) {
            numbers.push(number);
        } else {
            rest.push_str(part);
            rest.push(' ');
        }
    }
    clock::check(&rest)?;
    let [month] = months[..] else {
        return Err(DateError::NotADate);
    };
    let (day, year) = match numbers[..] {
        [(year, 4), (day, _)] | [(day, _), (year, _)] => (day, full_year(year)),
        [(_, 4)] => return Err(DateError::NoDay),
        [_] => return Err(DateError::NoYear),
        _ => return Err(DateError::NotADate),
    };
    day_of(year, month, day)
        .map(Day::from_date)
        .ok_or(DateError::NoSuchDay)
}

/// Words and numbers; a dash parts them only where it is not an offset's sign.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let text = text.split('(').next().unwrap_or_default();
    text.split([' ', ','])
        .flat_map(|part| {
            let dated = part.split('-').any(|word| month(word).is_some());
            let marks: &[char] = if dated { &['-'] } else { &[] };
            part.split(move |c| marks.contains(&c) || (c == '/' && !part.contains(':')))
        })
        .map(|part| part.trim_end_matches('.'))
        .filter(|part| !part.is_empty() && *part != "of" && *part != "the")
}

/// The number and how many digits it has.
fn day_or_year(part: &str) -> Option<(i16, usize)> {
    let bare = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| part.strip_suffix(end));
    let digits = bare.unwrap_or(part);
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    let number = digits
        .parse()
        .ok()
        .filter(|_| is_number && matches!(digits.len(), 1 | 2 | 4))?;
    Some((number, digits.len()))
}
