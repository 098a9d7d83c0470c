//! Judging: the holders of receipts answer, and when it is time the people's answer closes
//! or reopens the problem. There is no other way to close one.

use crate::error::{Result, ServiceError};
use crate::receipt::Holder;
use crate::service::{Campaign, Loaded, Service, again};
use massline_domain::id::{Digest, ProblemId, RoundId};
use massline_domain::problem::{Command as ProblemCommand, Problem};
use massline_domain::verdict::{Choice, Command, Event, Verdict};
use massline_domain::{Machine, Who, event::stream, text};
use massline_store::{RoundRow, StreamWrite, VaultWrite};
use sha2::{Digest as _, Sha256};

/// The most characters of a comment on a ballot.
const COMMENT_CHARS: usize = 1_000;

/// What became of a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// It counts; the round goes on.
    Counted,
    /// It decided the round: the problem is closed.
    Closed,
    /// It decided the round: the problem is open again.
    Reopened,
}

impl Service {
    /// Casts, or changes, the ballot of a receipt.
    ///
    /// # Errors
    /// As [`Service::follow`]; [`ServiceError::Refused`] where nobody is asked now or this
    /// receipt is not among those asked.
    pub async fn judge(
        &self,
        code: &str,
        choice: Choice,
        comment: &str,
        caller: Option<[u8; 16]>,
    ) -> Result<Judged> {
        let holder = self.holder(code, caller).await?;
        again!(self.cast(&holder, choice, comment).await)
    }

    async fn cast(&self, holder: &Holder, choice: Choice, comment: &str) -> Result<Judged> {
        let campaign = holder.campaign.clone();
        let row = self.store().opinion(campaign.id(), holder.opinion).await?;
        let row = row.ok_or(ServiceError::NotFound)?;
        let problem = row.problem.ok_or(massline_domain::Refusal::NotAsked)?;
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        let round = loaded
            .state
            .round
            .ok_or(massline_domain::Refusal::NotAsked)?;
        let verdict = self
            .load::<Verdict>(campaign.id(), stream::round(round))
            .await?;
        let nullifier = nullifier(round, holder);
        let comment = self.comment(&campaign, round, nullifier, comment).await?;
        let cast = Command::Cast {
            nullifier,
            choice,
            comment: comment.as_ref().map(|(commitment, _)| *commitment),
            entitled: row.receipt && self.was_asked(&campaign, holder, round).await?,
        };
        // A ballot says nothing of who cast it, not even in the row.
        let context = self.context(&campaign, &Who::Public);
        let mut events = verdict.state.decide_for(round, cast, &context)?;
        let mut after = verdict.state.clone();
        events.iter().for_each(|event| after.apply(event));
        events.extend(after.decide_for(round, Command::Count, &context)?);
        let vault = comment.map(|(_, write)| write).into_iter().collect();
        self.append_verdict(
            &campaign,
            &Who::Public,
            &verdict,
            events,
            Some(&loaded),
            vault,
        )
        .await
    }

