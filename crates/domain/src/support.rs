//! Support: people who do not speak themselves and say that a problem is theirs too. They count
//! apart from voices, and never as people: whoever supports holds no receipt and is not asked
//! whether it is fixed. Who it is nobody knows: a supporter is a keyed hash of a random token
//! that the person's browser holds, another one for each problem.

use crate::context::Context;
use crate::id::{Digest, ProblemId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// One person's support of one problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Support {
    /// Never given.
    #[default]
    Absent,
    /// Given.
    Given,
    /// Given and taken back.
    Withdrawn,
}

/// Supports a problem, or takes that back. That the problem is there and open to it is seen to
/// by whoever commands.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Which problem.
    pub problem: ProblemId,
    /// The keyed hash of the person's token.
    pub supporter: Digest,
    /// Whether it is to be supported.
    pub supports: bool,
}

/// What happened to one person's support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the command")]
pub enum Event {
    #[serde(rename = "support.given")]
    Given {
        problem: ProblemId,
        supporter: Digest,
    },
    #[serde(rename = "support.withdrawn")]
    Withdrawn {
        problem: ProblemId,
        supporter: Digest,
    },
}

impl Event {
    /// The problem it is about.
    #[must_use]
    pub fn problem(&self) -> ProblemId {
        match self {
            Self::Given { problem, .. } | Self::Withdrawn { problem, .. } => *problem,
        }
    }

    /// Whose support it is.
    #[must_use]
    pub fn supporter(&self) -> Digest {
        match self {
            Self::Given { supporter, .. } | Self::Withdrawn { supporter, .. } => *supporter,
        }
    }
}

impl Machine for Support {
    type Command = Command;
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "support.given", "given"),
        edge("given", "support.withdrawn", "withdrawn"),
        edge("withdrawn", "support.given", "given"),
    ];

    fn state(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Given => "given",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Supporting twice, or taking back what was not given, is nothing new.
    fn decide(&self, command: Command, _: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let Command {
            problem,
            supporter,
            supports,
        } = command;
        Ok(match (*self == Self::Given, supports) {
            (false, true) => vec![Event::Given { problem, supporter }],
            (true, false) => vec![Event::Withdrawn { problem, supporter }],
            _ => Vec::new(),
        })
    }

    fn apply(&mut self, event: &Event) {
        *self = match event {
            Event::Given { .. } => Self::Given,
            Event::Withdrawn { .. } => Self::Withdrawn,
        };
    }
}
