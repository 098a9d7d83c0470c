//! Talks (谈心谈话) before the session: who must have talked with whom before anything is said.
//! Only that a talk was held is on record, never what was said in it.

use super::{Event, Session, order, own_unit, unknown};
use crate::charter::{Between, Charter};
use crate::context::{Context, Who};
use crate::day::Day;
use crate::id::{SessionId, UnitCode};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A talk, by the numbers of the offices of the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Talk {
    /// Two of those present; the lower number first.
    Pair {
        /// One.
        one: u32,
        /// The other.
        other: u32,
    },
    /// One of those present with the head of a unit below.
    Below {
        /// The office that is present.
        by: u32,
        /// The unit.
        unit: UnitCode,
    },
    /// The supervision team with one of those present.
    Team {
        /// The office that is present.
        with: u32,
    },
}

/// A talk that was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Which.
    pub talk: Talk,
    /// On this day.
    pub day: Day,
    /// Recorded by the unit, or by a team of this body.
    pub by: UnitCode,
}

/// How the units around stand when a session is opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// The charter's code of the unit's class.
    pub class: String,
    /// The nearest body above of which a session is asked, where it has not closed one.
    pub waits_for: Option<UnitCode>,
    /// The units right below that take part.
    pub below: Vec<UnitCode>,
    /// Whether a supervision team reads the unit.
    pub read: bool,
}

impl Around {
    /// The kinds of talks asked, of those for which there is someone to talk with.
    pub(super) fn talks(&self, charter: &Charter) -> Vec<Between> {
        let asked = charter.talks_asked(&self.class).into_iter();
        let possible = |between: &Between| match between {
            Between::HeadsBelow => !self.below.is_empty(),
            Between::TeamAndEach => self.read,
            Between::LeaderAndEach | Between::EachOther => true,
        };
        let kinds: BTreeSet<Between> = asked.map(|rule| rule.between).filter(possible).collect();
        kinds.into_iter().collect()
    }
}

/// The talks that are asked and not held yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owed {
    /// Between two of those present; the lower number first.
    pub pairs: Vec<(u32, u32)>,
    /// With the heads of these units.
    pub below: Vec<UnitCode>,
    /// Of the supervision team with these.
    pub team: Vec<u32>,
}

impl Owed {
    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pairs.len() + self.below.len() + self.team.len()
    }

    /// Those that the unit holds itself, with the heads of units below by this office.
    #[must_use]
    pub fn of_unit(&self, by: u32) -> Vec<Talk> {
        let pairs = self.pairs.iter().copied();
        let pairs = pairs.map(|(one, other)| Talk::Pair { one, other });
        let below = self.below.iter().cloned();
        let below = below.map(|unit| Talk::Below { by, unit });
        pairs.chain(below).collect()
    }

    /// Whether all are held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }
}

impl Session {
    /// The talks that are still to be held.
    #[must_use]
    pub fn talks_owed(&self) -> Owed {
        let numbers: Vec<u32> = self.offices().map(|(number, _)| number).collect();
        let mut owed = Owed::default();
        for (at, one) in numbers.iter().copied().enumerate() {
            for other in numbers[at + 1..].iter().copied() {
                let leads = [one, other].contains(&self.leader);
                if self.asks_for_pair(leads) && !self.have_talked(one, other) {
                    owed.pairs.push((one, other));
                }
            }
        }
        if self.asked.contains(&Between::HeadsBelow) {
            let below = self.below.iter().filter(|unit| !self.has_heard(unit));
            owed.below = below.cloned().collect();
        }
        if self.asked.contains(&Between::TeamAndEach) {
            owed.team = numbers;
            owed.team
                .retain(|with| !self.holds(&Talk::Team { with: *with }));
        }
        owed
    }

    fn asks_for_pair(&self, leads: bool) -> bool {
        let each = self.asked.contains(&Between::EachOther);
        each || (leads && self.asked.contains(&Between::LeaderAndEach))
    }

    fn have_talked(&self, one: u32, other: u32) -> bool {
        self.holds(&Talk::Pair { one, other })
    }

    fn has_heard(&self, head: &UnitCode) -> bool {
        let mut talks = self.talks.iter();
        talks.any(|held| matches!(&held.talk, Talk::Below { unit, .. } if unit == head))
    }

    fn holds(&self, talk: &Talk) -> bool {
        self.talks.iter().any(|held| held.talk == *talk)
    }

    pub(super) fn must_have_talked(&self) -> Result<(), Refusal> {
        if self.talks_owed().is_empty() {
            Ok(())
        } else {
            Err(order("talks_first"))
        }
    }

    pub(super) fn talk(
        &self,
        session: SessionId,
        (talks, day): (Vec<Talk>, Day),
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        let (field, latest) = ("criticism_talked_on", context.today);
        if talks.is_empty() {
            let field = "criticism_talks";
            return Err(Refusal::Empty { field });
        }
        if day > latest {
            return Err(Refusal::TooLate { field, latest });
        }
        let Who::Staff { unit: by, .. } = context.who else {
            return Err(Refusal::NotYourUnit);
        };
        let mut seen = Vec::new();
        for talk in &talks {
            self.must_be_possible(&session, talk, context)?;
            if self.holds(talk) || seen.contains(&talk) {
                return Err(Refusal::Unchanged);
            }
            seen.push(talk);
        }
        Ok(Event::Talked {
            session,
            by: by.clone(),
            talks,
            day,
        })
    }

    /// The unit records its own talks, the team its own.
    fn must_be_possible(
        &self,
        session: &SessionId,
        talk: &Talk,
        context: &Context<'_>,
    ) -> Result<(), Refusal> {
        match talk {
            Talk::Pair { one, other } => {
                own_unit(session, context)?;
                self.must_be_present(*one)?;
                self.must_be_present(*other)?;
                if one < other {
                    Ok(())
                } else {
                    Err(unknown("office", &format!("{one}-{other}")))
                }
            }
            Talk::Below { by, unit } => {
                own_unit(session, context)?;
                self.must_be_present(*by)?;
                if self.below.contains(unit) {
                    Ok(())
                } else {
                    let found = unit.to_string();
                    Err(Refusal::UnknownUnit { found })
                }
            }
            Talk::Team { with } => {
                super::decide::from_outside(session, context)?;
                self.must_be_present(*with)
            }
        }
    }
}
