//! Disclosure (举报): an accusation of a crime or a breach of discipline. It leaves through the
//! sealed channel: nobody in the campaign reads it, only the authority that the charter names. On
//! record are that it came, and what the authority did with it; never what it says.

use crate::context::{Context, Role, Who};
use crate::day::Day;
use crate::id::Digest;
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS};
use serde::{Deserialize, Serialize};

/// What the authority does with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It looks into it.
    TakenUp,
    /// It gave it to another authority.
    PassedOn,
    /// It belongs to the campaign after all: it is to be said there.
    NotOurs,
    /// It is done with.
    Closed,
}

impl Outcome {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::TakenUp, Self::PassedOn, Self::NotOurs, Self::Closed];

    /// The stable code used in data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TakenUp => "taken_up",
            Self::PassedOn => "passed_on",
            Self::NotOurs => "not_ours",
            Self::Closed => "closed",
        }
    }

    /// The outcome with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// An answer of the authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// On this day.
    pub day: Day,
    /// What it does with it.
    pub outcome: Outcome,
}

/// The state of one disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Disclosure {
    /// The day it came.
    pub received: Option<Day>,
    /// Every answer, in order; the number of each is its place, from 1.
    pub answers: Vec<Answer>,
}

/// What can be wanted of a disclosure.
#[derive(Debug, Clone)]
pub enum Command {
    /// Take it in, sealed already.
    Receive {
        /// Commitment to the envelope.
        commitment: Digest,
    },
    /// Tell who made it what is done with it.
    Answer {
        /// What is done.
        outcome: Outcome,
        /// The words for who made it.
        words: String,
        /// Commitment to them.
        commitment: Digest,
    },
}

/// What happened to a disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "disclosure.received")]
    Received {
        disclosure: Digest,
        commitment: Digest,
        day: Day,
    },
    #[serde(rename = "disclosure.answered")]
    Answered {
        disclosure: Digest,
        number: u32,
        outcome: Outcome,
        commitment: Digest,
        day: Day,
    },
}

impl Event {
    /// The disclosure it is about.
    #[must_use]
    pub fn disclosure(&self) -> Digest {
        match self {
            Self::Received { disclosure, .. } | Self::Answered { disclosure, .. } => *disclosure,
        }
    }

    /// The number of the private text it commits to: 0 is the envelope, answers from 1.
    #[must_use]
    pub fn commitment(&self) -> (u32, Digest) {
        match self {
            Self::Received { commitment, .. } => (0, *commitment),
            Self::Answered {
                number, commitment, ..
            } => (*number, *commitment),
        }
    }
}

impl Machine for Disclosure {
    type Command = (Digest, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "disclosure.received", "received"),
        edge("received", "disclosure.answered", "answered"),
        edge("answered", "disclosure.answered", "answered"),
    ];

    fn state(&self) -> &'static str {
        match (self.received, self.answers.is_empty()) {
            (None, _) => "absent",
            (Some(_), true) => "received",
            (Some(_), false) => "answered",
        }
    }

    fn decide(
        &self,
        (disclosure, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let event = match command {
            Command::Receive { .. } if self.received.is_some() => {
                return Err(Refusal::AlreadyThere);
            }
            Command::Receive { commitment } => Event::Received {
                disclosure,
                commitment,
                day,
            },
            Command::Answer { .. } if self.received.is_none() => return Err(Refusal::NotThere),
            Command::Answer {
                outcome,
                words,
                commitment,
            } => {
                let Who::Staff {
                    role: Role::Inspector,
                    ..
                } = context.who
                else {
                    return Err(Refusal::NotYourUnit);
                };
                text::required("disclosure_answer", &words, PARAGRAPH_CHARS)?;
                Event::Answered {
                    disclosure,
                    number: u32::try_from(self.answers.len()).unwrap_or(u32::MAX) + 1,
                    outcome,
                    commitment,
                    day,
                }
            }
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Received { day, .. } => self.received = Some(*day),
            Event::Answered { outcome, day, .. } => self.answers.push(Answer {
                day: *day,
                outcome: *outcome,
            }),
        }
    }
}
