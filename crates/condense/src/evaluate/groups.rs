//! How good a division of voices into problems is, beside one made by people.

pub use super::table::{Agreement, Shares};

use super::table::Contingency;
use serde::Serialize;
use std::collections::BTreeMap;

/// A group of the people's counts as found if one of ours has at least this F with it.
const FOUND: f64 = 0.5;

/// All figures, over the voices that people marked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupFigures {
    /// How many voices are marked.
    pub voices: usize,
    /// How many of them have no problem in our division.
    pub without_problem: usize,
    /// Groups of the people's division, and of ours (voices without a problem not counted).
    pub groups: (usize, usize),
    /// B³, a voice without a problem counting as alone.
    pub b_cubed: Shares,
    /// Over pairs of voices, a voice without a problem counting as alone.
    pub pairs: Shares,
    /// Agreement, a voice without a problem counting as alone. The main figures.
    pub each_alone: Agreement,
    /// Agreement, all voices without a problem counting as one group.
    pub all_together: Agreement,
    /// How many of the people's groups of two and more were found.
    pub found: usize,
    /// Each of those groups, in the order of their numbers.
    pub each: Vec<GroupFigure>,
}

/// What became of one of the people's groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GroupFigure {
    /// Its number in the people's division.
    pub group: usize,
    /// How many marked voices it has.
    pub size: usize,
    /// The one of our problems that fits best; `None` if none has any of its voices.
    pub problem: Option<usize>,
    /// How well it fits: precision, recall, F; over marked voices.
    #[serde(flatten)]
    pub fit: Shares,
}

impl GroupFigure {
    /// Whether it counts as found.
    #[must_use]
    pub fn found(&self) -> bool {
        self.fit.f >= FOUND
    }
}

/// Judges a division: for each marked voice its group (people's) and its problem (ours).
#[must_use]
pub fn judge(voices: &[(usize, Option<usize>)]) -> GroupFigures {
    let most = voices
        .iter()
        .filter_map(|(_, ours)| *ours)
        .max()
        .map_or(0, |most| most + 1);
    let alone = voices.iter().enumerate();
    let alone = alone.map(|(at, (gold, ours))| (*gold, ours.unwrap_or(most + 1 + at)));
    let alone = Contingency::new(alone);
    let together = voices
        .iter()
        .map(|(gold, ours)| (*gold, ours.unwrap_or(most)));
    let each = each(voices);
    let without_problem = voices.iter().filter(|(_, ours)| ours.is_none()).count();
    GroupFigures {
        voices: voices.len(),
        without_problem,
        groups: (alone.first.len(), alone.second.len() - without_problem),
        b_cubed: alone.b_cubed(),
        pairs: alone.pairs(),
        each_alone: alone.agreement(),
        all_together: Contingency::new(together).agreement(),
        found: each.iter().filter(|one| one.found()).count(),
        each,
    }
}

