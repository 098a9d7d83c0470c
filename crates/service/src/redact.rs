//! Words shown to a unit or the public lose what could tell who spoke: numbers of phones,
//! cards and plates, addresses of mail, names that are given, and the door.

/// What stands where something was taken out.
pub const REDACTED: &str = "▇▇";

/// The words without what could tell who spoke. A machine's first pass, not a promise: what
/// is published is chosen by a person.
#[must_use]
pub fn redact(words: &str) -> String {
    let without_mail = replace_tokens(words, is_mail);
    let without_plates = replace_plates(&without_mail);
    let without_phrases = PHRASES.iter().fold(without_plates, replace_after);
    replace_numbers(&without_phrases)
}

fn is_mail(token: &str) -> bool {
    token
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
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

/// What follows a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// A name of at most so many characters, in the script of the phrase.
    Name(usize),
    /// Letters and digits: the name of an account, the number of a home.
    Id,
}

/// Phrases after which people tell who they are; Latin ones in lower case.
const PHRASES: [(&str, Tells); 18] = [
    ("我叫", Tells::Name(4)),
    ("我是业主", Tells::Name(3)),
    ("本人姓名", Tells::Name(4)),
    ("联系人", Tells::Name(4)),
    ("my name is ", Tells::Name(30)),
    ("i am called ", Tells::Name(30)),
    ("i'm called ", Tells::Name(30)),
    ("微信号", Tells::Id),
    ("微信", Tells::Id),
    ("qq号", Tells::Id),
    ("qq", Tells::Id),
    ("wechat", Tells::Id),
    ("车牌", Tells::Id),
    ("licence plate ", Tells::Id),
    ("room ", Tells::Id),
    ("flat ", Tells::Id),
    ("apartment ", Tells::Id),
    ("apt ", Tells::Id),
];

fn replace_after(words: String, (phrase, tells): &(&str, Tells)) -> String {
    let mut out = words;
    let mut from = 0;
    // Lower case of ASCII keeps every place where it is.
    while let Some(found) = out[from..].to_ascii_lowercase().find(phrase) {
        let start = from + found + phrase.len();
        let told: Vec<char> = out[start..].chars().collect();
        let lead = told
            .iter()
            .take_while(|c| matches!(c, '：' | ':' | ' ' | '号'))
            .count();
        let told = &told[lead..];
        let length = match tells {
            Tells::Name(longest) => {
                let latin = phrase.is_ascii();
                told.iter()
                    .take(*longest)
                    .take_while(|c| !is_boundary(**c, latin))
                    .count()
            }
            Tells::Id => id_length(told),
        };
        let bytes = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
        let name = bytes(&told[..length]);
        let at = out[start..]
            .chars()
            .take(lead)
            .map(char::len_utf8)
            .sum::<usize>()
            + start;
        if name > 0 {
            out.replace_range(at..at + name, REDACTED);
        }
        from = start;
    }
    out
}

/// Letters and digits with at least one digit, or five letters: "微信 at last" is none.
fn id_length(told: &[char]) -> usize {
    let part_of = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let length = told.iter().take_while(part_of).count();
    let digits = told[..length].iter().any(char::is_ascii_digit);
    if digits || length > 5 && told[..length].contains(&'_') {
        length
    } else {
        0
    }
}

fn is_boundary(c: char, latin: bool) -> bool {
    matches!(
        c,
        '，' | '。' | ',' | '.' | '；' | ';' | '！' | '!' | '？' | '?' | '\n'
    ) || (!latin && c.is_ascii())
}

/// The first characters of plates: one for each province.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Plates: a province, a letter, maybe a dot, then five or six letters and digits.
fn replace_plates(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    let mut out = String::with_capacity(words.len());
    let mut at = 0;
    while at < chars.len() {
        match plate_length(&chars[at..]) {
            0 => {
                out.push(chars[at]);
                at += 1;
            }
            length => {
                out.push_str(REDACTED);
                at += length;
            }
        }
    }
    out
}

