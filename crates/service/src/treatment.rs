//! Treatments: proposed from outside a unit, answered by it, decided by somebody else than who
//! proposed them, carried out. Everyone knows how many there are; the words know the unit, the
//! teams that read it and the office, unless the grade is public.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service, again};
use massline_domain::context::Role;
use massline_domain::event::stream;
use massline_domain::id::{Digest, TreatmentId, UnitCode, UserId};
use massline_domain::treatment::{Command, Decision, Grounds, Stage, Treatment};
use massline_domain::{Event, Who, treatment};
use massline_store::{StoreError, VaultWrite, text_commitment};

/// A treatment with its private words.
#[derive(Debug, Clone)]
pub struct Treated {
    /// Its number.
    pub id: TreatmentId,
    /// Where it is.
    pub state: Treatment,
    /// The version that forms carry.
    pub seen: u64,
    /// Why, and what.
    pub grounds: Grounds,
    /// What the office said.
    pub reply: Option<String>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// What was done.
    pub done: Option<String>,
    /// Whether whoever reads it proposed it.
    pub own_proposal: bool,
}

impl Service {
    /// All treatments as everyone may know them, by number.
    ///
    /// # Errors
    /// From the store.
    pub async fn treatments(&self, campaign: &Campaign) -> Result<Vec<(TreatmentId, Treatment)>> {
        self.numbered(campaign).await
    }

