//! Commitment (正衣冠, 个人整改清单): what one office of a unit says in public that it will do
//! otherwise, by a day; and what was put right at once (立行立改), told in the same step. It is
//! by an office and never by a private person. Whether it was kept is said by the office itself,
//! then confirmed or doubted by the supervision team; it closes no problem.

use crate::context::{Context, Role, Who};
use crate::criticism::Reference;
use crate::day::Day;
use crate::id::{CommitmentId, ProblemId, SessionId, UnitCode};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS, TITLE_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a commitment comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Origin {
    /// Found by the office itself.
    Own,
    /// Taken on at a criticism session, by the number it has in the minutes.
    Session {
        /// Which session.
        session: SessionId,
        /// The number of what was said there.
        number: u32,
    },
    /// It was put right at once: what was wrong and what was done are one step.
    AtOnce,
}

/// What is promised, or was put right at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Whose it is: an office (职务), not a name.
    pub office: String,
    /// What will be otherwise; of what was put right at once, what was wrong.
    pub words: String,
    /// The problem or the clause it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Reference>,
    /// Where it comes from.
    pub origin: Origin,
    /// By when; of what was put right at once, the day it was.
    pub due: Day,
}

/// What came of a commitment, as its office says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Whether it was kept.
    pub kept: bool,
    /// What was done and how one can see it, or why it was not kept.
    pub words: String,
    /// The day it was said.
    pub day: Day,
}

/// What a supervision team saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Whether it is as the office says.
    pub holds: bool,
    /// What was seen.
    pub words: String,
    /// The body that sent the team.
    pub by: UnitCode,
    /// The day.
    pub day: Day,
}

/// The state of one commitment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Commitment {
    /// The unit whose office it is.
    pub unit: Option<UnitCode>,
    /// What is promised.
    pub promise: Option<Promise>,
    /// The day it was made.
    pub made: Day,
    /// Each other day it was given, with the reason.
    pub moved: Vec<(Day, String)>,
    /// What came of it; the last one counts.
    pub outcomes: Vec<Outcome>,
    /// Everything that teams saw, in order.
    pub looks: Vec<Look>,
    /// Whether the last outcome was looked at.
    pub seen: bool,
}

/// What can be wanted of a commitment.
#[derive(Debug, Clone)]
pub enum Command {
    /// Make it.
    Make {
        /// What is promised.
        promise: Promise,
        /// The problems of the unit.
        own: BTreeSet<ProblemId>,
        /// What was done, where it was put right at once.
        done: Option<String>,
    },
    /// Give it another day, with a reason.
    Move {
        /// The new day.
        due: Day,
        /// Why.
        reason: String,
    },
    /// Say what came of it.
    Tell {
        /// Whether it was kept.
        kept: bool,
        /// What was done, or why not.
        words: String,
    },
    /// The team says what it saw.
    Look {
        /// Whether it is as the office says.
        holds: bool,
        /// What was seen.
        words: String,
    },
}

/// What happened to a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "commitment.made")]
    Made {
        commitment: CommitmentId,
        unit: UnitCode,
        promise: Promise,
        day: Day,
    },
    #[serde(rename = "commitment.moved")]
    Moved {
        commitment: CommitmentId,
        due: Day,
        reason: String,
        day: Day,
    },
    #[serde(rename = "commitment.told")]
    Told {
        commitment: CommitmentId,
        outcome: Outcome,
    },
    #[serde(rename = "commitment.confirmed")]
    Confirmed {
        commitment: CommitmentId,
        look: Look,
    },
    #[serde(rename = "commitment.doubted")]
    Doubted {
        commitment: CommitmentId,
        look: Look,
    },
}

impl Event {
    /// The commitment it is about.
    #[must_use]
    pub fn commitment(&self) -> CommitmentId {
        match self {
            Self::Made { commitment, .. }
            | Self::Moved { commitment, .. }
            | Self::Told { commitment, .. }
            | Self::Confirmed { commitment, .. }
            | Self::Doubted { commitment, .. } => *commitment,
        }
    }
}

impl Commitment {
    /// The day by which it is to be kept.
    #[must_use]
    pub fn due(&self) -> Option<Day> {
        let first = self.promise.as_ref().map(|promise| promise.due);
        self.moved.last().map(|(day, _)| *day).or(first)
    }

    /// What came of it, as its office says; nothing while it is open.
    #[must_use]
    pub fn outcome(&self) -> Option<&Outcome> {
        self.outcomes.last().filter(|_| !self.is_doubted())
    }

    /// Whether a team saw that the last outcome is not as its office says.
    #[must_use]
    pub fn is_doubted(&self) -> bool {
        self.seen && self.looks.last().is_some_and(|look| !look.holds)
    }

    /// Whether it was kept, and after its day.
    #[must_use]
    pub fn is_kept_late(&self) -> bool {
        let due = self.due();
        let late = |outcome: &Outcome| outcome.kept && due.is_some_and(|due| outcome.day > due);
        !self.is_at_once() && self.outcome().is_some_and(late)
    }

    /// Whether its day is past and nothing came of it yet.
    #[must_use]
    pub fn is_late(&self, today: Day) -> bool {
        self.outcome().is_none() && self.due().is_some_and(|due| due < today)
    }

