//! What is looked back upon and measured in the sample county.

use super::build::Builder;
use super::content::Content;
use super::setup::staff;
use massline_domain::context::Role;
use massline_domain::id::UnitCode;
use massline_domain::indicator::{Aim, Command, Goal, Hundredths, Reading, Subject, Value};
use massline_domain::{Day, Refusal};
use massline_service::ServiceError;
use serde::Deserialize;

/// A look-back, an indicator, or a measurement.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum CheckEntry {
    /// The supervision team looks at a closed problem.
    Look {
        on: Day,
        problem: String,
        after: u16,
        held: bool,
        zh: String,
    },
    /// A unit fixes what it will measure.
    Indicator {
        on: Day,
        unit: UnitCode,
        family: String,
        zh: String,
        measure: String,
        aim: Aim,
        from: Day,
        to: Day,
        value: String,
        source: String,
        target: String,
        starts: Day,
    },
    /// A unit writes down what it measured that day.
    Measure {
        on: Day,
        unit: UnitCode,
        number: u32,
        value: String,
        source: String,
    },
}

impl CheckEntry {
    pub(super) fn on(&self) -> Day {
        match self {
            Self::Look { on, .. } | Self::Indicator { on, .. } | Self::Measure { on, .. } => *on,
        }
    }

    /// What it is about, for messages.
    pub(super) fn about(&self) -> &str {
        match self {
            Self::Look { problem, .. } => problem,
            Self::Indicator { unit, .. } | Self::Measure { unit, .. } => unit.as_str(),
        }
    }
}

impl Builder {
    pub(super) async fn check(
        &self,
        content: &Content,
        entry: &CheckEntry,
    ) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let shifted = |day: Day| day.plus(self.shift);
        match entry {
            CheckEntry::Look {
                problem,
                after,
                held,
                zh,
                ..
            } => {
                let mut all = content.problems.iter();
                let at = all.position(|one| one.code == *problem);
                let number = self.number(at.ok_or(ServiceError::NotFound)?)?;
                let seen = (*held, zh.clone());
                service
                    .look_back(campaign, &self.team, number, *after, seen)
                    .await
            }
            CheckEntry::Indicator {
                unit,
                family,
                zh,
                measure,
                aim,
                from,
                to,
                value,
                source,
                target,
                starts,
                ..
            } => {
                let goal = Goal {
                    family: family.clone(),
                    name: zh.clone(),
                    measure: measure.clone(),
                    aim: *aim,
                    from: shifted(*from),
                    to: shifted(*to),
                    baseline: read(value)?,
                    source: source.clone(),
                    target: Hundredths::read(target).ok_or_else(|| unknown(target))?,
                    starts: shifted(*starts),
                };
                self.indicate(unit, Command::Set(goal)).await
            }
            CheckEntry::Measure {
                on,
                unit,
                number,
                value,
                source,
            } => {
                let reading = Reading {
                    day: shifted(*on),
                    value: read(value)?,
                    source: source.clone(),
                };
                let number = *number;
                self.indicate(unit, Command::Measure { number, reading })
                    .await
            }
        }
    }

    async fn indicate(&self, unit: &UnitCode, command: Command) -> Result<(), ServiceError> {
        let own = staff(&self.campaign, Role::Unit, unit.clone());
        let subject = Subject::Unit(unit.clone());
        let (service, campaign) = (&self.service, &self.campaign);
        service
            .indicate(campaign, &own, subject, command, None)
            .await
    }
}

fn read(value: &str) -> Result<Value, ServiceError> {
    Value::read(value).ok_or_else(|| unknown(value))
}

fn unknown(found: &str) -> ServiceError {
    let found = found.to_owned();
    ServiceError::Refused(Refusal::UnknownCode {
        kind: "value",
        found,
    })
}
