//! Scenes of the sample county: what happened on one day and belongs to no problem's story.

mod disclosure;
mod programme;
mod spot_check;
mod study;

use self::disclosure::DisclosureEntry;
use self::programme::ProgrammeEntry;
use self::spot_check::SpotCheckEntry;
use self::study::DocumentEntry;
use super::build::Builder;
use super::content::Content;
use super::setup::staff;
use massline_domain::commitment::{Command, Origin, Promise};
use massline_domain::context::Role;
use massline_domain::criticism::{Kind, Reference, Subject, Words};
use massline_domain::hearing::{Numbers, Targets};
use massline_domain::id::{CommitmentId, SessionId, TreatmentId, UnitCode, WaveId};
use massline_domain::treatment::{Decision, Grounds};
use massline_domain::unit::Name;
use massline_domain::{Day, hearing, wave};
use massline_service::criticism::Saying;
use massline_service::{ServiceError, Staff};
use serde::Deserialize;

/// A scene, and the day it happened on.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SceneEntry {
    pub(super) on: Day,
    pub(super) unit: UnitCode,
    #[serde(flatten)]
    kind: SceneKind,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum SceneKind {
    Session(SessionEntry),
    Commitment(CommitmentEntry),
    AtOnce(AtOnceEntry),
    Treatment(TreatmentEntry),
    Document(DocumentEntry),
    Hearing(HearingEntry),
    Disclosure(DisclosureEntry),
    Programme(ProgrammeEntry),
    Wave(WaveEntry),
    SpotCheck(SpotCheckEntry),
    Lesson(LessonEntry),
    PublishLessons { wave: u32 },
    AnswerLessons { zh: String },
}

#[derive(Debug, Clone, Deserialize)]
struct SessionEntry {
    /// The day it is held; it is opened, and the talks are held, on the day of the scene. Without
    /// it the talks with the team are still to come.
    held: Option<Day>,
    #[serde(default = "yes")]
    closed: bool,
    present: Vec<String>,
    #[serde(default)]
    said: Vec<SaidEntry>,
    #[serde(default)]
    take: Vec<TakeEntry>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Clone, Deserialize)]
