//! Disclosures through the sealed channel of the sample county.

use crate::demo::build::Builder;
use crate::demo::setup::staff;
use massline_domain::Day;
use massline_domain::context::Role;
use massline_domain::disclosure::Outcome;
use massline_service::ServiceError;
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
pub(super) struct DisclosureEntry {
    zh: String,
    #[serde(default)]
    answer: Option<AnswerEntry>,
}

#[derive(Debug, Clone, Deserialize)]
struct AnswerEntry {
    on: Day,
    outcome: Outcome,
    zh: String,
}

impl DisclosureEntry {
    /// The day on which it is answered.
    pub(super) fn day(&self) -> Option<Day> {
        self.answer.as_ref().map(|one| one.on)
    }
}

impl Builder {
    /// Somebody discloses something; on a later day the authority answers what is not answered yet.
    pub(super) async fn disclosure(
        &self,
        entry: &DisclosureEntry,
        step: usize,
    ) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let Some(answer) = entry.answer.as_ref().filter(|_| step > 0) else {
            let made = service.disclose(campaign, &entry.zh, None).await;
            return made.map(|_| ());
        };
        let inspector = staff(campaign, Role::Inspector, self.team.unit.clone());
        let all = service.disclosures(campaign, &inspector).await?;
        let open = all.iter().rfind(|(_, one)| one.answers.is_empty());
        let (id, _) = open.ok_or(ServiceError::NotFound)?;
        let told = (answer.outcome, answer.zh.as_str());
        service
            .answer_disclosure(campaign, &inspector, *id, told)
            .await
    }
}
