//! Indicators (指标): what shall be better, fixed before the work begins and frozen from then
//! on, and measured after. Nobody moves the goal once they have begun to run.

use crate::context::{Context, Who};
use crate::day::Day;
use crate::id::{ProblemId, UnitCode};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is measured: a problem, or a unit as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// One problem.
    Problem(ProblemId),
    /// A unit.
    Unit(UnitCode),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => write!(f, "problem/{problem}"),
            Self::Unit(unit) => write!(f, "unit/{unit}"),
        }
    }
}

/// A number in hundredths, so that what is written is what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hundredths(pub u64);

/// The largest number that is taken, in hundredths.
const LARGEST: u64 = 100_000_000_000;

impl Hundredths {
    /// Reads a number such as `12`, `12.5` or `0.25`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 2 || whole.len() > 12 {
            return None;
        }
        let whole: u64 = whole.parse().ok()?;
        let part: u64 = format!("{part:0<2}").parse().ok()?;
        let sum = whole.checked_mul(100)?.checked_add(part)?;
        (sum <= LARGEST).then_some(Self(sum))
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(f, "{whole}"),
            part if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            part => write!(f, "{whole}.{part:02}"),
        }
    }
}

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// An amount, in the indicator's unit of measure.
    Amount(Hundredths),
    /// So many of so many.
    Share {
        /// Those that count.
        part: u32,
        /// All.
        whole: u32,
    },
}

impl Value {
    /// Reads `12.5` as an amount and `30/120` as a share.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let Some((part, whole)) = text.split_once(['/', '／']) else {
            return Hundredths::read(text).map(Self::Amount);
        };
        let (part, whole) = (part.trim().parse().ok()?, whole.trim().parse().ok()?);
        (part <= whole && whole > 0).then_some(Self::Share { part, whole })
    }

    /// Whether both are amounts, or both are shares.
    #[must_use]
    pub fn is_like(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Amount(_), Self::Amount(_)) | (Self::Share { .. }, Self::Share { .. })
        )
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// The less, the better.
    Lower,
    /// The more, the better.
    Higher,
}

impl Aim {
    /// Both, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Lower, Self::Higher];

    /// The stable code used in data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Higher => "higher",
        }
    }

    /// The aim with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aim| aim.code() == code)
    }
}

/// What the program counts itself, so that nobody writes it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Voices about the problem, or about all problems of the unit; fewer than the charter's
    /// small number count as none.
    Voices,
    /// Of the closings of the unit's problems, those that hold.
    Held,
}

impl Counted {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Voices, Self::Held];

    /// The stable code used in data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Voices => "voices",
            Self::Held => "held",
        }
    }

    /// What has this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What is fixed before the work begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// The charter's code of the family.
    pub family: String,
    /// What is measured, in a line.
    pub name: String,
    /// In what: minutes, people a month, percent.
    pub measure: String,
    /// Which way is better.
    pub aim: Aim,
    /// The first day of the baseline's window.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// What was measured in the window.
    pub baseline: Value,
    /// Where that is from.
    pub source: String,
    /// What it shall come to: an amount, or percent of a share.
    pub target: Hundredths,
    /// The day on which the work begins: from then on nothing of this changes.
    pub starts: Day,
    /// What the program counts; nothing where somebody measures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
}

impl Goal {
    /// The windows that are over on this day: each as long as the baseline's, one after the other
    /// from the day the work begins; at most [`MOST_WINDOWS`].
    #[must_use]
    pub fn windows(&self, today: Day) -> Vec<(Day, Day)> {
        let length = self.to.since(self.from) + 1;
        let window = |number: i32| {
            let from = self.starts.plus(number * length);
            (from, from.plus(length - 1))
        };
        let all = (0..MOST_WINDOWS).map(window);
        all.take_while(|(_, to)| *to < today).collect()
    }
}

/// The most windows after the baseline that are counted.
pub const MOST_WINDOWS: i32 = 120;

/// What was measured after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Of which day.
    pub day: Day,
    /// What.
    pub value: Value,
    /// Where it is from.
    pub source: String,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// What was fixed.
    pub goal: Goal,
    /// What was measured after, in the order in which it was written down.
    pub readings: Vec<Reading>,
}

impl Indicator {
    /// The reading of the latest day.
    #[must_use]
    pub fn latest(&self) -> Option<&Reading> {
        self.readings.iter().max_by_key(|reading| reading.day)
    }

    /// Whether the latest reading comes up to the target; unknown where there is none.
    #[must_use]
    pub fn is_reached(&self) -> Option<bool> {
        let target = u128::from(self.goal.target.0);
        let (found, target) = match self.latest()?.value {
            Value::Amount(amount) => (u128::from(amount.0), target),
            Value::Share { part, whole } => (u128::from(part) * 10_000, target * u128::from(whole)),
        };
        Some(match self.goal.aim {
            Aim::Lower => found <= target,
            Aim::Higher => found >= target,
        })
    }
}

/// All indicators of a subject; each is named by its place, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Indicators {
    /// In order.
    pub all: Vec<Indicator>,
}

/// What can be wanted.
#[derive(Debug, Clone)]
pub enum Command {
    /// Fix a further one.
    Set(Goal),
    /// Fix it otherwise, while the work has not begun.
    Change {
        /// Which.
        number: u32,
        /// As it shall be.
        goal: Goal,
    },
    /// Write down what was measured.
    Measure {
        /// Which.
        number: u32,
        /// What.
        reading: Reading,
    },
}

