//! Text as people send it, made comparable: one form of each letter, no markup, no addresses.

use crate::Voice;
use crate::spot::Spot;
use unicode_normalization::UnicodeNormalization;

/// Longest run of characters taken for one markup tag; anything longer is text with a `<` in it.
const LONGEST_TAG: usize = 400;

/// The parts of a voice, cleaned; empty where not given.
pub(crate) struct Clean {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) place: String,
    pub(crate) spot: Spot,
}

impl Clean {
    pub(crate) fn of(voice: &Voice<'_>) -> Self {
        let place = voice.place.map(clean).unwrap_or_default();
        Self {
            title: voice.title.map(clean).unwrap_or_default(),
            text: clean(voice.text),
            spot: Spot::new(&place, voice.day),
            place,
        }
    }
}

/// Brings a text to the form everything else works on: NFKC (full-width letters become
/// ordinary ones), markup and web addresses removed, controls and invisible characters
/// dropped, white space collapsed. Letter case is kept, for titles.
pub(crate) fn clean(text: &str) -> String {
    let plain = without_addresses(&without_markup(text));
    let mut out = Cleaned(String::with_capacity(plain.len()));
    if plain.chars().all(|c| simple(c).is_some()) {
        plain.chars().filter_map(simple).for_each(|c| out.push(c));
    } else {
        plain.nfkc().for_each(|c| out.push(c));
    }
    let mut out = out.0;
    out.truncate(out.trim_end().len());
    out
}

/// NFKC of a letter that is changed by itself and combines with no other: ASCII, common Han
/// letters and signs, full-width forms of ASCII. Nothing for all others.
fn simple(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' | '\u{4e00}'..='\u{9fff}' => Some(c),
        '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' => Some(c),
        '\u{2013}' | '\u{2014}' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{b7}' => {
            Some(c)
        }
        '\u{3000}' | '\u{a0}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        _ => None,
    }
}

struct Cleaned(String);

impl Cleaned {
    fn push(&mut self, c: char) {
        if is_invisible(c) {
            return;
        }
        if c.is_whitespace() || c.is_control() {
            if !self.0.is_empty() && !self.0.ends_with(' ') {
                self.0.push(' ');
            }
        } else {
            self.0.push(c);
        }
    }
}

/// The form in which two texts count as copies of each other: letters and digits only, so
/// that spaces and punctuation added on the way make no difference.
pub(crate) fn bare(cleaned: &str) -> String {
    bare_letters(cleaned).collect()
}

/// The letters of [`bare`].
pub(crate) fn bare_letters(cleaned: &str) -> impl Iterator<Item = char> + '_ {
    let letters = cleaned.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(|c| match c {
        // Han letters have no case; asking takes long.
        '\u{4e00}'..='\u{9fff}' => Lower::Same(std::iter::once(c)),
        _ => Lower::Changed(c.to_lowercase()),
    })
}

enum Lower {
    Same(std::iter::Once<char>),
    Changed(std::char::ToLowercase),
}

impl Iterator for Lower {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Self::Same(one) => one.next(),
            Self::Changed(some) => some.next(),
        }
    }
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
    fn the_short_way_gives_what_nfkc_gives() {
        for code in 0..0x1_1000_u32 {
            let Some(c) = char::from_u32(code) else {
                continue;
            };
            if let Some(same) = simple(c) {
                assert_eq!(c.nfkc().collect::<String>(), same.to_string(), "{code:x}");
            }
        }
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