    /// Counts rounds whose window is over. Called by the clock.
    ///
    /// # Errors
    /// From the store.
    pub async fn count_due_rounds(&self) -> Result<u32> {
        let mut decided = 0;
        for campaign in self.campaigns() {
            let due = self
                .store()
                .open_rounds_due(campaign.id(), self.today(&campaign))
                .await?;
            for round in due {
                match self.count_round(&campaign, round).await {
                    Ok(true) => decided += 1,
                    // A ballot came at this moment: it may have decided the round itself, and
                    // if not the clock calls again.
                    Ok(false) | Err(ServiceError::Stale | ServiceError::Refused(_)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(decided)
    }

    async fn count_round(&self, campaign: &Campaign, round: RoundId) -> Result<bool> {
        let verdict = self
            .load::<Verdict>(campaign.id(), stream::round(round))
            .await?;
        let context = self.context(campaign, &Who::System);
        let events = verdict.state.decide_for(round, Command::Count, &context)?;
        if events.is_empty() {
            return Ok(false);
        }
        let name = stream::problem(round.problem);
        let problem = self.load::<Problem>(campaign.id(), name).await?;
        let who = &Who::System;
        self.append_verdict(campaign, who, &verdict, events, Some(&problem), Vec::new())
            .await?;
        Ok(true)
    }

    /// Writes a round's events and, where they decide it, the problem's in the same write.
    async fn append_verdict(
        &self,
        campaign: &Campaign,
        who: &Who,
        verdict: &Loaded<Verdict>,
        events: Vec<Event>,
        problem: Option<&Loaded<Problem>>,
        vault: Vec<VaultWrite>,
    ) -> Result<Judged> {
        let mut after = verdict.state.clone();
        events.iter().for_each(|event| after.apply(event));
        let mut streams = vec![verdict.write(events)];
        let mut judged = Judged::Counted;
        if let (Some(judgement), Some(problem)) = (after.judgement(), problem) {
            let number = judgement.round().problem;
            let context = self.context(campaign, who);
            let decided =
                problem
                    .state
                    .decide_for(number, ProblemCommand::Judge(judgement), &context)?;
            let closed = decided
                .iter()
                .any(|event| matches!(event, massline_domain::problem::Event::Closed { .. }));
            judged = if closed {
                Judged::Closed
            } else {
                Judged::Reopened
            };
            streams.push(problem.write(decided));
        }
        self.append(campaign, who, streams, vault).await?;
        Ok(judged)
    }

    /// The events that open a round for a problem whose unit asks for closing.
    pub(crate) async fn open_round(
        &self,
        campaign: &Campaign,
        round: RoundId,
    ) -> Result<StreamWrite> {
        let row = self.store().problem(campaign.id(), round.problem).await?;
        let asked = row.map_or(0, |row| u32::try_from(row.receipts).unwrap_or(u32::MAX));
        let loaded = self
            .load::<Verdict>(campaign.id(), stream::round(round))
            .await?;
        let context = self.context(campaign, &Who::System);
        let events = loaded
            .state
            .decide_for(round, Command::Open { asked }, &context)?;
        Ok(loaded.write(events))
    }

    /// The open round of a problem and what this receipt has answered in it.
    pub(crate) async fn ballot_of(
        &self,
        holder: &Holder,
        problem: ProblemId,
    ) -> Result<Option<(RoundRow, Option<Choice>)>> {
        let campaign = &holder.campaign;
        let rounds = self.store().rounds(campaign.id(), problem).await?;
        let Some(open) = rounds.into_iter().find(|round| round.decided.is_none()) else {
            return Ok(None);
        };
        let row = self.store().opinion(campaign.id(), holder.opinion).await?;
        let holds = row.is_some_and(|row| row.receipt);
        if !holds || !self.was_asked(campaign, holder, open.round).await? {
            return Ok(None);
        }
        let verdict = self
            .load::<Verdict>(campaign.id(), stream::round(open.round))
            .await?;
        let cast = verdict
            .state
            .ballots
            .get(&nullifier(open.round, holder))
            .copied();
        Ok(Some((open, cast)))
    }

    /// Asked are the receipts whose opinion was in the problem when the round opened.
    async fn was_asked(
        &self,
        campaign: &Campaign,
        holder: &Holder,
        round: RoundId,
    ) -> Result<bool> {
        Ok(self
            .store()
            .was_in_problem_at_round(campaign.id(), holder.opinion, round)
            .await?)
    }

    /// The comment of a ballot. A changed ballot without words takes earlier ones back: they
    /// are replaced by nothing.
    async fn comment(
        &self,
        campaign: &Campaign,
        round: RoundId,
        nullifier: Digest,
        words: &str,
    ) -> Result<Option<(Digest, VaultWrite)>> {
        let key = VaultWrite::comment_key(round, &nullifier);
        let value = match text::optional("comment", words, COMMENT_CHARS)? {
            Some(value) => value,
            None if self.store().text(campaign.id(), &key).await?.is_some() => String::new(),
            None => return Ok(None),
        };
        let salt = self.random();
        let commitment =
            massline_log::commit::field_commitment("comment", &salt, value.as_bytes())?;
        Ok(Some((
            Digest(commitment),
            VaultWrite::Text { key, salt, value },
        )))
    }
}

/// One per receipt and round; says nothing of the opinion to who does not hold its key.
fn nullifier(round: RoundId, holder: &Holder) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"iss");
    hash.update(holder.campaign.id().0.to_be_bytes());
    hash.update(round.problem.0.to_be_bytes());
    hash.update(round.number.to_be_bytes());
    hash.update(holder.keys.owner_public());
    Digest(hash.finalize().into())
}
