//! Charter (章程): a data file that defines a kind of campaign. Nothing of a particular
//! campaign is in code; the codes used in commands are looked up here.

mod check;
mod place;
mod sealed;
mod talk;
mod treatment;
mod words;

use crate::clock::Calendar;
use crate::gate::Condition;
use crate::refusal::Refusal;
use crate::unit::Name;
use crate::verdict::Rule;
use serde::{Deserialize, Serialize};

pub use check::CharterError;
pub use sealed::SealedChannel;
pub use talk::{Between, TalkRule};
pub use treatment::Grade;
pub use words::WordList;

/// A kind of campaign, as parsed and checked.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Charter {
    /// Short name: lower-case Latin letters, digits and `-`.
    pub id: String,
    /// Version of this text, from 1.
    pub version: u32,
    /// Its name.
    pub name: Name,
    /// What it is for, in a sentence.
    pub purpose: Name,
    /// Bounds of texts and of small numbers.
    pub limits: Limits,
    /// Time limits in days.
    pub time: TimeLimits,
    /// Which time limits run in working days, and which days are worked.
    #[serde(default)]
    pub calendar: Calendar,
    /// How a round of judgement decides.
    pub verdict: Rule,
    /// The public formula of strength.
    pub strength: Strength,
    /// What makes a problem stubborn.
    #[serde(default)]
    pub stubborn: Stubborn,
    /// Words that tell of harm.
    #[serde(default)]
    pub harm_words: WordList,
    /// Words that tell of what the speaker met with.
    #[serde(default)]
    pub first_hand_words: WordList,
    /// The values of the campaign.
    #[serde(default, rename = "value")]
    pub values: Vec<Value>,
    /// The taxonomy problems are labelled with; the machine suggests, a person decides.
    #[serde(default, rename = "category")]
    pub categories: Vec<Category>,
    /// The mirrors a unit looks into.
    #[serde(default, rename = "mirror")]
    pub mirrors: Vec<Mirror>,
    /// Classes of unit and what is asked of each.
    #[serde(default, rename = "class")]
    pub classes: Vec<Class>,
    /// The stages with their gates.
    #[serde(default, rename = "stage")]
    pub stages: Vec<StageRule>,
    /// How problems are found.
    #[serde(default, rename = "source")]
    pub sources: Vec<Named>,
    /// Ways by which opinions come in.
    #[serde(default, rename = "channel")]
    pub channels: Vec<Named>,
    /// Groups of people that are to be heard.
    #[serde(default, rename = "group")]
    pub groups: Vec<Named>,
    /// Reasons for not taking an opinion.
    #[serde(default, rename = "refusal_reason")]
    pub refusal_reasons: Vec<Named>,
    /// Reasons for returning a paper.
    #[serde(default, rename = "return_reason")]
    pub return_reasons: Vec<Named>,
    /// To whom accusations of a crime go; without it there is no sealed channel.
    #[serde(default)]
    pub sealed_channel: Option<SealedChannel>,
    /// Talks to be held before a criticism session.
    #[serde(default, rename = "talk")]
    pub talks: Vec<TalkRule>,
    /// Grades of treatment, from the lightest to the heaviest.
    #[serde(default, rename = "treatment")]
    pub treatments: Vec<Grade>,
    /// What a paper must not put in the place of what is asked.
    #[serde(default, rename = "substitution")]
    pub substitutions: Vec<Named>,
    /// What makes an answer specific.
    #[serde(default, rename = "specific")]
    pub specifics: Vec<Specific>,
    /// Phrases that stand in every paper and say nothing.
    #[serde(default)]
    pub stock_phrases: WordList,
    /// Indicator families.
    #[serde(default, rename = "indicator")]
    pub indicators: Vec<Named>,
}

/// Something with a code and a name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// What it means, in a sentence.
    #[serde(default)]
    pub meaning: Option<Name>,
}

/// A value of the campaign.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// How it is recognised.
    #[serde(default)]
    pub criteria: Vec<Name>,
}

/// A category of the taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// What it means.
    #[serde(default)]
    pub meaning: Option<Name>,
    /// The value that cures it.
    #[serde(default)]
    pub cure: Option<String>,
    /// Words by which the machine suggests it before people have labelled enough to learn
    /// from; see [`crate::signs`].
    #[serde(default)]
    pub signs: WordList,
}

/// A mirror: a standard with its clauses.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mirror {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// Its clauses.
    #[serde(default, rename = "clause")]
    pub clauses: Vec<Named>,
}

