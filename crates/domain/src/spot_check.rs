//! Spot-check (抽查): a supervision team fixes the list of what could be looked at and how many are
//! to be drawn; a value that nobody knew then draws them (see `massline_log::draw`); each is gone
//! and looked at. What does not hold is said in public, and a closed problem is open again.

use crate::context::{Context, Role, Who};
use crate::day::Day;
use crate::id::{Digest, ItemId, ProblemId, SpotCheckId, UnitCode};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A problem that the people have closed.
    Problem(ProblemId),
    /// An item that its unit says is done.
    Item(ItemId),
}

impl Target {
    /// The problem it belongs to.
    #[must_use]
    pub fn problem(self) -> ProblemId {
        match self {
            Self::Problem(problem) => problem,
            Self::Item(item) => item.problem,
        }
    }
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Of what.
    pub target: Target,
    /// Whether it is as it was said to be.
    pub holds: bool,
    /// What was seen.
    pub words: String,
    /// The day.
    pub day: Day,
}

/// What was drawn, and by which value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// The root hash of the first checkpoint of the log that covers the list.
    pub seed: Digest,
    /// The size of that checkpoint.
    pub size: u64,
    /// In the order in which they were drawn.
    pub drawn: Vec<Target>,
    /// The day.
    pub day: Day,
}

/// The state of one spot-check.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SpotCheck {
    /// The body that sent the team.
    pub by: Option<UnitCode>,
    /// The units it is about.
    pub units: BTreeSet<UnitCode>,
    /// Everything that could be drawn, in order.
    pub frame: Vec<Target>,
    /// How many are drawn.
    pub wanted: u32,
    /// The day the list was fixed.
    pub fixed: Day,
    /// What was drawn.
    pub draw: Option<Draw>,
    /// What was seen.
    pub findings: Vec<Finding>,
}

/// What can be wanted of a spot-check.
#[derive(Debug, Clone)]
pub enum Command {
    /// Fix the list.
    Fix {
        /// The units it is about.
        units: BTreeSet<UnitCode>,
        /// Everything of theirs that is done or closed.
        frame: BTreeSet<Target>,
        /// How many are to be drawn.
        wanted: u32,
    },
    /// Draw from it.
    Draw {
        /// The root hash of the first checkpoint that covers the list.
        seed: Digest,
        /// Its size.
        size: u64,
        /// What the seed draws.
        drawn: Vec<Target>,
    },
    /// Write down what was seen.
    Find {
        /// Of what.
        target: Target,
        /// Whether it is as it was said to be.
        holds: bool,
        /// What was seen.
        words: String,
    },
}

/// What happened to a spot-check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "spot_check.fixed")]
    Fixed {
        check: SpotCheckId,
        by: UnitCode,
        units: BTreeSet<UnitCode>,
        frame: Vec<Target>,
        wanted: u32,
        day: Day,
    },
    #[serde(rename = "spot_check.drawn")]
    Drawn { check: SpotCheckId, draw: Draw },
    #[serde(rename = "spot_check.found")]
    Found {
        check: SpotCheckId,
        finding: Finding,
    },
}

impl Event {
    /// The spot-check it is about.
    #[must_use]
    pub fn check(&self) -> SpotCheckId {
        match self {
            Self::Fixed { check, .. } | Self::Drawn { check, .. } | Self::Found { check, .. } => {
                *check
            }
        }
    }
}

impl SpotCheck {
    /// What was drawn and is not looked at yet.
    #[must_use]
    pub fn to_see(&self) -> Vec<Target> {
        let drawn = self.draw.iter().flat_map(|draw| &draw.drawn);
        let seen = |target: &&Target| self.findings.iter().any(|one| one.target == **target);
        drawn.filter(|target| !seen(target)).copied().collect()
    }

    /// What was seen of something.
    #[must_use]
    pub fn finding(&self, target: Target) -> Option<&Finding> {
        self.findings.iter().find(|one| one.target == target)
    }

    fn must_be(&self, state: &'static str) -> Result<(), Refusal> {
        match self.state() {
            "absent" => Err(Refusal::NotThere),
            now if now == state => Ok(()),
            now => Err(Refusal::WrongState { state: now }),
        }
    }

    /// Whoever goes on is from the body that began.
    fn must_be_own(&self, context: &Context<'_>) -> Result<(), Refusal> {
        if Some(&team(context)?) == self.by.as_ref() {
            Ok(())
        } else {
            Err(Refusal::NotYourUnit)
        }
    }
}

fn team(context: &Context<'_>) -> Result<UnitCode, Refusal> {
    match context.who {
        Who::Staff {
            unit,
            role: Role::Supervisor,
            ..
        } => Ok(unit.clone()),
        _ => Err(Refusal::NotYourUnit),
    }
}

impl Machine for SpotCheck {
    type Command = (SpotCheckId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "spot_check.fixed", "fixed"),
        edge("fixed", "spot_check.drawn", "drawn"),
        edge("drawn", "spot_check.found", "drawn"),
    ];

    fn state(&self) -> &'static str {
        match (&self.by, &self.draw) {
            (None, _) => "absent",
            (Some(_), None) => "fixed",
            (Some(_), Some(_)) => "drawn",
        }
    }

    fn decide(
        &self,
        (check, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let event = match command {
            Command::Fix {
                units,
                frame,
                wanted,
            } => {
                if self.by.is_some() {
                    return Err(Refusal::AlreadyThere);
                }
                let by = team(context)?;
                if units.contains(&by) {
                    return Err(Refusal::OwnUnit);
                }
                if frame.is_empty() || wanted == 0 {
                    let field = if wanted == 0 { "wanted" } else { "units" };
                    return Err(Refusal::Empty { field });
                }
                let frame = frame.into_iter().collect();
                Event::Fixed {
                    check,
                    by,
                    units,
                    frame,
                    wanted,
                    day,
                }
            }
            Command::Draw { seed, size, drawn } => {
                self.must_be("fixed")?;
                self.must_be_own(context)?;
                let wanted = usize::try_from(self.wanted).unwrap_or(usize::MAX);
                let each: BTreeSet<&Target> = drawn.iter().collect();
                let known = drawn.iter().all(|target| self.frame.contains(target));
                let enough = drawn.len() == wanted.min(self.frame.len());
                if !known || !enough || each.len() != drawn.len() {
                    return Err(Refusal::WrongState { state: "fixed" });
                }
                let draw = Draw {
                    seed,
                    size,
                    drawn,
                    day,
                };
                Event::Drawn { check, draw }
            }
            Command::Find {
                target,
                holds,
                words,
            } => {
                self.must_be("drawn")?;
                self.must_be_own(context)?;
                if !self.to_see().contains(&target) {
                    return Err(Refusal::NotThere);
                }
                let words = text::required("seen_there", &words, PARAGRAPH_CHARS)?;
                let finding = Finding {
                    target,
                    holds,
                    words,
                    day,
                };
                Event::Found { check, finding }
            }
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Fixed {
                by,
                units,
                frame,
                wanted,
                day,
                ..
            } => {
                self.by = Some(by);
                self.units = units;
                self.frame = frame;
                self.wanted = wanted;
                self.fixed = day;
            }
            Event::Drawn { draw, .. } => self.draw = Some(draw),
            Event::Found { finding, .. } => self.findings.push(finding),
        }
    }
}
