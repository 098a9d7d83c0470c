//! Indicators: fixed before the work, measured after, for everyone to read.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service};
use massline_domain::event::stream;
use massline_domain::id::UnitCode;
use massline_domain::indicator::{
    About, Command, Counted, Goal, Hundredths, Indicators, Reading, Subject, Value,
};
use massline_domain::{Day, Machine as _, Refusal};
use massline_store::ClosingRow;
use std::collections::BTreeMap;

/// The source of what the program counts.
const PROGRAM: &str = "massline";

/// What is counted, by day.
enum Counter {
    /// Voices by day, and the smallest number that is told.
    Voices {
        days: BTreeMap<Day, u64>,
        small: u64,
    },
    /// Closings with whether each holds.
    Held(Vec<(Day, bool)>),
}

impl Counter {
    /// The number of a window, both days included; nothing where there is none to tell of.
    fn of(&self, (from, to): (Day, Day)) -> Option<Value> {
        match self {
            Self::Voices { days, small } => {
                let sum: u64 = days.range(from..=to).map(|(_, number)| number).sum();
                let told = if sum < *small { 0 } else { sum };
                Some(Value::Amount(Hundredths(told * 100)))
            }
            Self::Held(closings) => {
                let inside = closings.iter().filter(|(day, _)| (from..=to).contains(day));
                let (mut part, mut whole) = (0, 0);
                for (_, stands) in inside {
                    whole += 1;
                    part += u32::from(*stands);
                }
                (whole > 0).then_some(Value::Share { part, whole })
            }
        }
    }
}

