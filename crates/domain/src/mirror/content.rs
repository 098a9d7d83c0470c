//! What a paper says, and what can be counted about it.

use crate::charter::{Charter, Specific};
use crate::id::ProblemId;
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What one sees in one mirror.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The charter's code of the mirror.
    pub mirror: String,
    /// The clauses it cites.
    pub clauses: Vec<String>,
    /// The problems it answers.
    pub problems: Vec<ProblemId>,
    /// What one sees.
    pub words: String,
}

/// A whole paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// At most one answer for each mirror.
    pub answers: Vec<Answer>,
    /// For who writes no paper but a short list: one matter a line, who, when, what, with what
    /// effect.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub list: String,
    /// Why it is so.
    pub causes: String,
    /// What will be done.
    pub measures: String,
}

/// What a paper covers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Clauses cited.
    pub clauses: usize,
    /// Clauses there are.
    pub all_clauses: usize,
    /// Problems of the unit that are answered.
    pub problems: usize,
    /// Problems of the unit.
    pub all_problems: usize,
    /// Percent of the text that is about problems, not about causes and measures.
    pub problem_percent: usize,
}

impl Content {
    /// The answer to one mirror.
    #[must_use]
    pub fn answer(&self, mirror: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.mirror == mirror)
    }

    /// All of its words, for comparing.
    #[must_use]
    pub fn text(&self) -> String {
        let answers = self.answers.iter().map(|answer| answer.words.as_str());
        let ends = [&self.list, &self.causes, &self.measures];
        let ends = ends.into_iter().map(String::as_str);
        let ends = ends.filter(|words| !words.is_empty());
        answers.chain(ends).collect::<Vec<_>>().join("\n")
    }

    /// The matters of a list, in their order.
    pub fn matters(&self) -> impl Iterator<Item = &str> {
        self.list
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
    }

    /// What it covers of the charter's clauses and of the unit's problems.
    #[must_use]
    pub fn coverage(&self, charter: &Charter, own: &BTreeSet<ProblemId>) -> Coverage {
        let cited = self.answers.iter().map(|answer| answer.clauses.len());
        let named = self.answers.iter().flat_map(|answer| &answer.problems);
        let named: BTreeSet<_> = named.filter(|problem| own.contains(problem)).collect();
        let chars = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let about = self.answers.iter().map(|answer| chars(&answer.words));
        let (about, all) = (
            about.sum::<usize>() + chars(&self.list),
            chars(&self.text()),
        );
        Coverage {
            clauses: cited.sum(),
            all_clauses: charter.mirrors.iter().map(|one| one.clauses.len()).sum(),
            problems: named.len(),
            all_problems: own.len(),
            problem_percent: (about * 100).checked_div(all).unwrap_or(0),
        }
    }

    /// Codes are the charter's, problems the unit's, texts not too long.
    pub(super) fn fits(&self, charter: &Charter, own: &BTreeSet<ProblemId>) -> Result<(), Refusal> {
        let mut seen = BTreeSet::new();
        for answer in &self.answers {
            let mirror = charter.mirrors.iter().find(|one| one.id == answer.mirror);
            let mirror = mirror.ok_or_else(|| unknown("mirror", &answer.mirror))?;
            if !seen.insert(&answer.mirror) {
                return Err(Refusal::AlreadyThere);
            }
            for clause in &answer.clauses {
                if !mirror.clauses.iter().any(|one| one.id == *clause) {
                    return Err(unknown("clause", clause));
                }
            }
            if let Some(problem) = answer.problems.iter().find(|one| !own.contains(one)) {
                return Err(unknown("problem", &problem.to_string()));
            }
            text::optional("mirror_words", &answer.words, PARAGRAPH_CHARS)?;
        }
        text::optional("mirror_list", &self.list, PARAGRAPH_CHARS)?;
        text::optional("mirror_causes", &self.causes, PARAGRAPH_CHARS)?;
        text::optional("mirror_measures", &self.measures, PARAGRAPH_CHARS)?;
        Ok(())
    }

    /// One has looked into every mirror, each answer cites a clause, and it says why and what; or
    /// there is a list, where no more is asked; who writes a paper all the same, writes a whole one.
    pub(super) fn is_complete(&self, charter: &Charter, short: bool) -> Result<(), Refusal> {
        if short && self.answers.is_empty() {
            return text::required("mirror_list", &self.list, PARAGRAPH_CHARS).map(drop);
        }
        for mirror in &charter.mirrors {
            let answer = self.answer(&mirror.id);
            let words = answer.map_or("", |answer| answer.words.as_str());
            text::required("mirror_words", words, PARAGRAPH_CHARS)?;
            let cites = answer.is_some_and(|answer| !answer.clauses.is_empty());
            if !cites && !mirror.clauses.is_empty() {
                return Err(Refusal::Empty { field: "clauses" });
            }
        }
        text::required("mirror_causes", &self.causes, PARAGRAPH_CHARS)?;
        text::required("mirror_measures", &self.measures, PARAGRAPH_CHARS)?;
        Ok(())
    }
}

fn unknown(kind: &'static str, found: &str) -> Refusal {
    let found = found.chars().take(60).collect();
    Refusal::UnknownCode { kind, found }
}

impl Answer {
    /// What its words lack to be specific: who, when, what, with what effect, as the charter
    /// names it. A hint for whoever writes and whoever reads.
    #[must_use]
    pub fn lacks<'c>(&self, charter: &'c Charter) -> Vec<&'c Specific> {
        let all = charter.specifics.iter();
        all.filter(|one| !one.is_in(&self.words)).collect()
    }
}
