//! How likely two voices are about the same concrete matter: the same place and the same issue.

use crate::collection::Collection;
use crate::meaning::Meanings;
use crate::neighbours::Judging;
use crate::regions::Regions;
use crate::settings::Settings;
use crate::spot::Spot;
use crate::vectors::{Entry, shared};
use crate::vocabulary::Vocabulary;

/// Of a cosine of meanings, the part that chance alone may bring.
const UNSURE: f32 = 0.2;

/// What multiplying in another order may change, as a share.
const ROUNDING: f32 = 1e-4;

/// What is compared of a voice.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    /// Its words, scaled.
    pub(crate) words: &'a [Entry],
    pub(crate) regions: &'a Regions,
    pub(crate) spot: &'a Spot,
}

/// The dot product of two scaled vectors, raised or lowered by how alike their meanings are
/// (`meaning`, a cosine), and taken down
/// - by what the regions and columns say of where and when, and
/// - in proportion where little else than names is shared: two complaints about one estate
///   are not yet one complaint.
pub(crate) fn similarity(
    a: Side<'_>,
    b: Side<'_>,
    meaning: f32,
    vocabulary: &Vocabulary,
    settings: &Settings,
) -> f32 {
    let words = a.words.len().min(b.words.len());
    issue_alike(a, b, meaning, |word| vocabulary.is_name(word), settings)
        * a.spot.agreement(b.spot, words)
        * a.regions.agreement(b.regions, settings)
}

/// How alike two are by what they say, wherever that is: by their words, raised or lowered by
/// what these mean. Where columns say that it is the same place, the issue may be told in other
/// words, and meaning alone is enough.
fn issue_alike(
    a: Side<'_>,
    b: Side<'_>,
    meaning: f32,
    is_name: impl Fn(u32) -> bool,
    settings: &Settings,
) -> f32 {
    let (mut all, mut issue) = (0.0, 0.0);
    for (word, product) in shared(a.words, b.words) {
        all += product;
        issue += if is_name(word) { 0.0 } else { product };
    }
    let same_issue = (issue / settings.issue_similarity).min(1.0);
    let means = (settings.meaning * meaning).exp();
    // Where one names a place the names decide: the same trouble in other places means the
    // same, and is another matter.
    let named = a.regions.have_names() || b.regions.have_names();
    let said = all * same_issue * if named { means.min(1.0) } else { means };
    let meant = if a.spot.is_at(b.spot) {
        meaning - UNSURE
    } else {
        0.0
    };
    said.max(meant)
}

/// Compares the nodes of a collection.
pub(crate) struct Judge<'a> {
    collection: &'a Collection,
    meanings: &'a Meanings,
    settings: &'a Settings,
    /// For each word whether it is a name.
    names: Vec<bool>,
    /// Whether any place is given: else nothing is asked of where and when.
    has_places: bool,
}

impl Judging for Judge<'_> {
    /// What costs least is looked at first: where the regions, places or meanings differ,
    /// the words need not be compared.
    fn at_least(&self, a: usize, b: usize, words: f32, least: f32) -> f32 {
        let (one, other) = (self.side(a), self.side(b));
        let at_one_place = self.has_places && one.spot.is_at(other.spot);
        let words = if at_one_place { 1.0 } else { words.min(1.0) };
        let words = words * (1.0 + ROUNDING);
        let regions = one.regions.agreement(other.regions, self.settings);
        let shorter = one.words.len().min(other.words.len());
        let spot = match self.has_places {
            true => one.spot.agreement(other.spot, shorter),
            false => 1.0,
        };
        if words * self.settings.meaning.abs().exp() * spot * regions < least {
            return 0.0;
        }
        let meaning = self.meanings.cosine(a, b);
        let means = (self.settings.meaning * meaning).exp();
        if words * means * spot * regions < least {
            return 0.0;
        }
        let is_name = |word: u32| self.names[word as usize];
        issue_alike(one, other, meaning, is_name, self.settings) * spot * regions
    }
}

impl<'a> Judge<'a> {
    pub(crate) fn new(
        collection: &'a Collection,
        meanings: &'a Meanings,
        settings: &'a Settings,
    ) -> Self {
        let words = (0u32..).take(collection.vocabulary.len());
        Self {
            collection,
            meanings,
            settings,
            names: words.map(|w| collection.vocabulary.is_name(w)).collect(),
            has_places: collection.spots.iter().any(Spot::is_known),
        }
    }

    /// How likely two nodes are about the same concrete matter: from 0; 1 and more for the
    /// same words.
    pub(crate) fn similarity(&self, a: usize, b: usize) -> f32 {
        self.at_least(a, b, f32::INFINITY, 0.0)
    }

    fn side(&self, at: usize) -> Side<'_> {
        Side {
            words: self.collection.vectors.get(at),
            regions: &self.collection.regions[at],
            spot: &self.collection.spots[at],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Voice;

    fn between(a: &str, b: &str) -> f32 {
        let settings = Settings::default();
        let others = [
            "公交车等了一个小时",
            "自来水发黄",
            "拖欠工资三个月",
            "强制补课",
        ];
        let texts = [&[a, b], others.as_slice()].concat();
        let voices: Vec<Voice<'_>> = texts.into_iter().map(Voice::new).collect();
        let read = Collection::read(&voices, &[], &settings, &mut |_| {});
        let meanings = Meanings::of(&read.vectors, &read.vocabulary, &settings);
        Judge::new(&read, &meanings, &settings).similarity(0, 1)
    }

    #[test]
    fn a_name_alone_does_not_make_two_complaints_one() {
        let same = between("丽发新城搅拌站噪音大", "丽发新城搅拌站噪音扰民");
        let other = between("丽发新城搅拌站噪音大", "丽发新城捆绑销售车位");
        assert!(same > 0.5 && other == 0.0, "{same} {other}");
    }

    #[test]
    fn the_same_words_elsewhere_are_less_the_same() {
        let same = between("A3区搅拌站噪音大", "A3区搅拌站噪音扰民");
        let other = between("A3区搅拌站噪音大", "L5县搅拌站噪音扰民");
        assert!(other > 0.0 && other < same * 0.7, "{same} {other}");
    }
}
