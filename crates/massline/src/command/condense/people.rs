//! What people decided about the problems, from a file that they add lines to.

use super::input::Input;
use super::lines::{GivenId, each_line, wrong_line};
use super::names::{Names, numbered};
use super::previous::Previous;
use crate::failure::Failure;
use massline_condense::Decisions;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// People's decisions; of contradicting ones the last.
#[derive(Debug, Default)]
pub(super) struct People {
    /// The problem that a row was put into.
    belongs: BTreeMap<usize, u64>,
    /// Rows, and problems they are not about.
    not_about: BTreeSet<(usize, u64)>,
    /// Titles given.
    titles: BTreeMap<u64, String>,
    /// Every problem that any line puts a voice into, also where a later line undoes it.
    made: BTreeSet<u64>,
    /// Problems that must be known from before, each with its name and first line.
    meant: Vec<(u64, String, usize)>,
    file: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionLine {
    id: Option<GivenId>,
    problem: Option<String>,
    not: Option<String>,
    title: Option<String>,
}

impl People {
    /// Reads the decisions.
    pub(super) fn read(path: &Path, input: &Input, names: &mut Names) -> Result<Self, Failure> {
        let mut people = Self {
            file: path.to_owned(),
            ..Self::default()
        };
        each_line(path, |line, read| people.take(line, read, input, names))?;
        Ok(people)
    }

    fn take(
        &mut self,
        line: usize,
        read: DecisionLine,
        input: &Input,
        names: &mut Names,
    ) -> Result<(), Failure> {
        let wrong = |key: &str, args: &[(&str, &str)]| wrong_line(&self.file, line, key, args);
        let row = match read.id.map(GivenId::into_text) {
            None => None,
            Some(id) => {
                let row = input.row_of(&id);
                Some(row.ok_or_else(|| wrong("cli-line-no-such-id", &[("id", &id)]))?)
            }
        };
        let said = [&read.problem, &read.not, &read.title];
        if said
            .into_iter()
            .flatten()
            .any(|text| text.trim().is_empty())
        {
            return Err(wrong("cli-line-no-decision", &[]));
        }
        match (row, read.problem, read.not, read.title) {
            (Some(row), Some(problem), None, None) => {
                let problem = names.key(&problem);
                self.belongs.insert(row, problem);
                self.not_about.remove(&(row, problem));
                self.made.insert(problem);
            }
            (Some(row), None, Some(name), None) => {
                let problem = names.refer(&name);
                self.meant.push((problem, name, line));
                self.not_about.insert((row, problem));
                if self.belongs.get(&row) == Some(&problem) {
                    self.belongs.remove(&row);
                }
            }
            (None, Some(name), None, Some(title)) => {
                let problem = names.refer(&name);
                self.meant.push((problem, name, line));
                self.titles.insert(problem, title.trim().to_owned());
            }
            _ => return Err(wrong("cli-line-no-decision", &[])),
        }
        Ok(())
    }

    /// Whether any voice is decided about.
    pub(super) fn decide(&self) -> bool {
        !self.belongs.is_empty() || !self.not_about.is_empty()
    }

    /// Every problem that is spoken of must be there, or have been there once, or be made
    /// by a decision: anything else is a slip of the pen.
    pub(super) fn check(&self, previous: &Previous) -> Result<(), Failure> {
        for (problem, name, line) in &self.meant {
            let once = numbered(name).is_some_and(|number| number <= previous.last);
            if !(once || self.made.contains(problem) || previous.problems.contains(problem)) {
                let name = [("problem", name.as_str())];
                return Err(wrong_line(
                    &self.file,
                    *line,
                    "cli-line-no-such-problem",
                    &name,
                ));
            }
        }
        Ok(())
    }

    /// The problem that a person, now or before, gave a title, and the title.
    pub(super) fn title<'a>(&'a self, problem: u64, previous: &'a Previous) -> Option<&'a str> {
        let now = self.titles.get(&problem);
        now.or_else(|| previous.titles.get(&problem))
            .map(String::as_str)
    }

    /// What binds the machine. Where people have decided about a problem, its voices stay in
    /// it: the machine may add to it, and takes nothing out.
    pub(super) fn bind(&self, previous: &Previous) -> Bound {
        let mut decided = previous.decided.clone();
        decided.extend(self.belongs.values());
        decided.extend(self.not_about.iter().map(|(_, problem)| problem));
        let left = self.belongs.iter().filter_map(|(row, problem)| {
            let before = previous.of(*row)?;
            (before != *problem).then_some(before)
        });
        decided.extend(left.collect::<Vec<_>>());
        let stay = |row: usize| -> Option<u64> {
            let before = previous.of(row).filter(|before| decided.contains(before))?;
            (!self.not_about.contains(&(row, before))).then_some(before)
        };
        let of_row: BTreeMap<usize, u64> = (0..previous.of_row.len())
            .filter_map(|row| Some((row, stay(row)?)))
            .chain(self.belongs.iter().map(|(row, problem)| (*row, *problem)))
            .collect();
        Bound {
            decisions: Decisions {
                belongs: of_row
                    .iter()
                    .map(|(row, problem)| (*row, *problem))
                    .collect(),
                not_about: self.not_about.iter().copied().collect(),
            },
            decided,
            of_row,
        }
    }
}

/// What binds the machine.
pub(super) struct Bound {
    pub(super) decisions: Decisions,
    /// Problems whose voices people decided about.
    pub(super) decided: BTreeSet<u64>,
    /// The problem that each row is bound to.
    pub(super) of_row: BTreeMap<usize, u64>,
}
