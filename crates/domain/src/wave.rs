//! Wave (批次): the units that go through the stages together. A later wave opens only when the
//! earlier one has looked back at how it was run and published its lessons, one of them at least
//! from outside the office; and each of its units says what it takes over and what not, and why.

use crate::context::{Context, Role, Who};
use crate::day::Day;
use crate::id::{UnitCode, WaveId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS, TITLE_CHARS};
use crate::unit::Name;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a lesson is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What went wrong with how the wave was run.
    Wrong,
    /// What helped.
    Helped,
    /// What the next wave must do otherwise.
    Next,
}

impl Kind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Wrong, Self::Helped, Self::Next];

    /// The stable code used in data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Helped => "helped",
            Self::Next => "next",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One entry of the retrospective (回顾).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// What it is about.
    pub kind: Kind,
    /// In words.
    pub words: String,
    /// The body whose staff says so.
    pub by: UnitCode,
    /// As what they say so.
    pub role: Role,
    /// The day.
    pub day: Day,
}

/// The state of one wave.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wave {
    /// Its name.
    pub name: Option<Name>,
    /// The units that are in it.
    pub units: BTreeSet<UnitCode>,
    /// The day it was opened.
    pub opened: Day,
    /// What was learnt, in the order in which it was said.
    pub lessons: Vec<Lesson>,
    /// The day the lessons were published.
    pub published: Option<Day>,
    /// What each unit takes over of the earlier wave's lessons.
    pub answers: BTreeMap<UnitCode, (Day, String)>,
}

/// What can be wanted of a wave.
#[derive(Debug, Clone)]
pub enum Command {
    /// Open it.
    Open {
        /// Its name.
        name: Name,
        /// The units that are to be in it.
        units: BTreeSet<UnitCode>,
        /// The units that take part and are in no wave yet.
        free: BTreeSet<UnitCode>,
        /// Whether the wave before it has published its lessons; none where it is the first.
        before: Option<bool>,
    },
    /// Say what was learnt.
    Reflect {
        /// What about.
        kind: Kind,
        /// In words.
        words: String,
    },
    /// Publish what was learnt.
    Publish,
    /// A unit says what it takes over of the lessons of the wave before.
    Answer {
        /// In words.
        words: String,
    },
}

/// What happened to a wave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "wave.opened")]
    Opened {
        wave: WaveId,
        name: Name,
        units: BTreeSet<UnitCode>,
        day: Day,
    },
    #[serde(rename = "wave.reflected")]
    Reflected { wave: WaveId, lesson: Lesson },
    #[serde(rename = "wave.published")]
    Published { wave: WaveId, day: Day },
    #[serde(rename = "wave.answered")]
    Answered {
        wave: WaveId,
        unit: UnitCode,
        words: String,
        day: Day,
    },
}

impl Event {
    /// The wave it is about.
    #[must_use]
    pub fn wave(&self) -> WaveId {
        match self {
            Self::Opened { wave, .. }
            | Self::Reflected { wave, .. }
            | Self::Published { wave, .. }
            | Self::Answered { wave, .. } => *wave,
        }
    }
}

impl Wave {
    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.state() {
            "open" => Ok(()),
            "absent" => Err(Refusal::NotThere),
            state => Err(Refusal::WrongState { state }),
        }
    }

    /// Who may say what was learnt: the office, a team, a unit of the wave.
    fn speaker(&self, context: &Context<'_>) -> Result<(UnitCode, Role), Refusal> {
        match context.who {
            Who::Staff { unit, role, .. } => match role {
                Role::Office | Role::Supervisor => Ok((unit.clone(), *role)),
                Role::Unit if self.units.contains(unit) => Ok((unit.clone(), *role)),
                _ => Err(Refusal::NotYourUnit),
            },
            _ => Err(Refusal::NotYourUnit),
        }
    }

    fn may_publish(&self) -> Result<(), Refusal> {
        let out_of_order = |what| Err(Refusal::OutOfOrder { what });
        if !self.lessons.iter().any(|one| one.kind == Kind::Next) {
            return out_of_order("no_lesson");
        }
        if !self.lessons.iter().any(|one| one.role == Role::Supervisor) {
            return out_of_order("no_lesson_from_outside");
        }
        Ok(())
    }
}

fn office(context: &Context<'_>) -> Result<(), Refusal> {
    match context.who {
        Who::Staff {
            role: Role::Office, ..
        } => Ok(()),
        _ => Err(Refusal::NotYourUnit),
    }
}

fn opened(
    wave: WaveId,
    (name, units): (Name, BTreeSet<UnitCode>),
    free: &BTreeSet<UnitCode>,
    before: Option<bool>,
    day: Day,
) -> Result<Event, Refusal> {
    if before == Some(false) {
        let what = "retrospective_first";
        return Err(Refusal::OutOfOrder { what });
    }
    let name = Name {
        zh: text::line("wave_zh", &name.zh, TITLE_CHARS)?,
        en: text::line("wave_en", &name.en, TITLE_CHARS)?,
    };
    if units.is_empty() {
        return Err(Refusal::Empty { field: "units" });
    }
    if let Some(other) = units.iter().find(|unit| !free.contains(*unit)) {
        let found = other.as_str().to_owned();
        return Err(Refusal::UnknownUnit { found });
    }
    Ok(Event::Opened {
        wave,
        name,
        units,
        day,
    })
}

impl Machine for Wave {
    type Command = (WaveId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "wave.opened", "open"),
        edge("open", "wave.reflected", "open"),
        edge("open", "wave.answered", "open"),
        edge("open", "wave.published", "published"),
        edge("published", "wave.answered", "published"),
    ];

    fn state(&self) -> &'static str {
        match (&self.name, self.published) {
            (None, _) => "absent",
            (Some(_), None) => "open",
            (Some(_), Some(_)) => "published",
        }
    }

    fn decide(
        &self,
        (wave, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let event = match command {
            Command::Open {
                name,
                units,
                free,
                before,
            } => {
                if self.name.is_some() {
                    return Err(Refusal::AlreadyThere);
                }
                office(context)?;
                opened(wave, (name, units), &free, before, day)?
            }
            Command::Reflect { kind, words } => {
                self.must_be_open()?;
                let (by, role) = self.speaker(context)?;
                let words = text::required("lesson", &words, PARAGRAPH_CHARS)?;
                let lesson = Lesson {
                    kind,
                    words,
                    by,
                    role,
                    day,
                };
                Event::Reflected { wave, lesson }
            }
            Command::Publish => {
                self.must_be_open()?;
                office(context)?;
                self.may_publish()?;
                Event::Published { wave, day }
            }
            Command::Answer { words } => {
                if self.name.is_none() {
                    return Err(Refusal::NotThere);
                }
                let unit = match context.who {
                    Who::Staff {
                        unit,
                        role: Role::Unit,
                        ..
                    } if self.units.contains(unit) => unit.clone(),
                    _ => return Err(Refusal::NotYourUnit),
                };
                let words = text::required("lessons_taken", &words, PARAGRAPH_CHARS)?;
                Event::Answered {
                    wave,
                    unit,
                    words,
                    day,
                }
            }
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Opened {
                name, units, day, ..
            } => {
                self.name = Some(name);
                self.units = units;
                self.opened = day;
            }
            Event::Reflected { lesson, .. } => self.lessons.push(lesson),
            Event::Published { day, .. } => self.published = Some(day),
            Event::Answered {
                unit, words, day, ..
            } => {
                self.answers.insert(unit, (day, words));
            }
        }
    }
}
