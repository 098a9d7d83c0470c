//! Special programme (专项整治): what several units suffer from is treated together, led by one of
//! them or the body above, until the people have closed every problem of it.

use crate::context::{Context, Role, Who};
use crate::day::Day;
use crate::id::{ProblemId, ProgrammeId, UnitCode};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS, TITLE_CHARS};
use crate::unit::Name;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Problems with the units that have them.
pub type Owned = BTreeMap<ProblemId, UnitCode>;

/// The state of one programme.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Programme {
    /// Its name.
    pub name: Option<Name>,
    /// What is to be better in the end.
    pub goal: String,
    /// The unit that leads it.
    pub lead: Option<UnitCode>,
    /// The problems it is about.
    pub problems: BTreeSet<ProblemId>,
    /// The day it was opened.
    pub opened: Day,
    /// The day by which it shall be done.
    pub due: Day,
    /// What the lead told of it, by day.
    pub told: Vec<(Day, String)>,
    /// The day it was closed, and what came of it.
    pub closed: Option<(Day, String)>,
}

/// What can be wanted of a programme.
#[derive(Debug, Clone)]
pub enum Command {
    /// Open it.
    Open {
        /// Its name.
        name: Name,
        /// What is to be better in the end.
        goal: String,
        /// The unit that leads it.
        lead: UnitCode,
        /// The problems it is about; two units at least have them.
        problems: Owned,
        /// By when.
        due: Day,
    },
    /// Further problems belong to it.
    Add {
        /// Which.
        problems: Owned,
    },
    /// The lead tells how far it is.
    Tell {
        /// In words.
        words: String,
    },
    /// The office closes it.
    Close {
        /// What came of it.
        words: String,
        /// Problems of it that the people have not closed.
        open: u64,
    },
}

/// What happened to a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "programme.opened")]
    Opened {
        programme: ProgrammeId,
        name: Name,
        goal: String,
        lead: UnitCode,
        problems: BTreeSet<ProblemId>,
        due: Day,
        day: Day,
    },
    #[serde(rename = "programme.extended")]
    Extended {
        programme: ProgrammeId,
        problems: BTreeSet<ProblemId>,
        day: Day,
    },
    #[serde(rename = "programme.told")]
    Told {
        programme: ProgrammeId,
        words: String,
        day: Day,
    },
    #[serde(rename = "programme.closed")]
    Closed {
        programme: ProgrammeId,
        words: String,
        day: Day,
    },
}

impl Event {
    /// The programme it is about.
    #[must_use]
    pub fn programme(&self) -> ProgrammeId {
        match self {
            Self::Opened { programme, .. }
            | Self::Extended { programme, .. }
            | Self::Told { programme, .. }
            | Self::Closed { programme, .. } => *programme,
        }
    }
}

impl Programme {
    /// Whether its day is past and it is not closed.
    #[must_use]
    pub fn is_late(&self, today: Day) -> bool {
        self.closed.is_none() && self.due < today
    }

    /// The day of the latest news of it.
    #[must_use]
    pub fn last_news(&self) -> Day {
        self.told.last().map_or(self.opened, |(day, _)| *day)
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.state() {
            "open" => Ok(()),
            "absent" => Err(Refusal::NotThere),
            state => Err(Refusal::WrongState { state }),
        }
    }

    fn must_lead(&self, context: &Context<'_>) -> Result<(), Refusal> {
        match context.who {
            Who::Staff {
                unit,
                role: Role::Unit,
                ..
            } if Some(unit) == self.lead.as_ref() => Ok(()),
            _ => Err(Refusal::NotYourUnit),
        }
    }
}

fn must_be_office(context: &Context<'_>) -> Result<(), Refusal> {
    match context.who {
        Who::Staff {
            role: Role::Office, ..
        } => Ok(()),
        _ => Err(Refusal::NotYourUnit),
    }
}

fn opened(programme: ProgrammeId, command: Command, day: Day) -> Result<Event, Refusal> {
    let Command::Open {
        name,
        goal,
        lead,
        problems,
        due,
    } = command
    else {
        return Err(Refusal::NotThere);
    };
    let units: BTreeSet<&UnitCode> = problems.values().collect();
    if problems.is_empty() {
        let field = "programme_problems";
        return Err(Refusal::Empty { field });
    }
    if units.len() < 2 {
        let what = "one_unit";
        return Err(Refusal::OutOfOrder { what });
    }
    if due < day {
        let (field, earliest) = ("programme_due", day);
        return Err(Refusal::TooEarly { field, earliest });
    }
    Ok(Event::Opened {
        programme,
        name: Name {
            zh: text::line("programme_zh", &name.zh, TITLE_CHARS)?,
            en: text::line("programme_en", &name.en, TITLE_CHARS)?,
        },
        goal: text::required("programme_goal", &goal, PARAGRAPH_CHARS)?,
        lead,
        problems: problems.into_keys().collect(),
        due,
        day,
    })
}

impl Machine for Programme {
    type Command = (ProgrammeId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "programme.opened", "open"),
        edge("open", "programme.extended", "open"),
        edge("open", "programme.told", "open"),
        edge("open", "programme.closed", "closed"),
    ];

    fn state(&self) -> &'static str {
        match (&self.name, &self.closed) {
            (None, _) => "absent",
            (Some(_), None) => "open",
            (Some(_), Some(_)) => "closed",
        }
    }

    fn decide(
        &self,
        (programme, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        if !matches!(command, Command::Tell { .. }) {
            must_be_office(context)?;
        }
        if !matches!(command, Command::Open { .. }) {
            self.must_be_open()?;
        }
        let event = match command {
            Command::Open { .. } if self.name.is_some() => return Err(Refusal::AlreadyThere),
            Command::Open { .. } => opened(programme, command, day)?,
            Command::Add { problems } => {
                let new = problems.into_keys();
                let problems: BTreeSet<ProblemId> =
                    new.filter(|one| !self.problems.contains(one)).collect();
                if problems.is_empty() {
                    return Err(Refusal::Unchanged);
                }
                Event::Extended {
                    programme,
                    problems,
                    day,
                }
            }
            Command::Tell { words } => {
                self.must_lead(context)?;
                let words = text::required("programme_told", &words, PARAGRAPH_CHARS)?;
                Event::Told {
                    programme,
                    words,
                    day,
                }
            }
            Command::Close { words, open } => {
                if open > 0 {
                    let what = "problems_open";
                    return Err(Refusal::OutOfOrder { what });
                }
                let words = text::required("programme_result", &words, PARAGRAPH_CHARS)?;
                Event::Closed {
                    programme,
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
                name,
                goal,
                lead,
                problems,
                due,
                day,
                ..
            } => {
                *self = Self {
                    name: Some(name),
                    goal,
                    lead: Some(lead),
                    problems,
                    opened: day,
                    due,
                    ..Self::default()
                };
            }
            Event::Extended { problems, .. } => self.problems.extend(problems),
            Event::Told { words, day, .. } => self.told.push((day, words)),
            Event::Closed { words, day, .. } => self.closed = Some((day, words)),
        }
    }
}
