//! How likely two voices are about the same concrete matter: the same place and the same issue.

use crate::regions::Regions;
use crate::settings::Settings;
use crate::vectors::{Vector, Vocabulary};

/// The dot product of two scaled vectors, taken down
/// - by what the regions say that the voices name, and
/// - in proportion where little else than names is shared: two complaints about one estate
///   are not yet one complaint.
pub(crate) fn similarity(
    (a, a_regions): (&Vector, &Regions),
    (b, b_regions): (&Vector, &Regions),
    vocabulary: &Vocabulary,
    settings: &Settings,
) -> f32 {
    let (mut all, mut issue) = (0.0, 0.0);
    for (word, product) in a.shared(b) {
        all += product;
        if !vocabulary.is_name(word) {
            issue += product;
        }
    }
    let same_issue = (issue / settings.issue_similarity).min(1.0);
    all * same_issue * a_regions.agreement(b_regions, settings)
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::Voice;
    use crate::collection::Collection;

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
        let read = Collection::read(&voices, &settings, &mut |_| {});
        let node = |at: usize| (&read.vectors[at], &read.regions[at]);
        similarity(node(0), node(1), &read.vocabulary, &settings)
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
