//! Votes that are made up, the same every time.

use massline_consensus::Choice;
use std::fmt::Write;

/// A conversation to make up.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) people: u64,
    pub(crate) statements: u64,
    pub(crate) votes: u64,
}

/// The votes as Polis exports them.
pub(crate) fn file(size: Size) -> String {
    let mut file = String::from("timestamp,datetime,comment-id,voter-id,vote\n");
    for_each_vote(size, |person, statement, choice, at| {
        let _ = writeln!(file, "{at},x,{statement},{person},{}", choice.value());
    });
    file
}

/// Camps of three that agree with their statements three times of four; each person sees the
/// statements that come up for them, a person a minute.
pub(crate) fn for_each_vote(size: Size, mut visit: impl FnMut(u64, u64, Choice, i64)) {
    let each = size.votes / size.people;
    let mut state = 1u64;
    let mut below = |count: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % count
    };
    for person in 0..size.people {
        let first = below(size.statements);
        for number in 0..each {
            let statement = (first + number * 7) % size.statements;
            let liked = (person % 3 + statement).is_multiple_of(3);
            let choice = match (below(100), liked) {
                (0..10, _) => Choice::Pass,
                (10..78, true) | (78..100, false) => Choice::Agree,
                _ => Choice::Disagree,
            };
            visit(
                person,
                statement,
                choice,
                1_600_000_000_000 + (person * 60_000) as i64,
            );
        }
    }
}
