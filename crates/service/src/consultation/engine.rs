//! The one place that knows the engine of opinion groups: votes go in, groups and tallies come
//! out; and which statement somebody is asked next.

use massline_consensus::{Choice as Answer, Id, Notice, Standing, StatementResult, Votes, analyse};
use massline_domain::consultation::vote::Choice;
use massline_store::{StatementRow, VoteRow};
use std::collections::HashMap;

/// Answers that do not decide between agreeing and disagreeing, agreeing ones and disagreeing
/// ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// People who agree.
    pub agree: u64,
    /// People who disagree.
    pub disagree: u64,
    /// People who passed.
    pub pass: u64,
}

impl Tally {
    /// Everyone who answered.
    #[must_use]
    pub fn seen(self) -> u64 {
        self.agree + self.disagree + self.pass
    }
}

/// A statement's votes.
pub(super) struct Voted {
    pub(super) statement: u32,
    pub(super) all: Tally,
    /// By group, the largest first.
    pub(super) groups: Vec<Tally>,
    /// How far out on the map it lies.
    pub(super) extremity: f64,
}

/// What the engine found.
pub(super) struct Found {
    pub(super) people: u64,
    /// People in each group, the largest first.
    pub(super) groups: Vec<u64>,
    /// For each group the statements that set it apart, and whether it agrees with them.
    pub(super) apart: Vec<Vec<(u32, bool)>>,
    pub(super) voted: Vec<Voted>,
    /// Whether the groups run into each other.
    pub(super) weak: bool,
}

/// Finds the groups of these votes, which are by participant.
pub(super) fn find(statements: &[u32], rows: &[VoteRow]) -> Found {
    let mut votes = Votes::new();
    for statement in statements {
        votes.add_statement(u64::from(*statement).into());
    }
    let mut numbers = HashMap::new();
    for row in rows {
        let next = numbers.len() as u64;
        let person = *numbers.entry(row.participant).or_insert(next);
        let answer = match row.choice {
            Choice::Agree => Answer::Agree,
            Choice::Disagree => Answer::Disagree,
            Choice::Pass => Answer::Pass,
        };
        votes.record(person.into(), u64::from(row.statement).into(), answer, 0);
    }
    let found = analyse(&votes);
    let summary = &found.summary;
    let apart = summary.groups.iter().map(|group| {
        let clear = group.representative.iter().filter(|one| one.significant);
        let said = clear.filter_map(|one| {
            let agrees = one.side == massline_consensus::Side::Agree;
            Some((number(&one.statement)?, agrees))
        });
        said.collect()
    });
    Found {
        people: numbers.len() as u64,
        groups: summary.groups.iter().map(|one| one.size as u64).collect(),
        apart: apart.collect(),
        voted: found.statements.iter().filter_map(voted).collect(),
        weak: summary.notices.contains(&Notice::WeakGroups),
    }
}

fn number(id: &Id) -> Option<u32> {
    match id {
        Id::Number(number) => u32::try_from(*number).ok(),
        Id::Text(_) => None,
    }
}

fn voted(result: &StatementResult) -> Option<Voted> {
    let tally = |tally: &massline_consensus::Tally| Tally {
        agree: tally.agree as u64,
        disagree: tally.disagree as u64,
        pass: tally.pass as u64,
    };
    Some(Voted {
        statement: number(&result.statement)?,
        all: tally(&result.all),
        groups: result.groups.iter().map(|one| tally(&one.votes)).collect(),
        extremity: extremity(result),
    })
}

/// Of these statements the one to ask next: an answer to it tells most. `extremity` says how far
/// out a statement lay on the map when groups were last found, 0 where that is not known. Ties
/// go to the one that is there longest.
pub(super) fn next<'a>(
    rows: impl Iterator<Item = &'a StatementRow>,
    extremity: impl Fn(u32) -> f64,
) -> Option<&'a StatementRow> {
    let weight = |row: &StatementRow| priority(row, extremity(row.statement.number));
    let before = |a: &&StatementRow, b: &&StatementRow| {
        let by_priority = weight(a).total_cmp(&weight(b));
        by_priority.then(b.statement.number.cmp(&a.statement.number))
    };
    rows.max_by(before)
}

