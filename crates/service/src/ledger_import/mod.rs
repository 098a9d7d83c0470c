//! An office's existing ledger, from Excel or csv. The campaign's office lists what stands in it
//! as problems of a unit; the unit, once it has claimed them, plans the rows as items. Every row
//! is taken, known already, or named with the reason why not; reading it again changes nothing.
//! Results and closing dates are left where they are: here only the people close.

mod columns;

use crate::dates::DateGuess;
use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::problem::NewProblem;
use crate::service::{Campaign, Service};
use crate::table::{Table, TableError};
use columns::{Columns, Field};
use massline_domain::id::{ProblemId, UnitCode};
use massline_domain::item::{Command as ItemCommand, Plan};
use massline_domain::problem::Command;
use massline_domain::{Day, Refusal};
use massline_store::{ProblemRow, UnitRow};
use std::collections::BTreeSet;

/// The most rows of a ledger.
pub const MOST_ROWS: usize = 5_000;

/// Why nothing of a file was taken.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// It is no table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It has no column for the problem.
    #[error("no column of problems")]
    NoProblems,
    /// It has no rows, or too many.
    #[error("{0} rows")]
    Rows(usize),
    /// The service refused.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    /// The row itself cannot be read.
    Unreadable,
    /// The unit has no problem of this name or number.
    NoProblem,
    /// The deadline is no day.
    NoDay,
    /// The rules say no.
    Refused(Refusal),
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerReport {
    /// Rows taken.
    pub taken: u64,
    /// Rows that were there already.
    pub known: u64,
    /// Lines that were not taken, with the problem as written and why.
    pub left: Vec<(u64, String, NotTaken)>,
}

/// A table file as handed in.
#[derive(Debug, Clone)]
pub struct LedgerFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The three answers, for rows that have no columns for them.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// For whom.
    pub for_whom: String,
    /// Relying on whom.
    pub relying_on: String,
    /// Who am I.
    pub who_am_i: String,
}

/// For what the office lists the problems of a ledger.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The unit whose they are.
    pub unit: String,
    /// The charter's code of how they were found.
    pub source: String,
    /// `zh-CN` or `en`.
    pub language: String,
}

struct Line {
    line: u64,
    problem: String,
    cells: Vec<String>,
}

struct Ledger {
    columns: Columns,
    lines: Vec<Line>,
    unreadable: Vec<u64>,
}

impl Ledger {
    fn read(file: LedgerFile) -> std::result::Result<Self, LedgerError> {
        let mut table = Table::from_bytes(&file.name, file.bytes)?;
        let columns = Columns::of(table.headers());
        if columns.place(Field::Problem).is_none() {
            return Err(LedgerError::NoProblems);
        }
        let (mut lines, mut unreadable) = (Vec::<Line>::new(), Vec::new());
        for row in table.by_ref() {
            match row {
                Ok(row) => {
                    let written = columns.text(&row.cells, Field::Problem);
                    // Of cells merged over several rows only the first has the text.
                    let above = lines.last().map_or("", |line| line.problem.as_str());
                    let problem = if written.is_empty() { above } else { written };
                    lines.push(Line {
                        line: row.line,
                        problem: problem.to_owned(),
                        cells: row.cells,
                    });
                }
                Err(row) => unreadable.push(row.line),
            }
            if lines.len() > MOST_ROWS {
                return Err(LedgerError::Rows(lines.len()));
            }
        }
        if lines.is_empty() {
            return Err(LedgerError::Rows(0));
        }
        Ok(Self {
            columns,
            lines,
            unreadable,
        })
    }

    fn report(&self) -> LedgerReport {
        let lines = self.unreadable.iter();
        let left = lines.map(|line| (*line, String::new(), NotTaken::Unreadable));
        LedgerReport {
            left: left.collect(),
            ..LedgerReport::default()
        }
    }

    fn text<'l>(&self, line: &'l Line, field: Field) -> &'l str {
        self.columns.text(&line.cells, field)
    }

    fn days(&self) -> DateGuess {
        let lines = self.lines.iter();
        DateGuess::learn(lines.map(|line| self.text(line, Field::Deadline)))
    }

    fn plan(&self, line: &Line, deadline: Day, helping: Vec<UnitCode>, answers: &Answers) -> Plan {
        let text = |field| self.text(line, field).to_owned();
        let or = |field, answer: &String| match self.text(line, field) {
            "" => answer.clone(),
            written => written.to_owned(),
        };
        Plan {
            shows: text(Field::Form),
            whys: Vec::new(),
            cause: text(Field::Cause),
            goal: text(Field::Goal),
            measure: text(Field::Measure),
            leader: text(Field::Leader),
            owner: text(Field::Owner),
            helping,
            deadline,
            for_whom: or(Field::ForWhom, &answers.for_whom),
            relying_on: or(Field::RelyingOn, &answers.relying_on),
            who_am_i: or(Field::WhoAmI, &answers.who_am_i),
        }
    }
}

