//! An earlier result: which problem each voice was in, and what people had decided.

use super::input::Input;
use super::lines::{GivenId, each_line, wrong_line};
use super::names::Names;
use crate::failure::Failure;
use massline_condense::Condensed;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What was before.
#[derive(Debug, Default)]
pub(super) struct Previous {
    /// For each row of today, the problem it was in; empty where nothing was before.
    pub(super) of_row: Vec<Option<u64>>,
    pub(super) problems: BTreeSet<u64>,
    /// Those whose voices people had decided about.
    pub(super) decided: BTreeSet<u64>,
    /// Titles that people had given.
    pub(super) titles: BTreeMap<u64, String>,
    /// The last number used in a name.
    pub(super) last: u64,
}

#[derive(Deserialize)]
struct ProblemLine {
    problem: String,
    title: String,
    #[serde(default)]
    decided: bool,
    #[serde(default)]
    titled: bool,
}

#[derive(Deserialize)]
struct AssignmentLine {
    id: GivenId,
    problem: Option<String>,
}

/// What of the summary is needed; a result without it still counts.
#[derive(Deserialize, Default)]
#[serde(default)]
struct SummaryLine {
    last_number: u64,
}

impl Previous {
    /// Reads the result in a directory.
    pub(super) fn read(dir: &Path, input: &Input, names: &mut Names) -> Result<Self, Failure> {
        let mut previous = Self::default();
        previous.read_problems(&dir.join("problems.jsonl"), names)?;
        previous.read_assignments(&dir.join("assignments.jsonl"), input, names)?;
        let summary = std::fs::read(dir.join("summary.json")).unwrap_or_default();
        let summary: SummaryLine = serde_json::from_slice(&summary).unwrap_or_default();
        names.used_up_to(summary.last_number);
        previous.last = names.last();
        Ok(previous)
    }

    fn read_problems(&mut self, path: &Path, names: &mut Names) -> Result<(), Failure> {
        each_line(path, |line, read: ProblemLine| {
            let problem = names.key(&read.problem);
            if !self.problems.insert(problem) {
                let name = [("problem", read.problem.as_str())];
                return Err(wrong_line(path, line, "cli-line-problem-twice", &name));
            }
            if read.decided {
                self.decided.insert(problem);
            }
            if read.titled {
                self.titles.insert(problem, read.title);
            }
            Ok(())
        })
    }

    fn read_assignments(
        &mut self,
        path: &Path,
        input: &Input,
        names: &mut Names,
    ) -> Result<(), Failure> {
        self.of_row = vec![None; input.rows.len()];
        // Of several rows with one id, the first counts.
        let mut seen = vec![false; input.rows.len()];
        let (mut lines, mut known) = (0_u64, 0_u64);
        each_line(path, |line, read: AssignmentLine| {
            lines += 1;
            let row = input.row_of(&read.id.into_text());
            known += u64::from(row.is_some());
            let problem = read.problem.map(|name| (names.key(&name), name));
            if let Some((key, name)) = &problem
                && !self.problems.contains(key)
            {
                let name = [("problem", name.as_str())];
                return Err(wrong_line(path, line, "cli-line-no-such-problem", &name));
            }
            if let Some(row) = row
                && !std::mem::replace(&mut seen[row], true)
            {
                self.of_row[row] = problem.map(|(key, _)| key);
            }
            Ok(())
        })?;
        if lines > 0 && known == 0 {
            let file = path.display().to_string();
            return Err(Failure::new("cli-error-foreign-result", &[("file", &file)]));
        }
        Ok(())
    }

    /// What the machine finds by itself in the same voices: p1 is the strongest problem.
    pub(super) fn by_machine(found: &Condensed, names: &mut Names) -> Self {
        let last = found.problems.len() as u64;
        names.used_up_to(last);
        let key = |problem: usize| problem as u64 + 1;
        let assignments = found.assignments.iter();
        Self {
            of_row: assignments.map(|one| one.problem.map(key)).collect(),
            problems: (1..=last).collect(),
            last,
            ..Self::default()
        }
    }

    /// The problem that a row was in.
    pub(super) fn of(&self, row: usize) -> Option<u64> {
        self.of_row.get(row).copied().flatten()
    }

    /// The share of the problems that are among these, and the share of the voices that were
    /// in a problem which are in the same one. Of nothing, nothing is lost.
    pub(super) fn kept(&self, today: &[u64], of_row: &[Option<u64>]) -> Kept {
        let today: BTreeSet<u64> = today.iter().copied().collect();
        let problems = self.problems.intersection(&today).count();
        let was = self.of_row.iter().zip(of_row);
        let were = was.filter(|(was, _)| was.is_some());
        let same = were.clone().filter(|(was, is)| was == is).count();
        Kept {
            problems: share(problems, self.problems.len()),
            voices: share(same, were.count()),
        }
    }
}

/// How much of an earlier result is as it was.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub(super) struct Kept {
    problems: f64,
    voices: f64,
}

#[expect(clippy::cast_precision_loss, reason = "a share, to four digits")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 1.0;
    }
    (part as f64 / whole as f64 * 10_000.0).round() / 10_000.0
}
