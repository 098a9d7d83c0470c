//! Which cities, counties and places a voice names: two voices that name different ones are
//! less likely to be about the same matter, however alike their words.

use crate::hash::short;
use crate::settings::Settings;
use crate::terms::Terms;
use crate::tokens::{Kind, Token};

/// What is known of a voice, in this order.
const CITIES: usize = 0;
const COUNTIES: usize = 1;
/// The words of the place given.
const PLACE: usize = 2;
/// Names of smaller places and bodies, without their last parts: 含浦 for 含浦镇.
const NAMES: usize = 3;
/// Those in the title, with kinds of bodies: what the speaker says it is about.
const HEADS: usize = 4;
/// All words, and the same of all names.
const WORDS: usize = 5;

/// A text that names more, or has more words, is a book; no more are kept.
const MOST: u16 = 4096;

/// Names by level, and all words; each as sorted hashes without doubles.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Regions {
    /// All of them, one level behind the other.
    hashes: Box<[u32]>,
    /// Where each level but the last ends.
    ends: [u16; WORDS],
    /// A bit for each word, so that most of those it lacks need not be looked for.
    bits: u128,
}

impl Regions {
    /// From the words said and the words of the place given with the voice.
    pub(crate) fn new<'a>(
        title: &[Token],
        said: impl Iterator<Item = &'a Token>,
        place: impl Iterator<Item = &'a Token>,
        terms: &Terms,
    ) -> Self {
        let mut all = Levels(Vec::with_capacity(2 * said.size_hint().0 + 16));
        for token in said {
            let term = terms.get(token.term);
            all.add(WORDS, term.hash);
            if token.kind == Kind::Word {
                continue;
            }
            all.add(WORDS, term.front);
            if token.kind == Kind::Name {
                term.city.iter().for_each(|&city| all.add(CITIES, city));
                term.county.iter().for_each(|&one| all.add(COUNTIES, one));
                if term.city.or(term.county).is_none() {
                    all.add(NAMES, term.front);
                }
            }
        }
        for token in title.iter().filter(|token| token.kind != Kind::Word) {
            let term = terms.get(token.term);
            if term.city.or(term.county).is_none() {
                all.add(HEADS, term.front);
            }
        }
        for token in place {
            all.add(PLACE, terms.get(token.term).hash);
        }
        all.finish()
    }

    fn level(&self, level: usize) -> &[u32] {
        let end = |level: usize| {
            self.ends
                .get(level)
                .map_or(self.hashes.len(), |&e| e.into())
        };
        let start = level.checked_sub(1).map_or(0, end);
        &self.hashes[start..end(level)]
    }

    /// What the similarity of two voices is multiplied by, given the regions they name.
    pub(crate) fn agreement(&self, other: &Self, settings: &Settings) -> f32 {
        let weigh = |different: bool, by: f32| if different { by } else { 1.0 };
        let names = weigh(self.name_others(other), settings.other_names);
        let heads = weigh(self.head_others(other), settings.other_heads);
        weigh(self.contradict(other), settings.elsewhere) * names.min(heads)
    }

    /// Whether it names any place or body.
    pub(crate) fn have_names(&self) -> bool {
        self.ends[COUNTIES] > 0 || self.ends[NAMES] > self.ends[PLACE]
    }

    /// Whether the two name different places on any level.
    pub(crate) fn differ(&self, other: &Self) -> bool {
        self.contradict(other) || self.name_others(other)
    }

    /// Whether both name smaller places or bodies, and neither mentions any the other names.
    pub(crate) fn name_others(&self, other: &Self) -> bool {
        self.mention_others(NAMES, other)
    }

    /// The same for what their titles name.
    fn head_others(&self, other: &Self) -> bool {
        self.mention_others(HEADS, other)
    }

    /// Whether both name something on one level, and nothing in common there.
    pub(crate) fn contradict(&self, other: &Self) -> bool {
        let different = |level: usize| disjoint(self.level(level), other.level(level));
        different(CITIES) || different(COUNTIES) || different(PLACE)
    }

    /// Whether both have something on a level, and neither mentions any of the other's.
    fn mention_others(&self, level: usize, other: &Self) -> bool {
        let (own, others) = (self.level(level), other.level(level));
        !own.is_empty()
            && !others.is_empty()
            && !own.iter().any(|&name| other.mention(name))
            && !others.iter().any(|&name| self.mention(name))
    }

    fn mention(&self, word: u32) -> bool {
        self.bits & bit(word) != 0 && self.level(WORDS).binary_search(&word).is_ok()
    }
}

fn bit(word: u32) -> u128 {
    1 << (word >> 25)
}

/// Hashes with their levels, while they are collected.
struct Levels(Vec<u64>);

impl Levels {
    fn add(&mut self, level: usize, hash: u64) {
        self.0.push((level as u64) << 32 | u64::from(short(hash)));
    }

    fn finish(mut self) -> Regions {
        self.0.sort_unstable();
        self.0.dedup();
        let mut counts = [0; WORDS + 1];
        self.0.retain(|&hash| {
            let count = &mut counts[usize::try_from(hash >> 32).unwrap_or(WORDS)];
            *count = u16::min(*count, MOST) + 1;
            *count <= MOST
        });
        let mut ends = [0; WORDS];
        let mut end = 0;
        for (to, count) in ends.iter_mut().zip(counts) {
            end += count.min(MOST);
            *to = end;
        }
        let hashes: Box<[u32]> = self.0.iter().map(|&hash| short(hash << 32)).collect();
        let words = hashes[usize::from(ends[HEADS])..].iter();
        let bits = words.fold(0, |bits, &word| bits | bit(word));
        Regions { hashes, ends, bits }
    }
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
