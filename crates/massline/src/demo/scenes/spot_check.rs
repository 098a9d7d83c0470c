//! Spot-checks in the sample county: what is drawn the log decides.

use super::super::build::Builder;
use massline_domain::Day;
use massline_domain::id::UnitCode;
use massline_service::ServiceError;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Deserialize)]
pub(super) struct SpotCheckEntry {
    units: BTreeSet<UnitCode>,
    wanted: u32,
    pub(super) draw: Day,
    /// When everything but the last was looked at.
    #[serde(default)]
    pub(super) see: Option<Day>,
    #[serde(default)]
    zh: String,
}

impl Builder {
    pub(super) async fn spot_check(
        &self,
        entry: &SpotCheckEntry,
        step: usize,
    ) -> Result<(), ServiceError> {
        let (service, campaign, team) = (&self.service, &self.campaign, &self.team);
        if step == 0 {
            let units = entry.units.clone();
            let fixed = service.fix_spot_check(campaign, team, units, entry.wanted);
            return fixed.await.map(|_| ());
        }
        let all = service.spot_checks(campaign).await?;
        let (id, check) = all.first().ok_or(ServiceError::NotFound)?;
        if step == 1 {
            return service.draw_spot_check(campaign, team, *id).await;
        }
        let mut left = check.to_see();
        left.pop();
        for target in left {
            let seen = (target, true, entry.zh.clone());
            service
                .find_at_spot_check(campaign, team, *id, seen)
                .await?;
        }
        Ok(())
    }
}
