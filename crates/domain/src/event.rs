//! All events under one roof. Events are versioned data: names in the past tense, stable
//! tags, and a test that reads every event ever written (`tests/events`).

use crate::consultation::{self, statement, vote};
use crate::{
    campaign, commitment, criticism, disclosure, escalation, hearing, indicator, item, look_back,
    mirror, opinion, problem, programme, rule, spot_check, stage, study, support, team, treatment,
    unit, user, verdict, wave,
};
use serde::Serialize;
use serde_json::Value;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// To a campaign.
    Campaign(campaign::Event),
    /// To the tree of units.
    Unit(unit::Event),
    /// To the staff.
    User(user::Event),
    /// To an opinion.
    Opinion(opinion::Event),
    /// To a problem.
    Problem(problem::Event),
    /// To a rectification item.
    Item(item::Event),
    /// In a round of judgement.
    Verdict(verdict::Event),
    /// On a unit's way through the stages.
    Stage(stage::Event),
    /// To a supervision team.
    Team(team::Event),
    /// To a consultation.
    Consultation(consultation::Event),
    /// To a statement of a consultation.
    Statement(statement::Event),
    /// To one person's votes in a consultation.
    Vote(vote::Event),
    /// To one person's support of a problem.
    Support(support::Event),
    /// At a look-back.
    LookBack(look_back::Event),
    /// To the indicators of a problem or a unit.
    Indicator(indicator::Event),
    /// Something late went to a body above.
    Escalation(escalation::Event),
    /// To a self-examination.
    Mirror(mirror::Event),
    /// To a rule.
    Rule(rule::Event),
    /// At a spot-check.
    SpotCheck(spot_check::Event),
    /// To a document of the study library.
    Study(study::Event),
    /// To a wave.
    Wave(wave::Event),
    /// To a disclosure.
    Disclosure(disclosure::Event),
    /// To a special programme.
    Programme(programme::Event),
    /// To the plan of hearing.
    Hearing(hearing::Event),
    /// To a treatment.
    Treatment(treatment::Event),
    /// To a commitment.
    Commitment(commitment::Event),
    /// At a criticism session.
    Criticism(criticism::Event),
}

/// A stored event that this version cannot read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// It has no tag, or one this version does not know.
    #[error("unknown event type \"{0}\"; a newer version of massline may have written it")]
    UnknownType(String),
    /// The tag is known and the content does not fit it.
    #[error("damaged event: {0}")]
    Damaged(#[from] serde_json::Error),
}

