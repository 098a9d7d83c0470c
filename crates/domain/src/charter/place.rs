//! Where in a charter's file a value stands, so that an error can name the line.

use std::fmt;
use toml::de::{DeTable, DeValue};

/// One step from the top of the file towards a value.
#[derive(Debug, Clone, Copy)]
enum Step {
    Key(&'static str),
    Number(usize),
}

/// The way from the top of the file to a value: keys, and numbers within lists.
#[derive(Debug, Clone)]
pub(super) struct Place(Vec<Step>);

impl Place {
    /// A key at the top of the file.
    pub(super) fn of(key: &'static str) -> Self {
        Self(vec![Step::Key(key)])
    }

    /// A key below this place.
    pub(super) fn key(&self, key: &'static str) -> Self {
        self.step(Step::Key(key))
    }

    /// An element of the list at this place, from 0.
    pub(super) fn number(&self, number: usize) -> Self {
        self.step(Step::Number(number))
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The line, from 1, of the value or of the nearest thing around it that is there.
    pub(super) fn line(&self, text: &str) -> usize {
        let Ok(table) = DeTable::parse(text) else {
            return 1;
        };
        let (mut at, mut start) = (DeValue::Table(table.into_inner()), 0);
        for step in &self.0 {
            let below = match step {
                Step::Key(key) => at.get(*key),
                Step::Number(number) => at.get(*number),
            };
            let Some(below) = below.cloned() else { break };
            start = below.span().start;
            at = below.into_inner();
        }
        line_at(text, start)
    }
}

/// The keys with dots between them, as in `class.asked`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.0.iter().filter_map(|step| match step {
            Step::Key(key) => Some(*key),
            Step::Number(_) => None,
        });
        f.write_str(&keys.collect::<Vec<_>>().join("."))
    }
}

/// The line, from 1, of a byte in the text.
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    let before = text.bytes().take(offset);
    before.filter(|byte| *byte == b'\n').count() + 1
}
