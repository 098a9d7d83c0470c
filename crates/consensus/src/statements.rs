//! The votes on each statement, by group, and what they say.

use crate::{
    BothSides, Representativeness, Share, Side, Standing, StatementInGroup, StatementResult, Tally,
    Votes,
    representative::{Z_90, group_aware_consensus, smoothed_share, z_of_majority},
};

/// A 95 % interval of fewer votes than this can be wider than 40 points.
const FEW: usize = 20;

/// The tallies of one statement.
#[derive(Clone)]
struct Count {
    all: Tally,
    groups: Vec<Tally>,
}

/// Results of these statements, in this order; `people` and `statements` are indices into `votes`,
/// `group_of` goes with `people`.
pub(crate) fn statement_results(
    votes: &Votes,
    people: &[usize],
    statements: &[usize],
    group_of: &[Option<usize>],
    groups: usize,
) -> Vec<StatementResult> {
    let nothing = Count {
        all: Tally::default(),
        groups: vec![Tally::default(); groups],
    };
    let mut counts = vec![nothing; votes.statements().len()];
    for (&person, &group) in people.iter().zip(group_of) {
        for (statement, choice) in votes.of(person) {
            counts[statement].all.add(choice);
            if let Some(group) = group {
                counts[statement].groups[group].add(choice);
            }
        }
    }
    statements
        .iter()
        .map(|&statement| result(votes, statement, &counts[statement]))
        .collect()
}

fn result(votes: &Votes, statement: usize, count: &Count) -> StatementResult {
    let statement = &votes.statements()[statement];
    let active = statement.standing == Standing::Active;
    let grouped = count
        .groups
        .iter()
        .fold(Tally::default(), |sum, &group| sum.and(group));
    let in_group = |(number, &group): (usize, &Tally)| {
        let several = count.groups.len() > 1;
        in_group(
            number,
            group,
            several.then(|| grouped.without(group)),
            active,
        )
    };
    StatementResult {
        statement: statement.id.clone(),
        text: statement.text.clone(),
        standing: statement.standing,
        all: count.all,
        agree_share: Share::of(count.all.agree, count.all.seen),
        disagree_share: Share::of(count.all.disagree, count.all.seen),
        group_aware_consensus: group_aware_consensus(&count.groups),
        majority: majority(count.all).filter(|_| active),
        few_seen: count.all.seen < FEW,
        priority: None,
        groups: count.groups.iter().enumerate().map(in_group).collect(),
    }
}

fn in_group(group: usize, votes: Tally, rest: Option<Tally>, active: bool) -> StatementInGroup {
    let both = rest.map(|rest| BothSides {
        agree: Representativeness::new(votes, rest, Side::Agree),
        disagree: Representativeness::new(votes, rest, Side::Disagree),
    });
    StatementInGroup {
        group,
        votes,
        agree_share: Share::of(votes.agree, votes.seen),
        disagree_share: Share::of(votes.disagree, votes.seen),
        representativeness: both,
        representative_for: both.and_then(|both| both.side()).filter(|_| active),
    }
}

impl BothSides {
    /// The side whose tests both pass; there cannot be two.
    fn side(&self) -> Option<Side> {
        match (self.agree.is_significant(), self.disagree.is_significant()) {
            (true, _) => Some(Side::Agree),
            (_, true) => Some(Side::Disagree),
            _ => None,
        }
    }
}

/// The side most people take: more than half by (A + 1) / (S + 2), and significant at 90 %.
fn majority(votes: Tally) -> Option<Side> {
    [Side::Agree, Side::Disagree].into_iter().find(|&side| {
        let count = votes.of(side);
        smoothed_share(count, votes.seen) > 0.5 && z_of_majority(count, votes.seen) > Z_90
    })
}