struct SaidEntry {
    by: u32,
    #[serde(default)]
    of: Option<u32>,
    act: bool,
    about: String,
    text: String,
    fact: String,
    #[serde(default)]
    reply: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct TakeEntry {
    by: u32,
    days: i32,
    text: String,
}

#[derive(Debug, Clone, Deserialize)]
struct CommitmentEntry {
    /// The place of what was taken on in the unit's first session, from 1.
    #[serde(default)]
    from: Option<usize>,
    office: String,
    #[serde(default)]
    about: Option<String>,
    due: Day,
    zh: String,
    #[serde(default, rename = "move")]
    moved: Option<MoveEntry>,
    #[serde(default)]
    told: Option<ToldEntry>,
    #[serde(default)]
    look: Option<LookEntry>,
}

#[derive(Debug, Clone, Deserialize)]
struct MoveEntry {
    on: Day,
    to: Day,
    zh: String,
}

#[derive(Debug, Clone, Deserialize)]
struct ToldEntry {
    on: Day,
    kept: bool,
    zh: String,
}

#[derive(Debug, Clone, Deserialize)]
struct LookEntry {
    on: Day,
    holds: bool,
    zh: String,
}

#[derive(Debug, Clone, Deserialize)]
struct AtOnceEntry {
    office: String,
    #[serde(default)]
    about: Option<String>,
    zh: String,
    done: String,
}

#[derive(Debug, Clone, Deserialize)]
struct TreatmentEntry {
    office: String,
    grade: String,
    about: String,
    fact: String,
    reason: String,
    #[serde(default)]
    reply: Option<TextEntry>,
    #[serde(default)]
    decide: Option<DecideEntry>,
    #[serde(default)]
    done: Option<TextEntry>,
}

#[derive(Debug, Clone, Deserialize)]
struct HearingEntry {
    by: Day,
    groups: Numbers,
    channels: Numbers,
    /// Why it is changed.
    #[serde(default)]
    zh: String,
}

#[derive(Debug, Clone, Deserialize)]
struct WaveEntry {
    zh: String,
    en: String,
    /// All that are in no wave yet, where it names none.
    #[serde(default)]
    units: Vec<UnitCode>,
}

#[derive(Debug, Clone, Deserialize)]
struct LessonEntry {
    wave: u32,
    lesson: wave::Kind,
    role: Role,
    zh: String,
}

#[derive(Debug, Clone, Deserialize)]
struct TextEntry {
    on: Day,
    zh: String,
}

#[derive(Debug, Clone, Deserialize)]
struct DecideEntry {
    on: Day,
    #[serde(default)]
    grade: Option<String>,
    #[serde(default)]
    due: Option<Day>,
    zh: String,
}

impl SceneEntry {
    /// The days on which it goes on, in order: that it begins on, and later ones.
    pub(super) fn days(&self) -> Vec<Day> {
        let mut days = vec![self.on];
        if let SceneKind::Commitment(entry) = &self.kind {
            days.extend(entry.moved.as_ref().map(|one| one.on));
            days.extend(entry.told.as_ref().map(|one| one.on));
            days.extend(entry.look.as_ref().map(|one| one.on));
        }
        if let SceneKind::Session(entry) = &self.kind {
            days.extend(entry.held);
        }
        if let SceneKind::Disclosure(entry) = &self.kind {
            days.extend(entry.day());
        }
        if let SceneKind::Programme(entry) = &self.kind {
            days.extend(entry.days());
        }
        if let SceneKind::SpotCheck(entry) = &self.kind {
            days.extend([entry.draw].into_iter().chain(entry.see));
        }
        if let SceneKind::Document(entry) = &self.kind {
            days.extend(entry.later());
        }
        if let SceneKind::Treatment(entry) = &self.kind {
            days.extend(entry.reply.as_ref().map(|one| one.on));
            days.extend(entry.decide.as_ref().map(|one| one.on));
            days.extend(entry.done.as_ref().map(|one| one.on));
        }
        days
    }
}

impl Builder {
    /// What happens in a scene on the `step`th of its days, from 0.
    pub(super) async fn scene(
        &mut self,
        content: &Content,
        scene: usize,
        step: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.scenes[scene];
        let unit = staff(&self.campaign, Role::Unit, entry.unit.clone());
        match &entry.kind {
            SceneKind::Session(session) if step == 0 => self.convene(&unit, session).await,
            SceneKind::Session(session) => self.hold(content, &unit, session).await,
            SceneKind::AtOnce(one) => {
                let about = one.about.as_ref().map(|code| self.reference(content, code));
                let problem = match about {
                    Some(Reference::Problem(problem)) => Some(problem),
                    _ => None,
                };
                let words = (one.office.clone(), one.zh.clone(), one.done.clone());
                let day = self.service.today(&self.campaign);
                let told =
                    self.service
                        .correct_at_once(&self.campaign, &unit, words, (day, problem));
                told.await.map(|_| ())
            }
            SceneKind::Document(one) if step == 0 => {
                let office = entry.unit == self.office.unit;
                let by = if office { &self.office } else { &unit };
                let id = self.add_document(content, one, by).await?;
                self.documents.insert(scene, id);
                Ok(())
            }
            SceneKind::Document(one) => {
                let id = self.documents.get(&scene).copied();
                let id = id.ok_or(ServiceError::NotFound)?;
                self.read(content, one, id, entry.days()[step]).await
            }
            SceneKind::SpotCheck(one) => self.spot_check(one, step).await,
            SceneKind::Programme(one) if step == 0 => {
                self.open_programme(content, &entry.unit, one).await
            }
            SceneKind::Programme(one) => {
                self.tell_of_programme(&unit, one, &one.told[step - 1].zh)
                    .await
            }
            SceneKind::Disclosure(one) => self.disclosure(one, step).await,
            SceneKind::Hearing(one) => {
                let command = hearing::Command {
                    targets: Targets {
                        groups: one.groups.clone(),
                        channels: one.channels.clone(),
                    },
                    by: one.by.plus(self.shift),
                    reason: one.zh.clone(),
                };
                let (service, campaign) = (&self.service, &self.campaign);
                service
                    .plan_hearing(campaign, &self.office, command, None)
                    .await
            }
            SceneKind::Wave(one) => self.open_wave(one).await,
            SceneKind::Lesson(one) => {
                let by = match one.role {
                    Role::Office => &self.office,
                    Role::Supervisor => &self.team,
                    _ => &unit,
                };
                let (wave, lesson) = (WaveId(one.wave), (one.lesson, one.zh.clone()));
                let (service, campaign) = (&self.service, &self.campaign);
                service.reflect_on_wave(campaign, by, wave, lesson).await
            }
            SceneKind::PublishLessons { wave } => {
                let (service, campaign) = (&self.service, &self.campaign);
                service
                    .publish_lessons(campaign, &self.office, WaveId(*wave), None)
                    .await
            }
            SceneKind::AnswerLessons { zh } => {
                let (service, campaign) = (&self.service, &self.campaign);
                service.answer_lessons(campaign, &unit, zh.clone()).await
            }
            SceneKind::Treatment(one) if step == 0 => {
                let grounds = Grounds {
                    office: one.office.clone(),
                    grade: one.grade.clone(),
                    about: self.reference(content, &one.about),
                    fact: one.fact.clone(),
                    reason: one.reason.clone(),
                };
                let (service, campaign, unit) = (&self.service, &self.campaign, unit.unit);
                let id = service.propose_treatment(campaign, &self.team, unit, grounds);
                self.treatments.insert(scene, id.await?);
                Ok(())
            }
            SceneKind::Treatment(one) => {
                let id = self.treatments.get(&scene).copied();
                let id = id.ok_or(ServiceError::NotFound)?;
                self.treat(one, &unit, id, entry.days()[step]).await
            }
            SceneKind::Commitment(one) if step == 0 => {
                let id = self.commit(content, &unit, one).await?;
                self.commitments.insert(scene, id);
                Ok(())
            }
            SceneKind::Commitment(one) => {
                let id = self.commitments.get(&scene).copied();
                let id = id.ok_or(ServiceError::NotFound)?;
                let on = entry.days()[step];
                self.go_on(one, &unit, id, on).await
            }
        }
    }

