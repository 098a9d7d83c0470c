//! Consultation (公开征求意见): people vote on short statements, agree, disagree or pass, and
//! it shows where they are of one mind across groups. It is about a problem, or about the whole
//! campaign. The statements are in [`statement`], one person's votes in [`vote`].

pub mod statement;
pub mod vote;

use crate::context::Context;
use crate::day::Day;
use crate::id::{ConsultationId, ProblemId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text;
use serde::{Deserialize, Serialize};

/// The most characters of what is asked.
pub const QUESTION_CHARS: usize = 120;

/// Where a consultation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Not opened.
    #[default]
    Absent,
    /// People vote and add statements.
    Open,
    /// It is over; what it came to stays.
    Closed,
}

/// The state of one consultation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consultation {
    /// Where it is.
    pub stage: Stage,
    /// The problem it is about; none where it is about the whole campaign.
    pub problem: Option<ProblemId>,
}

/// What can be wanted of a consultation.
#[derive(Debug, Clone)]
pub enum Command {
    /// Open it.
    Open {
        /// The problem it is about, which is there; or none.
        problem: Option<ProblemId>,
        /// What is asked.
        question: String,
        /// Its language: `zh-CN` or `en`.
        language: String,
    },
    /// End it.
    Close,
}

/// What happened to a consultation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "consultation.opened")]
    Opened {
        consultation: ConsultationId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        problem: Option<ProblemId>,
        question: String,
        language: String,
        day: Day,
    },
    #[serde(rename = "consultation.closed")]
    Closed {
        consultation: ConsultationId,
        day: Day,
    },
}

impl Event {
    /// The consultation it is about.
    #[must_use]
    pub fn consultation(&self) -> ConsultationId {
        match self {
            Self::Opened { consultation, .. } | Self::Closed { consultation, .. } => *consultation,
        }
    }
}

impl Consultation {
    /// Goes on only while people vote and add statements.
    ///
    /// # Errors
    /// [`Refusal::WrongState`].
    pub fn must_be_open(&self) -> Result<(), Refusal> {
        if self.stage == Stage::Open {
            Ok(())
        } else {
            Err(Refusal::WrongState {
                state: self.state(),
            })
        }
    }
}

impl Machine for Consultation {
    type Command = (ConsultationId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "consultation.opened", "open"),
        edge("open", "consultation.closed", "closed"),
    ];

    fn state(&self) -> &'static str {
        match self.stage {
            Stage::Absent => "absent",
            Stage::Open => "open",
            Stage::Closed => "closed",
        }
    }

    fn decide(
        &self,
        (consultation, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let event = match command {
            Command::Open {
                problem,
                question,
                language,
            } => {
                if self.stage != Stage::Absent {
                    return Err(Refusal::AlreadyThere);
                }
                text::check_language(&language)?;
                let question = text::line("question", &question, QUESTION_CHARS)?;
                Event::Opened {
                    consultation,
                    problem,
                    question,
                    language,
                    day,
                }
            }
            Command::Close => {
                self.must_be_open()?;
                Event::Closed { consultation, day }
            }
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Opened { problem, .. } => {
                self.stage = Stage::Open;
                self.problem = *problem;
            }
            Event::Closed { .. } => self.stage = Stage::Closed,
        }
    }
}
