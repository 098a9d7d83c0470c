//! The Chinese dictionary: cutting a run of Han letters into words, and what a word is.

use std::sync::LazyLock;

use jieba_rs::Jieba;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// The words of a run of Han letters. Words the dictionary lacks, names above all, are found
/// by the statistics of their letters.
pub(crate) fn cut(run: &str) -> impl Iterator<Item = &str> {
    JIEBA.cut(run, true).into_iter().map(|token| token.word)
}

/// What a word is, as far as names go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordClass {
    /// Not in the dictionary: often a name.
    Unknown,
    /// The name of a place, a person or a thing.
    ProperName,
    /// A noun.
    Noun,
    /// Anything else.
    Other,
}

/// Looks a word up.
pub(crate) fn class_of(word: &str) -> WordClass {
    if !JIEBA.has_word(word) {
        return WordClass::Unknown;
    }
    match JIEBA.tag(word, false).as_slice() {
        [whole] => match whole.tag {
            "ns" | "nr" | "nz" | "nrt" | "nrfg" => WordClass::ProperName,
            tag if tag.starts_with('n') || tag == "j" => WordClass::Noun,
            _ => WordClass::Other,
        },
        _ => WordClass::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_nouns_and_the_rest_are_told_apart() {
        assert_eq!(class_of("碧桂园"), WordClass::ProperName);
        assert_eq!(class_of("农贸市场"), WordClass::Noun);
        assert_eq!(class_of("导致"), WordClass::Other);
        assert_eq!(class_of("丽发"), WordClass::Unknown);
    }
}
