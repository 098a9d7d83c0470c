//! What is measured in the sample county.

use super::build::Builder;
use super::setup::staff;
use massline_domain::context::Role;
use massline_domain::id::UnitCode;
use massline_domain::indicator::{
    Aim, Command, Counted, Goal, Hundredths, Reading, Subject, Value,
};
use massline_domain::{Day, Refusal};
use massline_service::ServiceError;
use serde::Deserialize;

/// An indicator, or a measurement.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum CheckEntry {
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
        /// What the program counts; value, measure and source are then filled in.
        #[serde(default)]
        counted: Option<Counted>,
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
            Self::Indicator { on, .. } | Self::Measure { on, .. } => *on,
        }
    }

    /// What it is about, for messages.
    pub(super) fn about(&self) -> &str {
        match self {
            Self::Indicator { unit, .. } | Self::Measure { unit, .. } => unit.as_str(),
        }
    }
}

impl Builder {
    pub(super) async fn check(&self, entry: &CheckEntry) -> Result<(), ServiceError> {
        let shifted = |day: Day| day.plus(self.shift);
        match entry {
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
                counted,
                ..
            } => {
                let goal = Goal {
                    counted: *counted,
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
