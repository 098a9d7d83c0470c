//! Indicators: fixed before the work, measured after, for everyone to read.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service};
use massline_domain::Machine as _;
use massline_domain::event::stream;
use massline_domain::id::UnitCode;
use massline_domain::indicator::{About, Command, Indicators, Subject};

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