fn plate_length(chars: &[char]) -> usize {
    let [province, letter, ..] = chars else {
        return 0;
    };
    if !PROVINCES.contains(*province) || !letter.is_ascii_alphabetic() {
        return 0;
    }
    let dot = usize::from(
        chars
            .get(2)
            .is_some_and(|c| matches!(c, '·' | '.' | ' ' | '-')),
    );
    let number = chars[2 + dot..]
        .iter()
        .take_while(|c| c.is_ascii_alphanumeric())
        .count();
    if (5..=6).contains(&number) {
        2 + dot + number
    } else {
        0
    }
}

/// Digits from which a run is a phone, a card or a plate and not a price or a year.
const TELLING_DIGITS: usize = 7;

/// Doors: the number before one of these tells which home it is.
const DOORS: [&str; 4] = ["室", "单元", "号房", "门牌"];

fn replace_numbers(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(start) = rest.find(is_digit) {
        out.push_str(&rest[..start]);
        let tail = &rest[start..];
        let end = run_end(tail);
        let run = &tail[..end];
        let digits = run.chars().filter(|c| is_digit(*c)).count();
        let is_door = DOORS.iter().any(|door| tail[end..].starts_with(door));
        out.push_str(if digits >= TELLING_DIGITS || is_door {
            REDACTED
        } else {
            run
        });
        rest = &tail[end..];
    }
    out.push_str(rest);
    out
}

/// Chinese keyboards also write digits of full width.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A run of digits with single separators inside, as phone numbers are written; a date
/// (2026-11-23, 2026/11/23) has eight digits and must stay.
fn run_end(text: &str) -> usize {
    if is_date(text.as_bytes()) {
        return 4;
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| is_digit(*next));
        let separator = matches!(c, '-' | ' ' | '－' | '—' | '\u{a0}') && next_is_digit;
        if is_digit(c) || matches!(c, 'X' | 'x') && at >= 17 || separator {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

fn is_date(bytes: &[u8]) -> bool {
    bytes.len() >= 10
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && matches!(bytes[4], b'-' | b'/' | b'.')
        && bytes[7] == bytes[4]
        && [5, 6, 8, 9].iter().all(|at| bytes[*at].is_ascii_digit())
        && !bytes.get(10).is_some_and(u8::is_ascii_digit)
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
            (
                "my name is Ann Other, I live here",
                "my name is ▇▇, I live here",
            ),
            ("MY NAME IS ANN", "MY NAME IS ▇▇"),
            ("电话１３８１２３４５６７８", "电话▇▇"),
            ("+86 138—1234—5678", "+▇▇"),
            ("身份证43010219800101123X。", "身份证▇▇。"),
            (
                "湘A12345每天停在门口，还有粤B·D12345",
                "▇▇每天停在门口，还有▇▇",
            ),
            ("加我微信：wx_liu88，QQ 123456", "加我微信：▇▇，QQ ▇▇"),
            ("Room 12B of the block", "Room ▇▇ of the block"),
            ("2026-11-2313812345678", "▇▇"),
        ] {
            assert_eq!(redact(given), wanted);
        }
    }

    #[test]
    fn no_text_makes_it_fall_over() {
        for words in [
            "",
            "我叫",
            "我叫我叫",
            "微信：",
            "湘A",
            "１",
            "2026-1-",
            "qq号",
            "İmy name is İ",
            "-1-",
            "x室",
        ] {
            let once = redact(words);
            assert_eq!(redact(&once), once, "{words}");
        }
    }

    #[test]
    fn prices_years_and_dates_stay() {
        for words in [
            "2026年交了12000元",
            "since 2026-11-23 no water",
            "水费4.23一吨",
            "第3栋",
            "用微信支付交费",
            "the flat roof leaks",
            "青年A座有电梯",
            "room for all",
        ] {
            assert_eq!(redact(words), words);
        }
    }
}
