//! Statements: seeded by the office, added by anyone, looked at before others see them, and
//! followed by receipt. Who added one is known to nobody, who refused one only to the house.

use crate::error::{Result, ServiceError};
use crate::limit;
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service, again};
use massline_domain::consultation::statement::{
    self, APPEAL_CHARS, Command, Event, Origin, Reason, Stage, Statement,
};
use massline_domain::event::stream;
use massline_domain::id::{ConsultationId, Digest, ProblemId, StatementId, UserId};
use massline_domain::{Event as AnyEvent, Machine as _, Refusal, Who, text};
use massline_log::code::ReceiptCode;
use massline_log::commit::Keys;
use massline_store::{ConsultationRow, StatementRow, StreamWrite, VaultWrite, text_commitment};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// A statement that somebody added, for whoever looks at it.
#[derive(Debug, Clone)]
pub struct Added {
    /// As it stands.
    pub row: StatementRow,
    /// Its words.
    pub words: String,
    /// What its author says against the refusal.
    pub appeal: Option<String>,
    /// Whether this member of staff refused it, and so cannot decide the appeal.
    pub own_refusal: bool,
}

/// What the author of a statement holds. The code is shown once and stored nowhere.
#[derive(Debug, Clone)]
pub struct StatementReceipt {
    /// The code.
    pub code: ReceiptCode,
    /// Which statement.
    pub statement: StatementId,
}

/// What became of a statement.
#[derive(Debug, Clone)]
pub struct FollowedStatement {
    /// The campaign it belongs to.
    pub campaign: Arc<Campaign>,
    /// The consultation.
    pub consultation: ConsultationRow,
    /// As it stands.
    pub row: StatementRow,
    /// Its words; none once its author took it back.
    pub words: Option<String>,
    /// What the author said against the refusal.
    pub appeal: Option<String>,
}

/// What somebody who looks at a statement decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It is put to the vote.
    Accept,
    /// It is not, because.
    Refuse(Reason),
    /// On appeal: it is put to the vote after all.
    Uphold,
    /// On appeal: it is not.
    Reject,
}

impl Service {
    /// Puts a statement of the office to the vote, or one drawn from voices, which the office
    /// has read and confirmed.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for everyone but the office, [`ServiceError::Refused`].
    pub async fn seed_statement(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        consultation: ConsultationId,
        words: &str,
        language: &str,
        origin: Origin,
    ) -> Result<StatementId> {
        staff.must(Right::Consult, campaign.id())?;
        let command = Command::Seed {
            words: words.to_owned(),
            language: language.to_owned(),
            origin,
        };
        let who = staff.who();
        again!(
            self.add_statement(campaign, &who, consultation, command.clone(), None)
                .await
        )
    }

    /// Takes in a statement that anyone adds; others see it once somebody has looked at it.
    ///
    /// # Errors
    /// [`ServiceError::Refused`], [`ServiceError::CampaignClosed`], [`ServiceError::TooMany`].
    pub async fn propose_statement(
        &self,
        campaign: &Campaign,
        consultation: ConsultationId,
        words: &str,
        language: &str,
        caller: Option<[u8; 16]>,
    ) -> Result<StatementReceipt> {
        if let Some(caller) = caller {
            self.count_try(caller, limit::STATEMENT)?;
        }
        let value = statement::words(words)?;
        let code = ReceiptCode(self.random());
        let keys = Keys::derive(&code, self.origin());
        let salt = keys.salt("text");
        let commitment = text_commitment("statement/", &salt, &value)?;
        let command = Command::Propose {
            words: value.clone(),
            commitment,
            receipt: receipt_of(&keys),
            language: language.to_owned(),
        };
        let added = again!(
            self.add_statement(
                campaign,
                &Who::Public,
                consultation,
                command.clone(),
                Some((salt, value.clone()))
            )
            .await
        );
        Ok(StatementReceipt {
            code,
            statement: added?,
        })
    }

