//! What the holder of a receipt can do: follow, judge, prove, say that it came back, erase.
//! Everything is by code; there is no account and no e-mail.

use crate::error::{Result, ServiceError};
use crate::grouping::Moved;
use crate::limit;
use crate::service::{Campaign, Service, again};
use massline_domain::context::Context;
use massline_domain::id::{OpinionId, ProblemId};
use massline_domain::opinion::{Authority, Command, Opinion};
use massline_domain::problem::{Command as ProblemCommand, Problem, Recurrence, Stage};
use massline_domain::verdict::Choice;
use massline_domain::{Who, event::stream};
use massline_log::code::ReceiptCode;
use massline_log::commit::{Field, Keys, Opening};
use massline_log::receipt::Receipt as ProofFile;
use massline_store::{OpinionRow, ProblemRow, RoundRow, VaultField, VaultWrite};
use std::sync::Arc;

/// What became of an opinion.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The campaign it belongs to.
    pub campaign: Arc<Campaign>,
    /// The opinion's way so far.
    pub opinion: OpinionRow,
    /// The problem it is part of.
    pub problem: Option<ProblemRow>,
    /// The problems it was in before, and why it left them.
    pub moves: Vec<Moved>,
    /// The answer, where it was answered directly.
    pub answer: Option<String>,
    /// The round in which the holder is asked, with the ballot cast so far.
    pub ballot: Option<(RoundRow, Option<Choice>)>,
    /// Whether the opinion is sealed in the log.
    pub sealed: bool,
}

/// A receipt that was found.
pub(crate) struct Holder {
    pub(crate) campaign: Arc<Campaign>,
    pub(crate) opinion: OpinionId,
    pub(crate) keys: Keys,
    pub(crate) erased: bool,
}

impl Service {
    /// Finds the opinion of a code as typed.
    pub(crate) async fn holder(&self, code: &str, caller: Option<[u8; 16]>) -> Result<Holder> {
        if let Some(caller) = caller {
            self.count_try(caller, limit::RECEIPT)?;
        }
        let code: ReceiptCode = code.parse()?;
        let keys = Keys::derive(&code, self.origin());
        let found = self.store().opinion_by_lookup(&keys.lookup()).await?;
        let (campaign, opinion, erased) = found.ok_or(ServiceError::UnknownReceipt)?;
        Ok(Holder {
            campaign: self.campaign_by_id(campaign)?,
            opinion,
            keys,
            erased,
        })
    }

    /// What became of the opinion of this code.
    ///
    /// # Errors
    /// [`ServiceError::Code`] for a mistyped code, [`ServiceError::UnknownReceipt`],
    /// [`ServiceError::TooMany`].
    pub async fn follow(&self, code: &str, caller: Option<[u8; 16]>) -> Result<Followed> {
        let holder = self.holder(code, caller).await?;
        let campaign = holder.campaign.id();
        let row = self.store().opinion(campaign, holder.opinion).await?;
        let opinion = row.ok_or(ServiceError::NotFound)?;
        let problem = match opinion.problem {
            Some(problem) => self.store().problem(campaign, problem).await?,
            None => None,
        };
        // An answer that was taken back, because the opinion was taken up again, stays in the
        // vault as the event commits to it, and is no answer any more.
        let answer = match opinion.state.as_str() {
            "answered" => {
                self.store()
                    .text(campaign, &answer_key(holder.opinion))
                    .await?
            }
            _ => None,
        };
        let ballot = match &problem {
            Some(problem) if problem.stage == Stage::Judging => {
                self.ballot_of(&holder, problem.problem).await?
            }
            _ => None,
        };
        let sealed = opinion.leaf.is_some();
        let moves = self.moves_of(&holder.campaign, holder.opinion).await?;
        Ok(Followed {
            campaign: holder.campaign,
            opinion,
            problem,
            moves,
            answer,
            ballot,
            sealed,
        })
    }

