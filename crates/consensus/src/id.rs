//! Names of participants and statements.

use std::fmt;

use serde::Serialize;

/// The name of a participant or a statement, as the file has it.
///
/// Polis counts both from 0; such names are written back as JSON numbers and ordered as numbers.
/// Any other name (a receipt's key, a code) stays text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Id {
    /// A whole number.
    Number(u64),
    /// Anything else; never empty when it comes from a file.
    Text(String),
}

impl Id {
    /// Reads a name; surrounding spaces do not belong to it.
    ///
    /// Only text that a number would be written back as becomes one: `007` stays text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        match text.parse::<u64>() {
            Ok(number) if number.to_string() == text => Self::Number(number),
            _ => Self::Text(text.to_owned()),
        }
    }
}

impl From<u64> for Id {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{number}"),
            Self::Text(text) => out.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_as_numbers_and_other_names_kept_as_written() {
        assert!(Id::new("9") < Id::new("10"));
        assert_eq!(Id::new(" 12 "), Id::Number(12));
        for text in ["007", "+7", "1.0", "王", "99999999999999999999999"] {
            assert_eq!(Id::new(text), Id::Text(text.to_owned()));
        }
    }
}
