//! The votes of one person in one consultation. Who it is nobody knows: a participant is a keyed
//! hash of a random token that the person's browser holds, and a vote has no day of its own.

use super::statement::codes;
use crate::context::Context;
use crate::id::{ConsultationId, Digest, StatementId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One answer to one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The person agrees.
    Agree,
    /// The person disagrees.
    Disagree,
    /// The person neither agrees nor disagrees, or does not know.
    Pass,
}

codes!(Choice: Agree = "agree", Disagree = "disagree", Pass = "pass");

/// What one person said in one consultation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voting {
    /// The last answer to each statement.
    pub choices: BTreeMap<u32, Choice>,
}

/// An answer. That the consultation is open and the statement accepted is seen to by whoever
/// commands.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// The keyed hash of the person's token.
    pub participant: Digest,
    /// To what.
    pub statement: StatementId,
    /// The answer.
    pub choice: Choice,
    /// Whether people vote on this statement.
    pub accepted: bool,
}

/// What happened to one person's votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the command")]
pub enum Event {
    #[serde(rename = "vote.cast")]
    Cast {
        statement: StatementId,
        participant: Digest,
        choice: Choice,
    },
    #[serde(rename = "vote.changed")]
    Changed {
        statement: StatementId,
        participant: Digest,
        from: Choice,
        choice: Choice,
    },
}

impl Event {
    /// The statement it answers.
    #[must_use]
    pub fn statement(&self) -> StatementId {
        match self {
            Self::Cast { statement, .. } | Self::Changed { statement, .. } => *statement,
        }
    }

    /// Whose vote it is.
    #[must_use]
    pub fn participant(&self) -> Digest {
        match self {
            Self::Cast { participant, .. } | Self::Changed { participant, .. } => *participant,
        }
    }

    /// The consultation it belongs to.
    #[must_use]
    pub fn consultation(&self) -> ConsultationId {
        self.statement().consultation
    }
}

impl Machine for Voting {
    type Command = Command;
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "vote.cast", "voting"),
        edge("voting", "vote.cast", "voting"),
        edge("voting", "vote.changed", "voting"),
    ];

    fn state(&self) -> &'static str {
        if self.choices.is_empty() {
            "absent"
        } else {
            "voting"
        }
    }

    /// The same answer again is nothing new.
    fn decide(&self, command: Command, _: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let Command {
            participant,
            statement,
            choice,
            accepted,
        } = command;
        if !accepted {
            return Err(Refusal::NotThere);
        }
        Ok(match self.choices.get(&statement.number) {
            None => vec![Event::Cast {
                statement,
                participant,
                choice,
            }],
            Some(before) if *before == choice => Vec::new(),
            Some(before) => vec![Event::Changed {
                statement,
                participant,
                from: *before,
                choice,
            }],
        })
    }

    fn apply(&mut self, event: &Event) {
        let (Event::Cast { choice, .. } | Event::Changed { choice, .. }) = event;
        self.choices.insert(event.statement().number, *choice);
    }
}
