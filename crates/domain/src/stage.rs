//! A unit's way through the stages (环节) of its campaign. The unit tells the public what it
//! did; a supervision team from outside signs, or puts the stage off for the sake of quality.

use crate::charter::{Charter, StageRule};
use crate::context::{Context, Who};
use crate::day::Day;
use crate::gate::{Condition, Facts, first_unmet};
use crate::id::UnitCode;
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS};
use serde::{Deserialize, Serialize};

/// What a unit told the public about a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// In its words.
    pub words: String,
    /// Hours it says the stage took it.
    #[serde(default)]
    pub hours: Option<u16>,
    /// The day on which those who run the unit sat down together, where that is asked of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talked: Option<Day>,
    /// When.
    pub day: Day,
}

/// A stage put off for the sake of quality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postponement {
    /// Not passed before this day.
    pub until: Day,
    /// Why.
    pub reason: String,
    /// Decided on this day.
    pub day: Day,
    /// By a team of this body.
    pub by: UnitCode,
}

/// A signature under a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// When.
    pub day: Day,
    /// By a team of this body.
    pub by: UnitCode,
    /// What the team saw.
    pub note: String,
}

/// One stage of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Step {
    /// The charter's code of the stage.
    pub stage: String,
    /// What the public was told; the last word counts.
    pub report: Option<Report>,
    /// How many browsers read of it since it was told, by day.
    #[serde(default)]
    pub readers: Vec<(Day, u32)>,
    /// Every time it was put off.
    pub postponed: Vec<Postponement>,
    /// The signature that let it pass.
    pub passed: Option<Signature>,
}

/// The state of a unit in its campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Way {
    /// The stages that something happened in, in order.
    pub steps: Vec<Step>,
}

/// What can be wanted.
#[derive(Debug, Clone)]
pub enum Command {
    /// The unit tells the public what it did in its stage, and what is still open.
    Report {
        /// In its words.
        words: String,
        /// Hours the stage took it, where it says so.
        hours: Option<u16>,
        /// The day on which those who run it sat down together, where that is asked.
        talked: Option<Day>,
    },
    /// So many browsers read on a day what was told.
    Count {
        /// The day that is over.
        day: Day,
        /// How many.
        readers: u32,
    },
    /// The supervision team signs: the unit passes on.
    Pass {
        /// What the gates are looked at with.
        facts: Facts,
        /// What the team saw.
        note: String,
    },
    /// The supervision team puts it off for the sake of quality.
    Postpone {
        /// Not passed before this day.
        until: Day,
        /// Why.
        reason: String,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "stage.reported")]
    Reported {
        unit: UnitCode,
        stage: String,
        words: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours: Option<u16>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        talked: Option<Day>,
        day: Day,
    },
    #[serde(rename = "stage.read")]
    Read {
        unit: UnitCode,
        stage: String,
        readers: u32,
        day: Day,
    },
    #[serde(rename = "stage.passed")]
    Passed {
        unit: UnitCode,
        stage: String,
        by: UnitCode,
        note: String,
        day: Day,
    },
    #[serde(rename = "stage.postponed")]
    Postponed {
        unit: UnitCode,
        stage: String,
        by: UnitCode,
        until: Day,
        reason: String,
        day: Day,
    },
}

impl Event {
    /// The unit it is about.
    #[must_use]
    pub fn unit(&self) -> &UnitCode {
        match self {
            Self::Reported { unit, .. }
            | Self::Read { unit, .. }
            | Self::Passed { unit, .. }
            | Self::Postponed { unit, .. } => unit,
        }
    }

    fn stage(&self) -> &str {
        match self {
            Self::Reported { stage, .. }
            | Self::Read { stage, .. }
            | Self::Passed { stage, .. }
            | Self::Postponed { stage, .. } => stage,
        }
    }
}

impl Step {
    /// Browsers that read what was told, each counted once a day.
    #[must_use]
    pub fn read(&self) -> u64 {
        let readers = self.readers.iter();
        readers.map(|(_, number)| u64::from(*number)).sum()
    }
}