/// A command with what it is about.
#[derive(Debug, Clone)]
pub struct About {
    /// What is measured.
    pub subject: Subject,
    /// Whose it is.
    pub unit: Option<UnitCode>,
    /// Whether work on it is planned already.
    pub planned: bool,
    /// What is wanted.
    pub command: Command,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "indicator.set")]
    Set {
        subject: Subject,
        goal: Goal,
        day: Day,
    },
    #[serde(rename = "indicator.changed")]
    Changed {
        subject: Subject,
        number: u32,
        goal: Goal,
        day: Day,
    },
    #[serde(rename = "indicator.measured")]
    Measured {
        subject: Subject,
        number: u32,
        reading: Reading,
        day: Day,
    },
}

impl Event {
    /// What is measured.
    #[must_use]
    pub fn subject(&self) -> &Subject {
        match self {
            Self::Set { subject, .. }
            | Self::Changed { subject, .. }
            | Self::Measured { subject, .. } => subject,
        }
    }
}

impl Indicators {
    /// The indicator with this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&Indicator> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.all.get(at)
    }

    fn decide_for(&self, about: About, context: &Context<'_>) -> Result<Event, Refusal> {
        match (context.who, &about.unit) {
            (Who::Staff { unit, .. }, Some(mine)) if unit == mine => {}
            _ => return Err(Refusal::NotYourUnit),
        }
        let (subject, day) = (about.subject, context.today);
        match about.command {
            Command::Set(goal) => {
                not_begun(about.planned, None, day)?;
                let goal = checked(goal, context)?;
                Ok(Event::Set { subject, goal, day })
            }
            Command::Change { number, goal } => {
                let old = self.get(number).ok_or(Refusal::NotThere)?;
                not_begun(about.planned, Some(old), day)?;
                let goal = checked(goal, context)?;
                Ok(Event::Changed {
                    subject,
                    number,
                    goal,
                    day,
                })
            }
            Command::Measure { number, reading } => {
                let indicator = self.get(number).ok_or(Refusal::NotThere)?;
                if indicator.goal.counted.is_some() {
                    return Err(Refusal::WrongState { state: "counted" });
                }
                let begun = about.planned || day >= indicator.goal.starts;
                let reading = read(indicator, reading, begun, day)?;
                Ok(Event::Measured {
                    subject,
                    number,
                    reading,
                    day,
                })
            }
        }
    }
}

/// What the goal is, is fixed once work is planned or its day has come.
fn not_begun(planned: bool, old: Option<&Indicator>, today: Day) -> Result<(), Refusal> {
    let passed = old.is_some_and(|old| today >= old.goal.starts);
    if planned || passed {
        return Err(Refusal::WrongState { state: "begun" });
    }
    Ok(())
}

fn checked(goal: Goal, context: &Context<'_>) -> Result<Goal, Refusal> {
    context.charter.check_code("indicator", &goal.family)?;
    let line = |field, line: &str| text::line(field, line, text::TITLE_CHARS);
    let starts = context.today.plus(1);
    for (field, day, earliest) in [
        ("base_to", goal.to, goal.from),
        ("starts", goal.starts, starts),
        ("starts", goal.starts, goal.to.plus(1)),
    ] {
        if day < earliest {
            return Err(Refusal::TooEarly { field, earliest });
        }
    }
    if goal.to > context.today {
        return Err(Refusal::TooLate {
            field: "base_to",
            latest: context.today,
        });
    }
    Ok(Goal {
        name: line("indicator_name", &goal.name)?,
        measure: line("measured_in", &goal.measure)?,
        source: line("source_of", &goal.source)?,
        ..goal
    })
}

fn read(
    indicator: &Indicator,
    reading: Reading,
    begun: bool,
    today: Day,
) -> Result<Reading, Refusal> {
    if !begun {
        return Err(Refusal::WrongState { state: "not_begun" });
    }
    let earliest = indicator.goal.to.plus(1);
    let field = "measured_on";
    if reading.day < earliest {
        return Err(Refusal::TooEarly { field, earliest });
    }
    if reading.day > today {
        return Err(Refusal::TooLate {
            field,
            latest: today,
        });
    }
    if !reading.value.is_like(indicator.goal.baseline) {
        return Err(Refusal::UnknownCode {
            kind: "value",
            found: String::new(),
        });
    }
    let source = text::line("source_of", &reading.source, text::TITLE_CHARS)?;
    Ok(Reading { source, ..reading })
}

impl Machine for Indicators {
    type Command = About;
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("none", "indicator.set", "set"),
        edge("set", "indicator.set", "set"),
        edge("set", "indicator.changed", "set"),
        edge("set", "indicator.measured", "set"),
    ];

    fn state(&self) -> &'static str {
        if self.all.is_empty() { "none" } else { "set" }
    }

    fn decide(&self, about: About, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        self.decide_for(about, context).map(|event| vec![event])
    }

    fn apply(&mut self, event: &Event) {
        let number = match event {
            Event::Set { goal, .. } => {
                return self.all.push(Indicator {
                    goal: goal.clone(),
                    readings: Vec::new(),
                });
            }
            Event::Changed { number, .. } | Event::Measured { number, .. } => *number,
        };
        let at = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
        let Some(indicator) = self.all.get_mut(at) else {
            return;
        };
        match event.clone() {
            Event::Changed { goal, .. } => indicator.goal = goal,
            Event::Measured { reading, .. } => indicator.readings.push(reading),
            Event::Set { .. } => {}
        }
    }
}
