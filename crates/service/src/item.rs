//! Rectification items: planned and worked on by the unit that claimed the problem.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::public_file::PublicFile;
use crate::service::{Campaign, Service};
use massline_domain::event::stream;
use massline_domain::id::{ItemId, ProblemId, StatementId};
use massline_domain::item::{Command, Evidence, Item, Plan};
use massline_domain::problem::{Command as ProblemCommand, Problem, Stage};
use massline_domain::{Machine as _, Refusal};
use massline_store::VaultWrite;

impl Service {
    /// Plans a further item for a problem the unit has claimed.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`] with the field that is missing,
    /// [`ServiceError::Stale`].
    pub async fn plan_item(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        plan: Plan,
        seen: Option<u64>,
    ) -> Result<ItemId> {
        self.plan_item_citing(campaign, staff, problem, plan, Vec::new(), seen)
            .await
    }

    /// The same, naming statements of consultations that people agree on.
    ///
    /// # Errors
    /// As [`Service::plan_item`]; [`ServiceError::Refused`] for statements that people do not
    /// agree on, or of consultations about something else.
    pub async fn plan_item_citing(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        plan: Plan,
        cites: Vec<StatementId>,
        seen: Option<u64>,
    ) -> Result<ItemId> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        self.must_be_agreed(campaign, problem, &cites).await?;
        for unit in &plan.helping {
            self.must_have_unit(campaign, unit.as_str()).await?;
        }
        let who = staff.who();
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        loaded.must_be_version(seen)?;
        let context = self.context(campaign, &who);
        let on_problem = loaded
            .state
            .decide_for(problem, ProblemCommand::ItemPlanned, &context)?;
        let number = self.item_count(campaign, problem).await? + 1;
        let id = ItemId { problem, number };
        let item = self.load::<Item>(campaign.id(), stream::item(id)).await?;
        let command = Command::Plan {
            unit: staff.unit.clone(),
            plan,
        };
        let mut events = item.state.decide_for(id, command, &context)?;
        if !cites.is_empty() {
            let mut planned = item.state.clone();
            events.iter().for_each(|event| planned.apply(event));
            let command = Command::Cite { statements: cites };
            events.extend(planned.decide_for(id, command, &context)?);
        }
        let streams = vec![item.write(events), loaded.write(on_problem)];
        self.append(campaign, &who, streams, Vec::new()).await?;
        Ok(id)
    }

    async fn must_be_agreed(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
        cites: &[StatementId],
    ) -> Result<()> {
        if cites.is_empty() {
            return Ok(());
        }
        let agreed = self.agreed(campaign, problem).await?;
        let known = |one: &StatementId| agreed.iter().any(|agreed| agreed.statement == *one);
        if cites.iter().all(known) {
            Ok(())
        } else {
            Err(Refusal::NotThere.into())
        }
    }

    /// One command of the unit on one of its items.
    ///
    /// # Errors
    /// As [`Service::plan_item`].
    pub async fn work_on_item(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        item: ItemId,
        command: Command,
        seen: Option<u64>,
    ) -> Result<()> {
        self.item_write(campaign, staff, item, command, seen, Vec::new())
            .await
    }

    /// Adds a piece of evidence, with a file if there is one.
    ///
    /// # Errors
    /// As [`Service::plan_item`].
    pub async fn add_evidence(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        item: ItemId,
        mut evidence: Evidence,
        file: Option<PublicFile>,
        seen: Option<u64>,
    ) -> Result<()> {
        evidence.file = file.as_ref().map(PublicFile::digest);
        let vault = file.into_iter().map(PublicFile::write).collect();
        let command = Command::AddEvidence(evidence);
        self.item_write(campaign, staff, item, command, seen, vault)
            .await
    }

    async fn item_write(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: ItemId,
        command: Command,
        seen: Option<u64>,
        vault: Vec<VaultWrite>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        if matches!(command, Command::Plan { .. }) {
            return Err(ServiceError::Forbidden);
        }
        let who = staff.who();
        let problem = self
            .load::<Problem>(campaign.id(), stream::problem(id.problem))
            .await?;
        if problem.state.unit.as_ref() != Some(&staff.unit) {
            return Err(Refusal::NotYourUnit.into());
        }
        let mut streams = Vec::new();
        let context = self.context(campaign, &who);
        match (problem.state.stage, &command) {
            (Stage::Rectifying, _) => streams.push(problem.write(Vec::new())),
            (Stage::Reopened, Command::Resume) => {
                let command = ProblemCommand::ItemPlanned;
                let events = problem.state.decide_for(id.problem, command, &context)?;
                streams.push(problem.write(events));
            }
            (stage, _) => {
                return Err(Refusal::WrongState {
                    state: stage.code(),
                }
                .into());
            }
        }
        let item = self.load::<Item>(campaign.id(), stream::item(id)).await?;
        item.must_be_version(seen)?;
        let events = item.state.decide_for(id, command, &context)?;
        streams.push(item.write(events));
        self.append(campaign, &who, streams, vault).await?;
        Ok(())
    }

    pub(crate) async fn item_count(&self, campaign: &Campaign, problem: ProblemId) -> Result<u32> {
        let items = self.store().items(campaign.id(), problem).await?;
        Ok(items.iter().map(|item| item.item.number).max().unwrap_or(0))
    }

    /// The version of an item, carried by forms so that a stale one is noticed.
    ///
    /// # Errors
    /// From the store.
    pub async fn item_version(&self, campaign: &Campaign, item: ItemId) -> Result<u64> {
        Ok(self
            .load::<Item>(campaign.id(), stream::item(item))
            .await?
            .version)
    }
}