    pub(super) fn reference(&self, content: &Content, code: &str) -> Reference {
        let at = content.problems.iter().position(|one| one.code == code);
        let number = at.and_then(|at| self.numbers.get(&at).copied());
        number.map_or_else(|| Reference::Clause(code.to_owned()), Reference::Problem)
    }

    /// The session is opened, and the talks before it are held.
    async fn convene(&self, unit: &Staff, entry: &SessionEntry) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let today = service.today(campaign);
        let day = entry.held.map_or(today.plus(9), |day| day.plus(self.shift));
        let open = (day, entry.present.clone(), 1);
        let id = service.open_criticism(campaign, unit, open).await?;
        let owed = service.criticism_session(campaign, &id).await?.talks_owed();
        let talks = (owed.of_unit(1), today);
        service
            .record_talks(campaign, unit, &id, talks, None)
            .await?;
        if entry.held.is_some() {
            let talks = (owed.team, today);
            service
                .record_talks_of_team(campaign, &self.team, &id, talks, None)
                .await?;
        }
        Ok(())
    }

    async fn hold(
        &self,
        content: &Content,
        unit: &Staff,
        entry: &SessionEntry,
    ) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let today = service.today(campaign);
        let id = SessionId {
            unit: unit.unit.clone(),
            number: 1,
        };
        for one in &entry.said {
            let saying = Saying {
                again: None,
                who: match one.of {
                    Some(about) => Kind::Other { by: one.by, about },
                    None => Kind::Own { by: one.by },
                },
                subject: if one.act { Subject::Act } else { Subject::Duty },
                reference: Some(self.reference(content, &one.about)),
                words: Words {
                    text: one.text.clone(),
                    fact: one.fact.clone(),
                },
            };
            service
                .say_criticism(campaign, unit, &id, saying, None)
                .await?;
        }
        for (number, one) in (1..).zip(&entry.said) {
            if one.of.is_some() {
                let reply = (number, one.reply.clone());
                service
                    .reply_to_criticism(campaign, unit, &id, reply, None)
                    .await?;
            }
        }
        for one in &entry.take {
            let promise = (one.by, today.plus(one.days), one.text.clone());
            service
                .promise_after_criticism(campaign, unit, &id, promise, None)
                .await?;
        }
        if entry.closed {
            service.close_criticism(campaign, unit, &id, None).await?;
        }
        Ok(())
    }

    async fn commit(
        &self,
        content: &Content,
        unit: &Staff,
        entry: &CommitmentEntry,
    ) -> Result<CommitmentId, ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let origin = match entry.from {
            Some(place) => self.taken_on(&unit.unit, place).await?,
            None => Origin::Own,
        };
        let about = entry.about.as_ref();
        let promise = Promise {
            office: entry.office.clone(),
            words: entry.zh.clone(),
            about: about.map(|code| self.reference(content, code)),
            origin,
            due: entry.due.plus(self.shift),
        };
        service.make_commitment(campaign, unit, promise).await
    }

    async fn taken_on(&self, unit: &UnitCode, place: usize) -> Result<Origin, ServiceError> {
        let session = SessionId {
            unit: unit.clone(),
            number: 1,
        };
        let held = self
            .service
            .criticism_session(&self.campaign, &session)
            .await?;
        let promise = place.checked_sub(1).and_then(|at| held.promises.get(at));
        let number = promise.ok_or(ServiceError::NotFound)?.words;
        Ok(Origin::Session { session, number })
    }

    async fn go_on(
        &self,
        entry: &CommitmentEntry,
        unit: &Staff,
        id: CommitmentId,
        on: Day,
    ) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        if let Some(look) = entry.look.as_ref().filter(|look| look.on == on) {
            let seen = (look.holds, look.zh.clone());
            return service
                .look_at_commitment(campaign, &self.team, id, seen, None)
                .await;
        }
        let command = match (&entry.moved, &entry.told) {
            (Some(moved), _) if moved.on == on => Command::Move {
                due: moved.to.plus(self.shift),
                reason: moved.zh.clone(),
            },
            (_, Some(told)) => Command::Tell {
                kept: told.kept,
                words: told.zh.clone(),
            },
            _ => return Ok(()),
        };
        service
            .work_on_commitment(campaign, unit, id, command, None)
            .await
    }

    async fn open_wave(&self, entry: &WaveEntry) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let name = Name {
            zh: entry.zh.clone(),
            en: entry.en.clone(),
        };
        let units = if entry.units.is_empty() {
            service.units_without_wave(campaign).await?
        } else {
            entry.units.iter().cloned().collect()
        };
        let opened = service.open_wave(campaign, &self.office, name, units).await;
        opened.map(|_| ())
    }

    async fn treat(
        &self,
        entry: &TreatmentEntry,
        unit: &Staff,
        id: TreatmentId,
        on: Day,
    ) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let is_today = |one: &&TextEntry| one.on == on;
        if let Some(reply) = entry.reply.as_ref().filter(is_today) {
            let words = reply.zh.clone();
            return service
                .reply_to_treatment(campaign, unit, id, words, None)
                .await;
        }
        if let Some(done) = entry.done.as_ref().filter(is_today) {
            let words = done.zh.clone();
            return service
                .carry_out_treatment(campaign, unit, id, words, None)
                .await;
        }
        let Some(decide) = &entry.decide else {
            return Ok(());
        };
        let decision = Decision {
            grade: decide.grade.clone(),
            due: decide.due.map(|day| day.plus(self.shift)),
            words: decide.zh.clone(),
        };
        service
            .decide_treatment(campaign, &self.office, id, decision, None)
            .await
    }
}
