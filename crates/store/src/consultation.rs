//! Reading consultations. Every call can fail with what [`crate::StoreError`] says of the
//! database.

use crate::error::Result;
use crate::rows::{ConsultationRow, StatementRow, VoteRow};
use crate::store::{Store, on_engine};
use massline_domain::id::{CampaignId, ConsultationId, Digest, ProblemId, StatementId};

/// Consultations listed at most.
const MOST: u32 = 500;

#[expect(clippy::missing_errors_doc, reason = "said once for all of them")]
impl Store {
    /// The consultations of a campaign, the latest first, at most 500.
    pub async fn consultations(&self, campaign: CampaignId) -> Result<Vec<ConsultationRow>> {
        on_engine!(self.engine, body => body.consultations(campaign, MOST))
    }

    /// The consultations about a problem, the latest first.
    pub async fn consultations_of(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Vec<ConsultationRow>> {
        on_engine!(self.engine, body => body.consultations_of(campaign, problem))
    }

    /// A consultation.
    pub async fn consultation(
        &self,
        campaign: CampaignId,
        id: ConsultationId,
    ) -> Result<Option<ConsultationRow>> {
        on_engine!(self.engine, body => body.consultation(campaign, id))
    }

    /// The number of the next consultation.
    pub async fn next_consultation(&self, campaign: CampaignId) -> Result<u64> {
        on_engine!(self.engine, body => body.next_consultation(campaign))
    }

    /// The statements of a consultation, by number.
    pub async fn statements(
        &self,
        campaign: CampaignId,
        id: ConsultationId,
    ) -> Result<Vec<StatementRow>> {
        on_engine!(self.engine, body => body.statements(campaign, id))
    }

    /// A statement.
    pub async fn statement(
        &self,
        campaign: CampaignId,
        id: StatementId,
    ) -> Result<Option<StatementRow>> {
        on_engine!(self.engine, body => body.statement(campaign, id))
    }

    /// The statement that a receipt belongs to.
    pub async fn statement_by_receipt(
        &self,
        receipt: Digest,
    ) -> Result<Option<(CampaignId, StatementRow)>> {
        on_engine!(self.engine, body => body.statement_by_receipt(receipt))
    }

    /// How many statements of a campaign wait for somebody to look at them.
    pub async fn statements_waiting(&self, campaign: CampaignId) -> Result<u64> {
        on_engine!(self.engine, body => body.statements_waiting(campaign))
    }

    /// The last answers in a consultation, by participant and statement.
    pub async fn votes(&self, campaign: CampaignId, id: ConsultationId) -> Result<Vec<VoteRow>> {
        on_engine!(self.engine, body => body.votes(campaign, id))
    }
}