/// The problem that a ledger names by its title or its number.
fn find<'p>(problems: &'p [ProblemRow], written: &str) -> Option<&'p ProblemRow> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    let number: Option<u64> = written.parse().ok();
    let wanted = plain(written);
    let is_it = |row: &&ProblemRow| {
        number == Some(row.problem.0) || (!wanted.is_empty() && plain(&row.title) == wanted)
    };
    problems.iter().find(is_it)
}

/// The units that a cell names, by code or by name.
fn units_named(units: &[UnitRow], text: &str) -> std::result::Result<Vec<UnitCode>, Refusal> {
    let parts = text.split(['、', '，', ',', ';', '；', '\n', '/']);
    let named = parts.map(str::trim).filter(|part| !part.is_empty());
    let unit = |name: &str| {
        let is_it = |row: &&UnitRow| {
            row.unit.as_str() == name || row.name.zh == name || row.name.en == name
        };
        let found = units.iter().find(is_it).map(|row| row.unit.clone());
        found.ok_or_else(|| Refusal::UnknownUnit {
            found: name.chars().take(60).collect(),
        })
    };
    named.map(unit).collect()
}

/// A refusal is told of the row; everything else stops the reading.
fn refused(error: ServiceError) -> Result<NotTaken> {
    match error {
        ServiceError::Refused(refusal) => Ok(NotTaken::Refused(refusal)),
        other => Err(other),
    }
}

impl Service {
    /// The office lists the problems of a unit's ledger and gives them to the unit. What the unit
    /// has already is known.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub async fn list_from_ledger(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        listing: &Listing,
        file: LedgerFile,
    ) -> std::result::Result<LedgerReport, LedgerError> {
        staff.must(Right::KeepProblems, campaign.id())?;
        let unit = self.must_have_unit(campaign, &listing.unit).await?;
        let ledger = Ledger::read(file)?;
        let mut report = ledger.report();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let known = self.problems_of(campaign, &unit).await?;
        for line in &ledger.lines {
            if find(&known, &line.problem).is_some() || !seen.insert(line.problem.clone()) {
                report.known += 1;
                continue;
            }
            match self.list_row(campaign, staff, (&unit, listing), line).await {
                Ok(()) => report.taken += 1,
                Err(error) => {
                    let why = refused(error)?;
                    report.left.push((line.line, line.problem.clone(), why));
                }
            }
        }
        Ok(report)
    }

    async fn list_row(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        (unit, listing): (&UnitCode, &Listing),
        line: &Line,
    ) -> Result<()> {
        let new = NewProblem {
            title: line.problem.clone(),
            language: listing.language.clone(),
            keywords: Vec::new(),
            source: listing.source.clone(),
            opinions: Vec::new(),
            not_about: Vec::new(),
        };
        let problem = self.list_problem(campaign, staff, &new).await?;
        let command = Command::Assign {
            unit: unit.clone(),
            claim_by: campaign.charter.claim_by(self.today(campaign)),
        };
        self.keep_problem(campaign, staff, problem, command, None)
            .await
    }

    /// A unit plans the rows of its ledger as items of the problems it has claimed.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub async fn plan_from_ledger(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        answers: &Answers,
        file: LedgerFile,
    ) -> std::result::Result<LedgerReport, LedgerError> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let ledger = Ledger::read(file)?;
        let mut report = ledger.report();
        let (days, units) = (ledger.days(), self.units(campaign).await?);
        let problems = self.problems_of(campaign, &staff.unit).await?;
        let mut planned: BTreeSet<(ProblemId, String)> = BTreeSet::new();
        for (item, _) in self.items_of(campaign, &staff.unit).await? {
            planned.insert((item.item.problem, item.plan.measure));
        }
        for line in &ledger.lines {
            let row = find(&problems, &line.problem).ok_or(NotTaken::NoProblem);
            let plan = row.and_then(|row| {
                let helping = units_named(&units, ledger.text(line, Field::Helping));
                let helping = helping.map_err(NotTaken::Refused)?;
                let deadline = days.parse(ledger.text(line, Field::Deadline));
                let deadline = deadline.map_err(|_| NotTaken::NoDay)?;
                Ok((row.problem, ledger.plan(line, deadline, helping, answers)))
            });
            let done = match plan {
                Ok((problem, plan)) if !planned.insert((problem, plan.measure.clone())) => {
                    report.known += 1;
                    continue;
                }
                Ok((problem, plan)) => {
                    let progress = ledger.text(line, Field::Progress);
                    let done = self.plan_row(campaign, staff, (problem, plan), progress);
                    done.await.map_err(refused)
                }
                Err(why) => Err(Ok(why)),
            };
            match done {
                Ok(()) => report.taken += 1,
                Err(why) => report.left.push((line.line, line.problem.clone(), why?)),
            }
        }
        Ok(report)
    }

    async fn plan_row(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        (problem, plan): (ProblemId, Plan),
        progress: &str,
    ) -> Result<()> {
        let item = self.plan_item(campaign, staff, problem, plan, None).await?;
        if progress.is_empty() {
            return Ok(());
        }
        let words = progress.to_owned();
        let command = ItemCommand::Progress { words };
        self.work_on_item(campaign, staff, item, command, None)
            .await
    }
}
