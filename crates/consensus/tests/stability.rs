//! Groups that are there are found again; groups that are not are said not to be there.

use massline_consensus::{Choice, Id, Verdict, Votes, analyse, stability};

/// A simple generator of coins.
struct Coin(u64);

impl Coin {
    fn heads_of(&mut self, hundredths: u64) -> bool {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % 100 < hundredths
    }
}

/// `people` vote on `statements`; on each they agree with a chance that `agrees` gives.
fn votes(people: u64, statements: u64, seed: u64, agrees: impl Fn(u64, u64) -> u64) -> Votes {
    let mut coin = Coin(seed);
    let mut votes = Votes::new();
    for person in 0..people {
        for statement in 0..statements {
            let choice = match coin.heads_of(agrees(person, statement)) {
                true => Choice::Agree,
                false => Choice::Disagree,
            };
            votes.record(Id::from(person), Id::from(statement), choice, 0);
        }
    }
    votes
}

fn verdict(votes: &Votes) -> Verdict {
    let stability = stability(votes, &analyse(votes));
    stability.verdict
}

#[test]
fn people_who_toss_coins_have_no_stable_groups() {
    for seed in 1..3 {
        let coins = votes(200, 20, seed, |_, _| 50);
        assert_eq!(verdict(&coins), Verdict::NoStableGroups, "seed {seed}");
    }
    let lopsided = votes(150, 30, 9, |_, statement| 20 + 2 * statement);
    assert_eq!(verdict(&lopsided), Verdict::NoStableGroups);
}

#[test]
fn two_camps_are_stable() {
    for seed in 1..3 {
        // One camp agrees with even statements, the other with odd ones, nine times of ten.
        let camps = votes(200, 20, seed, |person, statement| {
            if person % 2 == statement % 2 { 90 } else { 10 }
        });
        assert_eq!(verdict(&camps), Verdict::Stable, "seed {seed}");
    }
}

#[test]
fn camps_that_hardly_differ_are_a_tendency_at_most() {
    let hardly = votes(200, 20, 5, |person, statement| {
        if person % 2 == statement % 2 { 62 } else { 38 }
    });
    assert_ne!(verdict(&hardly), Verdict::Stable);
}

#[test]
fn nobody_one_person_and_one_opinion_have_no_stable_groups() {
    assert_eq!(verdict(&Votes::new()), Verdict::NoStableGroups);
    assert_eq!(verdict(&votes(1, 5, 1, |_, _| 50)), Verdict::NoStableGroups);
    assert_eq!(
        verdict(&votes(50, 9, 1, |_, _| 100)),
        Verdict::NoStableGroups
    );
    assert_eq!(
        verdict(&votes(50, 1, 1, |_, _| 50)),
        Verdict::NoStableGroups
    );
}
