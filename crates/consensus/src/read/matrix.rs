//! `participants-votes.csv`: one row per person, one column per statement.

use super::table::Table;
use crate::{ConsensusError, Id, Votes};

const PERSON: &str = "participant";
/// Columns that say something of the person; all others are statements.
const ABOUT_THE_PERSON: [&str; 7] = [
    PERSON,
    "group-id",
    "n-comments",
    "n-votes",
    "n-agree",
    "n-disagree",
    "xid",
];

pub(super) fn fits(header: &[String]) -> bool {
    header.iter().any(|column| column == PERSON)
}

pub(super) fn read(mut table: Table<'_>) -> Result<Votes, ConsensusError> {
    let person = table.needed(PERSON)?;
    let columns = statement_columns(&table.header)?;
    let mut votes = Votes::new();
    for (_, name) in &columns {
        votes.add_statement(Id::new(name));
    }
    while let Some(row) = table.next()? {
        let id = row.id(person, PERSON)?;
        let known = votes.participants().len();
        if votes.add_participant(id.clone()) < known {
            let participant = id.to_string();
            return Err(ConsensusError::RepeatedParticipant {
                line: row.line,
                participant,
            });
        }
        for (column, name) in &columns {
            if let Some(choice) = row.vote(*column, name)? {
                votes.record(id.clone(), Id::new(name), choice, 0);
            }
        }
    }
    Ok(votes)
}

fn statement_columns(header: &[String]) -> Result<Vec<(usize, String)>, ConsensusError> {
    let columns = header.iter().enumerate();
    let columns = columns.filter(|(_, name)| !ABOUT_THE_PERSON.contains(&name.as_str()));
    columns
        .map(|(column, name)| match name.as_str() {
            "" => Err(ConsensusError::EmptyId {
                line: 1,
                column: format!("#{}", column + 1),
            }),
            _ => Ok((column, name.clone())),
        })
        .collect()
}
