//! The votes as numbers: what each person said beyond the average of the statement.

use crate::{Standing, Votes};

/// A people × statements matrix of agree 1, pass 0, disagree -1, with the column mean taken off.
///
/// A vote that was not given counts as the mean of its column, and is therefore 0 here: only the
/// votes that were given are stored.
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
    /// All statements, voted on or not: the width of the matrix.
    pub(crate) width: usize,
    /// Votes per person, on statements of any kind.
    pub(crate) votes: Vec<usize>,
}

impl Ratings {
    /// The matrix of these people and statements, in this order; both are indices into `votes`.
    pub(crate) fn new(votes: &Votes, people: &[usize], statements: &[usize]) -> Self {
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
        for row in &mut rows {
            row.retain(|&(column, _)| !columns[column].is_silent());
            row.iter_mut()
                .for_each(|(column, value)| *value -= columns[*column].mean());
        }
        let voted = || columns.iter().filter(|column| column.votes > 0.0);
        Self {
            rows,
            voted_statements: voted().count(),
            silent_statements: voted().filter(|column| column.is_silent()).count(),
            width: statements.len(),
            votes: votes_of_each,
        }
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

    fn mean(&self) -> f64 {
        self.sum / self.votes.max(1.0)
    }

    fn is_silent(&self) -> bool {
        self.taken_out || !self.varies
    }
}

fn inverse(order: &[usize], len: usize) -> Vec<usize> {
    let mut place = vec![0; len];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    place
}

fn row(votes: &Votes, person: usize, place_of: &[usize]) -> Vec<(usize, f64)> {
    let given = votes.of(person);
    let mut row: Vec<_> = given
        .map(|(statement, choice)| (place_of[statement], choice.value()))
        .collect();
    row.sort_by_key(|&(column, _)| column);
    row
}
