//! The register of rules: set, revised and repealed by the unit whose they are; for everyone
//! to read, with what became of the problems they are to end.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service, again};
use massline_domain::id::{ProblemId, RuleId};
use massline_domain::rule::{Command, Rule, Text};
use massline_store::ProblemRow;

/// A rule with the problems it is to end, as they stand.
#[derive(Debug, Clone)]
pub struct Registered {
    /// Its number.
    pub id: RuleId,
    /// What it says and said.
    pub rule: Rule,
    /// The problems it is to end.
    pub problems: Vec<ProblemRow>,
}

impl Service {
    /// All rules, by number. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn rules(&self, campaign: &Campaign) -> Result<Vec<(RuleId, Rule)>> {
        self.numbered(campaign).await
    }

    /// One rule with its problems, and the version that forms carry. For everyone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn rule(&self, campaign: &Campaign, id: RuleId) -> Result<(Registered, u64)> {
        let loaded = self.load_numbered(campaign, id).await?;
        let rule = loaded.state;
        let text = rule.text().ok_or(ServiceError::NotFound)?;
        let mut problems = Vec::new();
        for problem in &text.problems {
            problems.extend(self.store().problem(campaign.id(), *problem).await?);
        }
        Ok((Registered { id, rule, problems }, loaded.version))
    }

    /// The problems that a unit's rules can be about.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn problems_for_rules(
        &self,
        campaign: &Campaign,
        staff: &Staff,
    ) -> Result<Vec<ProblemRow>> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        self.problems_of(campaign, &staff.unit).await
    }

    /// A unit sets a rule.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`] with what is missing.
    pub async fn set_rule(&self, campaign: &Campaign, staff: &Staff, text: Text) -> Result<RuleId> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        again!(self.try_set_rule(campaign, staff, text.clone()).await)
    }

    async fn try_set_rule(&self, campaign: &Campaign, staff: &Staff, text: Text) -> Result<RuleId> {
        let id = self.next_number::<RuleId>(campaign).await?;
        let own = self.numbers_of(campaign, staff).await?;
        let command = Command::Set { text, own };
        self.order(campaign, staff, (id, Some(0)), command).await?;
        Ok(id)
    }

    /// A unit says something else in one of its rules.
    ///
    /// # Errors
    /// As [`Service::set_rule`]; [`ServiceError::Stale`].
    pub async fn revise_rule(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: RuleId,
        (text, why): (Text, String),
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let own = self.numbers_of(campaign, staff).await?;
        let command = Command::Revise { text, own, why };
        self.order(campaign, staff, (id, seen), command).await
    }

    /// A unit repeals one of its rules.
    ///
    /// # Errors
    /// As [`Service::revise_rule`].
    pub async fn repeal_rule(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: RuleId,
        (from, why): (massline_domain::Day, String),
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let command = Command::Repeal { from, why };
        self.order(campaign, staff, (id, seen), command).await
    }

    async fn numbers_of(
        &self,
        campaign: &Campaign,
        staff: &Staff,
    ) -> Result<std::collections::BTreeSet<ProblemId>> {
        let rows = self.problems_of(campaign, &staff.unit).await?;
        Ok(rows.iter().map(|row| row.problem).collect())
    }
}