impl Event {
    /// The event as data, with its tag in `type`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or(Value::Null)
    }

    /// The stable tag, for instance `problem.claimed`.
    #[must_use]
    pub fn tag(&self) -> String {
        self.to_json()["type"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Reads an event from data.
    ///
    /// # Errors
    /// [`EventError`] for unknown tags and damaged content.
    pub fn from_json(value: Value) -> Result<Self, EventError> {
        let tag = value["type"].as_str().unwrap_or_default().to_owned();
        let read = value;
        Ok(match tag.split('.').next().unwrap_or_default() {
            "campaign" => Self::Campaign(serde_json::from_value(read)?),
            "unit" => Self::Unit(serde_json::from_value(read)?),
            "user" => Self::User(serde_json::from_value(read)?),
            "opinion" => Self::Opinion(serde_json::from_value(read)?),
            "problem" => Self::Problem(serde_json::from_value(read)?),
            "item" => Self::Item(serde_json::from_value(read)?),
            "verdict" => Self::Verdict(serde_json::from_value(read)?),
            "stage" => Self::Stage(serde_json::from_value(read)?),
            "team" => Self::Team(serde_json::from_value(read)?),
            "indicator" => Self::Indicator(serde_json::from_value(read)?),
            "consultation" => Self::Consultation(serde_json::from_value(read)?),
            "statement" => Self::Statement(serde_json::from_value(read)?),
            "vote" => Self::Vote(serde_json::from_value(read)?),
            "support" => Self::Support(serde_json::from_value(read)?),
            "escalation" => Self::Escalation(serde_json::from_value(read)?),
            "look_back" => Self::LookBack(serde_json::from_value(read)?),
            "mirror" => Self::Mirror(serde_json::from_value(read)?),
            "criticism" => Self::Criticism(serde_json::from_value(read)?),
            "rule" => Self::Rule(serde_json::from_value(read)?),
            "spot_check" => Self::SpotCheck(serde_json::from_value(read)?),
            "study" => Self::Study(serde_json::from_value(read)?),
            "wave" => Self::Wave(serde_json::from_value(read)?),
            "disclosure" => Self::Disclosure(serde_json::from_value(read)?),
            "programme" => Self::Programme(serde_json::from_value(read)?),
            "hearing" => Self::Hearing(serde_json::from_value(read)?),
            "treatment" => Self::Treatment(serde_json::from_value(read)?),
            "commitment" => Self::Commitment(serde_json::from_value(read)?),
            _ => return Err(EventError::UnknownType(tag.chars().take(60).collect())),
        })
    }

    /// The stream it belongs to.
    #[must_use]
    pub fn stream(&self) -> String {
        match self {
            Self::Campaign(_) => "campaign".to_owned(),
            Self::Unit(_) => "units".to_owned(),
            Self::User(_) => "staff".to_owned(),
            Self::Opinion(event) => stream::opinion(event.opinion()),
            Self::Problem(event) => stream::problem(event.problem()),
            Self::Item(event) => stream::item(event.item()),
            Self::Verdict(event) => stream::round(event.round()),
            Self::Stage(event) => stream::stage(event.unit()),
            Self::Team(event) => stream::team(event.user()),
            Self::Indicator(event) => stream::indicator(event.subject()),
            Self::Consultation(event) => stream::consultation(event.consultation()),
            Self::Statement(event) => stream::statement(event.statement()),
            Self::Vote(event) => stream::votes(event.consultation(), &event.participant()),
            Self::Support(event) => stream::support(event.problem(), &event.supporter()),
            Self::Escalation(event) => stream::escalation(event.unit()),
            Self::LookBack(event) => stream::look_back(event.problem()),
            Self::Mirror(event) => stream::mirror(event.paper()),
            Self::Criticism(event) => stream::criticism(event.session()),
            Self::Rule(event) => stream::rule(event.rule()),
            Self::SpotCheck(event) => stream::spot_check(event.check()),
            Self::Study(event) => stream::study(event.document()),
            Self::Wave(event) => stream::wave(event.wave()),
            Self::Disclosure(event) => stream::disclosure(event.disclosure()),
            Self::Programme(event) => stream::programme(event.programme()),
            Self::Hearing(_) => stream::HEARING.to_owned(),
            Self::Treatment(event) => stream::treatment(event.treatment()),
            Self::Commitment(event) => stream::commitment(event.commitment()),
        }
    }
}

/// Names of streams: each thing has one.
pub mod stream {
    use crate::id::{
        CommitmentId, ConsultationId, Digest, DocumentId, ItemId, OpinionId, PaperId, ProblemId,
        ProgrammeId, RoundId, RuleId, SessionId, SpotCheckId, StatementId, TreatmentId, UnitCode,
        UserId, WaveId,
    };

    /// The campaign itself.
    pub const CAMPAIGN: &str = "campaign";
    /// The plan of hearing.
    pub const HEARING: &str = "hearing/plan";
    /// The tree of units.
    pub const UNITS: &str = "units";
    /// The staff.
    pub const STAFF: &str = "staff";

    /// The stream of an opinion.
    #[must_use]
    pub fn opinion(id: OpinionId) -> String {
        format!("opinion/{id}")
    }

    /// The stream of a problem.
    #[must_use]
    pub fn problem(id: ProblemId) -> String {
        format!("problem/{id}")
    }

    /// The stream of an item.
    #[must_use]
    pub fn item(id: ItemId) -> String {
        format!("item/{}/{}", id.problem, id.number)
    }

    /// The stream of a consultation.
    #[must_use]
    pub fn consultation(id: ConsultationId) -> String {
        format!("consultation/{id}")
    }

    /// The stream of a statement.
    #[must_use]
    pub fn statement(id: StatementId) -> String {
        format!("statement/{}/{}", id.consultation, id.number)
    }

    /// The stream of one person's votes in a consultation.
    #[must_use]
    pub fn votes(consultation: ConsultationId, participant: &Digest) -> String {
        format!("votes/{consultation}/{participant}")
    }

    /// The stream of one person's support of a problem.
    #[must_use]
    pub fn support(problem: ProblemId, supporter: &Digest) -> String {
        format!("support/{problem}/{supporter}")
    }

    /// The stream of a round of judgement.
    #[must_use]
    pub fn round(id: RoundId) -> String {
        format!("round/{}/{}", id.problem, id.number)
    }

    /// The stream of a unit's way through the stages.
    #[must_use]
    pub fn stage(unit: &UnitCode) -> String {
        format!("stage/{unit}")
    }

    /// The stream of the indicators of a problem or a unit.
    #[must_use]
    pub fn indicator(subject: &crate::indicator::Subject) -> String {
        format!("indicator/{subject}")
    }

    /// The stream of a unit's escalations.
    #[must_use]
    pub fn escalation(unit: &UnitCode) -> String {
        format!("escalation/{unit}")
    }

    /// The stream of the look-backs upon a problem.
    #[must_use]
    pub fn look_back(id: ProblemId) -> String {
        format!("look_back/{id}")
    }

    /// The stream of a supervision team.
    #[must_use]
    pub fn team(user: UserId) -> String {
        format!("team/{user}")
    }

    /// The stream of a self-examination.
    #[must_use]
    pub fn mirror(id: &PaperId) -> String {
        format!("mirror/{id}")
    }

    /// The stream of a criticism session.
    #[must_use]
    pub fn criticism(id: &SessionId) -> String {
        format!("criticism/{id}")
    }

    /// The stream of a commitment.
    #[must_use]
    pub fn commitment(id: CommitmentId) -> String {
        format!("commitment/{}", id.0)
    }

    /// The stream of a treatment.
    #[must_use]
    pub fn treatment(id: TreatmentId) -> String {
        format!("treatment/{}", id.0)
    }

    /// The stream of a wave.
    #[must_use]
    pub fn wave(id: WaveId) -> String {
        format!("wave/{}", id.0)
    }

    /// The stream of a disclosure.
    #[must_use]
    pub fn disclosure(id: Digest) -> String {
        format!("disclosure/{id}")
    }

    /// The stream of a special programme.
    #[must_use]
    pub fn programme(id: ProgrammeId) -> String {
        format!("programme/{}", id.0)
    }

    /// The stream of a document of the study library.
    #[must_use]
    pub fn study(id: DocumentId) -> String {
        format!("study/{}", id.0)
    }

    /// The stream of a spot-check.
    #[must_use]
    pub fn spot_check(id: SpotCheckId) -> String {
        format!("spot_check/{}", id.0)
    }

    /// The stream of a rule.
    #[must_use]
    pub fn rule(id: RuleId) -> String {
        format!("rule/{}", id.0)
    }
}

macro_rules! from_event {
    ($($module:ident => $variant:ident),*) => {$(
        impl From<$module::Event> for Event {
            fn from(event: $module::Event) -> Self {
                Self::$variant(event)
            }
        }

        impl TryFrom<Event> for $module::Event {
            type Error = Event;

            fn try_from(event: Event) -> Result<Self, Event> {
                match event {
                    Event::$variant(event) => Ok(event),
                    other => Err(other),
                }
            }
        }
    )*};
}

from_event!(campaign => Campaign, unit => Unit, user => User, opinion => Opinion,
    problem => Problem, item => Item, verdict => Verdict, stage => Stage, team => Team,
    consultation => Consultation, statement => Statement, vote => Vote, support => Support,
    look_back => LookBack, escalation => Escalation, indicator => Indicator,
    mirror => Mirror, rule => Rule, criticism => Criticism, commitment => Commitment, treatment => Treatment, wave => Wave, hearing => Hearing, programme => Programme, disclosure => Disclosure, study => Study, spot_check => SpotCheck);