    /// One treatment with its words, for its unit, the teams that read it, and the office.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::NotFound`].
    pub async fn read_treatment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: TreatmentId,
    ) -> Result<Treated> {
        staff.must(Right::ReadWork, campaign.id())?;
        let loaded = self.load_numbered(campaign, id).await?;
        let unit = loaded.state.unit.clone();
        let unit = unit.ok_or(ServiceError::NotFound)?;
        match staff.role {
            Role::Unit if staff.unit == unit => {}
            Role::Office if staff.unit != unit => {}
            _ => self.must_supervise(campaign, staff, &unit).await?,
        }
        let grounds = self.words_of(campaign, id, "grounds").await?;
        let grounds = grounds.ok_or(ServiceError::NotFound)?;
        let decision = self.words_of(campaign, id, "decision").await?;
        Ok(Treated {
            id,
            seen: loaded.version,
            grounds: read(&grounds)?,
            reply: self.words_of(campaign, id, "reply").await?,
            decision: decision.map(|words| read(&words)).transpose()?,
            done: self.words_of(campaign, id, "done").await?,
            own_proposal: self.proposed_by(campaign, id).await? == Some(staff.user),
            state: loaded.state,
        })
    }

    /// Somebody from outside the unit proposes a treatment.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`] with what is missing.
    pub async fn propose_treatment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        unit: UnitCode,
        grounds: Grounds,
    ) -> Result<TreatmentId> {
        self.must_treat(campaign, staff, &unit).await?;
        if !self
            .units(campaign)
            .await?
            .iter()
            .any(|row| row.unit == unit)
        {
            let found = unit.as_str().to_owned();
            return Err(massline_domain::Refusal::UnknownUnit { found }.into());
        }
        again!({
            let id = self.next_number::<TreatmentId>(campaign).await?;
            let own = self.problems_of(campaign, &unit).await?;
            let value = serde_json::to_string(&grounds).map_err(damaged)?;
            let propose = |commitment| Command::Propose {
                unit: unit.clone(),
                grounds: grounds.clone(),
                own: own.iter().map(|row| row.problem).collect(),
                commitment,
            };
            let seen = Some(0);
            let done = self.on_treatment(campaign, staff, (id, seen), ("grounds", value), propose);
            done.await.map(|()| id)
        })
    }

    /// The office of the unit has its say.
    ///
    /// # Errors
    /// As [`Service::propose_treatment`]; [`ServiceError::Stale`].
    pub async fn reply_to_treatment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: TreatmentId,
        words: String,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let value = massline_domain::text::clean(&words);
        let reply = |commitment| Command::Reply {
            words: value.clone(),
            commitment,
        };
        self.on_treatment(campaign, staff, (id, seen), ("reply", value.clone()), reply)
            .await
    }

    /// Somebody from outside, but not who proposed it, decides it.
    ///
    /// # Errors
    /// As [`Service::reply_to_treatment`].
    pub async fn decide_treatment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: TreatmentId,
        decision: Decision,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::Treat, campaign.id())?;
        let found = self.read_treatment(campaign, staff, id).await?;
        let proposed_by = self.proposed_by(campaign, id).await?;
        let proposed_by = proposed_by.ok_or(ServiceError::NotFound)?;
        let value = serde_json::to_string(&decision).map_err(damaged)?;
        let decide = |commitment| Command::Decide {
            decision,
            commitment,
            grounds: found.grounds,
            reply: found.reply,
            proposed_by,
        };
        self.on_treatment(campaign, staff, (id, seen), ("decision", value), decide)
            .await
    }

    /// The unit says that what was ordered is carried out.
    ///
    /// # Errors
    /// As [`Service::reply_to_treatment`].
    pub async fn carry_out_treatment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: TreatmentId,
        words: String,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let value = massline_domain::text::clean(&words);
        let done = |commitment| Command::CarryOut {
            words: value.clone(),
            commitment,
        };
        self.on_treatment(campaign, staff, (id, seen), ("done", value.clone()), done)
            .await
    }

    /// The office everywhere but at its own body, a team where it was sent.
    async fn must_treat(&self, campaign: &Campaign, staff: &Staff, unit: &UnitCode) -> Result<()> {
        staff.must(Right::Treat, campaign.id())?;
        if staff.role == Role::Supervisor {
            self.must_supervise(campaign, staff, unit).await?;
        }
        Ok(())
    }

    async fn on_treatment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        (id, seen): (TreatmentId, Option<u64>),
        (name, value): (&str, String),
        command: impl FnOnce(Digest) -> Command,
    ) -> Result<()> {
        let loaded = self.load_numbered(campaign, id).await?;
        loaded.must_be_version(seen)?;
        let key = VaultWrite::treatment_key(id, name);
        let salt = self.random();
        let order = command(text_commitment(&key, &salt, &value)?);
        let vault = vec![VaultWrite::Text { key, salt, value }];
        let write = (loaded, order, vault);
        self.write_order(campaign, &staff.who(), id, write).await
    }

    /// Who proposed it: the row of the event knows, the event itself does not say.
    async fn proposed_by(&self, campaign: &Campaign, id: TreatmentId) -> Result<Option<UserId>> {
        let stream = stream::treatment(id);
        let recorded = self.store().stream(campaign.id(), &stream).await?;
        let first = recorded.iter().find(|one| {
            matches!(
                one.event,
                Event::Treatment(treatment::Event::Proposed { .. })
            )
        });
        Ok(first.and_then(|one| match &one.who {
            Who::Staff { user, .. } => Some(*user),
            _ => None,
        }))
    }

    async fn words_of(
        &self,
        campaign: &Campaign,
        id: TreatmentId,
        name: &str,
    ) -> Result<Option<String>> {
        let key = VaultWrite::treatment_key(id, name);
        Ok(self.store().text(campaign.id(), &key).await?)
    }
}

impl Treated {
    /// Whether whoever reads it may decide it on this day.
    #[must_use]
    pub fn may_decide(&self, staff: &Staff, today: massline_domain::Day) -> bool {
        staff.may(Right::Treat) && !self.own_proposal && self.state.can_be_decided(today)
    }

    /// Whether the unit may reply.
    #[must_use]
    pub fn may_reply(&self, staff: &Staff) -> bool {
        staff.may(Right::WorkForUnit) && self.state.stage == Stage::Proposed
    }

    /// Whether the unit may say that it is carried out.
    #[must_use]
    pub fn may_carry_out(&self, staff: &Staff) -> bool {
        staff.may(Right::WorkForUnit) && self.state.stage == Stage::Ordered
    }
}

fn read<T: serde::de::DeserializeOwned>(words: &str) -> Result<T> {
    serde_json::from_str(words).map_err(damaged)
}

fn damaged(error: serde_json::Error) -> ServiceError {
    ServiceError::Store(StoreError::damaged(format!(
        "the words of a treatment cannot be read: {error}"
    )))
}
