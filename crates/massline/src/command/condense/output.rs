//! Writes the result, and says in a few lines what came of it.

use super::Outputs;
use super::input::{Id, Input, Unreadable};
use super::previous::Kept;
use super::progress::{Progress, Step};
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_condense::Condensed;
use massline_web::i18n::{t_args, t_code};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The files, the one that says that all is there last.
const ASSIGNMENTS: &str = "assignments.jsonl";
const PROBLEMS: &str = "problems.jsonl";
const THEMES: &str = "themes.jsonl";
const SUMMARY: &str = "summary.json";

/// What was found, with names.
pub(super) struct Named {
    pub(super) input: Input,
    pub(super) condensed: Condensed,
    /// One for each problem.
    pub(super) names: Vec<Name>,
    pub(super) last_number: u64,
    pub(super) kept: Option<Kept>,
}

/// What a problem is called, and whether people had a say.
pub(super) struct Name {
    pub(super) name: String,
    /// The title that people gave it.
    pub(super) title: Option<String>,
    /// Whether people decided about its voices.
    pub(super) decided: bool,
}

#[derive(Serialize)]
struct AssignmentLine<'a> {
    id: &'a Id,
    problem: Option<&'a str>,
    similarity: f64,
    theme: Option<String>,
    /// The words that tie it to its problem, strongest first.
    why: Vec<&'a str>,
}

#[derive(Serialize)]
struct ThemeLine<'a> {
    theme: String,
    rank: usize,
    title: &'a str,
    size: usize,
    strength: f64,
    keywords: &'a [String],
    problems: Vec<&'a str>,
}

#[derive(Serialize)]
struct ProblemLine<'a> {
    problem: &'a str,
    rank: usize,
    title: &'a str,
    size: usize,
    people: usize,
    strength: f64,
    keywords: &'a [String],
    representatives: Vec<&'a Id>,
    first: Option<String>,
    last: Option<String>,
    places: &'a [String],
    theme: Option<String>,
    /// Whether people gave the title.
    #[serde(skip_serializing_if = "is_false")]
    titled: bool,
    /// Whether people decided about its voices.
    #[serde(skip_serializing_if = "is_false")]
    decided: bool,
}

/// Themes are numbered anew by each run.
fn theme_name(at: usize) -> String {
    format!("t{}", at + 1)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(value: &bool) -> bool {
    !value
}

#[derive(Serialize)]
struct Summary<'a> {
    rows: usize,
    problems: usize,
    themes: usize,
    assigned: usize,
    alone: usize,
    unreadable: usize,
    repeated_ids: usize,
    /// The last number used in a name of a problem, now or before.
    last_number: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<Kept>,
    seconds: BTreeMap<&'static str, f64>,
    peak_memory_bytes: Option<u64>,
    version: &'a str,
}

/// Begins the files, so that what cannot be written is found before the work.
pub(super) fn reserve(out: &mut Outputs) -> Result<(), Failure> {
    let files = [ASSIGNMENTS, PROBLEMS, THEMES, SUMMARY];
    files.iter().try_for_each(|name| out.reserve(name))
}

impl Named {
    /// Writes all files.
    pub(super) fn write(&self, mut out: Outputs, progress: &Progress) -> Result<(), Failure> {
        progress.tell(Step::Output, 0.0);
        out.lines(ASSIGNMENTS, self.assignment_lines())?;
        out.lines(PROBLEMS, self.problem_lines())?;
        out.lines(THEMES, self.theme_lines())?;
        progress.tell(Step::Output, 1.0);
        out.json(SUMMARY, &self.summary(progress))?;
        out.finish()
    }

    fn assignment_lines(&self) -> impl Iterator<Item = AssignmentLine<'_>> {
        let rows = self.input.rows.iter().zip(&self.condensed.assignments);
        rows.enumerate()
            .map(|(at, (row, assignment))| AssignmentLine {
                id: &row.id,
                problem: assignment.problem.map(|at| self.names[at].name.as_str()),
                similarity: (f64::from(assignment.similarity) * 10_000.0).round() / 10_000.0,
                theme: assignment.theme.map(theme_name),
                why: self.condensed.ties.why(at).collect(),
            })
    }

    fn problem_lines(&self) -> impl Iterator<Item = ProblemLine<'_>> {
        let day = |day: Option<i32>| day.map(|day| massline_domain::Day(day).to_string());
        let id = |row: &usize| &self.input.rows[*row].id;
        let problems = self.condensed.problems.iter().zip(&self.names);
        (1..)
            .zip(problems)
            .map(move |(rank, (problem, name))| ProblemLine {
                problem: &name.name,
                rank,
                title: name.title.as_deref().unwrap_or(&problem.title),
                size: problem.size,
                people: problem.people,
                strength: problem.strength,
                keywords: &problem.keywords,
                representatives: problem.representatives.iter().map(id).collect(),
                first: day(problem.first),
                last: day(problem.last),
                places: &problem.places,
                theme: problem.theme.map(theme_name),
                titled: name.title.is_some(),
                decided: name.decided,
            })
    }

    fn theme_lines(&self) -> impl Iterator<Item = ThemeLine<'_>> {
        let themes = self.condensed.themes.iter().enumerate();
        themes.map(|(at, theme)| ThemeLine {
            theme: theme_name(at),
            rank: at + 1,
            title: &theme.title,
            size: theme.size,
            strength: theme.strength,
            keywords: &theme.keywords,
            problems: theme
                .problems
                .iter()
                .map(|at| self.names[*at].name.as_str())
                .collect(),
        })
    }

    fn assigned(&self) -> usize {
        let assignments = self.condensed.assignments.iter();
        assignments.filter(|one| one.problem.is_some()).count()
    }

    fn summary(&self, progress: &Progress) -> Summary<'static> {
        let (rows, assigned) = (self.input.rows.len(), self.assigned());
        Summary {
            rows,
            problems: self.names.len(),
            themes: self.condensed.themes.len(),
            assigned,
            alone: rows - assigned,
            unreadable: self.input.unreadable.len(),
            repeated_ids: self.input.repeated().0,
            last_number: self.last_number,
            kept: self.kept,
            seconds: progress.seconds(),
            peak_memory_bytes: peak_memory(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The most memory this process used, in bytes; `None` where the system does not tell.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1024)
}

/// Unreadable rows that are named one by one.
const TOLD: usize = 20;

/// The final words.
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(found: &Named, dir: &Path) -> Self {
        let unreadable = &found.input.unreadable;
        let mut lines: Vec<String> = unreadable.iter().take(TOLD).map(about_row).collect();
        if let Some(more) = unreadable.len().checked_sub(TOLD + 1) {
            let rows = [("rows", (more + 1).into())];
            lines.push(t_args(lang(), "cli-bad-rows-more", &rows));
        }
        if let (count @ 1.., Some(example)) = found.input.repeated() {
            let shown = [("count", count.into()), ("id", example.into())];
            lines.push(t_args(lang(), "cli-condense-repeated", &shown));
        }
        let shown = [
            ("rows", found.input.rows.len().into()),
            ("problems", found.names.len().into()),
            ("assigned", found.assigned().into()),
            ("dir", dir.display().to_string().into()),
        ];
        lines.push(t_args(lang(), "cli-condense-done", &shown));
        Self(lines)
    }

    pub(super) fn say(&self) {
        self.0.iter().for_each(|line| say(line));
    }
}

fn about_row(row: &Unreadable) -> String {
    let shown = [
        ("row", row.number.into()),
        ("line", row.line.into()),
        ("reason", t_code(lang(), "bad-row", row.code).into()),
    ];
    t_args(lang(), "cli-bad-row", &shown)
}
