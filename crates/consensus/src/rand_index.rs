//! How far two divisions of the same people agree.

/// The adjusted Rand index of two divisions of weighted things (Hubert & Arabie, *Comparing
/// partitions*, J. Classification 2, 1985): 1 if they are the same, about 0 if they agree no more
/// than chance would have it.
///
/// A thing of weight w stands for w people who are together in both. Labels are small numbers.
/// Two divisions that put everybody into one group are the same.
pub(crate) fn adjusted_rand_index(first: &[usize], second: &[usize], weights: &[f64]) -> f64 {
    let size = |labels: &[usize]| labels.iter().max().map_or(0, |largest| largest + 1);
    let (rows, columns) = (size(first), size(second));
    let mut cells = vec![0.0; rows * columns];
    for ((&a, &b), weight) in first.iter().zip(second).zip(weights) {
        cells[a * columns + b] += weight;
    }
    let in_row = |row: usize| cells[row * columns..][..columns].iter().sum::<f64>();
    let in_column = |column: usize| cells.iter().skip(column).step_by(columns).sum::<f64>();
    let together: f64 = cells.iter().copied().map(pairs).sum();
    let within_first: f64 = (0..rows).map(|row| pairs(in_row(row))).sum();
    let within_second: f64 = (0..columns).map(|column| pairs(in_column(column))).sum();
    let all = pairs(weights.iter().sum());
    let expected = if all > 0.0 {
        within_first * within_second / all
    } else {
        0.0
    };
    let most = f64::midpoint(within_first, within_second);
    if most - expected > 0.0 {
        (together - expected) / (most - expected)
    } else {
        1.0
    }
}

fn pairs(people: f64) -> f64 {
    people * (people - 1.0) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_division_is_one_whatever_the_names_and_a_crossed_one_is_not() {
        let same = adjusted_rand_index(&[0, 0, 1, 1, 1], &[7, 7, 3, 3, 3], &[1.0; 5]);
        assert_eq!(same, 1.0);
        let crossed = adjusted_rand_index(&[0, 0, 1, 1], &[0, 1, 0, 1], &[1.0; 4]);
        assert!((crossed + 0.5).abs() < 1e-12, "{crossed}");
    }

    #[test]
    fn a_weight_is_so_many_people() {
        let merged = adjusted_rand_index(&[0, 0, 1], &[0, 1, 1], &[2.0, 1.0, 3.0]);
        let apart = adjusted_rand_index(&[0, 0, 0, 1, 1, 1], &[0, 0, 1, 1, 1, 1], &[1.0; 6]);
        assert!((merged - apart).abs() < 1e-12);
    }

    #[test]
    fn one_group_and_nobody_are_the_same_as_themselves() {
        assert_eq!(adjusted_rand_index(&[0, 0], &[0, 0], &[1.0; 2]), 1.0);
        assert_eq!(adjusted_rand_index(&[], &[], &[]), 1.0);
    }
}
