//! Readers of the files Polis exports.
//!
//! Formats: `votes.csv` (`timestamp,datetime,comment-id,voter-id,vote`), `participants-votes.csv`
//! (`participant,group-id,n-comments,n-votes,n-agree,n-disagree`, then one column per statement)
//! and `comments.csv` (`timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,
//! comment-body`), as published with the open data of The Computational Democracy Project.

mod comments;
mod list;
mod matrix;
mod table;

pub use comments::read_comments;

use table::Table;

use crate::{ConsensusError, Votes};

/// Reads a file of votes in either of Polis' two forms, told apart by the header.
///
/// `votes.csv` is a list of all votes, where a person's later vote on a statement replaces the
/// earlier one by timestamp (by order of rows where there is no such column).
/// `participants-votes.csv` is a matrix of last votes; its counts and groups are not read.
/// Commas, semicolons and tabs may separate the cells.
///
/// # Errors
/// Every [`ConsensusError`] except those of moderation; each says what to do.
pub fn read_votes(bytes: &[u8]) -> Result<Votes, ConsensusError> {
    let table = Table::open(bytes, |header| list::fits(header) || matrix::fits(header))?;
    let votes = if list::fits(&table.header) {
        list::read(table)?
    } else {
        matrix::read(table)?
    };
    if votes.count() == 0 {
        return Err(ConsensusError::NoVotes);
    }
    Ok(votes)
}