impl Service {
    /// The indicators of a subject, with the version that forms carry. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn indicators(
        &self,
        campaign: &Campaign,
        subject: &Subject,
    ) -> Result<(Indicators, u64)> {
        let name = stream::indicator(subject);
        let mut loaded = self.load::<Indicators>(campaign.id(), name).await?;
        let today = self.today(campaign);
        for one in &mut loaded.state.all {
            let Some(counted) = one.goal.counted else {
                continue;
            };
            let count = self.counter(campaign, subject, counted).await?;
            let readings = one.goal.windows(today).into_iter().filter_map(|window| {
                Some(Reading {
                    day: window.1,
                    value: count.of(window)?,
                    source: PROGRAM.to_owned(),
                })
            });
            one.readings = readings.collect();
        }
        Ok((loaded.state, loaded.version))
    }

    /// What the program counts of a goal is filled in, whatever was written.
    async fn filled(&self, campaign: &Campaign, subject: &Subject, goal: Goal) -> Result<Goal> {
        let Some(counted) = goal.counted else {
            return Ok(goal);
        };
        if goal.to < goal.from {
            let (field, earliest) = ("base_to", goal.from);
            return Err(Refusal::TooEarly { field, earliest }.into());
        }
        let count = self.counter(campaign, subject, counted).await?;
        let nothing = Refusal::OutOfOrder {
            what: "nothing_counted",
        };
        Ok(Goal {
            baseline: count.of((goal.from, goal.to)).ok_or(nothing)?,
            measure: counted.code().to_owned(),
            source: PROGRAM.to_owned(),
            ..goal
        })
    }

    async fn counter(
        &self,
        campaign: &Campaign,
        subject: &Subject,
        counted: Counted,
    ) -> Result<Counter> {
        let small = u64::from(campaign.charter.limits.small_number);
        match (counted, subject) {
            (Counted::Voices, Subject::Problem(problem)) => {
                let days = self.store().problem_days(campaign.id(), *problem).await?;
                let days = days.into_iter().collect();
                Ok(Counter::Voices { days, small })
            }
            (Counted::Voices, Subject::Unit(unit)) => {
                let mut days: BTreeMap<Day, u64> = BTreeMap::new();
                for row in self.problems_of(campaign, unit).await? {
                    let of = self
                        .store()
                        .problem_days(campaign.id(), row.problem)
                        .await?;
                    for (day, number) in of {
                        *days.entry(day).or_default() += number;
                    }
                }
                Ok(Counter::Voices { days, small })
            }
            (Counted::Held, subject) => {
                let closings = self.store().closings(campaign.id()).await?.into_iter();
                let is_of = |one: &ClosingRow| match subject {
                    Subject::Unit(unit) => one.unit.as_ref() == Some(unit),
                    Subject::Problem(problem) => one.round.problem == *problem,
                };
                let of = closings.filter(is_of).map(|one| (one.day, one.stands));
                Ok(Counter::Held(of.collect()))
            }
        }
    }

    /// A unit fixes, changes or measures an indicator of its own or of a problem it has.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`]; [`ServiceError::Refused`] where it is fixed already, or
    /// the problem is another unit's; [`ServiceError::Stale`].
    pub async fn indicate(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        subject: Subject,
        command: Command,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let loaded = self
            .load::<Indicators>(campaign.id(), stream::indicator(&subject))
            .await?;
        loaded.must_be_version(seen)?;
        let (unit, planned) = self.subject(campaign, &subject).await?;
        let command = match command {
            Command::Set(goal) => Command::Set(self.filled(campaign, &subject, goal).await?),
            Command::Change { number, goal } => Command::Change {
                number,
                goal: self.filled(campaign, &subject, goal).await?,
            },
            measure @ Command::Measure { .. } => measure,
        };
        let who = staff.who();
        let context = self.context(campaign, &who);
        let about = About {
            subject,
            unit,
            planned,
            command,
        };
        let events = loaded.state.decide(about, &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], Vec::new())
            .await?;
        Ok(())
    }

    /// A unit writes down what was measured on many days, all of it or nothing. What is written
    /// down already is left out; returns how many were new.
    ///
    /// # Errors
    /// As [`Service::indicate`], with the place of the reading that was refused, from 0.
    pub async fn measure_all(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        (subject, number): (Subject, u32),
        readings: Vec<Reading>,
        seen: Option<u64>,
    ) -> std::result::Result<u64, (usize, ServiceError)> {
        let nowhere = |error| (0, error);
        staff
            .must(Right::WorkForUnit, campaign.id())
            .map_err(nowhere)?;
        let stream = stream::indicator(&subject);
        let loaded = self.load::<Indicators>(campaign.id(), stream).await;
        let mut loaded = loaded.map_err(nowhere)?;
        loaded.must_be_version(seen).map_err(nowhere)?;
        let whose = self.subject(campaign, &subject).await;
        let (unit, planned) = whose.map_err(nowhere)?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let mut events = Vec::new();
        for (place, reading) in readings.into_iter().enumerate() {
            let known = loaded.state.get(number).is_some_and(|one| {
                let mut all = one.readings.iter();
                all.any(|old| (old.day, old.value) == (reading.day, reading.value))
            });
            if known {
                continue;
            }
            let about = About {
                subject: subject.clone(),
                unit: unit.clone(),
                planned,
                command: Command::Measure { number, reading },
            };
            let decided = loaded.state.decide(about, &context);
            let decided = decided.map_err(|refusal| (place, refusal.into()))?;
            decided.iter().for_each(|event| loaded.state.apply(event));
            events.extend(decided);
        }
        if events.is_empty() {
            return Err((0, Refusal::Unchanged.into()));
        }
        let new = events.len() as u64;
        let write = loaded.write(events);
        let done = self.append(campaign, &who, vec![write], Vec::new()).await;
        done.map(|_| new).map_err(nowhere)
    }

    /// Whose a subject is, and whether work on it is planned.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn subject(
        &self,
        campaign: &Campaign,
        subject: &Subject,
    ) -> Result<(Option<UnitCode>, bool)> {
        match subject {
            Subject::Unit(unit) => Ok((Some(unit.clone()), false)),
            Subject::Problem(problem) => {
                let row = self.store().problem(campaign.id(), *problem).await?;
                let row = row.ok_or(ServiceError::NotFound)?;
                let items = self.store().items(campaign.id(), *problem).await?;
                Ok((row.unit, !items.is_empty()))
            }
        }
    }
}
