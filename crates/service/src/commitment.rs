//! Commitments: made, moved and told by the unit whose office it is, looked at by its team; for
//! everyone to read from the first day on.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service, again};
use massline_domain::commitment::{Command, Commitment, Origin, Promise};
use massline_domain::criticism::Reference;
use massline_domain::id::{CommitmentId, ProblemId, SessionId, UnitCode};
use massline_domain::{Day, Refusal};

impl Service {
    /// All commitments, by number. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn commitments(
        &self,
        campaign: &Campaign,
    ) -> Result<Vec<(CommitmentId, Commitment)>> {
        self.numbered(campaign).await
    }

    /// One commitment, and the version that forms carry. For everyone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn commitment(
        &self,
        campaign: &Campaign,
        id: CommitmentId,
    ) -> Result<(Commitment, u64)> {
        let loaded = self.load_numbered(campaign, id).await?;
        if loaded.state.promise.is_none() {
            return Err(ServiceError::NotFound);
        }
        Ok((loaded.state, loaded.version))
    }

    /// What was taken on in closed sessions of this unit and is no commitment yet: the session,
    /// the number of the words, the office, the words, and by when.
    ///
    /// # Errors
    /// From the store.
    pub async fn taken_on(&self, campaign: &Campaign, unit: &UnitCode) -> Result<Vec<TakenOn>> {
        let known = self.commitments(campaign).await?;
        let sessions = self.criticism_sessions(campaign).await?;
        let mut found = Vec::new();
        for (id, session) in sessions.into_iter().filter(|(id, _)| id.unit == *unit) {
            let Some((_, minutes)) = &session.closed else {
                continue;
            };
            for promise in &session.promises {
                let made = known.iter().any(|(_, one)| one.is_from(&id, promise.words));
                let words = minutes.iter().find(|(number, _)| *number == promise.words);
                let (false, Some((_, words))) = (made, words) else {
                    continue;
                };
                found.push(TakenOn {
                    session: id.clone(),
                    number: promise.words,
                    office: session.office(promise.by).unwrap_or_default().to_owned(),
                    words: words.text.clone(),
                    until: promise.until,
                });
            }
        }
        Ok(found)
    }

    /// An office of the unit commits itself in public. What was taken on at a session keeps the
    /// office, the words and the day it has in the minutes.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`] with what is missing.
    pub async fn make_commitment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        promise: Promise,
    ) -> Result<CommitmentId> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        again!(
            self.try_make_commitment(campaign, staff, promise.clone(), None)
                .await
        )
    }

    /// The unit tells what it put right at once.
    ///
    /// # Errors
    /// As [`Service::make_commitment`].
    pub async fn correct_at_once(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        (office, wrong, done): (String, String, String),
        (day, problem): (Day, Option<ProblemId>),
    ) -> Result<CommitmentId> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let promise = Promise {
            office,
            words: wrong,
            about: problem.map(Reference::Problem),
            origin: Origin::AtOnce,
            due: day,
        };
        again!(
            self.try_make_commitment(campaign, staff, promise.clone(), Some(done.clone()))
                .await
        )
    }

    async fn try_make_commitment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        promise: Promise,
        done: Option<String>,
    ) -> Result<CommitmentId> {
        let promise = self.as_taken_on(campaign, staff, promise).await?;
        let all = self.commitments(campaign).await?;
        let id = CommitmentId(all.last().map_or(0, |(id, _)| id.0) + 1);
        let rows = self.problems_of(campaign, &staff.unit).await?;
        let own = rows.iter().map(|row| row.problem).collect();
        let command = Command::Make { promise, own, done };
        self.order(campaign, staff, (id, Some(0)), command).await?;
        Ok(id)
    }

    async fn as_taken_on(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        promise: Promise,
    ) -> Result<Promise> {
        let Origin::Session { session, number } = &promise.origin else {
            return Ok(promise);
        };
        let open = self.taken_on(campaign, &staff.unit).await?;
        let is = |one: &TakenOn| one.session == *session && one.number == *number;
        let taken = open.into_iter().find(is).ok_or(Refusal::NotThere)?;
        Ok(Promise {
            office: taken.office,
            words: taken.words,
            due: taken.until,
            ..promise
        })
    }

    /// The unit moves the day, with a reason, or says what came of it.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`], [`ServiceError::Stale`].
    pub async fn work_on_commitment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: CommitmentId,
        command: Command,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        self.order(campaign, staff, (id, seen), command).await
    }

    /// A team that reads the unit says what it saw of what the unit told.
    ///
    /// # Errors
    /// As [`Service::work_on_commitment`].
    pub async fn look_at_commitment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: CommitmentId,
        (holds, words): (bool, String),
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::Supervise, campaign.id())?;
        let (state, _) = self.commitment(campaign, id).await?;
        let unit = state.unit.ok_or(ServiceError::NotFound)?;
        self.must_supervise(campaign, staff, &unit).await?;
        let command = Command::Look { holds, words };
        self.order(campaign, staff, (id, seen), command).await
    }
}

/// What an office took on in a session and is no commitment yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOn {
    /// The session.
    pub session: SessionId,
    /// The number of its words in the minutes.
    pub number: u32,
    /// The office.
    pub office: String,
    /// What it took on.
    pub words: String,
    /// By when.
    pub until: Day,
}
