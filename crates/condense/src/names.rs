//! A user's own dictionary: names of places and bodies that nobody else knows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::clean::clean;
use crate::tokens::is_han;

/// Names of places and bodies, given by whoever knows the collection. What they name decides
/// sameness like any other name; they are found whatever their form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names(Arc<Known>);

#[derive(Debug, Default, PartialEq)]
struct Known {
    /// Names of Han letters by their first, the longest first.
    chinese: BTreeMap<char, Vec<Box<[char]>>>,
    /// The words of other names, in lower case.
    words: BTreeSet<String>,
}

impl Names {
    /// From names as people write them; empty ones are left out.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known = Known::default();
        for name in names {
            let name = clean(name);
            if name.chars().all(is_han) {
                let letters: Box<[char]> = name.chars().collect();
                if let Some(first) = letters.first() {
                    known.chinese.entry(*first).or_default().push(letters);
                }
            } else {
                known.words.extend(name.split(' ').map(str::to_lowercase));
            }
        }
        for names in known.chinese.values_mut() {
            names.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        }
        Self(Arc::new(known))
    }

    /// How many letters the longest given name has with which `letters` begin; 0 for none.
    pub(crate) fn begin(&self, letters: &[char]) -> usize {
        let first = letters.first();
        let names = first.and_then(|first| self.0.chinese.get(first));
        let mut names = names.into_iter().flatten();
        names
            .find(|name| letters.starts_with(name))
            .map_or(0, |name| name.len())
    }

    /// Whether a word of other letters, in lower case, is part of a given name.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.0.words.contains(word)
    }

    /// Whether any name of Han letters was given.
    pub(crate) fn any_chinese(&self) -> bool {
        !self.0.chinese.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_given_name_is_found_at_a_beginning() {
        let names = Names::new(["云溪", "云溪里三期", "", "The Blue Parrot"]);
        let letters: Vec<char> = "云溪里三期停车".chars().collect();
        assert_eq!(names.begin(&letters), 5);
        assert_eq!(names.begin(&letters[1..]), 0);
        assert!(names.has_word("parrot") && !names.has_word("云溪"));
    }
}
