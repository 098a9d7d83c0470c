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

/// As [`required`], but an empty text is nothing.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn optional(field: &'static str, text: &str, max: usize) -> Result<Option<String>, Refusal> {
    match required(field, text, max) {
        Ok(text) => Ok(Some(text)),
        Err(Refusal::Empty { .. }) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Line ends as `\n`, other control characters and invisible direction marks removed.
#[must_use]
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |c: &char| *c == '\n' || *c == '\t' || !(c.is_control() || is_direction_mark(*c));
    text.chars()
        .filter(kept)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Marks that turn the direction of text can make a page show something else than was said.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
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