    async fn add_statement(
        &self,
        campaign: &Campaign,
        who: &Who,
        consultation: ConsultationId,
        command: Command,
        private: Option<([u8; 32], String)>,
    ) -> Result<StatementId> {
        let open = self.while_open(campaign, consultation).await?;
        let there = self.store().statements(campaign.id(), consultation).await?;
        let number = there.last().map_or(0, |row| row.statement.number) + 1;
        let id = StatementId {
            consultation,
            number,
        };
        let context = self.context(campaign, who);
        let events = Statement::default().decide((id, command), &context)?;
        let stream = StreamWrite {
            stream: stream::statement(id),
            expected: 0,
            events: events.into_iter().map(Into::into).collect(),
        };
        let key = VaultWrite::statement_key(id);
        let vault = private.map(|(salt, value)| VaultWrite::Text { key, salt, value });
        let vault = vault.into_iter().collect();
        self.append(campaign, who, vec![open, stream], vault)
            .await?;
        Ok(id)
    }

    /// The statements of a consultation that somebody is to look at: those that wait for whoever
    /// consults, and appeals for whoever decides them.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for units and administrators.
    pub async fn added_statements(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        consultation: ConsultationId,
    ) -> Result<Vec<Added>> {
        staff.must(Right::DecideAppeals, campaign.id())?;
        let consults = staff.may(Right::Consult);
        let rows = self.store().statements(campaign.id(), consultation).await?;
        let wanted = rows.into_iter().filter(|row| match row.stage {
            Stage::Waiting => consults,
            Stage::Appealed => true,
            _ => false,
        });
        let mut added = Vec::new();
        for row in wanted {
            added.push(self.added(campaign, staff, row).await?);
        }
        Ok(added)
    }

    async fn added(&self, campaign: &Campaign, staff: &Staff, row: StatementRow) -> Result<Added> {
        let id = row.statement;
        let (words, appeal) = self.said(campaign, id).await?;
        let words = words.ok_or(ServiceError::NotFound)?;
        let refused_by = match row.stage {
            Stage::Appealed => self.refused_by(campaign, id).await?,
            _ => None,
        };
        Ok(Added {
            words,
            appeal,
            own_refusal: refused_by == Some(staff.user),
            row,
        })
    }

    /// The words of a statement that somebody added, and what they say against a refusal.
    async fn said(
        &self,
        campaign: &Campaign,
        id: StatementId,
    ) -> Result<(Option<String>, Option<String>)> {
        let text = |key: String| async move { self.store().text(campaign.id(), &key).await };
        let words = text(VaultWrite::statement_key(id)).await?;
        let appeal = text(VaultWrite::appeal_key(id)).await?;
        Ok((words, appeal))
    }

    /// How many statements wait to be looked at.
    ///
    /// # Errors
    /// From the store.
    pub async fn statements_waiting(&self, campaign: &Campaign) -> Result<u64> {
        Ok(self.store().statements_waiting(campaign.id()).await?)
    }

    /// Decides about a statement that somebody added.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], and [`ServiceError::Refused`] where whoever refused would
    /// decide the appeal too.
    pub async fn decide_statement(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: StatementId,
        decision: Decision,
    ) -> Result<()> {
        let right = match decision {
            Decision::Accept | Decision::Refuse(_) => Right::Consult,
            Decision::Uphold | Decision::Reject => Right::DecideAppeals,
        };
        staff.must(right, campaign.id())?;
        let who = staff.who();
        let loaded = self
            .load::<Statement>(campaign.id(), stream::statement(id))
            .await?;
        let command = self.command_of(campaign, id, decision).await?;
        let context = self.context(campaign, &who);
        let events = loaded.state.decide((id, command), &context)?;
        let streams = vec![loaded.write(events)];
        self.append(campaign, &who, streams, Vec::new()).await?;
        Ok(())
    }

    async fn command_of(
        &self,
        campaign: &Campaign,
        id: StatementId,
        decision: Decision,
    ) -> Result<Command> {
        let (words, _) = self.said(campaign, id).await?;
        let words = words.ok_or(Refusal::NotThere)?;
        let refused_by = self.refused_by(campaign, id).await?;
        // Without a refusal there is nothing to decide again, which the rules say.
        let refused_by = refused_by.unwrap_or(UserId([0; 8]));
        Ok(match decision {
            Decision::Accept => Command::Accept { words },
            Decision::Refuse(reason) => Command::Refuse { reason },
            Decision::Uphold => Command::Uphold { words, refused_by },
            Decision::Reject => Command::Reject { refused_by },
        })
    }