    /// Whether it was put right at once.
    #[must_use]
    pub fn is_at_once(&self) -> bool {
        let promise = self.promise.as_ref();
        promise.is_some_and(|promise| promise.origin == Origin::AtOnce)
    }

    /// Whether this is what somebody took on in a session.
    #[must_use]
    pub fn is_from(&self, of: &SessionId, said: u32) -> bool {
        let origin = self.promise.as_ref().map(|promise| &promise.origin);
        matches!(origin, Some(Origin::Session { session, number }) if session == of && *number == said)
    }

    fn must_be(&self, state: &'static str) -> Result<(), Refusal> {
        match self.state() {
            "absent" => Err(Refusal::NotThere),
            now if now == state => Ok(()),
            now => Err(Refusal::WrongState { state: now }),
        }
    }

    fn must_be_own(&self, context: &Context<'_>) -> Result<(), Refusal> {
        if Some(&acting(context, Role::Unit)?) == self.unit.as_ref() {
            Ok(())
        } else {
            Err(Refusal::NotYourUnit)
        }
    }
}

fn acting(context: &Context<'_>, as_role: Role) -> Result<UnitCode, Refusal> {
    match context.who {
        Who::Staff { unit, role, .. } if *role == as_role => Ok(unit.clone()),
        _ => Err(Refusal::NotYourUnit),
    }
}

fn checked(
    promise: Promise,
    own: &BTreeSet<ProblemId>,
    context: &Context<'_>,
) -> Result<Promise, Refusal> {
    let day = context.today;
    if let Some(about) = &promise.about {
        about.must_be_known(own, context.charter)?;
    }
    if promise.origin == Origin::AtOnce {
        if promise.due > day {
            let field = "due";
            return Err(Refusal::TooLate { field, latest: day });
        }
    } else if promise.origin == Origin::Own && promise.due < day {
        // What was taken on at a session keeps the day named there, also when that is past.
        let (field, earliest) = ("due", day);
        return Err(Refusal::TooEarly { field, earliest });
    }
    Ok(Promise {
        office: text::line("office", &promise.office, TITLE_CHARS)?,
        words: text::required("promise", &promise.words, PARAGRAPH_CHARS)?,
        ..promise
    })
}

impl Machine for Commitment {
    type Command = (CommitmentId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "commitment.made", "open"),
        edge("open", "commitment.moved", "open"),
        edge("open", "commitment.told", "told"),
        edge("told", "commitment.confirmed", "told"),
        edge("told", "commitment.doubted", "open"),
    ];

    fn state(&self) -> &'static str {
        match (&self.promise, self.outcome()) {
            (None, _) => "absent",
            (Some(_), None) => "open",
            (Some(_), Some(_)) => "told",
        }
    }

    fn decide(
        &self,
        (commitment, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        match command {
            Command::Make { promise, own, done } => {
                if self.promise.is_some() {
                    return Err(Refusal::AlreadyThere);
                }
                let unit = acting(context, Role::Unit)?;
                let promise = checked(promise, &own, context)?;
                let told = match (&promise.origin, done) {
                    (Origin::AtOnce, done) => Some(Event::Told {
                        commitment,
                        outcome: outcome(true, &done.unwrap_or_default(), day)?,
                    }),
                    _ => None,
                };
                let made = Event::Made {
                    commitment,
                    unit,
                    promise,
                    day,
                };
                Ok(std::iter::once(made).chain(told).collect())
            }
            Command::Move { due, reason } => {
                self.must_be("open")?;
                self.must_be_own(context)?;
                if due < day {
                    let (field, earliest) = ("due", day);
                    return Err(Refusal::TooEarly { field, earliest });
                }
                if self.due() == Some(due) {
                    return Err(Refusal::Unchanged);
                }
                let reason = text::required("reason", &reason, PARAGRAPH_CHARS)?;
                Ok(vec![Event::Moved {
                    commitment,
                    due,
                    reason,
                    day,
                }])
            }
            Command::Tell { kept, words } => {
                self.must_be("open")?;
                self.must_be_own(context)?;
                let outcome = outcome(kept, &words, day)?;
                Ok(vec![Event::Told {
                    commitment,
                    outcome,
                }])
            }
            Command::Look { holds, words } => {
                self.must_be("told")?;
                let by = acting(context, Role::Supervisor)?;
                let words = text::required("seen", &words, PARAGRAPH_CHARS)?;
                let look = Look {
                    holds,
                    words,
                    by,
                    day,
                };
                Ok(vec![if holds {
                    Event::Confirmed { commitment, look }
                } else {
                    Event::Doubted { commitment, look }
                }])
            }
        }
    }

    fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Made {
                unit, promise, day, ..
            } => {
                self.unit = Some(unit);
                self.promise = Some(promise);
                self.made = day;
            }
            Event::Moved { due, reason, .. } => self.moved.push((due, reason)),
            Event::Told { outcome, .. } => {
                self.outcomes.push(outcome);
                self.seen = false;
            }
            Event::Confirmed { look, .. } | Event::Doubted { look, .. } => {
                self.looks.push(look);
                self.seen = true;
            }
        }
    }
}

fn outcome(kept: bool, words: &str, day: Day) -> Result<Outcome, Refusal> {
    let words = text::required("done", words, PARAGRAPH_CHARS)?;
    Ok(Outcome { kept, words, day })
}
