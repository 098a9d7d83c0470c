//! Words shown to a unit or the public lose what could tell who spoke: numbers of phones,
//! cards and plates, addresses of mail, names that are given, and the door.

/// What stands where something was taken out.
pub const REDACTED: &str = "▇▇";

/// The words without what could tell who spoke. A machine's first pass, not a promise: what
/// is published is chosen by a person.
#[must_use]
pub fn redact(words: &str) -> String {
    let without_mail = replace_tokens(words, is_mail);
    let without_names = replace_names(&without_mail);
    replace_numbers(&without_names)
}

fn is_mail(token: &str) -> bool {
    token.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// Replaces whole tokens between spaces and punctuation of either language.
fn replace_tokens(words: &str, matches: impl Fn(&str) -> bool) -> String {
    let part_of = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+');
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(start) = rest.find(part_of) {
        out.push_str(&rest[..start]);
        let tail = &rest[start..];
        let end = tail.find(|c| !part_of(c)).unwrap_or(tail.len());
        let token = &tail[..end];
        out.push_str(if matches(token) { REDACTED } else { token });
        rest = &tail[end..];
    }
    out.push_str(rest);
    out
}

/// Phrases after which people give their own name, and how many characters it may have.
const NAME_PHRASES: [(&str, usize); 8] = [
    ("我叫", 4),
    ("我是业主", 3),
    ("本人姓名", 4),
    ("联系人", 4),
    ("my name is ", 30),
    ("My name is ", 30),
    ("I am called ", 30),
    ("I'm called ", 30),
];

fn replace_names(words: &str) -> String {
    let mut out = words.to_owned();
    for (phrase, longest) in NAME_PHRASES {
        let mut from = 0;
        while let Some(found) = out[from..].find(phrase) {
            let start = from + found + phrase.len();
            let name: usize = out[start..]
                .chars()
                .skip_while(|c| matches!(c, '：' | ':' | ' '))
                .take(longest)
                .take_while(|c| !is_boundary(*c, phrase.is_ascii()))
                .map(char::len_utf8)
                .sum();
            let lead: usize = out[start..]
                .chars()
                .take_while(|c| matches!(c, '：' | ':' | ' '))
                .map(char::len_utf8)
                .sum();
            if name > 0 {
                out.replace_range(start + lead..start + lead + name, REDACTED);
            }
            from = start;
        }
    }
    out
}

fn is_boundary(c: char, latin: bool) -> bool {
    matches!(c, '，' | '。' | ',' | '.' | '；' | ';' | '！' | '!' | '？' | '?' | '\n')
        || (!latin && (c.is_ascii() || c == '，'))
}

/// Digits from which a run is a phone, a card or a plate and not a price or a year.
const TELLING_DIGITS: usize = 7;

/// Doors: the number before one of these tells which home it is.
const DOORS: [&str; 4] = ["室", "单元", "号房", "门牌"];

fn replace_numbers(words: &str) -> String {
    let part_of = |c: char| c.is_ascii_digit();
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(start) = rest.find(part_of) {
        out.push_str(&rest[..start]);
        let tail = &rest[start..];
        let end = run_end(tail);
        let run = &tail[..end];
        let digits = run.chars().filter(char::is_ascii_digit).count();
        let is_door = DOORS.iter().any(|door| tail[end..].starts_with(door));
        out.push_str(if digits >= TELLING_DIGITS || is_door { REDACTED } else { run });
        rest = &tail[end..];
    }
    out.push_str(rest);
    out
}

/// A run of digits with single separators inside, as phone numbers are written; a date
/// (2026-11-23, 2026/11/23) has eight digits and must stay.
fn run_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let date = bytes.len() >= 10
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && matches!(bytes[4], b'-' | b'/' | b'.')
        && bytes[7] == bytes[4]
        && [5, 6, 8, 9].iter().all(|at| bytes[*at].is_ascii_digit());
    if date {
        return 4;
    }
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let separator = matches!(c, '-' | ' ')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            && at > 0;
        if c.is_ascii_digit() || matches!(c, 'X' | 'x') && at >= 17 || separator {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_who_spoke_is_taken_out() {
        for (given, wanted) in [
            ("请打13812345678找我", "请打▇▇找我"),
            ("call 0731-8888 1234 please", "call ▇▇ please"),
            ("mail me: a.b@example.org!", "mail me: ▇▇!"),
            ("我叫张三，住3栋2单元501室", "我叫▇▇，住3栋▇▇单元▇▇室"),
            ("my name is Ann Other, I live here", "my name is ▇▇, I live here"),
        ] {
            assert_eq!(redact(given), wanted);
        }
    }

    #[test]
    fn prices_years_and_dates_stay() {
        for words in ["2026年交了12000元", "since 2026-11-23 no water", "水费4.23一吨", "第3栋"] {
            assert_eq!(redact(words), words);
        }
    }
}