/// A class of unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// What is asked of it: codes of work, the same as in the stages.
    #[serde(default)]
    pub asked: Vec<String>,
}

/// A stage of the campaign.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StageRule {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// The work that belongs to it.
    #[serde(default, rename = "work")]
    pub work: Vec<Work>,
    /// What must hold to pass on.
    #[serde(default, rename = "gate")]
    pub gate: Vec<Gate>,
}

/// Something that is asked in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// What it means, in a sentence.
    #[serde(default)]
    pub meaning: Option<Name>,
    /// About how many hours it asks of a unit.
    #[serde(default)]
    pub hours: u16,
    /// Whether what comes of it is a self-examination.
    #[serde(default)]
    pub paper: bool,
    /// Whether that is a short list and no more: one matter a line.
    #[serde(default)]
    pub list: bool,
    /// Whether it is a criticism session.
    #[serde(default)]
    pub session: bool,
    /// Whether it is one talk of those who run the unit, in place of talks and a session.
    #[serde(default)]
    pub talk: bool,
    /// The talks it is made of, which come before the session.
    #[serde(default)]
    pub talks: Vec<String>,
}

impl From<&Work> for Named {
    fn from(work: &Work) -> Self {
        Self {
            id: work.id.clone(),
            name: work.name.clone(),
            meaning: work.meaning.clone(),
        }
    }
}

/// One thing that makes an answer specific: who, when, what, with what effect.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Specific {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// Words that show it.
    pub words: WordList,
    /// Whether a number shows it too.
    #[serde(default)]
    pub number: bool,
}

/// Chinese numerals; the one for 1 stands in too many other words.
const NUMERALS: [char; 13] = [
    '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万',
];

impl Specific {
    /// Whether a text shows it.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let is_numeral = |c: char| c.is_ascii_digit() || NUMERALS.contains(&c);
        (self.number && text.contains(is_numeral)) || self.words.are_in(text)
    }
}

/// A gate of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// What it means, in a sentence.
    #[serde(default)]
    pub meaning: Option<Name>,
    /// The conditions it is made of; without one, people alone look at it.
    #[serde(default)]
    pub needs: Vec<Condition>,
}

/// Bounds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The most characters of an opinion.
    pub opinion_chars: usize,
    /// Numbers of people under this are not published.
    pub small_number: u32,
    /// Percent of the opinions that must be sorted in time before a gate that asks for it.
    #[serde(default = "all_of_them")]
    pub sorted_percent: u8,
    /// Percent of a paper that should be about problems; less is shown to whoever reads it.
    #[serde(default)]
    pub problem_percent: u8,
}

fn all_of_them() -> u8 {
    100
}

fn three_days() -> u16 {
    3
}

/// Time limits, in calendar or working days as [`Calendar`] says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TimeLimits {
    /// Minutes by which the campaign's clock is ahead of UTC; 480 in China.
    #[serde(default)]
    pub utc_offset_minutes: i16,
    /// To claim or refer a problem.
    pub claim_days: u16,
    /// To sort an opinion.
    pub sort_days: u16,
    /// To reply to what is said of a paper, before it can be published.
    #[serde(default = "three_days")]
    pub reply_days: u16,
    /// Days after closing at which to look back.
    pub look_back_days: Vec<u16>,
    /// Days ahead at which one is reminded of what is due.
    #[serde(default = "two_weeks")]
    pub remind_days: u16,
    /// Days after which what is late shows one level further up.
    #[serde(default = "one_week")]
    pub escalate_days: u16,
    /// Days without news of an item that is not done after which it shows as quiet.
    #[serde(default = "one_month")]
    pub quiet_days: u16,
}

fn one_month() -> u16 {
    30
}

fn two_weeks() -> u16 {
    14
}

fn one_week() -> u16 {
    7
}

/// The weights of a problem's strength, whole numbers, so that everyone can add it up
/// (see [`crate::strength`]).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Strength {
    /// Points for each person (a copied text counts once).
    pub person: u32,
    /// Points for each unit that people named.
    #[serde(default)]
    pub unit: u32,
    /// Points for each channel it came by.
    pub channel: u32,
    /// Points for each calendar month in which someone spoke of it.
    pub month: u32,
    /// Points for each person whose words tell of harm, counted in full steps of the small
    /// number.
    #[serde(default)]
    pub harmed: u32,
    /// Points for each supporter, counted in full steps of the small number.
    #[serde(default)]
    pub supporter: u32,
    /// Points for each time it was open again.
    pub reopened: u32,
}

