//! Look-back (回头看): after a closing somebody from outside the unit goes and sees whether
//! it held, at the distances in days that the charter names. What did not hold is open again.

use crate::charter::Charter;
use crate::clock::Limit;
use crate::context::{Context, Who};
use crate::day::Day;
use crate::id::{ProblemId, RoundId, UnitCode};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS};
use serde::{Deserialize, Serialize};

/// A closing that can be looked back upon: the round that closed a problem, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The round by which the people closed it.
    pub round: RoundId,
    /// The day of the closing.
    pub day: Day,
    /// The unit that has the problem.
    pub unit: UnitCode,
}

/// What was seen at one look-back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The round that had closed the problem.
    pub round: RoundId,
    /// The distance in days, as the charter names it.
    pub after: u16,
    /// Whether the closing held.
    pub held: bool,
    /// What was seen.
    pub words: String,
    /// When.
    pub day: Day,
    /// By somebody of this body.
    pub by: UnitCode,
}

/// All look-backs upon a problem.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LookBacks {
    /// In order.
    pub looks: Vec<Look>,
}

/// What can be wanted.
#[derive(Debug, Clone)]
pub enum Command {
    /// Write down what was seen.
    Record {
        /// The closing that stands; none where the problem is not closed.
        closing: Option<Closing>,
        /// The distance in days that is due.
        after: u16,
        /// Whether it held.
        held: bool,
        /// What was seen.
        words: String,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the command")]
pub enum Event {
    #[serde(rename = "look_back.recorded")]
    Recorded {
        problem: ProblemId,
        round: RoundId,
        after: u16,
        held: bool,
        words: String,
        day: Day,
        by: UnitCode,
    },
}

impl Event {
    /// The problem that was looked at.
    #[must_use]
    pub fn problem(&self) -> ProblemId {
        let Self::Recorded { problem, .. } = self;
        *problem
    }
}

/// What is known of a closing at one of the charter's distances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its day is still to come.
    NotYet,
    /// Its day has come and nobody has written down what is to be seen.
    Unseen,
    /// Somebody from outside saw that it held.
    Held,
    /// Somebody saw that it did not, or it was open again before the day.
    NotHeld,
}

impl LookBacks {
    /// What was seen at this distance after this closing.
    #[must_use]
    pub fn look(&self, round: RoundId, after: u16) -> Option<&Look> {
        let mut looks = self.looks.iter();
        looks.find(|look| look.round == round && look.after == after)
    }

    /// How a closing stands at one distance. `reopened` is the day on which it was open
    /// again, if it was.
    #[must_use]
    pub fn standing(
        &self,
        closed: (RoundId, Day),
        reopened: Option<Day>,
        after: u16,
        today: Day,
        charter: &Charter,
    ) -> Standing {
        let (round, closed) = closed;
        let due = due(closed, after, charter);
        match self.look(round, after) {
            Some(look) if look.held => Standing::Held,
            Some(_) => Standing::NotHeld,
            None if today < due => Standing::NotYet,
            None if reopened.is_some_and(|day| day <= due) => Standing::NotHeld,
            None => Standing::Unseen,
        }
    }

    /// The distances of the charter at which this closing must be looked at and was not,
    /// each with its day.
    #[must_use]
    pub fn to_come(&self, round: RoundId, closed: Day, charter: &Charter) -> Vec<(u16, Day)> {
        let days = charter.time.look_back_days.iter().copied();
        let unseen = days.filter(|after| self.look(round, *after).is_none());
        unseen
            .map(|after| (after, due(closed, after, charter)))
            .collect()
    }
}

/// The day from which a closing is looked at.
#[must_use]
pub fn due(closed: Day, after: u16, charter: &Charter) -> Day {
    charter.due(Limit::LookBack, closed, after)
}

fn record(
    state: &LookBacks,
    problem: ProblemId,
    command: Command,
    context: &Context<'_>,
) -> Result<Event, Refusal> {
    let Command::Record {
        closing,
        after,
        held,
        words,
    } = command;
    let closing = closing.ok_or(Refusal::WrongState { state: "open" })?;
    let by = match context.who {
        Who::Staff { unit, .. } if *unit != closing.unit => unit.clone(),
        _ => return Err(Refusal::OwnUnit),
    };
    if !context.charter.time.look_back_days.contains(&after) {
        let found = after.to_string();
        let kind = "look_back";
        return Err(Refusal::UnknownCode { kind, found });
    }
    if state.look(closing.round, after).is_some() {
        return Err(Refusal::AlreadyThere);
    }
    let earliest = due(closing.day, after, context.charter);
    if context.today < earliest {
        let field = "seen_there";
        return Err(Refusal::TooEarly { field, earliest });
    }
    let words = text::required("seen_there", &words, PARAGRAPH_CHARS)?;
    Ok(Event::Recorded {
        problem,
        round: closing.round,
        after,
        held,
        words,
        day: context.today,
        by,
    })
}

impl Machine for LookBacks {
    type Command = (ProblemId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("unseen", "look_back.recorded", "seen"),
        edge("seen", "look_back.recorded", "seen"),
    ];

    fn state(&self) -> &'static str {
        if self.looks.is_empty() {
            "unseen"
        } else {
            "seen"
        }
    }

    fn decide(
        &self,
        (problem, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        record(self, problem, command, context).map(|event| vec![event])
    }

    fn apply(&mut self, event: &Event) {
        let Event::Recorded {
            round,
            after,
            held,
            words,
            day,
            by,
            ..
        } = event.clone();
        self.looks.push(Look {
            round,
            after,
            held,
            words,
            day,
            by,
        });
    }
}
