//! When to say nothing.

/// The share of given labels that are to be right.
pub const TARGET: f64 = 0.9;

/// Fewer answers than this prove nothing, however right they are: among many thresholds that
/// could be tried, one looks good by luck.
const LEAST: usize = 20;

/// The lowest probability from which on labels are right as often as `target` says; `None`
/// where the examples do not show that any are.
///
/// Of m answers with at least that probability, k right, (k + 1) / (m + 2) must reach the
/// target (Laplace's rule of succession), and m must be at least [`LEAST`].
/// Where all answers together reach it, there is none to show that less would do; then a
/// probability of `target` is enough, which is what probability means.
pub(super) fn threshold(answers: &[(f64, bool)], target: f64) -> Option<f64> {
    let mut sorted = answers.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut found) = (0.0, None);
    for (at, (probability, is_right)) in sorted.iter().enumerate() {
        right += f64::from(u8::from(*is_right));
        let last_of_equals = sorted.get(at + 1).is_none_or(|next| next.0 < *probability);
        if last_of_equals && at + 1 >= LEAST && (right + 1.0) / (at as f64 + 3.0) >= target {
            found = Some(*probability);
        }
    }
    let lowest = sorted.last().map(|(probability, _)| *probability);
    if found.is_some() && found == lowest {
        found = found.map(|lowest: f64| lowest.min(target));
    }
    // Rounded down, so that it can be read and typed.
    found.map(|lowest: f64| (lowest * 1e4).floor() / 1e4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_probability_that_keeps_the_target_is_found() {
        let mut answers: Vec<(f64, bool)> = (0..30)
            .map(|at| (0.9 - 0.01 * f64::from(at), true))
            .collect();
        answers.extend((0..20).map(|at| (0.5 - 0.01 * f64::from(at), at % 2 == 0)));
        let found = threshold(&answers, 0.9).unwrap();
        let given: Vec<_> = answers.iter().filter(|one| one.0 >= found).collect();
        let right = given.iter().filter(|one| one.1).count();
        assert!(right as f64 / given.len() as f64 >= 0.9);
        assert!((0.4..0.6).contains(&found), "{found}");
    }

    #[test]
    fn few_answers_prove_nothing() {
        assert_eq!(threshold(&[(0.99, true), (0.98, true)], 0.9), None);
        assert_eq!(threshold(&[], 0.9), None);
        assert_eq!(threshold(&[(0.5, true); 19], 0.9), None);
        assert_eq!(threshold(&[(0.5, true); 20], 0.9), Some(0.5));
    }

    #[test]
    fn where_all_are_sure_and_right_the_target_is_enough() {
        assert_eq!(threshold(&[(0.99, true); 20], 0.9), Some(0.9));
        let mut answers = vec![(0.99, true); 20];
        answers.extend(vec![(0.95, false); 20]);
        assert_eq!(threshold(&answers, 0.9), Some(0.99));
    }

    #[test]
    fn equal_probabilities_are_given_or_withheld_together() {
        let mut answers = vec![(0.7, true); 10];
        answers.extend(vec![(0.7, false); 10]);
        assert_eq!(threshold(&answers, 0.9), None);
    }
}
