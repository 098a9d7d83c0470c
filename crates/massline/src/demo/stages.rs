//! The units of the sample county on their way through the stages.

use super::build::Builder;
use super::content::{StepAct, StepEntry};
use super::setup::staff;
use massline_domain::context::Role;
use massline_service::ServiceError;

impl Builder {
    pub(super) async fn step(&self, entry: &StepEntry) -> Result<(), ServiceError> {
        let (service, campaign, team) = (&self.service, &self.campaign, &self.team);
        let (unit, words) = (&entry.unit, entry.zh.clone());
        match entry.act {
            StepAct::Report => {
                let own = staff(campaign, Role::Unit, unit.clone());
                service
                    .report_stage(campaign, &own, (words, entry.hours), None)
                    .await
            }
            StepAct::Sign => service.sign_stage(campaign, team, unit, words, None).await,
            StepAct::Postpone => {
                let until = entry.until.unwrap_or(entry.on).plus(self.shift);
                service
                    .postpone_stage(campaign, team, unit, until, words, None)
                    .await
            }
        }
    }
}
