//! What a text must be before it counts as one.

use crate::refusal::Refusal;

/// A title: one line, at most this many characters.
pub const TITLE_CHARS: usize = 120;
/// A paragraph written by staff (cause, measure, progress), at most this many characters.
pub const PARAGRAPH_CHARS: usize = 4_000;

/// The text without surrounding space and control characters.
///
/// # Errors
/// [`Refusal::Empty`] or [`Refusal::TooLong`] with the field's stable name.
pub fn required(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let text = clean(text);
    if text.is_empty() {
        return Err(Refusal::Empty { field });
    }
    let found = text.chars().count();
    if found > max {
        return Err(Refusal::TooLong { field, max, found });
    }
    Ok(text)
}

/// As [`required`], for a title or a name: line ends and tabs become spaces.
///
/// # Errors
/// [`Refusal::Empty`] or [`Refusal::TooLong`] with the field's stable name.
pub fn line(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let words: Vec<&str> = text.split_whitespace().collect();
    required(field, &words.join(" "), max)
}

/// As [`required`], but an empty text is nothing.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn optional(field: &'static str, text: &str, max: usize) -> Result<Option<String>, Refusal> {
    none_if_empty(required(field, text, max))
}

/// As [`line`], but an empty text is nothing.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn optional_line(
    field: &'static str,
    text: &str,
    max: usize,
) -> Result<Option<String>, Refusal> {
    none_if_empty(line(field, text, max))
}

fn none_if_empty(text: Result<String, Refusal>) -> Result<Option<String>, Refusal> {
    match text {
        Ok(text) => Ok(Some(text)),
        Err(Refusal::Empty { .. }) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Whether this is a language that opinions and titles are kept in: `zh-CN` or `en`.
///
/// # Errors
/// [`Refusal::UnknownCode`] of the kind `language`.
pub fn check_language(language: &str) -> Result<(), Refusal> {
    if matches!(language, "zh-CN" | "en") {
        return Ok(());
    }
    Err(Refusal::UnknownCode {
        kind: "language",
        found: language.chars().take(60).collect(),
    })
}

/// Line ends as `\n`; other control characters and marks that cannot be seen are removed.
#[must_use]
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |c: &char| *c == '\n' || *c == '\t' || !(c.is_control() || is_invisible(*c));
    text.chars()
        .filter(kept)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Marks that turn the direction of text can make a page show something else than was said;
/// a text of spaces without width would count as said and show nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_space_is_empty() {
        assert_eq!(
            required("words", " \u{0}\r\n ", 9),
            Err(Refusal::Empty { field: "words" })
        );
    }

    #[test]
    fn what_cannot_be_seen_is_empty_and_does_not_turn_text() {
        let unseen = "\u{200b}\u{200e}\u{2060}\u{feff}";
        assert_eq!(
            required("words", unseen, 9),
            Err(Refusal::Empty { field: "words" })
        );
        assert_eq!(clean("a\u{202e}b\r\nc\u{7}"), "ab\nc");
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(line("title", " 路灯\r\n坏了\t ", 9), Ok("路灯 坏了".into()));
        assert_eq!(optional_line("title", "\n", 9), Ok(None));
    }

    #[test]
    fn two_languages_are_kept() {
        assert_eq!(check_language("zh-CN"), Ok(()));
        assert_eq!(check_language("en"), Ok(()));
        assert!(check_language("zh").is_err());
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert!(required("words", "路灯坏了", 4).is_ok());
        assert_eq!(
            required("words", "路灯又坏了", 4),
            Err(Refusal::TooLong {
                field: "words",
                max: 4,
                found: 5
            })
        );
    }
}
