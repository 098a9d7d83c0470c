//! What a consultation comes to, for everyone, live, and under the rule for small numbers:
//! groups and counts of few people are not shown, nor what would tell them by subtraction.

use super::engine::{self, Found, Tally, Voted};
use crate::error::Result;
use crate::reading::Count;
use crate::service::{Campaign, Service, read, write};
use massline_domain::id::{CampaignId, ConsultationId, ProblemId, StatementId};
use massline_store::{ConsultationRow, StatementRow};
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// Statements shown that set a group apart.
const APART_SHOWN: usize = 3;

/// What some people say to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Most agree, more than chance would make it.
    Agree,
    /// Most disagree.
    Disagree,
    /// Neither.
    Divided,
}

/// What a group says to a statement, as far as it can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Counts of at least the small number, or of nobody.
    Numbers(Tally, Side),
    /// A count is small, or would tell a small one: only the side.
    Only(Side),
    /// Few of the group have answered.
    Few,
}

/// The answers of all people to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answers {
    /// People who agree.
    pub agree: Count,
    /// People who disagree.
    pub disagree: Count,
    /// People who passed.
    pub pass: Count,
    /// What most say.
    pub side: Side,
}

/// A statement with what people say to it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementResult {
    /// Which.
    pub statement: StatementId,
    /// Its words.
    pub words: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// The answers; none where few people answered.
    pub answers: Option<Answers>,
    /// What each group says; empty where groups are not shown.
    pub groups: Vec<Said>,
    /// How far out on the map it lies; not shown, it says what to ask next.
    pub(super) extremity: f64,
}

/// A group of people who answer alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How many they are.
    pub people: u64,
    /// What sets it apart: positions in [`Results::statements`], and whether it agrees.
    pub apart: Vec<(usize, bool)>,
}

/// What a consultation comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// People who answered anything.
    pub people: Count,
    /// The groups, the largest first; none where there is only one, or one is small.
    pub groups: Vec<Group>,
    /// Whether there are groups that are not shown because one of them is small.
    pub groups_hidden: bool,
    /// Whether the groups run into each other and are to be read as tendencies.
    pub weak: bool,
    /// All statements, by number.
    pub statements: Vec<StatementResult>,
    /// Those that most people of every group agree with (of all people, where no groups are
    /// shown), as positions in `statements`.
    pub agreed: Vec<usize>,
    /// Those that most people of every group disagree with.
    pub rejected: Vec<usize>,
    /// Those on which groups take different sides.
    pub divided: Vec<usize>,
}

/// A statement that people agree on, for the unit that plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Which.
    pub statement: StatementId,
    /// Its words.
    pub words: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// How many groups agree; 0 where no groups are shown and most of all people do.
    pub groups: usize,
}

/// What was found, for each consultation, with what it was found from.
#[derive(Default)]
pub(crate) struct Known {
    found: RwLock<HashMap<(CampaignId, ConsultationId), Cached>>,
    /// Held by who computes.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Clone)]
struct Cached {
    answers: u64,
    statements: usize,
    results: Arc<Results>,
}

impl Cached {
    /// Whether it is still good: the statements are the same, and no more than one answer in a
    /// hundred is new.
    fn is_good(&self, row: &ConsultationRow, statements: usize) -> bool {
        let new = row.answers.saturating_sub(self.answers);
        self.statements == statements && new <= self.answers / 100
    }
}

impl Service {
    /// What a consultation comes to now. With many answers it may be behind by one in a hundred.
    ///
    /// # Errors
    /// [`crate::ServiceError::NotFound`].
    pub async fn results(&self, campaign: &Campaign, id: ConsultationId) -> Result<Arc<Results>> {
        let row = self.consultation(campaign, id).await?;
        let statements = self.accepted_statements(campaign, id).await?;
        let key = (campaign.id(), id);
        let known = &self.inner.consultations;
        let good = || {
            let found = read(&known.found);
            let cached = found.get(&key)?;
            cached
                .is_good(&row, statements.len())
                .then(|| Arc::clone(&cached.results))
        };
        if let Some(results) = good() {
            return Ok(results);
        }
        let _turn = known.turn.lock().await;
        if let Some(results) = good() {
            return Ok(results);
        }
        let votes = self.store().votes(campaign.id(), id).await?;
        let small = u64::from(campaign.charter.limits.small_number);
        let (answers, count) = (row.answers, statements.len());
        let results = tokio::task::spawn_blocking(move || {
            let numbers: Vec<u32> = statements.iter().map(|row| row.statement.number).collect();
            shown(&statements, &engine::find(&numbers, &votes), small)
        });
        let results = Arc::new(results.await.unwrap_or_else(|_| nothing()));
        let cached = Cached {
            answers,
            statements: count,
            results: Arc::clone(&results),
        };
        write(&known.found).insert(key, cached);
        Ok(results)
    }

