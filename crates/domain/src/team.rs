//! Supervision team (督导组): sent from above to parts of the tree, never to its own body.
//! It reads, returns and signs; there is nothing it can edit.

use crate::context::Context;
use crate::day::Day;
use crate::id::{UnitCode, UserId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::unit::UnitTree;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a team is sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Team {
    /// Each with everything below it.
    pub over: BTreeSet<UnitCode>,
}

/// What can be wanted.
#[derive(Debug, Clone)]
pub enum Command {
    /// Send it to these parts of the tree and no others.
    Send {
        /// The body the team comes from.
        from: UnitCode,
        /// Where it goes.
        over: BTreeSet<UnitCode>,
        /// All units.
        tree: UnitTree,
    },
    /// Call it back.
    Recall,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the command")]
pub enum Event {
    #[serde(rename = "team.sent")]
    Sent {
        user: UserId,
        over: BTreeSet<UnitCode>,
        day: Day,
    },
    #[serde(rename = "team.recalled")]
    Recalled { user: UserId, day: Day },
}

impl Event {
    /// The account of the team.
    #[must_use]
    pub fn user(&self) -> UserId {
        match self {
            Self::Sent { user, .. } | Self::Recalled { user, .. } => *user,
        }
    }
}

impl Team {
    /// Whether a team of the body `from` reads and signs for this unit: it was sent there,
    /// and its body stands above.
    #[must_use]
    pub fn reads(&self, from: &UnitCode, unit: &UnitCode, tree: &UnitTree) -> bool {
        let sent = self.over.iter().any(|part| tree.is_within(unit, part));
        sent && is_below(unit, from, tree)
    }
}

/// Whether a unit lies below a body and is not that body.
fn is_below(unit: &UnitCode, from: &UnitCode, tree: &UnitTree) -> bool {
    unit != from && tree.is_within(unit, from)
}

impl Machine for Team {
    type Command = (UserId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("home", "team.sent", "sent"),
        edge("sent", "team.sent", "sent"),
        edge("sent", "team.recalled", "home"),
    ];

    fn state(&self) -> &'static str {
        if self.over.is_empty() { "home" } else { "sent" }
    }

    fn decide(
        &self,
        (user, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let event = match command {
            Command::Send { from, over, tree } => {
                may_be_sent(&from, &over, &tree)?;
                if over == self.over {
                    return Err(Refusal::AlreadyThere);
                }
                Event::Sent { user, over, day }
            }
            Command::Recall if self.over.is_empty() => {
                let state = self.state();
                return Err(Refusal::WrongState { state });
            }
            Command::Recall => Event::Recalled { user, day },
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Sent { over, .. } => self.over = over.clone(),
            Event::Recalled { .. } => self.over.clear(),
        }
    }
}

fn may_be_sent(from: &UnitCode, over: &BTreeSet<UnitCode>, tree: &UnitTree) -> Result<(), Refusal> {
    if over.is_empty() {
        return Err(Refusal::Empty { field: "over" });
    }
    for unit in over {
        if tree.get(unit).is_none() {
            let found = unit.to_string();
            return Err(Refusal::UnknownUnit { found });
        }
        if !is_below(unit, from, tree) {
            return Err(Refusal::OwnUnit);
        }
    }
    Ok(())
}
