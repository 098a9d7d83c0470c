//! The plan of hearing (听取意见计划): how many voices of which groups of people, and by which
//! channels, are to be heard by a day. It is fixed in public before one knows who will speak; a
//! later change needs a reason, and what it said before stays.

use crate::charter::{Charter, Named};
use crate::context::{Context, Role, Who};
use crate::day::Day;
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::small::reached;
use crate::text::{self, PARAGRAPH_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most voices a target asks for.
pub const MOST_WANTED: u32 = 10_000_000;

/// Numbers by the charter's codes.
pub type Numbers = BTreeMap<String, u32>;

/// How many voices are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// Of each group of people.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: Numbers,
    /// By each channel.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub channels: Numbers,
}

/// A plan as it was fixed on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// How many are wanted.
    pub targets: Targets,
    /// By this day.
    pub by: Day,
    /// Fixed on this day.
    pub day: Day,
}

/// A change of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// On this day.
    pub day: Day,
    /// Why.
    pub reason: String,
    /// What it said before.
    pub before: Plan,
}

/// The plan of hearing of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Hearing {
    /// As it stands.
    pub plan: Option<Plan>,
    /// Every change, in order.
    pub changes: Vec<Change>,
}

/// Whom a target is about: a code of the charter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// A group of people.
    Group(String),
    /// A channel.
    Channel(String),
}

/// A target, and whether it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    /// Whom it is about.
    pub whom: Whom,
    /// How many voices are wanted.
    pub wanted: u32,
    /// Whether so many were heard, as far as small numbers allow to say so.
    pub reached: bool,
}

/// Fix the plan, or change it.
#[derive(Debug, Clone)]
pub struct Command {
    /// How many are wanted.
    pub targets: Targets,
    /// By this day.
    pub by: Day,
    /// Why it is changed; nothing the first time.
    pub reason: String,
}

/// What happened to the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the command")]
pub enum Event {
    #[serde(rename = "hearing.planned")]
    Planned { targets: Targets, by: Day, day: Day },
    #[serde(rename = "hearing.changed")]
    Changed {
        targets: Targets,
        by: Day,
        reason: String,
        day: Day,
    },
}

impl Targets {
    fn must_be_possible(&self, charter: &Charter) -> Result<(), Refusal> {
        for code in self.groups.keys() {
            charter.check_code("group", code)?;
        }
        for code in self.channels.keys() {
            charter.check_code("channel", code)?;
        }
        let least = charter.limits.small_number;
        let mut wanted = self.groups.values().chain(self.channels.values());
        if self.groups.is_empty() && self.channels.is_empty() {
            let field = "hearing_targets";
            return Err(Refusal::Empty { field });
        }
        if wanted.any(|number| !(least..=MOST_WANTED).contains(number)) {
            let what = "target_size";
            return Err(Refusal::OutOfOrder { what });
        }
        Ok(())
    }
}

impl Hearing {
    /// Every target in the charter's order, and whether it is reached, from the numbers of
    /// voices by group and by channel.
    #[must_use]
    pub fn aims(
        &self,
        charter: &Charter,
        groups: &BTreeMap<String, u64>,
        channels: &BTreeMap<String, u64>,
    ) -> Vec<Aim> {
        let Some(plan) = &self.plan else {
            return Vec::new();
        };
        let k = u64::from(charter.limits.small_number);
        let of_groups = aims(&charter.groups, &plan.targets.groups, groups, k);
        let of_channels = aims(&charter.channels, &plan.targets.channels, channels, k);
        let groups = of_groups.map(|(code, wanted, reached)| Aim {
            whom: Whom::Group(code),
            wanted,
            reached,
        });
        let channels = of_channels.map(|(code, wanted, reached)| Aim {
            whom: Whom::Channel(code),
            wanted,
            reached,
        });
        groups.chain(channels).collect()
    }
}

fn aims<'a>(
    all: &'a [Named],
    targets: &'a Numbers,
    heard: &BTreeMap<String, u64>,
    k: u64,
) -> impl Iterator<Item = (String, u32, bool)> + 'a {
    let count = |one: &Named| heard.get(&one.id).copied().unwrap_or(0);
    let counts: Vec<u64> = all.iter().map(count).collect();
    all.iter().enumerate().filter_map(move |(at, one)| {
        let wanted = *targets.get(&one.id)?;
        let reached = reached(&counts, k, at, u64::from(wanted));
        Some((one.id.clone(), wanted, reached))
    })
}

impl Machine for Hearing {
    type Command = Command;
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "hearing.planned", "planned"),
        edge("planned", "hearing.changed", "planned"),
    ];

    fn state(&self) -> &'static str {
        match self.plan {
            None => "absent",
            Some(_) => "planned",
        }
    }

    fn decide(
        &self,
        Command {
            targets,
            by,
            reason,
        }: Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let Who::Staff {
            role: Role::Office, ..
        } = context.who
        else {
            return Err(Refusal::NotYourUnit);
        };
        let (day, field) = (context.today, "hearing_by");
        targets.must_be_possible(context.charter)?;
        if by < day {
            let earliest = day;
            return Err(Refusal::TooEarly { field, earliest });
        }
        let event = match &self.plan {
            None => Event::Planned { targets, by, day },
            Some(plan) if plan.targets == targets && plan.by == by => {
                return Err(Refusal::Unchanged);
            }
            Some(_) => Event::Changed {
                targets,
                by,
                reason: text::required("hearing_reason", &reason, PARAGRAPH_CHARS)?,
                day,
            },
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Planned { targets, by, day } => self.plan = Some(Plan { targets, by, day }),
            Event::Changed {
                targets,
                by,
                reason,
                day,
            } => {
                if let Some(before) = self.plan.replace(Plan { targets, by, day }) {
                    let change = Change {
                        day,
                        reason,
                        before,
                    };
                    self.changes.push(change);
                }
            }
        }
    }
}
