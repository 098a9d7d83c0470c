//! Units: the tree of bodies, added by administrators.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service};
use massline_domain::event::stream;
use massline_domain::id::UnitCode;
use massline_domain::unit::{Command, UnitTree};
use massline_domain::{Machine, Refusal, Who};
use massline_store::UnitRow;

impl Service {
    /// One command on the tree. `by` is `None` only for the operator on the command line.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`].
    pub async fn change_units(
        &self,
        campaign: &Campaign,
        by: Option<&Staff>,
        commands: Vec<Command>,
    ) -> Result<()> {
        let who = match by {
            None => Who::System,
            Some(staff) => {
                staff.must(Right::ManageUsers, campaign.id())?;
                staff.who()
            }
        };
        let loaded = self
            .load::<UnitTree>(campaign.id(), stream::UNITS.to_owned())
            .await?;
        let context = self.context(campaign, &who);
        let mut tree = loaded.state.clone();
        let mut events = Vec::new();
        for command in commands {
            let decided = tree.decide(command, &context)?;
            decided.iter().for_each(|event| tree.apply(event));
            events.extend(decided);
        }
        self.append(campaign, &who, vec![loaded.write(events)], Vec::new())
            .await?;
        Ok(())
    }

    /// All units with their numbers of problems.
    ///
    /// # Errors
    /// From the store.
    pub async fn units(&self, campaign: &Campaign) -> Result<Vec<UnitRow>> {
        Ok(self.store().units(campaign.id()).await?)
    }

    pub(crate) async fn must_have_unit(&self, campaign: &Campaign, code: &str) -> Result<UnitCode> {
        let unknown = || Refusal::UnknownUnit {
            found: code.chars().take(60).collect(),
        };
        let unit: UnitCode = code.parse().map_err(|_| unknown())?;
        if self.store().unit_exists(campaign.id(), &unit).await? {
            Ok(unit)
        } else {
            Err(ServiceError::Refused(unknown()))
        }
    }
}
