//! Lists of words in both languages, looked for in what people say.

use serde::{Deserialize, Serialize};

/// Words that mean one thing, in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    /// Chinese ones; found wherever they stand.
    #[serde(default)]
    pub zh: Vec<String>,
    /// English ones and phrases; found as whole words, in either case.
    #[serde(default)]
    pub en: Vec<String>,
}

impl WordList {
    /// Whether one of the words is in the text, whatever its language.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// The words that are in the text, in the order of the list.
    pub fn found_in<'a>(&'a self, text: &str) -> impl Iterator<Item = &'a str> {
        let plain_text = if self.en.is_empty() {
            String::new()
        } else {
            plain(text)
        };
        let zh = self
            .zh
            .iter()
            .filter(move |word| text.contains(word.as_str()));
        let en = self
            .en
            .iter()
            .filter(move |word| plain_text.contains(&plain(word)));
        zh.chain(en).map(String::as_str)
    }

    /// Whether there is no word at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// Lower-case words with one space around each.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(zh: &[&str], en: &[&str]) -> WordList {
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        WordList {
            zh: own(zh),
            en: own(en),
        }
    }

    #[test]
    fn words_are_found_in_either_language() {
        let harm = list(
            &["受伤", "危险"],
            &["injured", "fell over", "can't breathe"],
        );
        for found in [
            "孩子受伤了",
            "My mother was INJURED.",
            "she fell, over there: she fell over!",
            "I can’t breathe at night",
            "这里 is 危险",
        ] {
            assert!(harm.are_in(found), "{found}");
        }
        for other in ["uninjured", "injure d", "he fell under", "路灯坏了", ""] {
            assert!(!harm.are_in(other), "{other}");
        }
        assert!(!WordList::default().are_in("anything") && WordList::default().is_empty());
        let found: Vec<&str> = harm.found_in("危险，受伤: injured").collect();
        assert_eq!(found, ["受伤", "危险", "injured"]);
    }
}
