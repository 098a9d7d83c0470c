//! The votes as numbers: what each person said beyond the average of the statement.

use crate::{MissingVotes, Standing, Votes};

/// A people × statements matrix of agree 1, pass 0, disagree -1, with the centre taken off.
///
/// Only the votes that were given are stored. Where one that was not given counts as the mean, the
/// centre is the mean of the votes given, and such a vote is 0 here. Where it counts as a pass, the
/// centre is the mean over all people, and such a vote is -centre.
///
/// A statement is silent if it was taken out or if all who voted on it said the same: it cannot
/// tell anybody apart, and is left out of the rows.
pub(crate) struct Ratings {
    /// Per person, the statements they voted on (ascending) and by how much the vote differs from
    /// the statement's mean. Silent statements are left out.
    pub(crate) rows: Vec<Vec<(usize, f64)>>,
    /// Statements with at least one vote, silent or not.
    pub(crate) voted_statements: usize,
    /// The silent ones of them.
    pub(crate) silent_statements: usize,
    /// Statements with votes that the moderators took out or set apart.
    pub(crate) taken_out: usize,
    /// All statements, voted on or not: the width of the matrix.
    pub(crate) width: usize,
    /// Votes per person, on statements of any kind.
    pub(crate) votes: Vec<usize>,
    /// What was taken off each statement; 0 for a silent one.
    pub(crate) centre: Vec<f64>,
    /// What votes not given count as.
    pub(crate) missing: MissingVotes,
}

impl Ratings {
    /// The matrix of these people and statements, in this order; both are indices into `votes`.
    /// People may occur more than once; other statements are as if they did not exist.
    pub(crate) fn new(
        votes: &Votes,
        people: &[usize],
        statements: &[usize],
        missing: MissingVotes,
    ) -> Self {
        let place_of = inverse(statements, votes.statements().len());
        let mut rows: Vec<_> = people
            .iter()
            .map(|&person| row(votes, person, &place_of))
            .collect();
        let mut columns = vec![Column::default(); statements.len()];
        for &(column, value) in rows.iter().flatten() {
            columns[column].add(value);
        }
        for (column, &statement) in columns.iter_mut().zip(statements) {
            column.taken_out = votes.statements()[statement].standing != Standing::Active;
        }
        let votes_of_each = rows.iter().map(Vec::len).collect();
        let centre: Vec<f64> = columns
            .iter()
            .map(|column| column.centre(missing, people.len()))
            .collect();
        for row in &mut rows {
            row.retain(|&(column, _)| !columns[column].is_silent());
            row.iter_mut()
                .for_each(|(column, value)| *value -= centre[*column]);
        }
        let voted = || columns.iter().filter(|column| column.votes > 0.0);
        Self {
            rows,
            voted_statements: voted().count(),
            silent_statements: voted().filter(|column| column.is_silent()).count(),
            taken_out: voted().filter(|column| column.taken_out).count(),
            width: statements.len(),
            votes: votes_of_each,
            centre,
            missing,
        }
    }
}

impl Ratings {
    /// Votes on statements that tell people apart.
    pub(crate) fn given(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }
}

/// What the votes on one statement add up to.
#[derive(Clone, Default)]
struct Column {
    votes: f64,
    sum: f64,
    first: Option<f64>,
    varies: bool,
    taken_out: bool,
}

impl Column {
    fn add(&mut self, value: f64) {
        self.votes += 1.0;
        self.sum += value;
        self.varies |= *self.first.get_or_insert(value) != value;
    }

    /// The mean, over the votes given or over all people; 0 for what tells nobody apart.
    fn centre(&self, missing: MissingVotes, people: usize) -> f64 {
        match missing {
            _ if self.is_silent() => 0.0,
            MissingVotes::Mean => self.sum / self.votes.max(1.0),
            MissingVotes::Pass => self.sum / people as f64,
        }
    }

    fn is_silent(&self) -> bool {
        self.taken_out || !self.varies
    }
}

fn inverse(order: &[usize], len: usize) -> Vec<Option<usize>> {
    let mut place = vec![None; len];
    for (new, &old) in order.iter().enumerate() {
        place[old] = Some(new);
    }
    place
}

fn row(votes: &Votes, person: usize, place_of: &[Option<usize>]) -> Vec<(usize, f64)> {
    let given = votes.of(person);
    let mut row: Vec<_> = given
        .filter_map(|(statement, choice)| Some((place_of[statement]?, choice.value())))
        .collect();
    row.sort_by_key(|&(column, _)| column);
    row
}
