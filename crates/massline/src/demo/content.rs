//! Reading the sample campaign's files (`crates/massline/demo`), which are compiled in.

use super::checks::CheckEntry;
use super::mirrors::PaperEntry;
use super::pictures::{Drawn, PictureEntry};
use super::scenes::SceneEntry;
use crate::failure::Failure;
use massline_domain::Day;
use massline_domain::context::Role;
use massline_domain::id::UnitCode;
use massline_domain::item::{EvidenceKind, Plan};
use massline_domain::unit::Name;
use massline_domain::verdict::Choice;
use serde::Deserialize;
use serde::de::DeserializeOwned;

const CAMPAIGN: &str = include_str!("../../demo/campaign.toml");
const UNITS: &str = include_str!("../../demo/units.toml");
const ACCOUNTS: &str = include_str!("../../demo/accounts.toml");
const PROBLEMS: &str = include_str!("../../demo/problems.toml");
const ANSWERS: &str = include_str!("../../demo/answers.toml");
const MIRRORS: &str = include_str!("../../demo/mirrors.toml");
const STAGES: &str = include_str!("../../demo/stages.toml");
const SCENES: &str = include_str!("../../demo/scenes.toml");
const CHECKS: &str = include_str!("../../demo/checks.toml");
const CONSULTATIONS: &str = include_str!("../../demo/consultations.toml");
const VOICES: &str = include_str!("../../demo/voices.csv");
const PICTURES: &str = include_str!("../../demo/pictures.toml");
pub(super) const CHARTER: &str = include_str!("../../../../charters/mass-line.toml");

/// The last day the files tell of; the demo moves everything so that it was the day before
/// yesterday, and running rounds are still running.
pub(super) const LAST_DAY: &str = "2026-11-15";

/// Everything in the files.
pub(super) struct Content {
    pub(super) units: Vec<UnitEntry>,
    pub(super) accounts: Vec<AccountEntry>,
    pub(super) problems: Vec<ProblemEntry>,
    pub(super) answers: Vec<AnswerEntry>,
    pub(super) steps: Vec<StepEntry>,
    pub(super) papers: Vec<PaperEntry>,
    pub(super) checks: Vec<CheckEntry>,
    pub(super) scenes: Vec<SceneEntry>,
    pub(super) voices: Vec<VoiceEntry>,
    pub(super) pictures: Vec<PictureEntry>,
    pub(super) consultations: Vec<ConsultationEntry>,
}

impl Content {
    /// The problem that a voice belongs to on a day: until it is split off, the one that it
    /// was split from.
    pub(super) fn home_of(&self, voice: &VoiceEntry, on: Day) -> Option<usize> {
        let at = |code: &str| self.problems.iter().position(|one| one.code == code);
        let home = at(&voice.problem)?;
        let entry = &self.problems[home];
        match &entry.split_from {
            Some(from) if on < entry.listed => at(from),
            _ => Some(home),
        }
    }

    /// The pictures that came with a voice.
    pub(super) fn pictures_of(&self, voice: &VoiceEntry) -> Vec<&PictureEntry> {
        let all = self.pictures.iter();
        all.filter(|one| one.voice == voice.id).collect()
    }

