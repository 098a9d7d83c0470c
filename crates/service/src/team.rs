//! Supervision teams: where they are sent, and what they read there.

use crate::error::Result;
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service};
use massline_domain::context::Role;
use massline_domain::event::stream;
use massline_domain::id::{UnitCode, UserId};
use massline_domain::team::{Command, Team};
use massline_domain::unit::UnitTree;
use massline_domain::{Machine, Refusal, Who};
use std::collections::BTreeSet;

impl Service {
    /// Sends a team to these parts of the tree and no others; to none calls it back. `by` is
    /// `None` only for the operator on the command line.
    ///
    /// # Errors
    /// [`crate::ServiceError::Forbidden`]; refused where the account is no team, or its body
    /// does not stand above.
    pub async fn send_team(
        &self,
        campaign: &Campaign,
        by: Option<&Staff>,
        user: UserId,
        over: BTreeSet<UnitCode>,
    ) -> Result<()> {
        let who = match by {
            None => Who::System,
            Some(staff) => {
                staff.must(Right::ManageUsers, campaign.id())?;
                staff.who()
            }
        };
        let row = self.store().user(campaign.id(), user).await?;
        let row = row.ok_or(Refusal::NotThere)?;
        if row.role != Role::Supervisor {
            let state = row.role.code();
            return Err(Refusal::WrongState { state }.into());
        }
        let loaded = self.load::<Team>(campaign.id(), stream::team(user)).await?;
        let command = if over.is_empty() {
            Command::Recall
        } else {
            Command::Send {
                from: row.unit,
                over,
                tree: self.tree(campaign).await?,
            }
        };
        let context = self.context(campaign, &who);
        let events = loaded.state.decide((user, command), &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], Vec::new())
            .await?;
        Ok(())
    }

    /// Where a team is sent.
    ///
    /// # Errors
    /// From the store.
    pub async fn team(&self, campaign: &Campaign, user: UserId) -> Result<Team> {
        let loaded = self.load::<Team>(campaign.id(), stream::team(user)).await?;
        Ok(loaded.state)
    }

    pub(crate) async fn team_and_tree(
        &self,
        campaign: &Campaign,
        user: UserId,
    ) -> Result<(Team, UnitTree)> {
        Ok((self.team(campaign, user).await?, self.tree(campaign).await?))
    }

    /// Whether some team reads this unit.
    pub(crate) async fn is_supervised(&self, campaign: &Campaign, unit: &UnitCode) -> Result<bool> {
        let tree = self.tree(campaign).await?;
        let users = self.store().users(campaign.id()).await?;
        let teams = users
            .iter()
            .filter(|row| row.active && row.role == Role::Supervisor);
        for row in teams {
            if self
                .team(campaign, row.user)
                .await?
                .reads(&row.unit, unit, &tree)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Goes on only for a team that reads this unit.
    pub(crate) async fn must_supervise(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        unit: &UnitCode,
    ) -> Result<()> {
        staff.must(Right::Supervise, campaign.id())?;
        let (team, tree) = self.team_and_tree(campaign, staff.user).await?;
        staff.must_read(unit, &team, &tree)
    }
}
