//! What is late, and how far up it has gone.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service};
use massline_domain::context::Role;
use massline_domain::escalation::{Command, Escalations, Late};
use massline_domain::event::stream;
use massline_domain::id::UnitCode;
use massline_domain::unit::UnitTree;
use massline_domain::{Machine as _, Who};
use massline_store::{LateRow, Thing};
use std::collections::BTreeMap;

/// Something late, with the bodies that it has gone up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoneUp {
    /// What is late, and whose it is.
    pub row: LateRow,
    /// The bodies above that it has gone to, the nearest first.
    pub to: Vec<UnitCode>,
}

/// The escalations of a unit, as the public reads them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitEscalations {
    /// How often something of it went to a body above.
    pub times: u64,
    /// What is late and has gone up now, the longest waiting first.
    pub open: Vec<GoneUp>,
}

impl Service {
    /// The escalations of a unit. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn escalations(
        &self,
        campaign: &Campaign,
        unit: &UnitCode,
    ) -> Result<UnitEscalations> {
        let loaded = self
            .load::<Escalations>(campaign.id(), stream::escalation(unit))
            .await?;
        let open = self.gone_up(campaign).await?.into_iter();
        Ok(UnitEscalations {
            times: loaded.state.raised.len() as u64,
            open: open.filter(|one| one.row.unit == *unit).collect(),
        })
    }

    /// What is late below and has come up to whoever asks: to their own body, or, for a
    /// supervision team, from the units it was sent to.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn come_up(&self, campaign: &Campaign, staff: &Staff) -> Result<Vec<GoneUp>> {
        staff.must(Right::ReadWork, campaign.id())?;
        let mut all = self.gone_up(campaign).await?;
        if staff.role == Role::Supervisor {
            let (team, tree) = self.team_and_tree(campaign, staff.user).await?;
            all.retain(|one| team.reads(&staff.unit, &one.row.unit, &tree));
        } else {
            all.retain(|one| one.to.contains(&staff.unit));
        }
        Ok(all)
    }

    /// Takes up what is late long enough, in every campaign. Called by the clock.
    ///
    /// # Errors
    /// From the store.
    pub async fn raise_escalations(&self) -> Result<u32> {
        let mut raised = 0;
        for campaign in self.campaigns() {
            let mut late: BTreeMap<UnitCode, Vec<Late>> = BTreeMap::new();
            for (row, one) in self.late(&campaign).await? {
                late.entry(row.unit).or_default().push(one);
            }
            if late.is_empty() {
                continue;
            }
            let known = self.store().things(campaign.id(), "escalation").await?;
            let known: BTreeMap<String, Thing> = known.into_iter().collect();
            for (unit, late) in late {
                let state = match known.get(unit.as_str()) {
                    Some(Thing::Escalations(state)) => state.clone(),
                    _ => Escalations::default(),
                };
                let today = self.today(&campaign);
                let is_new = |one: &Late| !state.missing(one, today, &campaign.charter).is_empty();
                if late.iter().any(is_new) {
                    raised += self.raise(&campaign, unit, late).await?;
                }
            }
        }
        Ok(raised)
    }

    /// In the order in which it is due, so that each is counted once.
    async fn raise(&self, campaign: &Campaign, unit: UnitCode, late: Vec<Late>) -> Result<u32> {
        let loaded = self
            .load::<Escalations>(campaign.id(), stream::escalation(&unit))
            .await?;
        let who = Who::System;
        let context = self.context(campaign, &who);
        let mut state = loaded.state.clone();
        let mut events = Vec::new();
        for one in late {
            let new = state.decide((unit.clone(), Command::Raise(one)), &context)?;
            new.iter().for_each(|event| state.apply(event));
            events.extend(new);
        }
        let number = u32::try_from(events.len()).unwrap_or(u32::MAX);
        let written = self
            .append(campaign, &who, vec![loaded.write(events)], Vec::new())
            .await;
        match written {
            Ok(_) => Ok(number),
            // Another node was faster, or the campaign has ended: the clock calls again.
            Err(ServiceError::Stale | ServiceError::CampaignClosed) => Ok(0),
            Err(error) => Err(error),
        }
    }

    async fn gone_up(&self, campaign: &Campaign) -> Result<Vec<GoneUp>> {
        let today = self.today(campaign);
        let up = |(row, late): (LateRow, Late)| {
            let to = late.gone_to(today, &campaign.charter).to_vec();
            (!to.is_empty()).then_some(GoneUp { row, to })
        };
        Ok(self
            .late(campaign)
            .await?
            .into_iter()
            .filter_map(up)
            .collect())
    }

    async fn late(&self, campaign: &Campaign) -> Result<Vec<(LateRow, Late)>> {
        let rows = self
            .store()
            .late(campaign.id(), self.today(campaign))
            .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let tree = self.tree(campaign).await?;
        let with_above = |row: LateRow| {
            let late = Late {
                matter: row.matter,
                due: row.due,
                above: above(&tree, &row.unit),
            };
            (row, late)
        };
        Ok(rows.into_iter().map(with_above).collect())
    }
}

/// The bodies above a unit, the nearest first.
fn above(tree: &UnitTree, unit: &UnitCode) -> Vec<UnitCode> {
    let parent = |code: &UnitCode| tree.get(code).and_then(|unit| unit.parent.clone());
    let line = std::iter::successors(parent(unit), parent);
    // A tree has no more levels than units.
    line.take(tree.iter().count()).collect()
}
