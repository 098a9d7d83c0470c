//! The units of the sample county on their way through the stages.

use super::build::Builder;
use super::content::{StepAct, StepEntry};
use super::setup::staff;
use massline_domain::context::Role;
use massline_domain::id::UnitCode;
use massline_service::ServiceError;

/// Browsers that read what a unit told, on the day it told it.
const READERS: u8 = 23;

impl Builder {
    pub(super) async fn step(&self, entry: &StepEntry) -> Result<(), ServiceError> {
        let (service, campaign, team) = (&self.service, &self.campaign, &self.team);
        let (unit, words) = (&entry.unit, entry.zh.clone());
        match entry.act {
            StepAct::Report => {
                let own = staff(campaign, Role::Unit, unit.clone());
                service
                    .report_stage(
                        campaign,
                        &own,
                        (
                            words,
                            entry.hours,
                            entry.talked.map(|day| day.plus(self.shift)),
                        ),
                        None,
                    )
                    .await?;
                self.neighbours_read(unit);
                Ok(())
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

    /// Neighbours read what was told.
    fn neighbours_read(&self, unit: &UnitCode) {
        for reader in 0..READERS {
            self.service.stages_read(&self.campaign, unit, [reader; 16]);
        }
    }
}
