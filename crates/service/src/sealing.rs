//! Sealing: entries enter the log in batches, because an entry's time would tell who spoke.

use crate::error::Result;
use crate::service::Service;
use massline_domain::campaign::Profile;
use massline_domain::id::CampaignId;
use massline_log::seal;
use std::collections::HashMap;

/// Remembers, per campaign, since when something waits; no time is ever stored. It asks at
/// fixed moments only: sealing as soon as the fifth opinion comes would tell when it came.
#[derive(Debug, Default)]
pub struct Sealer {
    asked: HashMap<CampaignId, i64>,
    waiting_since: HashMap<CampaignId, i64>,
    last_seal: HashMap<CampaignId, i64>,
}

impl Service {
    /// Seals what is due. Called every second by the server.
    ///
    /// # Errors
    /// From the store; a checkpoint that does not fit is fatal for the log and says so.
    pub async fn seal_due(&self, sealer: &mut Sealer) -> Result<u64> {
        let now = self.inner.clock.unix_seconds();
        let mut sealed = 0;
        for campaign in self.campaigns() {
            let id = campaign.id();
            let profile = log_profile(campaign.row.profile);
            let asked = *sealer.asked.entry(id).or_insert(now);
            if now - asked < i64::try_from(seal::period(profile)).unwrap_or(i64::MAX) {
                continue;
            }
            sealer.asked.insert(id, now);
            let waiting = self.store().waiting(id).await?;
            if waiting.events == 0 {
                sealer.waiting_since.remove(&id);
                continue;
            }
            let since = *sealer.waiting_since.entry(id).or_insert(now);
            // Before the first seal of this run the first tick is a full period away.
            let last = sealer.last_seal.get(&id).copied();
            let elapsed = |from: i64| u64::try_from(now - from).unwrap_or(0);
            let since_seal = last.map_or(u64::MAX, elapsed);
            let staff = waiting.events - waiting.opinions.min(waiting.events);
            // In the protected profile staff entries wait for the crowd of submissions, or
            // they would tell when one came.
            let alone = waiting.opinions == 0 && seal::staff_ready(profile, staff, since_seal);
            if alone || seal::ready(profile, waiting.opinions, elapsed(since), since_seal) {
                sealed += self.seal_now(id).await?;
                sealer.waiting_since.remove(&id);
                sealer.last_seal.insert(id, now);
            }
        }
        Ok(sealed)
    }

    /// Seals all that waits in a campaign, whatever the clock says.
    ///
    /// # Errors
    /// As [`Service::seal_due`].
    pub async fn seal_now(&self, campaign: CampaignId) -> Result<u64> {
        let of = self.campaign_by_id(campaign)?;
        let sorted = of.row.profile == Profile::Protected;
        let day = self.inner.clock.day(0);
        let sealed = self.store().seal(campaign, day, sorted).await?;
        Ok(sealed.map_or(0, |sealed| sealed.entries))
    }
}

fn log_profile(profile: Profile) -> seal::Profile {
    match profile {
        Profile::Open => seal::Profile::Open,
        Profile::Protected => seal::Profile::Protected,
    }
}
