//! Criticism sessions: held by a unit, read by its supervision team, for everyone to read
//! once they are closed. Until then nobody else learns who said what.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Loaded, Service, again};
use massline_domain::criticism::{
    Around, Command, Kind, Minutes, Reference, Session, Subject, Talk, Words,
};
use massline_domain::event::stream;
use massline_domain::id::{Digest, SessionId, UnitCode};
use massline_domain::{Day, Machine};
use massline_store::{ProblemRow, StoreError, Thing, UnitRow, VaultWrite, text_commitment};
use std::collections::BTreeMap;

/// A session as its unit or its supervision team reads it.
#[derive(Debug, Clone)]
pub struct Heard {
    /// Which.
    pub id: SessionId,
    /// How it stands.
    pub session: Session,
    /// The words that stand, by number.
    pub words: BTreeMap<u32, Words>,
    /// The version that forms carry.
    pub seen: u64,
    /// The problems of the unit.
    pub problems: Vec<ProblemRow>,
}

/// What somebody says at a session.
#[derive(Debug, Clone)]
pub struct Saying {
    /// The number of what was sent back and is said again.
    pub again: Option<u32>,
    /// Who about whom.
    pub who: Kind,
    /// An act or a duty.
    pub subject: Subject,
    /// What it refers to.
    pub reference: Option<Reference>,
    /// The words.
    pub words: Words,
}

impl Service {
    /// All sessions, by unit. For everyone: of one that is not closed, only that it is held,
    /// when, and which offices are present.
    ///
    /// # Errors
    /// From the store.
    pub async fn criticism_sessions(
        &self,
        campaign: &Campaign,
    ) -> Result<Vec<(SessionId, Session)>> {
        let things = self.store().things(campaign.id(), "criticism").await?;
        let session = |(name, thing): (String, Thing)| match thing {
            Thing::Criticism(session) => Some((name.parse().ok()?, for_everyone(session))),
            _ => None,
        };
        Ok(things.into_iter().filter_map(session).collect())
    }

    /// One session for everyone, as [`Service::criticism_sessions`].
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn criticism_session(&self, campaign: &Campaign, id: &SessionId) -> Result<Session> {
        let session = self.load_criticism(campaign, id).await?.state;
        if session.day.is_none() {
            return Err(ServiceError::NotFound);
        }
        Ok(for_everyone(session))
    }

    /// A session for its own unit, or for a team that reads the unit.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::NotFound`].
    pub async fn hear_criticism(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &SessionId,
    ) -> Result<Heard> {
        let own = staff.may(Right::WorkForUnit) && staff.unit == id.unit;
        if own {
            staff.must(Right::WorkForUnit, campaign.id())?;
        } else {
            self.must_supervise(campaign, staff, &id.unit).await?;
        }
        let loaded = self.load_criticism(campaign, id).await?;
        if loaded.state.day.is_none() {
            return Err(ServiceError::NotFound);
        }
        let words = self.minutes(campaign, id, &loaded.state).await?;
        Ok(Heard {
            id: id.clone(),
            words: words.into_iter().collect(),
            seen: loaded.version,
            problems: self.problems_of(campaign, &id.unit).await?,
            session: loaded.state,
        })
    }

