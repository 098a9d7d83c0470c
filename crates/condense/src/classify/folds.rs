//! Dividing examples for cross-validation.

use super::text::prepared;
use std::collections::HashMap;

/// The fold of each example. Labels are spread evenly; examples with the same words go into
/// the same fold, because a copy of what was learned proves nothing. Always the same for the
/// same examples.
pub(super) fn folds(texts: &[&str], labels: &[usize], folds: usize) -> Vec<usize> {
    let mut groups: HashMap<String, usize> = HashMap::new();
    let mut first_of: Vec<usize> = Vec::with_capacity(texts.len());
    for (at, text) in texts.iter().enumerate() {
        first_of.push(*groups.entry(prepared(text)).or_insert(at));
    }
    let mut order: Vec<usize> = (0..texts.len()).filter(|at| first_of[*at] == *at).collect();
    order.sort_by_key(|at| (labels[*at], mixed(*at)));
    let mut fold = vec![0; texts.len()];
    for (place, at) in order.iter().enumerate() {
        fold[*at] = place % folds;
    }
    (0..texts.len()).map(|at| fold[first_of[at]]).collect()
}

/// Shuffles: neighbours in a file are often alike.
fn mixed(at: usize) -> u64 {
    let mut hash = (at as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_spread_and_copies_stay_together() {
        let texts: Vec<String> = (0..30).map(|at| format!("text {}", at / 2)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let labels: Vec<usize> = (0..30).map(|at| at / 10).collect();
        let found = folds(&texts, &labels, 5);
        for pair in found.chunks(2) {
            assert_eq!(pair[0], pair[1]);
        }
        for label in 0..3 {
            let of_label = found.iter().zip(&labels).filter(|(_, of)| **of == label);
            let mut seen: Vec<usize> = of_label.map(|(fold, _)| *fold).collect();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), 5);
        }
    }
}