/// How much an answer tells, by the votes as they are now.
fn priority(row: &StatementRow, extremity: f64) -> f64 {
    let [agree, disagree, pass] = [row.agree, row.disagree, row.pass].map(|count| count as usize);
    let votes = massline_consensus::Tally {
        agree,
        disagree,
        pass,
        seen: agree + disagree + pass,
    };
    massline_consensus::priority(Standing::Active, votes, extremity)
}

/// How far out a statement lies: what its priority says beside its votes.
fn extremity(result: &StatementResult) -> f64 {
    let grouped = result.groups.iter().fold([0; 4], |sum, group| {
        let votes = group.votes;
        let cells = [votes.agree, votes.disagree, votes.pass, votes.seen];
        std::array::from_fn(|at| sum[at] + cells[at])
    });
    let [agree, disagree, pass, seen] = grouped;
    let votes = massline_consensus::Tally {
        agree,
        disagree,
        pass,
        seen,
    };
    let plain = massline_consensus::priority(Standing::Active, votes, 0.0);
    let whole = result.priority.unwrap_or(plain);
    (whole / plain).sqrt() - 1.0
}

/// Whether the true share of a part of these people is above a half, in 39 of 40 cases.
pub(super) fn most(part: u64, whole: u64) -> bool {
    let share = massline_consensus::Share::of(part as usize, whole as usize);
    share.is_some_and(|share| share.low > 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use massline_domain::Day;
    use massline_domain::consultation::statement::{Origin, Stage};
    use massline_domain::id::{ConsultationId, StatementId};

    fn row(number: u32, [agree, disagree, pass]: [u64; 3]) -> StatementRow {
        StatementRow {
            statement: StatementId {
                consultation: ConsultationId(1),
                number,
            },
            words: Some("words".to_owned()),
            language: "en".to_owned(),
            origin: Origin::Office,
            stage: Stage::Accepted,
            reason: None,
            receipt: None,
            added: Day(0),
            agree,
            disagree,
            pass,
        }
    }

    #[test]
    fn what_few_have_seen_comes_first_and_what_people_pass_on_last() {
        let rows = [
            row(1, [20, 20, 0]),
            row(2, [0, 0, 0]),
            row(3, [0, 0, 0]),
            row(4, [5, 0, 35]),
        ];
        let mut order = Vec::new();
        let mut left: Vec<&StatementRow> = rows.iter().collect();
        while let Some(first) = next(left.iter().copied(), |_| 0.0) {
            let number = first.statement.number;
            order.push(number);
            left.retain(|row| row.statement.number != number);
        }
        assert_eq!(order, [2, 3, 1, 4]);
    }

    #[test]
    fn of_statements_seen_alike_the_one_that_divides_comes_first() {
        let rows = [row(1, [20, 20, 0]), row(2, [20, 20, 0])];
        let far_out = |number: u32| if number == 2 { 1.5 } else { 0.0 };
        let first = next(rows.iter(), far_out).unwrap();
        assert_eq!(first.statement.number, 2);
        let control = next(rows.iter(), |_| 0.0).unwrap();
        assert_eq!(control.statement.number, 1);
    }

    #[test]
    fn how_far_out_a_statement_lies_is_read_off_its_priority() {
        let votes: Vec<VoteRow> = (0..40u8)
            .flat_map(|person| {
                let mind = if person % 2 == 0 {
                    Choice::Agree
                } else {
                    Choice::Disagree
                };
                let answers = [(1, Choice::Agree), (2, mind), (3, mind), (4, mind)];
                answers.map(|(statement, choice)| VoteRow {
                    participant: massline_domain::id::Digest([person; 32]),
                    statement,
                    choice,
                })
            })
            .collect();
        let found = find(&[1, 2, 3, 4], &votes);
        let far: Vec<f64> = found.voted.iter().map(|one| one.extremity).collect();
        assert!(far[1] > 0.5 && far[0].abs() < 1e-9, "{far:?}");
    }

    #[test]
    fn most_is_more_than_chance() {
        assert!(most(9, 10) && most(60, 100));
        assert!(!most(6, 10) && !most(50, 100) && !most(0, 0));
    }
}
