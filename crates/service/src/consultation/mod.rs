//! Consultations (公开征求意见): the office opens one about a problem or about the whole
//! campaign, anyone votes without an account, and what all groups agree on goes to the unit.
//!
//! Where to look: [`statement`] is what people vote on, [`vote`] one person's votes,
//! [`results`] what it comes to under the rule for small numbers, `engine` the one place that
//! knows how groups are found and which statement comes next.

mod engine;
pub mod results;
pub mod statement;
pub mod vote;

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Loaded, Service, again};
use massline_domain::Machine as _;
use massline_domain::consultation::{Command, Consultation};
use massline_domain::event::stream;
use massline_domain::id::{ConsultationId, ProblemId};
use massline_store::{ConsultationRow, StatementRow, StreamWrite};

impl Service {
    /// Opens a consultation about a problem, or about the whole campaign.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for everyone but the office, [`ServiceError::NotFound`],
    /// [`ServiceError::Refused`], [`ServiceError::CampaignClosed`].
    pub async fn open_consultation(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: Option<ProblemId>,
        question: &str,
        language: &str,
    ) -> Result<ConsultationId> {
        staff.must(Right::Consult, campaign.id())?;
        if !campaign.row.open {
            return Err(ServiceError::CampaignClosed);
        }
        if let Some(problem) = problem {
            let known = self.store().problem(campaign.id(), problem).await?;
            known.ok_or(ServiceError::NotFound)?;
        }
        again!(
            async {
                let number = self.store().next_consultation(campaign.id()).await?;
                let id = ConsultationId(number);
                let command = Command::Open {
                    problem,
                    question: question.to_owned(),
                    language: language.to_owned(),
                };
                self.on_consultation(campaign, staff, id, command).await?;
                Ok(id)
            }
            .await
        )
    }

    /// Ends a consultation; what it came to stays.
    ///
    /// # Errors
    /// As [`Service::open_consultation`].
    pub async fn close_consultation(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: ConsultationId,
    ) -> Result<()> {
        staff.must(Right::Consult, campaign.id())?;
        // A vote that comes at this moment is no reason to be asked again.
        again!(
            self.on_consultation(campaign, staff, id, Command::Close)
                .await
        )
    }

    async fn on_consultation(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: ConsultationId,
        command: Command,
    ) -> Result<()> {
        let who = staff.who();
        let loaded = self.consultation_state(campaign, id).await?;
        let context = self.context(campaign, &who);
        let events = loaded.state.decide((id, command), &context)?;
        let streams = vec![loaded.write(events)];
        self.append(campaign, &who, streams, Vec::new()).await?;
        Ok(())
    }

    pub(crate) async fn consultation_state(
        &self,
        campaign: &Campaign,
        id: ConsultationId,
    ) -> Result<Loaded<Consultation>> {
        self.load(campaign.id(), stream::consultation(id)).await
    }

    /// A write that goes through only while the consultation is open, as it was just read.
    pub(crate) async fn while_open(
        &self,
        campaign: &Campaign,
        id: ConsultationId,
    ) -> Result<StreamWrite> {
        if !campaign.row.open {
            return Err(ServiceError::CampaignClosed);
        }
        let loaded = self.consultation_state(campaign, id).await?;
        loaded.state.must_be_open()?;
        Ok(loaded.write(Vec::new()))
    }

    /// All consultations of a campaign, the latest first.
    ///
    /// # Errors
    /// From the store.
    pub async fn consultations(&self, campaign: &Campaign) -> Result<Vec<ConsultationRow>> {
        Ok(self.store().consultations(campaign.id()).await?)
    }

    /// The consultations about a problem, the latest first.
    ///
    /// # Errors
    /// From the store.
    pub async fn consultations_of(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
    ) -> Result<Vec<ConsultationRow>> {
        let store = self.store();
        Ok(store.consultations_of(campaign.id(), problem).await?)
    }

    /// A consultation.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn consultation(
        &self,
        campaign: &Campaign,
        id: ConsultationId,
    ) -> Result<ConsultationRow> {
        let row = self.store().consultation(campaign.id(), id).await?;
        row.ok_or(ServiceError::NotFound)
    }

    /// The statements that people vote on, by number.
    ///
    /// # Errors
    /// From the store.
    pub async fn accepted_statements(
        &self,
        campaign: &Campaign,
        id: ConsultationId,
    ) -> Result<Vec<StatementRow>> {
        let mut rows = self.store().statements(campaign.id(), id).await?;
        rows.retain(|row| row.words.is_some());
        Ok(rows)
    }
}