    /// Nothing at all.
    pub(super) fn empty() -> Self {
        Self {
            units: Vec::new(),
            accounts: Vec::new(),
            problems: Vec::new(),
            answers: Vec::new(),
            steps: Vec::new(),
            papers: Vec::new(),
            checks: Vec::new(),
            scenes: Vec::new(),
            voices: Vec::new(),
            pictures: Vec::new(),
            consultations: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitEntry {
    pub(super) code: UnitCode,
    pub(super) class: String,
    #[serde(default)]
    pub(super) parent: Option<UnitCode>,
    pub(super) name: Name,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccountEntry {
    pub(super) login: String,
    pub(super) role: Role,
    #[serde(default)]
    pub(super) unit: Option<UnitCode>,
    /// The parts of the tree a supervision team is sent to.
    #[serde(default)]
    pub(super) over: Vec<UnitCode>,
    pub(super) name: Name,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct VoiceEntry {
    pub(super) id: String,
    pub(super) said_on: Day,
    pub(super) lang: String,
    pub(super) channel: String,
    pub(super) group: String,
    pub(super) place: String,
    pub(super) unit: String,
    pub(super) text: String,
    /// The answer key; never shown.
    pub(super) problem: String,
    pub(super) receipt: u8,
}

/// A text in Chinese and, where most voices are English, also in English.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    zh: String,
    #[serde(default)]
    en: Option<String>,
}

impl Text {
    pub(super) fn of(&self, english: bool) -> String {
        match &self.en {
            Some(en) if english => en.clone(),
            _ => self.zh.clone(),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct AnswerEntry {
    pub(super) voice: String,
    pub(super) on: Day,
    #[serde(flatten)]
    pub(super) what: AnswerKind,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum AnswerKind {
    Answered { text: String },
    Referred { to: String },
    Refused { reason: String },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProblemEntry {
    pub(super) code: String,
    pub(super) title: Name,
    #[serde(default)]
    pub(super) unit: Option<UnitCode>,
    pub(super) state: String,
    pub(super) wind: String,
    #[serde(rename = "value")]
    _value: String,
    #[serde(default = "people")]
    pub(super) source: String,
    pub(super) listed: Day,
    /// The problem its first voices were part of until it was listed by itself.
    #[serde(default)]
    pub(super) split_from: Option<String>,
    /// It was listed a second time by mistake.
    #[serde(default)]
    pub(super) doubled: Option<Doubled>,
    #[serde(default)]
    pub(super) assigned: Option<Day>,
    #[serde(default)]
    pub(super) claimed: Option<Day>,
    #[serde(default)]
    pub(super) referred: Vec<Referral>,
    #[serde(default, rename = "item")]
    pub(super) items: Vec<ItemEntry>,
    #[serde(default, rename = "round")]
    pub(super) rounds: Vec<RoundEntry>,
    /// Follows by itself from voices and verdicts; kept in the files for readers.
    #[serde(default, rename = "reopened")]
    _reopened: Vec<toml::Value>,
}

impl ProblemEntry {
    /// Whether a voice went into the double that was listed by mistake.
    pub(super) fn is_in_double(&self, voice: &VoiceEntry) -> bool {
        let in_time =
            |double: &Doubled| voice.said_on > self.listed && voice.said_on <= double.listed;
        voice.problem == self.code && self.doubled.as_ref().is_some_and(in_time)
    }
}

/// A second listing of the same matter: of the voices between the first and this one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Doubled {
    pub(super) listed: Day,
    pub(super) merged: Day,
    pub(super) title: Name,
}

fn people() -> String {
    "people".to_owned()
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Referral {
    pub(super) on: Day,
    pub(super) from: UnitCode,
    pub(super) to: UnitCode,
    pub(super) because: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemEntry {
    pub(super) planned: Day,
    #[serde(default)]
    pub(super) shows: Option<Text>,
    #[serde(default)]
    pub(super) whys: Vec<Text>,
    pub(super) cause: Text,
    pub(super) goal: Text,
    pub(super) measure: Text,
    #[serde(default)]
    pub(super) leader: Option<Text>,
    pub(super) owner: Text,
    #[serde(default)]
    pub(super) helping: Vec<UnitCode>,
    pub(super) deadline: Day,
    pub(super) for_whom: Text,
    pub(super) relying_on: Text,
    pub(super) who_am_i: Text,
    #[serde(default)]
    pub(super) progress: Vec<Note>,
    #[serde(default)]
    pub(super) evidence: Vec<Shown>,
    #[serde(default)]
    pub(super) deadline_change: Vec<Moved>,
    #[serde(default)]
    pub(super) finished: Option<Day>,
    #[serde(default)]
    pub(super) result: Option<Text>,
    #[serde(default)]
    pub(super) rule: Option<RuleEntry>,
}

impl ItemEntry {
    /// What it says, in English where there is English.
    pub(super) fn plan(&self, english: bool, deadline: Day) -> Plan {
        let maybe = |text: &Option<Text>| text.as_ref().map(|text| text.of(english));
        Plan {
            shows: maybe(&self.shows).unwrap_or_default(),
            whys: self.whys.iter().map(|why| why.of(english)).collect(),
            cause: self.cause.of(english),
            goal: self.goal.of(english),
            measure: self.measure.of(english),
            leader: maybe(&self.leader).unwrap_or_default(),
            owner: self.owner.of(english),
            helping: self.helping.clone(),
            deadline,
            for_whom: self.for_whom.of(english),
            relying_on: self.relying_on.of(english),
            who_am_i: self.who_am_i.of(english),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Note {
    pub(super) on: Day,
    #[serde(flatten)]
    pub(super) text: Text,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Shown {
    pub(super) on: Day,
    pub(super) kind: EvidenceKind,
    #[serde(default)]
    pub(super) picture: Option<Drawn>,
    #[serde(flatten)]
    pub(super) text: Text,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Moved {
    pub(super) on: Day,
    pub(super) to: Day,
    #[serde(flatten)]
    pub(super) text: Text,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct RuleEntry {
    pub(super) kind: String,
    #[serde(flatten)]
    pub(super) text: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoundEntry {
    pub(super) opened: Day,
    #[serde(default, rename = "decided")]
    _decided: Option<Day>,
    #[serde(default, rename = "outcome")]
    _outcome: Option<String>,
    #[serde(default)]
    pub(super) fixed: usize,
    #[serde(default)]
    pub(super) not_fixed: usize,
    #[serde(default)]
    pub(super) dont_know: usize,
    #[serde(default)]
    pub(super) comment: Vec<Comment>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comment {
    pub(super) choice: Choice,
    pub(super) text: String,
}

/// Something on a unit's way through the stages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepEntry {
    pub(super) on: Day,
    pub(super) unit: UnitCode,
    pub(super) act: StepAct,
    #[serde(default)]
    pub(super) until: Option<Day>,
    #[serde(default)]
    pub(super) hours: Option<u16>,
    #[serde(default)]
    pub(super) talked: Option<Day>,
    pub(super) zh: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StepAct {
    Report,
    Sign,
    Postpone,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConsultationEntry {
    pub(super) problem: String,
    pub(super) question: String,
    pub(super) language: String,
    pub(super) opened: Day,
    pub(super) answered: Day,
    /// How many people are of one mind.
    pub(super) minds: Vec<u32>,
    #[serde(rename = "statement")]
    pub(super) statements: Vec<StatementEntry>,
    #[serde(default)]
    pub(super) added: Vec<AddedEntry>,
}

/// A statement of the office; of each mind so many in a hundred agree and pass.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementEntry {
    pub(super) text: String,
    pub(super) origin: String,
    #[serde(default)]
    pub(super) language: Option<String>,
    pub(super) agree: Vec<u32>,
    pub(super) pass: Vec<u32>,
}

/// A statement that somebody added; `decided` is `accept`, a reason, or nothing yet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AddedEntry {
    pub(super) text: String,
    #[serde(default)]
    pub(super) decided: Option<String>,
    #[serde(default)]
    pub(super) appeal: Option<String>,
    #[serde(default)]
    pub(super) agree: Vec<u32>,
    #[serde(default)]
    pub(super) pass: Vec<u32>,
}

/// The name of the sample campaign.
pub(super) fn campaign_name() -> Result<Name, Failure> {
    #[derive(Deserialize)]
    struct Campaign {
        name: Name,
    }
    let read: Result<Campaign, _> = toml::from_str(CAMPAIGN);
    read.map(|campaign| campaign.name)
        .map_err(|error| damaged("campaign.toml", &error.to_string()))
}

/// Reads all files.
pub(super) fn read() -> Result<Content, Failure> {
    let voices = csv::Reader::from_reader(VOICES.as_bytes())
        .deserialize()
        .collect::<Result<Vec<VoiceEntry>, _>>()
        .map_err(|error| damaged("voices.csv", &error.to_string()))?;
    Ok(Content {
        units: list("units.toml", UNITS, "unit")?,
        accounts: list("accounts.toml", ACCOUNTS, "account")?,
        problems: list("problems.toml", PROBLEMS, "problem")?,
        answers: list("answers.toml", ANSWERS, "answer")?,
        steps: list("stages.toml", STAGES, "step")?,
        papers: list("mirrors.toml", MIRRORS, "paper")?,
        checks: list("checks.toml", CHECKS, "check")?,
        scenes: list("scenes.toml", SCENES, "scene")?,
        voices,
        pictures: list("pictures.toml", PICTURES, "picture")?,
        consultations: list("consultations.toml", CONSULTATIONS, "consultation")?,
    })
}

fn list<T: DeserializeOwned>(name: &str, text: &str, key: &str) -> Result<Vec<T>, Failure> {
    let wrong = |error: toml::de::Error| damaged(name, &error.to_string());
    let mut all: toml::Table = toml::from_str(text).map_err(wrong)?;
    let entries = all
        .remove(key)
        .unwrap_or_else(|| toml::Value::Array(Vec::new()));
    entries.try_into().map_err(wrong)
}

fn damaged(name: &str, error: &str) -> Failure {
    Failure::new("cli-error-file", &[("file", name), ("error", error)])
}
