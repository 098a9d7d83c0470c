//! Text as people send it, made comparable: one form of each letter, no markup, no addresses.

use unicode_normalization::UnicodeNormalization;

/// Longest run of characters taken for one markup tag; anything longer is text with a `<` in it.
const LONGEST_TAG: usize = 400;

/// Brings a text to the form everything else works on: NFKC (full-width letters become
/// ordinary ones), markup and web addresses removed, controls and invisible characters
/// dropped, white space collapsed. Letter case is kept, for titles.
pub(crate) fn clean(text: &str) -> String {
    let plain = without_addresses(&without_markup(text));
    let mut out = String::with_capacity(plain.len());
    for c in plain.nfkc() {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The form in which two texts count as copies of each other: letters and digits only, so
/// that spaces and punctuation added on the way make no difference.
pub(crate) fn bare(cleaned: &str) -> String {
    cleaned
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Joiners, direction marks, byte order marks and variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Replaces `<tag …>` by a space and resolves the few entities that web forms produce.
fn without_markup(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (shown, length) = tag(rest)
            .or_else(|| entity(rest))
            .unwrap_or((&rest[..1], 1));
        out.push_str(shown);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// A tag at the start of `rest`: what to show for it and its length in bytes.
fn tag(rest: &str) -> Option<(&'static str, usize)> {
    let second = rest.strip_prefix('<')?.chars().next()?;
    if !second.is_ascii_alphabetic() && second != '/' && second != '!' {
        return None;
    }
    let length = rest.bytes().take(LONGEST_TAG).position(|b| b == b'>')? + 1;
    Some((" ", length))
}

/// An entity at the start of `rest`.
fn entity(rest: &str) -> Option<(&'static str, usize)> {
    const KNOWN: [(&str, &str); 6] = [
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
    ];
    let (written, shown) = KNOWN
        .iter()
        .find(|(written, _)| rest.starts_with(written))?;
    Some((shown, written.len()))
}

/// Replaces web addresses by a space. An address ends at the first character that is not
/// printable ASCII, because Chinese text follows without one.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['h', 'w']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match ["http://", "https://", "www."]
            .iter()
            .any(|p| rest.starts_with(p))
        {
            true => rest
                .find(|c: char| !c.is_ascii_graphic())
                .unwrap_or(rest.len()),
            false => 1,
        };
        out.push_str(if length > 1 { " " } else { &rest[..1] });
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_addresses_and_space_go_and_words_stay() {
        let text = "<p>A3区&nbsp;路灯 <br/>坏了</p>\u{3000}详见https://example.org/a?b=1谢谢";
        assert_eq!(clean(text), "A3区 路灯 坏了 详见 谢谢");
    }

    #[test]
    fn full_width_becomes_ordinary_and_invisible_goes() {
        assert_eq!(clean("\u{feff}Ａ３区\u{200b}！"), "A3区!");
    }

    #[test]
    fn a_lone_bracket_is_text() {
        assert_eq!(clean("3 < 5 & 6 > 2"), "3 < 5 & 6 > 2");
        assert_eq!(clean("<"), "<");
        assert_eq!(clean("a<b"), "a<b");
    }

    #[test]
    fn copies_differ_only_in_punctuation_and_space() {
        assert_eq!(bare(&clean("路灯, 坏了!")), bare(&clean("路灯坏了。")));
    }
}
