//! Indicators: fixed before the work, measured after, for everyone to read.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service};
use massline_domain::event::stream;
use massline_domain::id::UnitCode;
use massline_domain::indicator::{About, Command, Indicators, Reading, Subject};
use massline_domain::{Machine as _, Refusal};

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
        let loaded = self.load::<Indicators>(campaign.id(), name).await?;
        Ok((loaded.state, loaded.version))
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
