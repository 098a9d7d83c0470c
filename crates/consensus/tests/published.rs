//! What is published tells nothing about fewer than k people, not even by subtraction.

use massline_consensus::{Choice, Id, Tally, Votes, analyse, published};
use proptest::prelude::*;

fn choice(number: u8) -> Choice {
    [Choice::Agree, Choice::Disagree, Choice::Pass][usize::from(number % 3)]
}

/// A camp of twenty, one of ten, and three who stand far from both.
fn with_three_far_off() -> Votes {
    let mut votes = Votes::new();
    for person in 0..33u64 {
        for statement in 0..12u64 {
            let answer = match person {
                0..20 => u8::from(statement >= 6),
                20..30 => u8::from(statement < 6),
                _ => u8::from(statement % 2 == 0),
            };
            // Each camp has a few who differ, so that nobody stands on anybody.
            let differs = person % 5 == statement % 5 && person % 2 == 0;
            let answer = if differs { 2 } else { answer };
            votes.record(Id::from(person), Id::from(statement), choice(answer), 0);
        }
    }
    votes
}

#[test]
fn a_small_group_is_not_shown_and_cannot_be_found_by_subtraction() {
    let analysis = analyse(&with_three_far_off());
    let sizes: Vec<usize> = analysis.summary.groups.iter().map(|it| it.size).collect();
    assert_eq!(sizes, [20, 10, 3], "the analyst sees all");
    let view = published(&analysis, 5);
    assert!(view.groups_hidden);
    assert_eq!(
        view.groups.iter().map(|it| it.size).collect::<Vec<_>>(),
        [20, 10]
    );
    assert_eq!(view.people, 30, "33 less 30 would be the three");
    for statement in &view.statements {
        assert_eq!(statement.groups.len(), 2);
        assert_eq!(statement.all.seen, 30);
        assert_eq!(
            statement.group_aware_consensus, None,
            "it has the three in it"
        );
    }
    let everything = published(&analysis, 1);
    assert!(
        !everything.groups_hidden,
        "the control: nothing is left out"
    );
    assert_eq!(everything.people, 33);
    assert!(everything.statements[0].group_aware_consensus.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_left_out_is_about_nobody_or_about_k_people(
        cells in prop::collection::vec((0..40u64, 0..10u64, 0..3u8), 0..300),
        k in 2..8usize,
    ) {
        let mut votes = Votes::new();
        for (person, statement, number) in cells {
            votes.record(Id::from(person), Id::from(statement), choice(number), 0);
        }
        let analysis = analyse(&votes);
        let view = published(&analysis, k);
        let in_groups: usize = view.groups.iter().map(|it| it.size).sum();
        prop_assert!(view.groups.iter().all(|it| it.size >= k));
        let rest = view.people - in_groups;
        prop_assert!(rest == 0 || rest >= k);
        for statement in &view.statements {
            let shown = statement.groups.iter().flatten();
            let sum: usize = shown.clone().map(|cell| cell.votes.seen).sum();
            prop_assert!(shown.clone().all(|cell| cell.votes.seen >= k));
            let rest = statement.all.seen - sum;
            prop_assert!(rest == 0 || rest >= k, "{} of {}", rest, k);
            prop_assert!(statement.all.seen >= k);
            let Tally { agree, disagree, pass, seen } = statement.all;
            prop_assert_eq!(agree + disagree + pass, seen);
        }
    }
}
