//! Which cities, counties and places a voice names: two voices that name different ones are
//! less likely to be about the same matter, however alike their words.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::tokens::{Kind, Token};

/// Names by level, each as sorted hashes without doubles.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Regions {
    cities: Box<[u64]>,
    counties: Box<[u64]>,
    place: Box<[u64]>,
}

impl Regions {
    /// From the words said and the words of the place given with the voice.
    pub(crate) fn new<'a>(
        said: impl Iterator<Item = &'a Token>,
        place: impl Iterator<Item = &'a Token>,
    ) -> Self {
        let (mut cities, mut counties) = (Vec::new(), Vec::new());
        for token in said.filter(|token| token.kind == Kind::Name) {
            let (city, county) = levels(&token.term);
            cities.extend(city.map(hash));
            counties.extend(county.map(hash));
        }
        let place = place.map(|token| hash(&token.term)).collect();
        Self {
            cities: set(cities),
            counties: set(counties),
            place: set(place),
        }
    }

    /// Whether both name something on one level, and nothing in common there.
    pub(crate) fn contradict(&self, other: &Self) -> bool {
        disjoint(&self.cities, &other.cities)
            || disjoint(&self.counties, &other.counties)
            || disjoint(&self.place, &other.place)
    }
}

/// The city and the county a name stands for. Masked names carry both: A3区 is in city A.
fn levels(name: &str) -> (Option<&str>, Option<&str>) {
    let Some(front) = name.strip_suffix(['市', '区', '县', '旗']) else {
        return (None, None);
    };
    let masked = front.bytes().all(|b| b.is_ascii_alphanumeric());
    if masked {
        (front.get(..1), Some(front).filter(|front| front.len() > 1))
    } else if name.ends_with('市') {
        (Some(name), None)
    } else {
        (None, Some(name))
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

fn set(mut hashes: Vec<u64>) -> Box<[u64]> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into()
}

/// Both have members, and none in common.
fn disjoint(a: &[u64], b: &[u64]) -> bool {
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
        assert!(regions("岳麓区垃圾站", "").contradict(&regions("天心区垃圾站", "")));
    }

    #[test]
    fn a_district_and_its_city_or_silence_do_not() {
        assert!(!regions("A市路灯", "").contradict(&regions("A3区路灯", "")));
        assert!(!regions("路灯", "").contradict(&regions("A3区路灯", "")));
        assert!(!regions("长沙市路灯", "").contradict(&regions("岳麓区路灯", "")));
    }

    #[test]
    fn places_given_contradict_when_they_share_no_word() {
        assert!(regions("路灯", "桂花小学").contradict(&regions("路灯", "东湾村")));
        assert!(!regions("路灯", "A3区洋湖").contradict(&regions("路灯", "洋湖")));
    }
}
