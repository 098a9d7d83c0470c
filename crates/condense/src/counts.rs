//! What is counted of one voice: its different words, and the places it names.

use crate::clean::Clean;
use crate::regions::Regions;
use crate::settings::Settings;
use crate::tokens::{Kind, Lexer, Token};

/// What is counted of one voice.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Counts {
    /// The different words, in the order of their hashes.
    pub(crate) words: Vec<Count>,
    pub(crate) regions: Regions,
}

/// One different word of one voice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Count {
    /// Its number among the terms of the lexer that read it.
    pub(crate) term: u32,
    pub(crate) kind: Kind,
    /// `1 + ln(occurrences)`, titles counted more, times the weight of its kind.
    pub(crate) weight: f32,
}

impl Counts {
    /// Counts the words of a voice: its title, its text and the name of its place.
    pub(crate) fn of(voice: &Clean, settings: &Settings, lexer: &mut Lexer) -> Self {
        let (title, text) = (lexer.tokens(&voice.title), lexer.tokens(&voice.text));
        let place = match voice.spot.is_point() {
            true => Vec::new(),
            false => lexer.tokens(&voice.place),
        };
        let said = title.iter().chain(&text).chain(&place);
        let regions = Regions::new(&title, said, place.iter(), &lexer.terms);
        let times = |tokens: Vec<Token>, times: f32| {
            tokens
                .into_iter()
                .map(move |token| (token.term, token.kind, times))
        };
        let mut all: Vec<(u32, Kind, f32)> = times(title, settings.title_weight).collect();
        all.extend(times(text, 1.0));
        all.extend(times(place, 1.0));
        all.sort_by_key(|&(term, _, _)| term);
        let mut words: Vec<Count> = all
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| Count::new(same, settings))
            .collect();
        words.sort_unstable_by_key(|count| lexer.terms.get(count.term).hash);
        Self { words, regions }
    }
}

impl Count {
    /// From all places where one word stands.
    fn new(same: &[(u32, Kind, f32)], settings: &Settings) -> Self {
        let kind = same.iter().map(|at| at.1).max().unwrap_or(Kind::Word);
        let times: f32 = same.iter().map(|at| at.2).sum();
        let kind_weight = if kind == Kind::Name {
            settings.name_weight
        } else {
            1.0
        };
        Self {
            term: same[0].0,
            kind,
            weight: (1.0 + times.max(1.0).ln()) * kind_weight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Voice;

    #[test]
    fn a_word_in_the_title_counts_more() {
        let voice = Voice {
            title: Some("路灯"),
            ..Voice::new("停水")
        };
        let mut lexer = Lexer::new();
        let counts = Counts::of(&Clean::of(&voice), &Settings::default(), &mut lexer);
        let weight = |text: &str| {
            let is = |count: &&Count| &*lexer.terms.get(count.term).text == text;
            counts.words.iter().find(is).map(|count| count.weight)
        };
        assert!(weight("路灯") > weight("停水"));
    }
}
