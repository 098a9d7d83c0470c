//! Supporting a problem without speaking: one press of a button, counted apart from voices.

use crate::consultation::vote::Token;
use crate::error::Result;
use crate::limit;
use crate::service::{Campaign, Service, again};
use massline_domain::event::stream;
use massline_domain::id::{Digest, ProblemId};
use massline_domain::support::{Command, Support};
use massline_domain::{Machine as _, Refusal, Who};

impl Service {
    /// Supports a problem, or takes that back. Doing the same twice changes nothing.
    ///
    /// # Errors
    /// [`crate::ServiceError::Refused`] where there is no such problem, it became part of
    /// another, or the campaign is over; [`crate::ServiceError::TooMany`].
    pub async fn support(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
        token: Token,
        supports: bool,
        caller: Option<[u8; 16]>,
    ) -> Result<()> {
        if let Some(caller) = caller {
            self.count_try(caller, limit::SUPPORT)?;
        }
        again!(self.try_support(campaign, problem, token, supports).await)
    }

    async fn try_support(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
        token: Token,
        supports: bool,
    ) -> Result<()> {
        let (row, _) = self.problem(campaign, problem).await?;
        if row.merged_into.is_some() || !campaign.row.open {
            return Err(Refusal::NotThere.into());
        }
        let supporter = self.supporter(campaign, problem, token);
        let name = stream::support(problem, &supporter);
        let loaded = self.load::<Support>(campaign.id(), name).await?;
        let command = Command {
            problem,
            supporter,
            supports,
        };
        let context = self.context(campaign, &Who::Public);
        let events = loaded.state.decide(command, &context)?;
        if events.is_empty() {
            return Ok(());
        }
        let streams = vec![loaded.write(events)];
        self.append(campaign, &Who::Public, streams, Vec::new())
            .await?;
        Ok(())
    }

    /// Whether the holder of this token supports a problem.
    ///
    /// # Errors
    /// From the store.
    pub async fn supports(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
        token: Option<Token>,
    ) -> Result<bool> {
        let Some(token) = token else {
            return Ok(false);
        };
        let name = stream::support(problem, &self.supporter(campaign, problem, token));
        let loaded = self.load::<Support>(campaign.id(), name).await?;
        Ok(loaded.state == Support::Given)
    }

    fn supporter(&self, campaign: &Campaign, problem: ProblemId, token: Token) -> Digest {
        self.pseudonym(b"massline/supporter/v1", campaign, problem.0, token)
    }
}