fn each(voices: &[(usize, Option<usize>)]) -> Vec<GroupFigure> {
    let mut gold_sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for (gold, _) in voices {
        *gold_sizes.entry(*gold).or_default() += 1;
    }
    let with = voices
        .iter()
        .filter_map(|(gold, ours)| Some((*gold, (*ours)?)));
    let table = Contingency::new(with);
    let mut best: BTreeMap<usize, (usize, Shares)> = BTreeMap::new();
    for (&(gold, ours), &both) in &table.cells {
        let share = |whole: usize| both as f64 / whole as f64;
        let fit = Shares::new(share(table.second[&ours]), share(gold_sizes[&gold]));
        if best.get(&gold).is_none_or(|(_, known)| fit.f > known.f) {
            best.insert(gold, (ours, fit));
        }
    }
    let of = |(group, size): (&usize, &usize)| GroupFigure {
        group: *group,
        size: *size,
        problem: best.get(group).map(|(ours, _)| *ours),
        fit: best
            .get(group)
            .map_or(Shares::new(0.0, 0.0), |(_, fit)| *fit),
    };
    gold_sizes
        .iter()
        .filter(|(_, size)| **size > 1)
        .map(of)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 1e-9,
            "{found}, expected {expected}"
        );
    }

    /// Gold {a, b, c} {d, e}; ours {a, b} {c, d}, e alone.
    fn example() -> Vec<(usize, Option<usize>)> {
        vec![
            (0, Some(0)),
            (0, Some(0)),
            (0, Some(1)),
            (1, Some(1)),
            (1, None),
        ]
    }

    #[test]
    fn b_cubed_and_pairs_are_those_computed_by_hand() {
        let found = judge(&example());
        // Precision: 1, 1, 1/2, 1/2, 1. Recall: 2/3, 2/3, 1/3, 1/2, 1/2.
        close(found.b_cubed.precision, 4.0 / 5.0);
        close(found.b_cubed.recall, (5.0 / 3.0 + 1.0) / 5.0);
        // Ours has the pairs ab, cd; people's ab, ac, bc, de.
        close(found.pairs.precision, 0.5);
        close(found.pairs.recall, 0.25);
        close(found.pairs.f, 1.0 / 3.0);
    }

    #[test]
    fn agreement_is_that_computed_by_hand() {
        let found = judge(&example());
        let h = |shares: &[f64]| -> f64 { shares.iter().map(|p| -p * p.ln()).sum() };
        let (gold, ours) = (h(&[0.6, 0.4]), h(&[0.4, 0.4, 0.2]));
        let shared = gold + ours - h(&[0.4, 0.2, 0.2, 0.2]);
        close(found.each_alone.nmi, 2.0 * shared / (gold + ours));
        close(found.each_alone.homogeneity, shared / gold);
        close(found.each_alone.completeness, shared / ours);
        // Pairs: both 1, gold 4, ours 2, all 10: (1 − 0.8) / (3 − 0.8).
        close(found.each_alone.ari, 0.2 / 2.2);
    }

    /// What scikit-learn 1.9.1 says of a larger example and of both treatments of nulls.
    #[test]
    fn agreement_is_that_of_another_program() {
        let voices: Vec<(usize, Option<usize>)> = (0..60_usize)
            .map(|at| {
                (
                    at * at % 7,
                    (at % 5 != 0).then_some(at * at % 7 / 2 + at % 3 / 2),
                )
            })
            .collect();
        let found = judge(&voices);
        for (found, expected) in [
            (found.each_alone, EACH_ALONE),
            (found.all_together, ALL_TOGETHER),
        ] {
            close(found.nmi, expected[0]);
            close(found.ami, expected[1]);
            close(found.ari, expected[2]);
            close(found.homogeneity, expected[3]);
            close(found.completeness, expected[4]);
        }
    }

    const EACH_ALONE: [f64; 5] = [
        0.486472461140395,
        0.347101122020855,
        0.247250923987047,
        0.610899666618382,
        0.40415477198927,
    ];
    const ALL_TOGETHER: [f64; 5] = [
        0.382890846511366,
        0.329890459442671,
        0.222876284636399,
        0.410686133218921,
        0.358619439850015,
    ];

    #[test]
    fn groups_are_found_by_a_problem_and_never_by_voices_without_one() {
        let found = judge(&example());
        // {a, b, c}: best {a, b}, F 0.8. {d, e}: best {c, d}, F 0.5.
        assert_eq!(found.found, 2);
        close(found.each[0].fit.f, 0.8);
        close(found.each[1].fit.recall, 0.5);
        let none = judge(&[(0, None), (0, None)]);
        assert_eq!((none.found, none.each[0].problem), (0, None));
    }

    #[test]
    fn equal_divisions_have_ones_and_nothing_has_no_panic() {
        for voices in [
            vec![(0, Some(5)), (0, Some(5)), (1, Some(2))],
            vec![(0, None), (1, None)],
        ] {
            let found = judge(&voices);
            let all = found.each_alone;
            for measure in [all.nmi, all.ami, all.ari, all.homogeneity, all.completeness] {
                close(measure, 1.0);
            }
            close(found.b_cubed.f, 1.0);
        }
        assert_eq!(judge(&[]).voices, 0);
        assert_eq!(judge(&example()).without_problem, 1);
        assert_eq!(judge(&example()).groups, (2, 2));
    }
}
