//! Small numbers of people are not published, nor what would give them away.

/// Which cells are not shown: those under `k`, and where that is only one, the smallest of
/// the others too, since the sum would give it away.
pub(super) fn hidden_cells(counts: &[u64], k: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> = counts.iter().map(|n| *n > 0 && *n < k).collect();
    if hidden.iter().filter(|cell| **cell).count() == 1 {
        let rest = counts
            .iter()
            .enumerate()
            .filter(|(at, n)| !hidden[*at] && **n > 0);
        if let Some((at, _)) = rest.min_by_key(|(_, n)| **n) {
            hidden[at] = true;
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_month_is_hidden_and_cannot_be_computed() {
        assert_eq!(hidden_cells(&[7, 2, 9, 3], 5), [false, true, false, true]);
        assert_eq!(hidden_cells(&[7, 2, 9, 0], 5), [true, true, false, false]);
        assert_eq!(hidden_cells(&[7, 9], 5), [false, false]);
        assert_eq!(hidden_cells(&[4], 5), [true]);
        assert_eq!(hidden_cells(&[], 5), Vec::<bool>::new());
    }
}
