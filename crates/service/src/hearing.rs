//! The plan of hearing: fixed by the office, read by everyone, waited for by the first stage.

use crate::error::Result;
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Loaded, Service};
use massline_domain::Machine;
use massline_domain::event::stream;
use massline_domain::hearing::{Aim, Command, Hearing};
use massline_store::Figures;

/// The plan of hearing and how far it is reached.
#[derive(Debug, Clone)]
pub struct HearingView {
    /// The plan with its changes.
    pub hearing: Hearing,
    /// Its targets, with whether each is reached.
    pub aims: Vec<Aim>,
    /// The version that forms carry.
    pub seen: u64,
}

impl HearingView {
    /// How many targets are not reached.
    #[must_use]
    pub fn missed(&self) -> u64 {
        self.aims.iter().filter(|aim| !aim.reached).count() as u64
    }
}

impl Service {
    /// The plan of hearing. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn hearing(&self, campaign: &Campaign) -> Result<HearingView> {
        let figures = self.figures(campaign).await?;
        self.hearing_with(campaign, &figures).await
    }

    /// The same, where the figures were read already.
    ///
    /// # Errors
    /// From the store.
    pub async fn hearing_with(
        &self,
        campaign: &Campaign,
        figures: &Figures,
    ) -> Result<HearingView> {
        let loaded = self.load_hearing(campaign).await?;
        let (groups, channels) = (&figures.groups, &figures.channels);
        Ok(HearingView {
            aims: loaded.state.aims(&campaign.charter, groups, channels),
            seen: loaded.version,
            hearing: loaded.state,
        })
    }

    /// The office fixes the plan, or changes it and says why.
    ///
    /// # Errors
    /// [`crate::ServiceError::Forbidden`], [`crate::ServiceError::Refused`] with what is
    /// missing, [`crate::ServiceError::Stale`].
    pub async fn plan_hearing(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        command: Command,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::PlanHearing, campaign.id())?;
        let loaded = self.load_hearing(campaign).await?;
        loaded.must_be_version(seen)?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let events = loaded.state.decide(command, &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], Vec::new())
            .await?;
        Ok(())
    }

    async fn load_hearing(&self, campaign: &Campaign) -> Result<Loaded<Hearing>> {
        self.load(campaign.id(), stream::HEARING.to_owned()).await
    }
}
