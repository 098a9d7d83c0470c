//! The graph of a paper's states, and what events do to it.

use super::{Acceptance, Command, Event, Paper, Return, Stage};
use crate::context::Context;
use crate::id::PaperId;
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;

impl Machine for Paper {
    type Command = (PaperId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "mirror.written", "draft"),
        edge("draft", "mirror.written", "draft"),
        edge("draft", "mirror.submitted", "submitted"),
        edge("submitted", "mirror.returned", "returned"),
        edge("submitted", "mirror.accepted", "accepted"),
        edge("returned", "mirror.written", "returned"),
        edge("returned", "mirror.submitted", "submitted"),
        edge("accepted", "mirror.replied", "accepted"),
        edge("accepted", "mirror.published", "published"),
    ];

    fn state(&self) -> &'static str {
        self.stage.code()
    }

    fn decide(
        &self,
        (paper, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        self.decide_for(paper, command, context)
    }

    fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Written {
                version, office, ..
            } => {
                if self.stage == Stage::Absent {
                    self.stage = Stage::Draft;
                }
                self.version = version;
                self.office = office;
            }
            Event::Submitted { version, day, .. } => {
                self.stage = Stage::Submitted;
                self.submitted.push((version, day));
            }
            Event::Returned {
                version,
                by,
                reason,
                words,
                rewrite_by,
                day,
                substitutions,
                ..
            } => {
                self.stage = Stage::Returned;
                self.returned.push(Return {
                    version,
                    reason,
                    words,
                    rewrite_by,
                    day,
                    by,
                    substitutions,
                });
            }
            Event::Accepted { by, note, day, .. } => {
                self.stage = Stage::Accepted;
                self.accepted = Some(Acceptance { day, by, note });
            }
            Event::Replied { words, day, .. } => self.reply = Some((day, words)),
            Event::Published { content, day, .. } => {
                self.stage = Stage::Published;
                self.published = Some((day, content));
            }
        }
    }
}
