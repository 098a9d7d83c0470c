//! `comments.csv`: the words of the statements and what the moderators made of them.

use super::table::{Row, Table, shortened};
use crate::{ConsensusError, Id, Standing, Votes, about_people::describes_the_person};

const STATEMENT: &str = "comment-id";
const MODERATED: &str = "moderated";
const TEXT: &str = "comment-body";
/// Polis' own tools disagree on how to write it, and older exports lack it.
const META: [&str; 2] = ["is-meta", "is_meta"];

/// Adds the words and the standing of the statements to the votes.
///
/// A statement with `moderated` -1 is taken out, one that is meta is marked so; 0 (nobody looked
/// yet) stays in, as in Polis without strict moderation. Statements nobody voted on are added.
/// Where no column says which are meta, those that describe the person ("I live in the town") are
/// marked by their words, and their ids are returned.
///
/// # Errors
/// Those of a file that cannot be read; the votes are then unchanged.
pub fn read_comments(bytes: &[u8], votes: &mut Votes) -> Result<Vec<Id>, ConsensusError> {
    let fits = |header: &[String]| header.iter().any(|column| column == STATEMENT);
    let mut table = Table::open(bytes, fits)?;
    let columns = Columns::of(&table)?;
    let mut comments = Vec::new();
    while let Some(row) = table.next()? {
        comments.push(columns.read(&row)?);
    }
    let mut guessed = Vec::new();
    for comment in comments {
        if comment.guessed {
            guessed.push(comment.id.clone());
        }
        votes.set_standing(comment.id.clone(), comment.standing);
        if let Some(text) = comment.text {
            votes.set_text(comment.id, text);
        }
    }
    guessed.sort();
    Ok(guessed)
}

struct Comment {
    id: Id,
    standing: Standing,
    /// Whether it is meta by its words only.
    guessed: bool,
    text: Option<String>,
}

struct Columns {
    statement: usize,
    moderated: usize,
    meta: Option<usize>,
    text: Option<usize>,
}

impl Columns {
    fn of(table: &Table<'_>) -> Result<Self, ConsensusError> {
        Ok(Self {
            statement: table.needed(STATEMENT)?,
            moderated: table.needed(MODERATED)?,
            meta: META.iter().find_map(|name| table.column(name)),
            text: table.column(TEXT),
        })
    }

    fn read(&self, row: &Row) -> Result<Comment, ConsensusError> {
        let text = self
            .text
            .map(|column| row.text(column).map(str::to_owned))
            .transpose()?;
        let marked = self.meta.map_or(Ok(false), |column| is_true(row, column))?;
        let by_words = self.meta.is_none() && text.as_deref().is_some_and(describes_the_person);
        let standing = standing(row, self.moderated, marked || by_words)?;
        Ok(Comment {
            id: row.id(self.statement, STATEMENT)?,
            guessed: by_words && standing == Standing::Meta,
            standing,
            text,
        })
    }
}

fn is_true(row: &Row, column: usize) -> Result<bool, ConsensusError> {
    Ok(matches!(
        row.text(column)?.to_ascii_lowercase().as_str(),
        "true" | "t" | "1"
    ))
}

fn standing(row: &Row, column: usize, meta: bool) -> Result<Standing, ConsensusError> {
    match row.text(column)? {
        "-1" => Ok(Standing::ModeratedOut),
        "0" | "1" if meta => Ok(Standing::Meta),
        "0" | "1" => Ok(Standing::Active),
        value => Err(ConsensusError::BadModeration {
            line: row.line,
            value: shortened(value),
        }),
    }
}