    /// What people agree on in the consultations about a problem.
    ///
    /// # Errors
    /// From the store.
    pub async fn agreed(&self, campaign: &Campaign, problem: ProblemId) -> Result<Vec<Agreed>> {
        let mut agreed = Vec::new();
        for row in self.consultations_of(campaign, problem).await? {
            let results = self.results(campaign, row.consultation).await?;
            for at in &results.agreed {
                let one = &results.statements[*at];
                agreed.push(Agreed {
                    statement: one.statement,
                    words: one.words.clone(),
                    language: one.language.clone(),
                    groups: results.groups.len(),
                });
            }
        }
        Ok(agreed)
    }
}

fn nothing() -> Results {
    Results {
        people: Count::Exact(0),
        groups: Vec::new(),
        groups_hidden: false,
        weak: false,
        statements: Vec::new(),
        agreed: Vec::new(),
        rejected: Vec::new(),
        divided: Vec::new(),
    }
}

fn is_small(count: u64, small: u64) -> bool {
    count > 0 && count < small
}

fn counted(count: u64, small: u64) -> Count {
    if is_small(count, small) {
        Count::Under(small)
    } else {
        Count::Exact(count)
    }
}

/// What of it can be shown.
fn shown(rows: &[StatementRow], found: &Found, small: u64) -> Results {
    let grouped = found.groups.len() > 1;
    let hidden = grouped && found.groups.iter().any(|people| *people < small);
    let groups = if grouped && !hidden {
        &found.groups[..]
    } else {
        &[]
    };
    let statements: Vec<StatementResult> = rows
        .iter()
        .filter_map(|row| {
            let number = row.statement.number;
            let voted = found.voted.iter().find(|one| one.statement == number)?;
            Some(StatementResult {
                statement: row.statement,
                words: row.words.clone()?,
                language: row.language.clone(),
                answers: answers(voted.all, small),
                groups: said(voted, groups.len(), small),
                extremity: voted.extremity,
            })
        })
        .collect();
    let place = |number: u32| {
        statements
            .iter()
            .position(|one| one.statement.number == number)
    };
    let apart = |said: &Vec<(u32, bool)>| {
        let placed = said
            .iter()
            .filter_map(|(number, agrees)| Some((place(*number)?, *agrees)));
        placed.take(APART_SHOWN).collect()
    };
    let group = |(people, said): (&u64, &Vec<(u32, bool)>)| Group {
        people: *people,
        apart: apart(said),
    };
    let all = |wanted: Side| -> Vec<usize> {
        let by_all = statements.iter().enumerate();
        by_all
            .filter(|(_, one)| one.all_say(wanted))
            .map(|(at, _)| at)
            .collect()
    };
    Results {
        people: counted(found.people, small),
        groups: groups.iter().zip(&found.apart).map(group).collect(),
        groups_hidden: hidden,
        weak: found.weak,
        agreed: all(Side::Agree),
        rejected: all(Side::Disagree),
        divided: (0..statements.len())
            .filter(|at| statements[*at].is_divided())
            .collect(),
        statements,
    }
}

fn side(tally: Tally) -> Side {
    let seen = tally.seen();
    if engine::most(tally.agree, seen) {
        Side::Agree
    } else if engine::most(tally.disagree, seen) {
        Side::Disagree
    } else {
        Side::Divided
    }
}

fn answers(all: Tally, small: u64) -> Option<Answers> {
    (all.seen() >= small).then(|| Answers {
        agree: counted(all.agree, small),
        disagree: counted(all.disagree, small),
        pass: counted(all.pass, small),
        side: side(all),
    })
}

/// What each group says. Where any count is small, or what is left of all people beside the
/// groups is, no group's numbers are shown: with the numbers of all people they would tell it.
fn said(voted: &Voted, groups: usize, small: u64) -> Vec<Said> {
    let tallies = &voted.groups[..groups.min(voted.groups.len())];
    let cells = |tally: &Tally| [tally.agree, tally.disagree, tally.pass];
    let mut left = cells(&voted.all);
    for tally in tallies {
        for (left, cell) in left.iter_mut().zip(cells(tally)) {
            *left = left.saturating_sub(cell);
        }
    }
    let all = tallies.iter().flat_map(cells).chain(left);
    let tells = all.into_iter().any(|cell| is_small(cell, small));
    let one = |tally: &Tally| {
        if tally.seen() < small {
            Said::Few
        } else if tells {
            Said::Only(side(*tally))
        } else {
            Said::Numbers(*tally, side(*tally))
        }
    };
    tallies.iter().map(one).collect()
}

impl Said {
    /// The side, where it is known.
    #[must_use]
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Numbers(_, side) | Self::Only(side) => Some(side),
            Self::Few => None,
        }
    }
}

impl StatementResult {
    fn all_say(&self, wanted: Side) -> bool {
        if self.groups.is_empty() {
            return self.answers.is_some_and(|answers| answers.side == wanted);
        }
        self.groups.iter().all(|said| said.side() == Some(wanted))
    }

    fn is_divided(&self) -> bool {
        let some = |wanted: Side| self.groups.iter().any(|said| said.side() == Some(wanted));
        some(Side::Agree) && some(Side::Disagree)
    }
}

#[cfg(test)]
#[path = "results_tests.rs"]
mod tests;
