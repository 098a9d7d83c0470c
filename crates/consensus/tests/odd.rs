//! Straight lines and people who vote as one are named, and results stand with and without them.

use massline_consensus::{Choice, Id, Odd, Votes, analyse, odd, with_and_without};

/// A simple generator of chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count
    }
}

/// A hundred people of two camps on twenty statements, who came over a thousand seconds.
fn camps(firmness: u64) -> Votes {
    let mut chance = Chance(7);
    let mut votes = Votes::new();
    for person in 0..100u64 {
        let at = (person * 10_000) as i64;
        for statement in 0..20u64 {
            let as_camp = chance.below(100) < firmness;
            let agrees = (person % 2 == statement % 2) == as_camp;
            let choice = if agrees {
                Choice::Agree
            } else {
                Choice::Disagree
            };
            votes.record(Id::from(person), Id::from(statement), choice, at);
        }
    }
    votes
}

fn seek(votes: &Votes) -> Odd {
    odd(votes, &analyse(votes))
}

#[test]
fn honest_camps_are_not_odd() {
    for firmness in [60, 75, 90] {
        assert_eq!(seek(&camps(firmness)), Odd::default(), "{firmness}");
    }
}

/// Even if all of a camp say the same, that they do is what a camp is.
#[test]
fn two_camps_of_one_mind_each_are_not_odd() {
    assert_eq!(seek(&camps(100)), Odd::default());
}

#[test]
fn who_agrees_with_everything_is_named_unless_nearly_everybody_does() {
    let mut votes = camps(75);
    for statement in 0..20u64 {
        votes.record(Id::from(500), Id::from(statement), Choice::Agree, 1);
    }
    let lines = seek(&votes).straight_lines;
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (&lines[0].participant, lines[0].votes),
        (&Id::from(500), 20)
    );
    assert!(lines[0].expected < 0.001);
    let mut all_agree = Votes::new();
    for person in 0..100u64 {
        for statement in 0..20u64 {
            all_agree.record(Id::from(person), Id::from(statement), Choice::Agree, 0);
        }
    }
    assert_eq!(seek(&all_agree), Odd::default());
}

/// Eight accounts cast one and the same mixed ballot, within eight seconds.
fn with_a_ring(step: i64) -> Votes {
    let mut votes = camps(75);
    for account in 0..8u64 {
        for statement in 0..20u64 {
            let choice = match statement % 3 {
                0 => Choice::Agree,
                1 => Choice::Disagree,
                _ => Choice::Pass,
            };
            let at = 300_000 + account as i64 * step;
            votes.record(Id::from(900 + account), Id::from(statement), choice, at);
        }
    }
    votes
}

#[test]
fn accounts_that_vote_as_one_are_named_with_their_span() {
    let found = seek(&with_a_ring(1_000));
    assert_eq!(found.straight_lines, []);
    assert_eq!(found.together.len(), 1);
    let ring = &found.together[0];
    assert_eq!(
        ring.participants,
        (900..908).map(Id::from).collect::<Vec<_>>()
    );
    assert_eq!((ring.votes, ring.span), (20, Some(7_000)));
    let slow = seek(&with_a_ring(80_000));
    assert!(slow.together.is_empty() || ring.expected <= slow.together[0].expected);
}

/// A ring that changes one vote of each ballot, each another, is still a ring.
#[test]
fn accounts_that_vote_nearly_as_one_are_named() {
    let mut votes = with_a_ring(1_000);
    for account in 1..8u64 {
        let statement = account * 2;
        votes.record(
            Id::from(900 + account),
            Id::from(statement),
            Choice::Disagree,
            400_000,
        );
    }
    let found = seek(&votes).together;
    assert_eq!(found.len(), 1, "{found:?}");
    let named = found[0].participants.iter();
    let of_ring = named.clone().filter(|id| **id >= Id::from(900)).count();
    assert_eq!(of_ring, found[0].participants.len(), "nobody else is named");
    assert!(of_ring >= 6, "{found:?}");
    assert!((1..=2).contains(&found[0].differing), "{found:?}");
}

#[test]
fn every_result_stands_with_and_without_those_who_are_named() {
    let votes = with_a_ring(1_000);
    let both = with_and_without(&votes, analyse(&votes));
    assert_eq!(both.with.summary.participants, 108, "nobody is dropped");
    assert_eq!(both.without.summary.participants, 100);
    let ids = |analysis: &massline_consensus::Analysis| -> Vec<Id> {
        analysis
            .statements
            .iter()
            .map(|it| it.statement.clone())
            .collect()
    };
    assert_eq!(ids(&both.with), ids(&both.without));
    let seen = |analysis: &massline_consensus::Analysis| analysis.statements[0].all.seen;
    assert_eq!((seen(&both.with), seen(&both.without)), (108, 100));
    let honest = camps(75);
    let nobody = with_and_without(&honest, analyse(&honest));
    assert_eq!(nobody.with, nobody.without);
    let share = nobody.with.statements[0].agree_share.expect("a share");
    assert!(share.low < share.share && share.share < share.high);
}
