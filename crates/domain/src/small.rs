//! Small numbers of people are not published, nor what would give them away.

/// Which cells are not shown: those under `k`, and where that is only one, the smallest of
/// the others too, since the sum would give it away.
#[must_use]
pub fn hidden_cells(counts: &[u64], k: u64) -> Vec<bool> {
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

/// Whether the cell at `at` is said to have reached `target`. A hidden cell is taken to be no
/// larger than it must be if every other hidden one were just under `k`: so the answer never
/// narrows down a small number.
#[must_use]
pub fn reached(counts: &[u64], k: u64, at: usize, target: u64) -> bool {
    let Some(count) = counts.get(at).copied() else {
        return false;
    };
    let hidden = hidden_cells(counts, k);
    if count < k || !hidden[at] {
        return count >= k.max(target);
    }
    let all = counts.iter().zip(&hidden).filter(|(_, hidden)| **hidden);
    let (sum, cells) = all.fold((0, 0), |(sum, cells), (n, _)| (sum + n, cells + 1));
    sum.saturating_sub(k.saturating_sub(1) * (cells - 1)) >= target
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

    #[test]
    fn whether_a_target_is_reached_tells_nothing_of_a_small_number() {
        assert!(reached(&[50, 60], 5, 0, 50) && !reached(&[50, 60], 5, 0, 51));
        assert!(
            !reached(&[4, 60], 5, 0, 5),
            "a small cell has reached nothing"
        );
        assert!(!reached(&[4, 60], 5, 9, 5), "no such cell");
        // Beside a small cell the answer for the large one hangs on their sum alone.
        for small in 1..5 {
            for target in 5..70 {
                let now = reached(&[small, 64 - small], 5, 1, target);
                assert_eq!(now, reached(&[1, 63], 5, 1, target), "{small} {target}");
            }
        }
    }
}