    /// Who refused a statement: the row of the event knows, the event itself does not say.
    async fn refused_by(&self, campaign: &Campaign, id: StatementId) -> Result<Option<UserId>> {
        let recorded = self
            .store()
            .stream(campaign.id(), &stream::statement(id))
            .await?;
        Ok(recorded
            .iter()
            .rev()
            .find_map(|one| match (&one.event, &one.who) {
                (AnyEvent::Statement(Event::Refused { .. }), Who::Staff { user, .. }) => {
                    Some(*user)
                }
                _ => None,
            }))
    }

    /// The statement a code belongs to.
    async fn authored(
        &self,
        code: &str,
        caller: Option<[u8; 16]>,
    ) -> Result<(Arc<Campaign>, StatementRow)> {
        if let Some(caller) = caller {
            self.count_try(caller, limit::RECEIPT)?;
        }
        let code: ReceiptCode = code.parse()?;
        let keys = Keys::derive(&code, self.origin());
        let found = self.store().statement_by_receipt(receipt_of(&keys)).await?;
        let (campaign, row) = found.ok_or(ServiceError::UnknownReceipt)?;
        Ok((self.campaign_by_id(campaign)?, row))
    }

    /// What became of the statement of this code.
    ///
    /// # Errors
    /// [`ServiceError::Code`] for a mistyped code, [`ServiceError::UnknownReceipt`],
    /// [`ServiceError::TooMany`].
    pub async fn follow_statement(
        &self,
        code: &str,
        caller: Option<[u8; 16]>,
    ) -> Result<FollowedStatement> {
        let (campaign, row) = self.authored(code, caller).await?;
        let consultation = self
            .consultation(&campaign, row.statement.consultation)
            .await?;
        let (words, appeal) = self.said(&campaign, row.statement).await?;
        Ok(FollowedStatement {
            campaign,
            consultation,
            row,
            words,
            appeal,
        })
    }

    /// Has somebody else decide about a refused statement.
    ///
    /// # Errors
    /// As [`Service::follow_statement`]; [`ServiceError::Refused`] where it is not refused.
    pub async fn appeal_statement(
        &self,
        code: &str,
        words: &str,
        caller: Option<[u8; 16]>,
    ) -> Result<()> {
        let (campaign, row) = self.authored(code, caller).await?;
        let id = row.statement;
        let loaded = self
            .load::<Statement>(campaign.id(), stream::statement(id))
            .await?;
        let mut vault = Vec::new();
        let mut note = None;
        if let Some(value) = text::optional("appeal", words, APPEAL_CHARS)? {
            let (key, salt) = (VaultWrite::appeal_key(id), self.random());
            note = Some(text_commitment(&key, &salt, &value)?);
            vault.push(VaultWrite::Text { key, salt, value });
        }
        let context = self.context(&campaign, &Who::Public);
        let events = loaded
            .state
            .decide((id, Command::Appeal { note }), &context)?;
        let streams = vec![loaded.write(events)];
        self.append(&campaign, &Who::Public, streams, vault).await?;
        Ok(())
    }

    /// Takes back a statement that is not put to the vote, and erases its words.
    ///
    /// # Errors
    /// As [`Service::follow_statement`]; [`ServiceError::Refused`] where people vote on it
    /// already: then it is public, and stays.
    pub async fn withdraw_statement(&self, code: &str, caller: Option<[u8; 16]>) -> Result<()> {
        let (campaign, row) = self.authored(code, caller).await?;
        let statement = row.statement;
        let loaded = self
            .load::<Statement>(campaign.id(), stream::statement(statement))
            .await?;
        let context = self.context(&campaign, &Who::Public);
        let events = loaded
            .state
            .decide((statement, Command::Withdraw), &context)?;
        let streams = vec![loaded.write(events)];
        let vault = vec![VaultWrite::EraseStatement { statement }];
        self.append(&campaign, &Who::Public, streams, vault).await?;
        Ok(())
    }

    /// What typical voices of a problem say, redacted, for the office to make statements of; none
    /// where few people spoke.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for everyone but the office.
    pub async fn seeds_from_voices(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
    ) -> Result<Vec<String>> {
        staff.must(Right::Consult, campaign.id())?;
        Ok(self.story(campaign, problem).await?.voices)
    }
}

/// By what a statement is found from its receipt; says nothing of the code.
fn receipt_of(keys: &Keys) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"massline/statement/v1");
    hash.update(keys.lookup());
    Digest(hash.finalize().into())
}
