//! Escalation (逾期上报): what is late goes to the body above after the charter's days, and one
//! body further each time as many days go by. Each time is counted and public.

use crate::charter::Charter;
use crate::clock::Limit;
use crate::context::Context;
use crate::day::Day;
use crate::id::{ItemId, ProblemId, UnitCode};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Something that has a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// A problem to be claimed.
    Claim(ProblemId),
    /// An item to be done.
    Item(ItemId),
}

impl Matter {
    /// The problem it is about.
    #[must_use]
    pub fn problem(self) -> ProblemId {
        match self {
            Self::Claim(problem) => problem,
            Self::Item(item) => item.problem,
        }
    }
}

/// Something of a unit that was not done by its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// What.
    pub matter: Matter,
    /// By when it was due.
    pub due: Day,
    /// The bodies above the unit, the nearest first.
    pub above: Vec<UnitCode>,
}

impl Late {
    /// The bodies that it has gone up to, the nearest first.
    #[must_use]
    pub fn gone_to(&self, today: Day, charter: &Charter) -> &[UnitCode] {
        let days = charter.time.escalate_days;
        let reached = |level: &usize| {
            let times = u16::try_from(*level).unwrap_or(u16::MAX);
            charter.due(Limit::Escalate, self.due, days.saturating_mul(times)) <= today
        };
        let levels = (1..=self.above.len()).take_while(reached).count();
        &self.above[..levels]
    }
}

/// One time that something went to a body above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raised {
    /// What was late.
    pub matter: Matter,
    /// By when it was due.
    pub due: Day,
    /// The body it went to.
    pub to: UnitCode,
    /// When.
    pub day: Day,
}

/// All escalations of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Escalations {
    /// In order.
    pub raised: Vec<Raised>,
}

/// What can be wanted.
#[derive(Debug, Clone)]
pub enum Command {
    /// Look at the clock, and take it up as far as it has to go.
    Raise(Late),
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of what was raised")]
pub enum Event {
    #[serde(rename = "escalation.raised")]
    Raised {
        unit: UnitCode,
        matter: Matter,
        due: Day,
        to: UnitCode,
        day: Day,
    },
}

impl Event {
    /// The unit that is late.
    #[must_use]
    pub fn unit(&self) -> &UnitCode {
        let Self::Raised { unit, .. } = self;
        unit
    }

    /// The problem it is about.
    #[must_use]
    pub fn problem(&self) -> ProblemId {
        let Self::Raised { matter, .. } = self;
        matter.problem()
    }
}

impl Escalations {
    /// The bodies that it has to go to and was not taken to.
    #[must_use]
    pub fn missing(&self, late: &Late, today: Day, charter: &Charter) -> Vec<UnitCode> {
        let told = |to: &&UnitCode| {
            let mut raised = self.raised.iter();
            raised.any(|one| one.matter == late.matter && one.due == late.due && one.to == **to)
        };
        let gone = late.gone_to(today, charter).iter();
        gone.filter(|to| !told(to)).cloned().collect()
    }
}

impl Machine for Escalations {
    type Command = (UnitCode, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("none", "escalation.raised", "raised"),
        edge("raised", "escalation.raised", "raised"),
    ];

    fn state(&self) -> &'static str {
        if self.raised.is_empty() {
            "none"
        } else {
            "raised"
        }
    }

    fn decide(
        &self,
        (unit, Command::Raise(late)): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let missing = self.missing(&late, context.today, context.charter);
        let event = |to| Event::Raised {
            unit: unit.clone(),
            matter: late.matter,
            due: late.due,
            to,
            day: context.today,
        };
        Ok(missing.into_iter().map(event).collect())
    }

    fn apply(&mut self, event: &Event) {
        let Event::Raised {
            matter,
            due,
            to,
            day,
            ..
        } = event.clone();
        self.raised.push(Raised {
            matter,
            due,
            to,
            day,
        });
    }
}