    /// The nearest body above of which a session is asked, where it has not closed one: it goes
    /// first. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn session_waits_for(
        &self,
        campaign: &Campaign,
        unit: &UnitCode,
    ) -> Result<Option<UnitCode>> {
        let units = self.units(campaign).await?;
        self.waits_for(campaign, &units, unit).await
    }

    async fn waits_for(
        &self,
        campaign: &Campaign,
        units: &[UnitRow],
        unit: &UnitCode,
    ) -> Result<Option<UnitCode>> {
        let row = |code: &UnitCode| units.iter().find(|row| row.unit == *code);
        let mut above = row(unit).and_then(|row| row.parent.as_ref());
        // A tree has no more levels than units; the bound holds even for damaged data.
        for _ in 0..units.len() {
            let Some(found) = above.and_then(row) else {
                break;
            };
            if campaign.charter.asks_for_session(&found.class) {
                let all = self.criticism_sessions(campaign).await?;
                let mut of = all.iter().filter(|(id, _)| id.unit == found.unit);
                let first = of.any(|(_, session)| session.closed.is_some());
                return Ok((!first).then(|| found.unit.clone()));
            }
            above = found.parent.as_ref();
        }
        Ok(None)
    }

    async fn around(&self, campaign: &Campaign, unit: &UnitCode) -> Result<Around> {
        let (units, charter) = (self.units(campaign).await?, &campaign.charter);
        let mut rows = units.iter();
        let own = rows.find(|row| row.unit == *unit);
        let below = units
            .iter()
            .filter(|row| row.parent.as_ref() == Some(unit) && charter.takes_part(&row.class));
        Ok(Around {
            class: own.map(|row| row.class.clone()).unwrap_or_default(),
            waits_for: self.waits_for(campaign, &units, unit).await?,
            below: below.map(|row| row.unit.clone()).collect(),
            read: self.is_supervised(campaign, unit).await?,
        })
    }

    /// A unit opens a session, after the body above has closed its own.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`] with what is missing.
    pub async fn open_criticism(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        (day, present, leader): (Day, Vec<String>, u32),
    ) -> Result<SessionId> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        again!({
            let all = self.criticism_sessions(campaign).await?;
            let own = all.iter().filter(|(id, _)| id.unit == staff.unit);
            let id = SessionId {
                unit: staff.unit.clone(),
                number: own.map(|(id, _)| id.number).max().unwrap_or(0) + 1,
            };
            let open = Command::Open {
                day,
                present: present.clone(),
                leader,
                around: self.around(campaign, &staff.unit).await?,
            };
            let done = self.at_criticism(campaign, staff, &id, Some(0), None, |_, _| open);
            done.await.map(|()| id)
        })
    }

    /// A unit records the talks its offices held before the session.
    ///
    /// # Errors
    /// As [`Service::open_criticism`]; [`ServiceError::Stale`].
    pub async fn record_talks(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &SessionId,
        (talks, day): (Vec<Talk>, Day),
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let talk = Command::Talk { talks, day };
        self.at_criticism(campaign, staff, id, seen, None, |_, _| talk)
            .await
    }

    /// A team records the talks it held with offices of the unit before the session.
    ///
    /// # Errors
    /// As [`Service::return_criticism`]; [`ServiceError::Refused`] for talks of others.
    pub async fn record_talks_of_team(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &SessionId,
        (with, day): (Vec<u32>, Day),
        seen: Option<u64>,
    ) -> Result<()> {
        self.must_supervise(campaign, staff, &id.unit).await?;
        let talks = with.into_iter().map(|with| Talk::Team { with }).collect();
        let talk = Command::Talk { talks, day };
        self.at_criticism(campaign, staff, id, seen, None, |_, _| talk)
            .await
    }

    /// Something is said: about oneself or about another.
    ///
    /// # Errors
    /// As [`Service::open_criticism`]; [`ServiceError::Stale`].
    pub async fn say_criticism(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &SessionId,
        said: Saying,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let problems = self.problems_of(campaign, &id.unit).await?;
        let say = |words, commitment| Command::Say {
            again: said.again,
            who: said.who,
            subject: said.subject,
            reference: said.reference,
            words,
            commitment,
            own: problems.iter().map(|row| row.problem).collect(),
        };
        self.at_criticism(campaign, staff, id, seen, Some(said.words), say)
            .await
    }

    /// A team sends back what was said.
    ///
    /// # Errors
    /// As [`Service::say_criticism`]; [`ServiceError::Forbidden`] for everyone but a team
    /// that reads this unit.
    pub async fn return_criticism(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &SessionId,
        (number, reason, words): (u32, String, String),
        seen: Option<u64>,
    ) -> Result<()> {
        self.must_supervise(campaign, staff, &id.unit).await?;
        let send_back = Command::Return {
            number,
            reason,
            words,
        };
        self.at_criticism(campaign, staff, id, seen, None, |_, _| send_back)
            .await
    }

    /// The one who was criticised replies, or it is recorded that there is no reply.
    ///
    /// # Errors
    /// As [`Service::say_criticism`].
    pub async fn reply_to_criticism(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &SessionId,
        (number, words): (u32, Option<String>),
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let replied = words.is_some();
        let reply = |words, commitment| Command::Reply {
            number,
            words: replied.then_some((words, commitment)),
        };
        let words = words.map(without_fact);
        self.at_criticism(campaign, staff, id, seen, words, reply)
            .await
    }

    /// An office takes something on.
    ///
    /// # Errors
    /// As [`Service::say_criticism`].
    pub async fn promise_after_criticism(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &SessionId,
        (by, until, words): (u32, Day, String),
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let promise = |words, commitment| Command::Promise {
            by,
            until,
            words,
            commitment,
        };
        let words = Some(without_fact(words));
        self.at_criticism(campaign, staff, id, seen, words, promise)
            .await
    }

    /// A unit closes its session: the minutes are what was said, and everyone reads them.
    ///
    /// # Errors
    /// As [`Service::say_criticism`].
    pub async fn close_criticism(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &SessionId,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        if staff.unit != id.unit {
            return Err(massline_domain::Refusal::NotYourUnit.into());
        }
        let loaded = self.load_criticism(campaign, id).await?;
        loaded.must_be_version(seen)?;
        let minutes = self.minutes(campaign, id, &loaded.state).await?;
        // What is said meanwhile must not be missing in the minutes.
        let seen = Some(loaded.version);
        let close = |_, _| Command::Close { minutes };
        self.at_criticism(campaign, staff, id, seen, None, close)
            .await
    }

    /// Does something at a session, with words that are kept apart from what everyone reads.
    async fn at_criticism(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &SessionId,
        seen: Option<u64>,
        words: Option<Words>,
        command: impl FnOnce(Words, Digest) -> Command,
    ) -> Result<()> {
        let loaded = self.load_criticism(campaign, id).await?;
        loaded.must_be_version(seen)?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let mut vault = Vec::new();
        let mut commitment = Digest([0; 32]);
        let words = match words {
            None => Words::default(),
            Some(words) => {
                let key = VaultWrite::session_key(id, loaded.state.words + 1);
                let (salt, value) = (
                    self.random(),
                    serde_json::to_string(&words).map_err(damaged)?,
                );
                commitment = text_commitment(&key, &salt, &value)?;
                vault.push(VaultWrite::Text { key, salt, value });
                words
            }
        };
        let command = command(words, commitment);
        let events = loaded.state.decide((id.clone(), command), &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], vault)
            .await?;
        Ok(())
    }

    async fn load_criticism(&self, campaign: &Campaign, id: &SessionId) -> Result<Loaded<Session>> {
        self.load(campaign.id(), stream::criticism(id)).await
    }

    /// The words that stand.
    async fn minutes(
        &self,
        campaign: &Campaign,
        id: &SessionId,
        session: &Session,
    ) -> Result<Minutes> {
        if let Some((_, minutes)) = &session.closed {
            return Ok(minutes.clone());
        }
        let mut minutes = Minutes::new();
        for number in session.standing() {
            let key = VaultWrite::session_key(id, number);
            let text = self.store().text(campaign.id(), &key).await?;
            let text = text.ok_or(ServiceError::NotFound)?;
            minutes.push((number, serde_json::from_str(&text).map_err(damaged)?));
        }
        Ok(minutes)
    }
}

fn for_everyone(session: Session) -> Session {
    if session.closed.is_some() {
        return session;
    }
    Session {
        said: Vec::new(),
        promises: Vec::new(),
        ..session
    }
}

fn without_fact(text: String) -> Words {
    let fact = String::new();
    Words { text, fact }
}

fn damaged(error: serde_json::Error) -> ServiceError {
    ServiceError::Store(StoreError::damaged(format!(
        "what was said at a session cannot be read: {error}"
    )))
}
