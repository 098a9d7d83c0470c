//! Which cities, counties and places a voice names: two voices that name different ones are
//! less likely to be about the same matter, however alike their words.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::places::front_of;
use crate::settings::Settings;
use crate::tokens::{Kind, Token};

/// Names by level, and all words; each as sorted hashes without doubles.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Regions {
    cities: Box<[u32]>,
    counties: Box<[u32]>,
    place: Box<[u32]>,
    /// Names of smaller places and bodies, without their last parts: 含浦 for 含浦镇.
    names: Box<[u32]>,
    /// All words, and the same of all names.
    words: Box<[u32]>,
}

impl Regions {
    /// From the words said and the words of the place given with the voice.
    pub(crate) fn new<'a>(
        said: impl Iterator<Item = &'a Token>,
        place: impl Iterator<Item = &'a Token>,
    ) -> Self {
        let mut levels = [const { Vec::new() }; 4];
        for token in said {
            let [cities, counties, names, words] = &mut levels;
            words.push(hash(&token.term));
            if token.kind == Kind::Word {
                continue;
            }
            let front = hash(front_of(&token.term));
            words.push(front);
            if token.kind == Kind::Name {
                let (city, county) = city_and_county(&token.term);
                names.extend(Some(front).filter(|_| city.or(county).is_none()));
                cities.extend(city.map(hash));
                counties.extend(county.map(hash));
            }
        }
        let [cities, counties, names, words] = levels.map(set);
        Self {
            cities,
            counties,
            place: set(place.map(|t| hash(&t.term)).collect()),
            names,
            words,
        }
    }

    /// What the similarity of two voices is multiplied by, given the regions they name.
    pub(crate) fn agreement(&self, other: &Self, settings: &Settings) -> f32 {
        let elsewhere = if self.contradict(other) {
            settings.elsewhere
        } else {
            1.0
        };
        let others = if self.name_others(other) {
            settings.other_names
        } else {
            1.0
        };
        elsewhere * others
    }

    /// Whether the two name different places on any level.
    pub(crate) fn differ(&self, other: &Self) -> bool {
        self.contradict(other) || self.name_others(other)
    }

    /// Whether both name smaller places or bodies, and neither mentions any the other names.
    pub(crate) fn name_others(&self, other: &Self) -> bool {
        disjoint(&self.names, &other.words) && disjoint(&other.names, &self.words)
    }

    /// Whether both name something on one level, and nothing in common there.
    pub(crate) fn contradict(&self, other: &Self) -> bool {
        disjoint(&self.cities, &other.cities)
            || disjoint(&self.counties, &other.counties)
            || disjoint(&self.place, &other.place)
    }
}

/// The city and the county a name stands for. Masked names carry both: A3区 is in city A.
/// A 小区 or 社区 is neither: its last part is longer than that of a county.
fn city_and_county(name: &str) -> (Option<&str>, Option<&str>) {
    let front = front_of(name);
    if !matches!(&name[front.len()..], "市" | "区" | "县") {
        return (None, None);
    }
    let masked = front.bytes().all(|b| b.is_ascii_alphanumeric());
    if masked {
        (front.get(..1), Some(front).filter(|front| front.len() > 1))
    } else if name.ends_with('市') {
        (Some(name), None)
    } else {
        (None, Some(name))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "32 bits are enough to tell words apart"
)]
fn hash(name: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish() as u32
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
    use crate::tokens::tokens;

    fn regions(text: &str, place: &str) -> Regions {
        let (said, place) = (tokens(text), tokens(place));
        Regions::new(said.iter().chain(&place), place.iter())
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
