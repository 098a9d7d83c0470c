//! How much more often a feature stands in texts with a label than in others.
//!
//! The log-count ratio of Wang and Manning, "Baselines and Bigrams" (ACL 2012): rows scaled by
//! it before the machine learns from them favour features that tell of the label by themselves.

use super::rows::Rows;

/// For each column the log-count ratio, from presence counts plus one.
pub(super) fn log_ratios(rows: &Rows, columns: usize, examples: &[(usize, bool)]) -> Vec<f32> {
    let mut counts = [vec![1.0_f64; columns], vec![1.0_f64; columns]];
    for &(at, has) in examples {
        for column in rows.row(at).0 {
            counts[usize::from(has)][*column as usize] += 1.0;
        }
    }
    let sums = counts.each_ref().map(|counts| counts.iter().sum::<f64>());
    let [without, with] = &counts;
    let ratio = |(with, without): (&f64, &f64)| {
        ((with / sums[1].max(1.0)) / (without / sums[0].max(1.0))).ln() as f32
    };
    with.iter().zip(without).map(ratio).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_that_computed_by_hand() {
        let rows = Rows::new(&[vec![(0, 1.0)], vec![(0, 1.0), (1, 1.0)], vec![(1, 1.0)]]);
        let found = log_ratios(&rows, 2, &[(0, true), (1, true), (2, false)]);
        // With: (3, 2) of 5; without: (1, 2) of 3.
        let expected = [
            (3.0_f32 / 5.0 / (1.0 / 3.0)).ln(),
            (2.0_f32 / 5.0 / (2.0 / 3.0)).ln(),
        ];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6);
        }
    }
}
