//! How far two divisions of the same people agree.

use std::collections::BTreeMap;

/// The adjusted Rand index (Hubert & Arabie 1985): 1 if the divisions are the same, about 0 if
/// they agree no more than chance would have it.
pub(super) fn adjusted_rand_index(pairs: &[(usize, usize)]) -> f64 {
    let together = pairs_within(pairs.iter().copied());
    let first = pairs_within(pairs.iter().map(|pair| pair.0));
    let second = pairs_within(pairs.iter().map(|pair| pair.1));
    let expected = first * second / choose_two(pairs.len());
    (together - expected) / (f64::midpoint(first, second) - expected)
}

/// Pairs of people who have the same label.
fn pairs_within<L: Ord>(labels: impl Iterator<Item = L>) -> f64 {
    let mut counts: BTreeMap<L, usize> = BTreeMap::new();
    labels.for_each(|label| *counts.entry(label).or_default() += 1);
    counts.values().map(|&count| choose_two(count)).sum()
}

fn choose_two(count: usize) -> f64 {
    count as f64 * (count as f64 - 1.0) / 2.0
}

#[test]
fn the_index_is_one_for_the_same_division_whatever_the_names() {
    assert_eq!(
        adjusted_rand_index(&[(0, 7), (0, 7), (1, 3), (1, 3), (1, 3)]),
        1.0
    );
    let crossed = adjusted_rand_index(&[(0, 0), (0, 1), (1, 0), (1, 1)]);
    assert!((crossed + 0.5).abs() < 1e-12, "{crossed}");
}
