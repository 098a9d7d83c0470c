//! The form that every state machine has, and the table of edges that documents it.

use crate::context::Context;
use crate::refusal::Refusal;

/// A thing with states. `decide` says what happens, `apply` makes it so.
pub trait Machine: Default + Clone {
    /// What someone wants.
    type Command;
    /// What happened.
    type Event;
    /// The documentation of the machine: every allowed edge and no other.
    const EDGES: &'static [Edge];

    /// The name of the current state, as used in [`Edge`] and in data.
    fn state(&self) -> &'static str;
    /// Decides a command. Changes nothing.
    ///
    /// # Errors
    /// A [`Refusal`] where the rules say no.
    fn decide(
        &self,
        command: Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Self::Event>, Refusal>;
    /// Applies an event that was decided, now or years ago.
    fn apply(&mut self, event: &Self::Event);

    /// The state after replaying events from the beginning.
    fn replay<'e>(events: impl IntoIterator<Item = &'e Self::Event>) -> Self
    where
        Self::Event: 'e,
    {
        let mut state = Self::default();
        events.into_iter().for_each(|event| state.apply(event));
        state
    }
}

/// From one state, by an event with this tag, to another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// State before.
    pub from: &'static str,
    /// Tag of the event, for instance `problem.claimed`.
    pub event: &'static str,
    /// State after.
    pub to: &'static str,
}

/// Shorthand for tables of edges.
#[must_use]
pub const fn edge(from: &'static str, event: &'static str, to: &'static str) -> Edge {
    Edge { from, event, to }
}
