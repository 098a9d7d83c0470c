//! One person's votes. The browser holds a random token; here is only a hash of it under a key
//! of the house, another one in each consultation, so that nobody can tell who voted, nor that
//! the same person voted elsewhere, nor tie votes to what was spoken.

use super::engine;
use crate::error::Result;
use crate::limit;
use crate::service::{Campaign, Service, again};
use massline_domain::consultation::vote::{Choice, Command, Voting};
use massline_domain::event::stream;
use massline_domain::id::{ConsultationId, Digest, StatementId};
use massline_domain::{Machine as _, Refusal, Who};
use massline_store::StatementRow;
use std::collections::BTreeMap;

/// What the browser of a participant holds; says nothing of who it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token(pub [u8; 16]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token(secret)")
    }
}

/// Where a participant is in a consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The statement to answer next; none where all are answered.
    pub next: Option<StatementRow>,
    /// Statements answered.
    pub answered: usize,
    /// The answers, by the statements' numbers.
    pub answers: BTreeMap<u32, Choice>,
    /// Statements there are.
    pub all: usize,
}

impl Service {
    /// A token for someone who has none.
    #[must_use]
    pub fn new_token(&self) -> Token {
        Token(self.random())
    }

    /// Counts somebody who begins to take part, from one address.
    ///
    /// # Errors
    /// [`crate::ServiceError::TooMany`].
    pub fn count_participant(&self, caller: Option<[u8; 16]>) -> Result<()> {
        caller.map_or(Ok(()), |caller| self.count_try(caller, limit::PARTICIPANT))
    }

    /// Answers statements, or changes answers.
    ///
    /// # Errors
    /// [`crate::ServiceError::Refused`] where the consultation is not open or people do not vote
    /// on such a statement; [`crate::ServiceError::TooMany`].
    pub async fn vote(
        &self,
        campaign: &Campaign,
        consultation: ConsultationId,
        token: Token,
        answers: &[(u32, Choice)],
        caller: Option<[u8; 16]>,
    ) -> Result<()> {
        if let Some(caller) = caller {
            self.count_try(caller, limit::VOTE)?;
        }
        again!(self.try_vote(campaign, consultation, token, answers).await)
    }

    async fn try_vote(
        &self,
        campaign: &Campaign,
        consultation: ConsultationId,
        token: Token,
        answers: &[(u32, Choice)],
    ) -> Result<()> {
        let open = self.while_open(campaign, consultation).await?;
        let participant = self.participant(campaign, consultation, token);
        let name = stream::votes(consultation, &participant);
        let mut loaded = self.load::<Voting>(campaign.id(), name).await?;
        let context = self.context(campaign, &Who::Public);
        let mut events = Vec::new();
        for (number, choice) in answers {
            let statement = StatementId {
                consultation,
                number: *number,
            };
            let row = self.store().statement(campaign.id(), statement).await?;
            let command = Command {
                participant,
                statement,
                choice: *choice,
                accepted: row.is_some_and(|row| row.words.is_some()),
            };
            let decided = loaded.state.decide(command, &context)?;
            decided.iter().for_each(|event| loaded.state.apply(event));
            events.extend(decided);
        }
        if events.is_empty() {
            return Ok(());
        }
        let streams = vec![open, loaded.write(events)];
        self.append(campaign, &Who::Public, streams, Vec::new())
            .await?;
        Ok(())
    }

    /// The answers a participant has given so far.
    ///
    /// # Errors
    /// From the store.
    pub async fn own_answers(
        &self,
        campaign: &Campaign,
        consultation: ConsultationId,
        token: Option<Token>,
    ) -> Result<BTreeMap<u32, Choice>> {
        let Some(token) = token else {
            return Ok(BTreeMap::new());
        };
        let participant = self.participant(campaign, consultation, token);
        let name = stream::votes(consultation, &participant);
        Ok(self
            .load::<Voting>(campaign.id(), name)
            .await?
            .state
            .choices)
    }

    /// What a participant is asked next: of the statements without their answer the one that
    /// tells most, `wanted` where that is one of the statements.
    ///
    /// # Errors
    /// [`crate::ServiceError::Refused`] where `wanted` is not a statement people vote on.
    pub async fn progress(
        &self,
        campaign: &Campaign,
        consultation: ConsultationId,
        token: Option<Token>,
        wanted: Option<u32>,
    ) -> Result<Progress> {
        let rows = self.accepted_statements(campaign, consultation).await?;
        let answers = self.own_answers(campaign, consultation, token).await?;
        let all = rows.len();
        let open: Vec<&StatementRow> = rows
            .iter()
            .filter(|row| !answers.contains_key(&row.statement.number))
            .collect();
        let next = match wanted {
            Some(number) => {
                let asked = rows.iter().find(|row| row.statement.number == number);
                Some(asked.ok_or(Refusal::NotThere)?.clone())
            }
            None if open.is_empty() => None,
            None => {
                let results = self.results(campaign, consultation).await?;
                let extremity = |number: u32| {
                    let mut all = results.statements.iter();
                    let found = all.find(|one| one.statement.number == number);
                    found.map_or(0.0, |one| one.extremity)
                };
                engine::next(open.into_iter(), extremity).cloned()
            }
        };
        Ok(Progress {
            next,
            answered: answers.len(),
            all,
            answers,
        })
    }

    fn participant(&self, campaign: &Campaign, id: ConsultationId, token: Token) -> Digest {
        self.pseudonym(b"massline/participant/v1", campaign, id.0, token)
    }
}
