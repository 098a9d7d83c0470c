//! How likely two voices are about the same concrete matter: the same place and the same issue.

use crate::collection::Collection;
use crate::meaning::Meanings;
use crate::regions::Regions;
use crate::settings::Settings;
use crate::spot::Spot;
use crate::vectors::{Entry, shared};
use crate::vocabulary::Vocabulary;

/// Of a cosine of meanings, the part that chance alone may bring.
const UNSURE: f32 = 0.2;

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
    let (mut all, mut issue) = (0.0, 0.0);
    for (word, product) in shared(a.words, b.words) {
        all += product;
        if !vocabulary.is_name(word) {
            issue += product;
        }
    }
    let same_issue = (issue / settings.issue_similarity).min(1.0);
    // The same trouble in other places means the same, and is another matter.
    let elsewhere = all <= issue && a.regions.have_names() && b.regions.have_names();
    let meaning = if elsewhere { meaning.min(0.0) } else { meaning };
    let words = a.words.len().min(b.words.len());
    let said = all * same_issue * (settings.meaning * meaning).exp();
    // Where columns say that it is the same place, the issue may be told in other words.
    let meant = if a.spot.is_at(b.spot) {
        meaning - UNSURE
    } else {
        0.0
    };
    said.max(meant) * a.spot.agreement(b.spot, words) * a.regions.agreement(b.regions, settings)
}

/// Compares the nodes of a collection.
pub(crate) struct Judge<'a> {
    pub(crate) collection: &'a Collection,
    pub(crate) meanings: &'a Meanings,
    pub(crate) settings: &'a Settings,
}

impl Judge<'_> {
    /// How likely two nodes are about the same concrete matter: from 0; 1 and more for the
    /// same words.
    pub(crate) fn similarity(&self, a: usize, b: usize) -> f32 {
        similarity(
            self.side(a),
            self.side(b),
            self.meanings.cosine(a, b),
            &self.collection.vocabulary,
            self.settings,
        )
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
        let judge = Judge {
            collection: &read,
            meanings: &Meanings::of(&read.vectors, &read.vocabulary, &settings),
            settings: &settings,
        };
        judge.similarity(0, 1)
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
