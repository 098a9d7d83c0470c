//! Register of rules (制度): what a unit set, revised or repealed so that a problem does not
//! come again. A rule has a text, a day from which it holds, an owner, and the problems it is
//! to end; whether they came back is read off the problems themselves.

use crate::context::{Context, Who};
use crate::day::Day;
use crate::id::{ProblemId, RuleId, UnitCode};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS, TITLE_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a rule says, as of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Its name.
    pub title: String,
    /// Its whole text.
    pub words: String,
    /// It holds from this day on.
    pub from: Day,
    /// The problems it is to end.
    pub problems: BTreeSet<ProblemId>,
    /// The name of the rule from before the register that it revises, where it does not stand
    /// alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revises: Option<String>,
}

/// The state of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rule {
    /// The unit that set it.
    pub owner: Option<UnitCode>,
    /// What it says, and what it said before; the last one holds.
    pub texts: Vec<Text>,
    /// Why it was revised, each time.
    pub whys: Vec<String>,
    /// From when it does not hold any more, and why.
    pub repealed: Option<(Day, String)>,
}

/// What can be wanted of a rule.
#[derive(Debug, Clone)]
pub enum Command {
    /// Set it.
    Set {
        /// What it says.
        text: Text,
        /// The problems of the unit.
        own: BTreeSet<ProblemId>,
    },
    /// Say something else.
    Revise {
        /// What it says now.
        text: Text,
        /// The problems of the unit.
        own: BTreeSet<ProblemId>,
        /// Why.
        why: String,
    },
    /// It does not hold any more.
    Repeal {
        /// From this day on.
        from: Day,
        /// Why.
        why: String,
    },
}

/// What happened to a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "rule.set")]
    Set {
        rule: RuleId,
        owner: UnitCode,
        text: Text,
    },
    #[serde(rename = "rule.revised")]
    Revised {
        rule: RuleId,
        text: Text,
        why: String,
    },
    #[serde(rename = "rule.repealed")]
    Repealed {
        rule: RuleId,
        from: Day,
        why: String,
    },
}

impl Event {
    /// The rule it is about.
    #[must_use]
    pub fn rule(&self) -> RuleId {
        match self {
            Self::Set { rule, .. } | Self::Revised { rule, .. } | Self::Repealed { rule, .. } => {
                *rule
            }
        }
    }
}

impl Rule {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        self.texts.last()
    }

    /// Whether another rule stood before it, in the register or older.
    #[must_use]
    pub fn is_revised(&self) -> bool {
        let older = self
            .texts
            .first()
            .is_some_and(|text| text.revises.is_some());
        older || self.texts.len() > 1
    }

    /// Whether it is this unit's, is not repealed, and is to end this problem.
    #[must_use]
    pub fn ends(&self, unit: &UnitCode, problem: ProblemId) -> bool {
        let stands = self.owner.as_ref() == Some(unit) && self.repealed.is_none();
        let text = self.text().filter(|_| stands);
        text.is_some_and(|text| text.problems.contains(&problem))
    }

    /// Whether it holds on this day.
    #[must_use]
    pub fn holds(&self, today: Day) -> bool {
        let begun = self.texts.iter().any(|text| text.from <= today);
        begun && self.repealed.as_ref().is_none_or(|(from, _)| today < *from)
    }

    fn must_hold(&self) -> Result<&UnitCode, Refusal> {
        match (&self.owner, &self.repealed) {
            (None, _) => Err(Refusal::NotThere),
            (Some(owner), None) => Ok(owner),
            (Some(_), Some(_)) => {
                let state = self.state();
                Err(Refusal::WrongState { state })
            }
        }
    }

    fn own(&self, context: &Context<'_>) -> Result<(), Refusal> {
        let owner = self.must_hold()?;
        if acting(context)? == *owner {
            Ok(())
        } else {
            Err(Refusal::NotYourUnit)
        }
    }
}

fn acting(context: &Context<'_>) -> Result<UnitCode, Refusal> {
    match context.who {
        Who::Staff { unit, .. } => Ok(unit.clone()),
        _ => Err(Refusal::NotYourUnit),
    }
}

fn checked(text: Text, own: &BTreeSet<ProblemId>) -> Result<Text, Refusal> {
    if let Some(other) = text.problems.iter().find(|one| !own.contains(one)) {
        return Err(Refusal::UnknownCode {
            kind: "problem",
            found: other.to_string(),
        });
    }
    Ok(Text {
        title: text::line("rule_title", &text.title, TITLE_CHARS)?,
        words: text::required("rule_words", &text.words, PARAGRAPH_CHARS)?,
        revises: match text.revises {
            Some(older) => Some(text::line("rule_revises", &older, TITLE_CHARS)?),
            None => None,
        },
        ..text
    })
}

impl Machine for Rule {
    type Command = (RuleId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "rule.set", "set"),
        edge("set", "rule.revised", "set"),
        edge("set", "rule.repealed", "repealed"),
    ];

    fn state(&self) -> &'static str {
        match (&self.owner, &self.repealed) {
            (None, _) => "absent",
            (Some(_), None) => "set",
            (Some(_), Some(_)) => "repealed",
        }
    }

    fn decide(
        &self,
        (rule, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::Set { text, own } => {
                if self.owner.is_some() {
                    return Err(Refusal::AlreadyThere);
                }
                let owner = acting(context)?;
                let text = checked(text, &own)?;
                Event::Set { rule, owner, text }
            }
            Command::Revise { text, own, why } => {
                self.own(context)?;
                let text = checked(text, &own)?;
                if self.text() == Some(&text) {
                    return Err(Refusal::Unchanged);
                }
                let why = text::required("reason", &why, PARAGRAPH_CHARS)?;
                Event::Revised { rule, text, why }
            }
            Command::Repeal { from, why } => {
                self.own(context)?;
                let why = text::required("reason", &why, PARAGRAPH_CHARS)?;
                Event::Repealed { rule, from, why }
            }
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Set { owner, text, .. } => {
                self.owner = Some(owner);
                self.texts.push(text);
            }
            Event::Revised { text, why, .. } => {
                self.texts.push(text);
                self.whys.push(why);
            }
            Event::Repealed { from, why, .. } => self.repealed = Some((from, why)),
        }
    }
}
