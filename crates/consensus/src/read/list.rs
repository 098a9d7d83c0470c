//! `votes.csv`: one row per vote ever given.

use super::table::{Row, Table, shortened};
use crate::{ConsensusError, Votes};

const STATEMENT: &str = "comment-id";
const PERSON: &str = "voter-id";
const VOTE: &str = "vote";
const TIME: &str = "timestamp";

/// Any one of the three names marks a list, so that a missing other one is named in the error.
pub(super) fn fits(header: &[String]) -> bool {
    let has = |name: &str| header.iter().any(|column| column == name);
    has(PERSON) || (has(STATEMENT) && has(VOTE))
}

pub(super) fn read(mut table: Table<'_>) -> Result<Votes, ConsensusError> {
    let statement = table.needed(STATEMENT)?;
    let person = table.needed(PERSON)?;
    let vote = table.needed(VOTE)?;
    let time = table.column(TIME);
    let mut votes = Votes::new();
    while let Some(row) = table.next()? {
        let at = time.map_or(Ok(0), |column| timestamp(&row, column))?;
        let choice = row.vote(vote, VOTE)?.ok_or_else(|| no_vote(&row))?;
        votes.record(
            row.id(person, PERSON)?,
            row.id(statement, STATEMENT)?,
            choice,
            at,
        );
    }
    Ok(votes)
}

fn no_vote(row: &Row) -> ConsensusError {
    ConsensusError::BadVote {
        line: row.line,
        column: VOTE.to_owned(),
        value: "\"\"".to_owned(),
    }
}

fn timestamp(row: &Row, column: usize) -> Result<i64, ConsensusError> {
    let text = row.text(column)?;
    // Some tools write whole numbers as 1403054214196.0.
    let whole = text.strip_suffix(".0").unwrap_or(text);
    whole.parse().map_err(|_| ConsensusError::BadTime {
        line: row.line,
        value: shortened(text),
    })
}
