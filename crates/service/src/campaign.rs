//! Campaigns: opened by the operator with a charter.

use crate::error::ServiceError;
use crate::service::{Campaign, Loaded, Service};
use massline_domain::campaign::{Campaign as State, Command, Profile};
use massline_domain::charter::CharterError;
use massline_domain::event::stream;
use massline_domain::id::{CampaignId, Digest};
use massline_domain::unit::Name;
use massline_domain::{Charter, Context, Machine, Who};
use massline_store::Write;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// A campaign to be opened.
#[derive(Debug, Clone)]
pub struct NewCampaign {
    /// Short name in addresses and commands.
    pub slug: String,
    /// Its name.
    pub name: Name,
    /// The charter's whole text.
    pub charter: String,
    /// How soon entries are sealed; fixed for good.
    pub profile: Profile,
}

/// Why a campaign could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The charter is not one.
    #[error("charter: {0}")]
    Charter(#[from] CharterError),
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl Service {
    /// Opens a campaign.
    ///
    /// # Errors
    /// [`OpenError::Charter`] naming line and key; refusals for names that are missing or taken.
    pub async fn open_campaign(
        &self,
        new: NewCampaign,
    ) -> std::result::Result<Arc<Campaign>, OpenError> {
        let charter = Charter::parse(&new.charter)?;
        if self.campaign(&new.slug).is_ok() {
            return Err(ServiceError::from(massline_domain::Refusal::AlreadyThere).into());
        }
        let last = self
            .campaigns()
            .last()
            .map_or(0, |campaign| campaign.id().0);
        let id = CampaignId(last + 1);
        let digest = Digest(Sha256::digest(new.charter.as_bytes()).into());
        let today = self.inner.clock.day(charter.time.utc_offset_minutes);
        let context = Context {
            today,
            who: &Who::System,
            charter: &charter,
        };
        let (slug, name, profile) = (new.slug.clone(), new.name, new.profile);
        let command = Command::Open {
            slug,
            name,
            charter: new.charter,
            digest,
            profile,
        };
        let events = State::default()
            .decide(command, &context)
            .map_err(ServiceError::from)?;
        let loaded = Loaded {
            state: State::default(),
            version: 0,
            stream: stream::CAMPAIGN.to_owned(),
        };
        let write = Write {
            campaign: id,
            today,
            who: Who::System,
            entropy: self.random(),
            streams: vec![loaded.write(events)],
            vault: Vec::new(),
        };
        self.store()
            .append(write)
            .await
            .map_err(ServiceError::from)?;
        self.reload_campaigns().await?;
        Ok(self.campaign(&new.slug)?)
    }
}