    /// The proof file: promise, proof once sealed, and, if wanted, the opening that proves
    /// authorship to a court, the press or an inspector.
    ///
    /// # Errors
    /// As [`Service::follow`].
    pub async fn proof_file(
        &self,
        code: &str,
        with_opening: bool,
        caller: Option<[u8; 16]>,
    ) -> Result<ProofFile> {
        let holder = self.holder(code, caller).await?;
        let campaign = &holder.campaign;
        let row = self.store().opinion(campaign.id(), holder.opinion).await?;
        let row = row.ok_or(ServiceError::NotFound)?;
        let fields = self.store().fields(campaign.id(), holder.opinion).await?;
        let opening = match fields {
            Some(fields) if with_opening => Some(opening(fields)?.to_json()),
            _ => None,
        };
        let proof = match row.leaf {
            Some(leaf) => Some(self.store().proof(leaf).await?),
            None => None,
        };
        let keys = (
            self.inner.log_key.verifying_key(),
            self.inner.promise_key.verifying_key(),
        );
        let mut file = ProofFile::new(&keys.0, &keys.1);
        file.promise = Some(self.promise(campaign, &row.commitment.0, row.received)?);
        file.proof = proof;
        file.opening = opening;
        Ok(file)
    }

    /// The holder says that a closed problem is there again.
    ///
    /// # Errors
    /// As [`Service::follow`]; [`ServiceError::Refused`] where the problem is not closed.
    pub async fn came_back(&self, code: &str, caller: Option<[u8; 16]>) -> Result<ProblemId> {
        let holder = self.holder(code, caller).await?;
        again!(self.report_recurrence(&holder).await)
    }

    async fn report_recurrence(&self, holder: &Holder) -> Result<ProblemId> {
        let campaign = &holder.campaign;
        let row = self.store().opinion(campaign.id(), holder.opinion).await?;
        let problem = row
            .and_then(|row| row.problem)
            .ok_or(ServiceError::NotFound)?;
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        let command = ProblemCommand::Recur {
            reason: Recurrence::Holder,
        };
        let context = self.context(campaign, &Who::Public);
        let events = loaded.state.decide_for(problem, command, &context)?;
        self.append(
            campaign,
            &Who::Public,
            vec![loaded.write(events)],
            Vec::new(),
        )
        .await?;
        Ok(problem)
    }

    /// Erases the words at the wish of who said them. The commitment stays in the log and,
    /// without its salts, says nothing.
    ///
    /// # Errors
    /// As [`Service::follow`]; [`ServiceError::Refused`] where they are erased already.
    pub async fn erase_by_holder(&self, code: &str, caller: Option<[u8; 16]>) -> Result<()> {
        let holder = self.holder(code, caller).await?;
        if holder.erased {
            return Err(massline_domain::Refusal::WrongState { state: "erased" }.into());
        }
        let campaign = &holder.campaign;
        again!(
            self.erase(campaign, holder.opinion, Authority::Subject, &Who::Public)
                .await
        )
    }

    pub(crate) async fn erase(
        &self,
        campaign: &Campaign,
        opinion: OpinionId,
        authority: Authority,
        who: &Who,
    ) -> Result<()> {
        let loaded = self
            .load::<Opinion>(campaign.id(), stream::opinion(opinion))
            .await?;
        let context: Context<'_> = self.context(campaign, who);
        let command = Command::Erase { authority };
        let events = loaded.state.decide_for(opinion, command, &context)?;
        let vault = vec![VaultWrite::Erase { opinion }];
        self.append(campaign, who, vec![loaded.write(events)], vault)
            .await?;
        Ok(())
    }
}

/// Opens every field that says something.
fn opening(fields: Vec<VaultField>) -> Result<Opening> {
    let fields: Vec<Field> = fields
        .into_iter()
        .map(|VaultField { label, salt, value }| Field { label, salt, value })
        .collect();
    let told: Vec<&str> = fields
        .iter()
        .filter(|field| !field.value.is_empty())
        .map(|field| field.label.as_str())
        .collect();
    Ok(Opening::reveal(&fields, &told)?)
}

pub(crate) fn answer_key(opinion: OpinionId) -> String {
    format!("answer/{opinion}")
}
