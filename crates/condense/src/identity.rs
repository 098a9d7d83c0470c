//! Which of today's problems is which of yesterday's: problems keep their names when the
//! whole collection is condensed again.

use std::collections::{BTreeMap, BTreeSet};

/// Gives each of `groups` (members as positions of voices) the name of the earlier problem
/// with which it shares most voices, each name once; nothing for those that are new.
///
/// `before` gives for each voice the problem it was in, if any. Of equal shares the larger
/// part of the group, then the smaller name wins. A group that holds voices of the problem
/// `decided` for it keeps that name whatever the shares.
pub fn identities(
    groups: &[Vec<usize>],
    before: &[Option<u64>],
    decided: &[Option<u64>],
) -> Vec<Option<u64>> {
    let mut names: Vec<Option<u64>> = groups
        .iter()
        .map(|group| group.iter().find_map(|&voice| *decided.get(voice)?))
        .collect();
    let mut taken: BTreeSet<u64> = names.iter().flatten().copied().collect();
    let mut shares: Vec<(usize, std::cmp::Reverse<usize>, u64, usize)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        for name in group.iter().filter_map(|&voice| *before.get(voice)?) {
            *counts.entry(name).or_default() += 1;
        }
        let shared = counts.into_iter();
        shares.extend(shared.map(|(name, n)| (n, std::cmp::Reverse(group.len()), name, at)));
    }
    shares.sort_by(|a, b| {
        b.0.cmp(&a.0)
            .then(b.1.cmp(&a.1))
            .then((a.2, a.3).cmp(&(b.2, b.3)))
    });
    for (_, _, name, at) in shares {
        if names[at].is_none() && taken.insert(name) {
            names[at] = Some(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_keeps_its_name_while_voices_come_and_go() {
        let before = [Some(1), Some(1), Some(1), Some(2), Some(2), None, None];
        let groups = [vec![0, 1, 5], vec![2, 3, 4], vec![6]];
        assert_eq!(identities(&groups, &before, &[]), [Some(1), Some(2), None]);
    }

    #[test]
    fn of_two_halves_the_larger_keeps_the_name() {
        let before = [Some(1); 5];
        let groups = [vec![0, 1], vec![2, 3, 4]];
        assert_eq!(identities(&groups, &before, &[]), [None, Some(1)]);
    }

    #[test]
    fn what_a_person_named_keeps_that_name() {
        let before = [Some(1), Some(1), Some(1)];
        let decided = [None, None, Some(9)];
        assert_eq!(identities(&[vec![0, 1, 2]], &before, &decided), [Some(9)]);
    }
}
