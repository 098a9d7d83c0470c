//! Which cities, counties and places a voice names: two voices that name different ones are
//! less likely to be about the same matter, however alike their words.

use crate::hash::short;
use crate::settings::Settings;
use crate::terms::Terms;
use crate::tokens::{Kind, Token};

/// Names by level, and all words; each as sorted hashes without doubles.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Regions {
    cities: Box<[u32]>,
    counties: Box<[u32]>,
    place: Box<[u32]>,
    /// Names of smaller places and bodies, without their last parts: 含浦 for 含浦镇.
    names: Box<[u32]>,
    /// Those in the title, with kinds of bodies: what the speaker says it is about.
    heads: Box<[u32]>,
    /// All words, and the same of all names.
    words: Box<[u32]>,
}

impl Regions {
    /// From the words said and the words of the place given with the voice.
    pub(crate) fn new<'a>(
        title: &[Token],
        said: impl Iterator<Item = &'a Token>,
        place: impl Iterator<Item = &'a Token>,
        terms: &Terms,
    ) -> Self {
        let mut levels = [const { Vec::new() }; 4];
        for token in said {
            let [cities, counties, names, words] = &mut levels;
            let term = terms.get(token.term);
            words.push(short(term.hash));
            if token.kind == Kind::Word {
                continue;
            }
            words.push(short(term.front));
            if token.kind == Kind::Name {
                let large = term.city.or(term.county);
                names.extend(Some(short(term.front)).filter(|_| large.is_none()));
                cities.extend(term.city.map(short));
                counties.extend(term.county.map(short));
            }
        }
        let [cities, counties, names, words] = levels.map(set);
        let heads = heads(title, terms);
        let place = place.map(|token| short(terms.get(token.term).hash));
        Self {
            cities,
            counties,
            place: set(place.collect()),
            names,
            heads,
            words,
        }
    }

    /// What the similarity of two voices is multiplied by, given the regions they name.
    pub(crate) fn agreement(&self, other: &Self, settings: &Settings) -> f32 {
        let weigh = |different: bool, by: f32| if different { by } else { 1.0 };
        let names = weigh(self.name_others(other), settings.other_names);
        let heads = weigh(self.head_others(other), settings.other_heads);
        weigh(self.contradict(other), settings.elsewhere) * names.min(heads)
    }

    /// Whether it names any smaller place or body.
    pub(crate) fn have_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether the two name different places on any level.
    pub(crate) fn differ(&self, other: &Self) -> bool {
        self.contradict(other) || self.name_others(other)
    }

    /// Whether both name smaller places or bodies, and neither mentions any the other names.
    pub(crate) fn name_others(&self, other: &Self) -> bool {
        disjoint(&self.names, &other.words) && disjoint(&other.names, &self.words)
    }

    /// The same for what their titles name.
    fn head_others(&self, other: &Self) -> bool {
        disjoint(&self.heads, &other.words) && disjoint(&other.heads, &self.words)
    }

    /// Whether both name something on one level, and nothing in common there.
    pub(crate) fn contradict(&self, other: &Self) -> bool {
        disjoint(&self.cities, &other.cities)
            || disjoint(&self.counties, &other.counties)
            || disjoint(&self.place, &other.place)
    }
}

/// What a title names, cities and counties left out.
fn heads(title: &[Token], terms: &Terms) -> Box<[u32]> {
    let named = title.iter().filter(|token| token.kind != Kind::Word);
    let named = named.map(|token| terms.get(token.term));
    let small = named.filter(|term| term.city.or(term.county).is_none());
    set(small.map(|term| short(term.front)).collect())
}

fn set(mut hashes: Vec<u32>) -> Box<[u32]> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into()
}

/// Both have members, and none in common.
fn disjoint(a: &[u32], b: &[u32]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|member| b.binary_search(member).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Lexer;

    fn regions(text: &str, place: &str) -> Regions {
        let mut lexer = Lexer::new();
        let (said, place) = (lexer.tokens(text), lexer.tokens(place));
        Regions::new(&[], said.iter().chain(&place), place.iter(), &lexer.terms)
    }

    #[test]
    fn different_districts_and_cities_contradict() {
        assert!(regions("A3区路灯", "").contradict(&regions("A5区路灯", "")));
        assert!(regions("F市垃圾站", "").contradict(&regions("A5区垃圾站", "")));
        assert!(regions("石鼓区垃圾站", "").contradict(&regions("珠晖区垃圾站", "")));
    }

    #[test]
    fn a_district_and_its_city_or_silence_do_not() {
        assert!(!regions("A市路灯", "").contradict(&regions("A3区路灯", "")));
        assert!(!regions("路灯", "").contradict(&regions("A3区路灯", "")));
        assert!(!regions("长沙市路灯", "").contradict(&regions("岳麓区路灯", "")));
    }

    #[test]
    fn other_names_are_noticed_and_parts_of_a_name_are_not() {
        assert!(regions("含浦镇的路灯", "").name_others(&regions("榔梨镇的路灯", "")));
        assert!(!regions("含浦镇的路灯", "").name_others(&regions("含浦街道的路灯", "")));
        assert!(!regions("含浦镇的路灯", "").name_others(&regions("农贸市场的路灯", "")));
    }

    #[test]
    fn estates_are_no_counties() {
        assert!(!regions("丽发小区路灯", "").contradict(&regions("含浦小区路灯", "")));
        assert!(regions("丽发小区路灯", "").name_others(&regions("含浦小区路灯", "")));
    }

    #[test]
    fn places_given_contradict_when_they_share_no_word() {
        assert!(regions("路灯", "桂花小学").contradict(&regions("路灯", "东湾村")));
        assert!(!regions("路灯", "A3区洋湖").contradict(&regions("路灯", "洋湖")));
    }
}
