//! Sealing: entries enter the log in batches, because an entry's time would tell who spoke.

use crate::error::Result;
use crate::service::Service;
use massline_domain::campaign::Profile;
use massline_domain::id::CampaignId;
use massline_log::seal;
use massline_store::{OpinionFilter, Waiting};
use std::collections::HashMap;

/// Remembers, per campaign, since when something waits; no time is ever stored. It asks at
/// fixed moments only, on the hour: sealing as soon as the fifth opinion comes would tell
/// when it came.
#[derive(Debug, Default)]
pub struct Sealer {
    /// The period of the clock in which it last looked.
    looked: HashMap<CampaignId, i64>,
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
            let period = i64::try_from(seal::period(profile)).unwrap_or(i64::MAX);
            let now_in = now.div_euclid(period);
            if sealer
                .looked
                .insert(id, now_in)
                .is_none_or(|before| before == now_in)
            {
                continue;
            }
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
            let oldest = elapsed(since).max(self.age_by_day(id, waiting, now).await?);
            if alone || seal::ready(profile, waiting.opinions, oldest, since_seal) {
                sealed += self.seal_now(id).await?;
                sealer.waiting_since.remove(&id);
                sealer.last_seal.insert(id, now);
            }
        }
        Ok(sealed)
    }

    /// How long, at least, the oldest waiting opinion has waited, by its day: what this run
    /// remembers begins with the run, and a promise must hold over a restart.
    async fn age_by_day(&self, campaign: CampaignId, waiting: Waiting, now: i64) -> Result<u64> {
        if waiting.opinions == 0 || waiting.opinions >= seal::PROTECTED_CROWD {
            return Ok(0);
        }
        // What waits came after all that is sealed: the oldest of n is the n-th from the end.
        let page = u32::try_from(waiting.opinions).unwrap_or(1);
        let filter = OpinionFilter {
            page,
            per_page: 1,
            ..OpinionFilter::default()
        };
        let found = self.store().opinions(campaign, &filter).await?;
        let Some(oldest) = found.rows.first() else {
            return Ok(0);
        };
        let end_of_day = i64::from(oldest.received.plus(1).0) * 86_400;
        Ok(u64::try_from(now - end_of_day).unwrap_or(0))
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