/// What makes a problem stubborn, in points of at most 100 together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stubborn {
    /// Points for each calendar month in which someone spoke of it.
    pub month: u32,
    /// Points for each time it was open again after a claimed cure.
    pub reopened: u32,
}

impl Charter {
    /// Parses and checks a charter.
    ///
    /// # Errors
    /// [`CharterError`] naming line and key.
    pub fn parse(text: &str) -> Result<Self, CharterError> {
        check::parse(text)
    }

    /// Whether units of this class take part: something is asked of them.
    #[must_use]
    pub fn takes_part(&self, class: &str) -> bool {
        let mut classes = self.classes.iter();
        classes.any(|one| one.id == class && !one.asked.is_empty())
    }

    /// The work of a stage that is asked of a class of unit.
    #[must_use]
    pub fn asked_in<'c>(&'c self, stage: &'c StageRule, class: &str) -> Vec<&'c Work> {
        let class = self.classes.iter().find(|one| one.id == class);
        let asked = class.map_or(&[][..], |class| &class.asked);
        let work = stage.work.iter();
        work.filter(|work| asked.contains(&work.id)).collect()
    }

    /// About how many hours a stage asks of a unit of this class.
    #[must_use]
    pub fn hours_asked(&self, stage: &StageRule, class: &str) -> u64 {
        let asked = self.asked_in(stage, class);
        asked.iter().map(|work| u64::from(work.hours)).sum()
    }

    /// Whether a self-examination is asked of this class of unit.
    #[must_use]
    pub fn asks_for_paper(&self, class: &str) -> bool {
        let mut stages = self.stages.iter();
        stages.any(|stage| self.asked_in(stage, class).iter().any(|work| work.paper))
    }

    /// Whether a short list is all that this class of unit writes about itself.
    #[must_use]
    pub fn asks_for_list(&self, class: &str) -> bool {
        let stages = self.stages.iter();
        let asked = stages.flat_map(|stage| self.asked_in(stage, class));
        let mut papers = asked.filter(|work| work.paper).peekable();
        papers.peek().is_some() && papers.all(|work| work.list)
    }

    /// Whether one talk is asked of this class of unit, in place of a session.
    #[must_use]
    pub fn asks_for_talk(&self, class: &str) -> bool {
        let stages = self.stages.iter();
        let mut asked = stages.flat_map(|stage| self.asked_in(stage, class));
        asked.any(|work| work.talk)
    }

    /// Whether a criticism session is asked of this class of unit.
    #[must_use]
    pub fn asks_for_session(&self, class: &str) -> bool {
        let mut stages = self.stages.iter();
        stages.any(|stage| {
            let asked = self.asked_in(stage, class);
            asked.iter().any(|work| work.session)
        })
    }

    /// The talks asked of this class of unit before its criticism session.
    #[must_use]
    pub fn talks_asked(&self, class: &str) -> Vec<&TalkRule> {
        let stages = self.stages.iter();
        let work = stages.flat_map(|stage| self.asked_in(stage, class));
        let asked: Vec<&String> = work.flat_map(|work| &work.talks).collect();
        let talks = self.talks.iter();
        talks.filter(|talk| asked.contains(&&talk.id)).collect()
    }

    /// Whether the charter defines this code. `kind` is one of `channel`, `group`,
    /// `class`, `category`, `indicator`, `source`, `refusal_reason`, `return_reason`.
    ///
    /// # Errors
    /// [`Refusal::UnknownCode`].
    pub fn check_code(&self, kind: &'static str, code: &str) -> Result<(), Refusal> {
        let known = match kind {
            "channel" => has(&self.channels, code),
            "group" => has(&self.groups, code),
            "indicator" => has(&self.indicators, code),
            "source" => has(&self.sources, code),
            "refusal_reason" => has(&self.refusal_reasons, code),
            "return_reason" => has(&self.return_reasons, code),
            "substitution" => has(&self.substitutions, code),
            "class" => self.classes.iter().any(|class| class.id == code),
            "category" => self.categories.iter().any(|category| category.id == code),
            _ => false,
        };
        let found = || code.chars().take(60).collect();
        if known {
            Ok(())
        } else {
            Err(Refusal::UnknownCode {
                kind,
                found: found(),
            })
        }
    }
}

fn has(named: &[Named], code: &str) -> bool {
    named.iter().any(|one| one.id == code)
}