impl Way {
    /// What happened in a stage so far.
    #[must_use]
    pub fn step(&self, stage: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.stage == stage)
    }

    /// Whether the unit has passed this stage.
    #[must_use]
    pub fn has_passed(&self, stage: &str) -> bool {
        self.step(stage).is_some_and(|step| step.passed.is_some())
    }

    /// The stage the unit is in: the first that it has not passed. None after the last.
    #[must_use]
    pub fn current<'c>(&self, charter: &'c Charter) -> Option<&'c StageRule> {
        let mut stages = charter.stages.iter();
        stages.find(|stage| !self.has_passed(&stage.id))
    }

    /// Decides for this unit.
    ///
    /// # Errors
    /// A [`Refusal`] where the rules say no.
    pub fn decide_for(
        &self,
        unit: UnitCode,
        command: Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let rule = self
            .current(context.charter)
            .ok_or(Refusal::WrongState { state: "finished" })?;
        let (stage, day) = (rule.id.clone(), context.today);
        let event = match command {
            Command::Report {
                words,
                hours,
                talked,
            } => {
                if talked.is_some_and(|day| day > context.today) {
                    let (field, latest) = ("stage_talked", context.today);
                    return Err(Refusal::TooLate { field, latest });
                }
                acting(context, |acting| *acting == unit, Refusal::NotYourUnit)?;
                let words = text::required("stage_report", &words, PARAGRAPH_CHARS)?;
                Event::Reported {
                    unit,
                    stage,
                    words,
                    hours,
                    talked,
                    day,
                }
            }
            Command::Count { .. } if *context.who != Who::System => {
                return Err(Refusal::NotYourUnit);
            }
            Command::Count { .. } if self.state() != "reported" => {
                let state = self.state();
                return Err(Refusal::WrongState { state });
            }
            Command::Count { day, readers } => Event::Read {
                unit,
                stage,
                readers,
                day,
            },
            Command::Pass { facts, note } => {
                let by = acting(context, |acting| *acting != unit, Refusal::OwnUnit)?;
                self.may_pass(rule, facts, day)?;
                let note = text::required("stage_note", &note, PARAGRAPH_CHARS)?;
                Event::Passed {
                    unit,
                    stage,
                    by,
                    note,
                    day,
                }
            }
            Command::Postpone { until, reason } => {
                let by = acting(context, |acting| *acting != unit, Refusal::OwnUnit)?;
                let earliest = day.plus(1);
                if until < earliest {
                    let field = "until";
                    return Err(Refusal::TooEarly { field, earliest });
                }
                let reason = text::required("reason", &reason, PARAGRAPH_CHARS)?;
                Event::Postponed {
                    unit,
                    stage,
                    by,
                    until,
                    reason,
                    day,
                }
            }
        };
        Ok(vec![event])
    }

    fn may_pass(&self, rule: &StageRule, facts: Facts, day: Day) -> Result<(), Refusal> {
        let step = self.step(&rule.id);
        // What was told is known here; whoever gathers the facts need not know it.
        let reported = step.is_some_and(|step| step.report.is_some());
        if !reported {
            return Err(Refusal::WrongState { state: "begun" });
        }
        let facts = Facts { reported, ..facts };
        if let Some(condition) = first_unmet(rule, &facts) {
            let condition = Condition::code(condition);
            return Err(Refusal::GateShut { condition });
        }
        let until = step.and_then(|step| step.postponed.last());
        match until {
            Some(until) if day < until.until => Err(Refusal::TooEarly {
                field: "stage_note",
                earliest: until.until,
            }),
            _ => Ok(()),
        }
    }

    fn step_of(&mut self, stage: &str) -> &mut Step {
        let at = self.steps.iter().position(|step| step.stage == stage);
        let at = at.unwrap_or_else(|| {
            self.steps.push(Step {
                stage: stage.to_owned(),
                ..Step::default()
            });
            self.steps.len() - 1
        });
        &mut self.steps[at]
    }
}

/// The unit that acts, where it may.
fn acting(
    context: &Context<'_>,
    may: impl Fn(&UnitCode) -> bool,
    no: Refusal,
) -> Result<UnitCode, Refusal> {
    match context.who {
        Who::Staff { unit, .. } if may(unit) => Ok(unit.clone()),
        _ => Err(no),
    }
}

impl Machine for Way {
    type Command = (UnitCode, Command);
    type Event = Event;

    // After the last stage there is none to report on: every command is refused.
    const EDGES: &'static [Edge] = &[
        edge("begun", "stage.reported", "reported"),
        edge("begun", "stage.postponed", "begun"),
        edge("reported", "stage.reported", "reported"),
        edge("reported", "stage.read", "reported"),
        edge("reported", "stage.postponed", "reported"),
        edge("reported", "stage.passed", "begun"),
    ];

    fn state(&self) -> &'static str {
        let open = self.steps.iter().find(|step| step.passed.is_none());
        match open.and_then(|step| step.report.as_ref()) {
            Some(_) => "reported",
            None => "begun",
        }
    }

    fn decide(
        &self,
        (unit, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        self.decide_for(unit, command, context)
    }

    fn apply(&mut self, event: &Event) {
        let step = self.step_of(event.stage());
        match event.clone() {
            Event::Reported {
                words,
                hours,
                talked,
                day,
                ..
            } => {
                // Who tells anew did not sit down again.
                let before = step.report.as_ref().and_then(|report| report.talked);
                step.report = Some(Report {
                    words,
                    hours,
                    talked: talked.or(before),
                    day,
                });
                step.readers.clear();
            }
            Event::Read { readers, day, .. } => step.readers.push((day, readers)),
            Event::Passed { by, note, day, .. } => {
                step.passed = Some(Signature { day, by, note });
            }
            Event::Postponed {
                by,
                until,
                reason,
                day,
                ..
            } => step.postponed.push(Postponement {
                until,
                reason,
                day,
                by,
            }),
        }
    }
}
