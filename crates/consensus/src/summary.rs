//! The short lists: what sets each group apart, and what most agree on.

use crate::{
    Consensus, ConsensusStatement, RepresentativeStatement, Representativeness, Side, Standing,
    StatementResult,
    representative::{Z_90, smoothed_share, z_of_majority},
};

/// Length of the lists, as in Polis.
const LISTED: usize = 5;

/// Up to five statements that set a group apart: first the one it agrees with most clearly, then
/// the significant ones by rank; those it agrees with before those it disagrees with.
pub(crate) fn representative_statements(
    statements: &[StatementResult],
    group: usize,
) -> Vec<RepresentativeStatement> {
    let best = most_agreed(statements, group);
    let mut listed: Vec<_> = statements
        .iter()
        .filter_map(|statement| significant(statement, group))
        .filter(|entry| {
            best.as_ref()
                .is_none_or(|best| best.statement != entry.statement)
        })
        .collect();
    listed.sort_by(|a, b| b.figures.rank().total_cmp(&a.figures.rank()));
    listed.splice(0..0, best);
    listed.truncate(LISTED);
    listed.sort_by_key(|entry| entry.side == Side::Disagree);
    listed
}

fn significant(statement: &StatementResult, group: usize) -> Option<RepresentativeStatement> {
    let here = &statement.groups[group];
    let side = here.representative_for?;
    let both = here.representativeness?;
    let figures = match side {
        Side::Agree => both.agree,
        Side::Disagree => both.disagree,
    };
    Some(entry(statement, side, figures))
}

/// The statement the group agrees with most clearly. A group should be known by what it is for,
/// so the tests are milder: a significant majority, or agreeing more than others and than not.
fn most_agreed(statements: &[StatementResult], group: usize) -> Option<RepresentativeStatement> {
    let mut best: Option<RepresentativeStatement> = None;
    for statement in statements
        .iter()
        .filter(|it| it.standing == Standing::Active)
    {
        let here = &statement.groups[group];
        let Some(both) = here.representativeness else {
            continue;
        };
        let figures = both.agree;
        let fits =
            figures.probability_z > Z_90 || (figures.ratio > 1.0 && figures.probability > 0.5);
        let beats = best
            .as_ref()
            .is_none_or(|best| figures.rank() > best.figures.rank());
        if here.votes.agree > 0 && fits && beats {
            best = Some(entry(statement, Side::Agree, figures));
        }
    }
    best
}

fn entry(
    statement: &StatementResult,
    side: Side,
    figures: Representativeness,
) -> RepresentativeStatement {
    let statement = statement.statement.clone();
    RepresentativeStatement {
        statement,
        side,
        significant: figures.is_significant(),
        figures,
    }
}

/// What a significant majority of all people takes one side on, the clearest first (by
/// probability times z).
pub(crate) fn consensus(statements: &[StatementResult]) -> Consensus {
    Consensus {
        agree: consensus_on(statements, Side::Agree),
        disagree: consensus_on(statements, Side::Disagree),
    }
}

fn consensus_on(statements: &[StatementResult], side: Side) -> Vec<ConsensusStatement> {
    let of_this_side = statements
        .iter()
        .filter(|statement| statement.majority == Some(side));
    let mut listed: Vec<_> = of_this_side
        .map(|statement| {
            let (count, seen) = (statement.all.of(side), statement.all.seen);
            ConsensusStatement {
                statement: statement.statement.clone(),
                count,
                seen,
                probability: smoothed_share(count, seen),
                probability_z: z_of_majority(count, seen),
            }
        })
        .collect();
    let clarity = |entry: &ConsensusStatement| entry.probability * entry.probability_z;
    listed.sort_by(|a, b| clarity(b).total_cmp(&clarity(a)));
    listed.truncate(LISTED);
    listed
}
