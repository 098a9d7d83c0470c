//! Gates (环节关口): what must hold before a unit passes a stage. The charter names
//! conditions; each name is a function from [`Facts`] to met or not, and why. Nothing here
//! knows a date: a stage is never passed because its day has come.

use crate::charter::{Gate, StageRule};
use crate::id::UnitCode;
use serde::{Deserialize, Serialize};

/// A condition that a charter can name. The set is closed: a charter with another name is
/// refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Enough people of every group have spoken.
    GroupsHeard,
    /// There is a plan of hearing, and every target of it is reached.
    PlanHeard,
    /// Opinions are sorted in time, as far as the charter demands.
    OpinionsSorted,
    /// No problem given to the unit is unclaimed.
    AllClaimed,
    /// Every problem of the unit has an item in the ledger.
    AllPlanned,
    /// No item of the unit is past its day.
    NoneOverdue,
    /// Every item of the unit is done, which takes an answer on its rule.
    RulesAnswered,
    /// Every rule that an item of the unit names stands in the register.
    RulesRegistered,
    /// The people have judged every problem that the unit rectifies: none is before them, and none
    /// is in work that they were not asked about.
    PeopleJudged,
    /// The body above has passed this stage.
    AbovePassed,
    /// The body above has claimed every problem given to it.
    AboveClaimed,
    /// The paper asked of the unit is accepted, and none is before the team or to be rewritten.
    PapersAccepted,
    /// The self-examination of the unit's leader is accepted, where a session is asked of the
    /// unit.
    LeaderExamined,
    /// No accepted paper of the unit waits to be published.
    PapersPublished,
    /// The session asked of the unit is closed and public, and none is open.
    SessionsHeld,
    /// Those who run the unit sat down together once, where that is asked of it.
    TalkHeld,
    /// No treatment of the unit waits for a decision, and none that was ordered is past its day.
    TreatmentsAnswered,
    /// The unit has noted something to every document it is to read in this stage.
    Studied,
    /// The unit is in a wave that was opened, where there are waves.
    WaveOpened,
    /// The unit has said what it takes over of the lessons of the wave before.
    LessonsAnswered,
    /// The unit has told the public what it did in this stage.
    Reported,
    /// Enough people have read what was told.
    SeenOutside,
}

impl Condition {
    /// All conditions, in the order in which they are explained.
    pub const ALL: [Self; 22] = [
        Self::GroupsHeard,
        Self::PlanHeard,
        Self::OpinionsSorted,
        Self::AllClaimed,
        Self::AllPlanned,
        Self::NoneOverdue,
        Self::RulesAnswered,
        Self::RulesRegistered,
        Self::PeopleJudged,
        Self::AbovePassed,
        Self::AboveClaimed,
        Self::PapersAccepted,
        Self::LeaderExamined,
        Self::PapersPublished,
        Self::SessionsHeld,
        Self::TalkHeld,
        Self::TreatmentsAnswered,
        Self::Studied,
        Self::WaveOpened,
        Self::LessonsAnswered,
        Self::Reported,
        Self::SeenOutside,
    ];

    /// The name used in charters, data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::GroupsHeard => "groups-heard",
            Self::PlanHeard => "plan-heard",
            Self::OpinionsSorted => "opinions-sorted",
            Self::AllClaimed => "all-claimed",
            Self::AllPlanned => "all-planned",
            Self::NoneOverdue => "none-overdue",
            Self::RulesAnswered => "rules-answered",
            Self::RulesRegistered => "rules-registered",
            Self::PeopleJudged => "people-judged",
            Self::AbovePassed => "above-passed",
            Self::AboveClaimed => "above-claimed",
            Self::PapersAccepted => "papers-accepted",
            Self::LeaderExamined => "leader-examined",
            Self::PapersPublished => "papers-published",
            Self::SessionsHeld => "sessions-held",
            Self::TalkHeld => "talk-held",
            Self::TreatmentsAnswered => "treatments-answered",
            Self::Studied => "studied",
            Self::WaveOpened => "wave-opened",
            Self::LessonsAnswered => "lessons-answered",
            Self::Reported => "reported",
            Self::SeenOutside => "seen-outside",
        }
    }
}

/// What conditions are made of: numbers of the unit, of the campaign and of the body above.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Groups of the charter of which too few people have spoken, by code.
    pub groups_unheard: Vec<String>,
    /// Whether there is no plan of hearing.
    pub plan_owed: bool,
    /// Targets of the plan of hearing that are not reached.
    pub targets_missed: u64,
    /// Opinions received.
    pub opinions: u64,
    /// Opinions that wait longer than the charter allows.
    pub opinions_late: u64,
    /// Percent of the opinions that must be sorted in time.
    pub sorted_percent: u8,
    /// Problems given to the unit and not claimed.
    pub unclaimed: u64,
    /// Problems of the unit without work planned.
    pub unplanned: u64,
    /// Items of the unit that are not done.
    pub unfinished: u64,
    /// Items of the unit past their day.
    pub overdue: u64,
    /// Problems of the unit of which an item names a rule that is not in the register.
    pub unregistered: u64,
    /// Problems of the unit in work or before the people.
    pub unjudged: u64,
    /// Whether no paper is asked of this class of unit.
    pub no_paper: bool,
    /// Whether no session is asked of this class of unit.
    pub no_session: bool,
    /// Whether no talk is asked of this class of unit.
    pub no_talk: bool,
    /// Whether the unit has not said when it sat down together.
    pub talk_owed: bool,
    /// Whether the paper asked of the unit is not accepted yet.
    pub paper_owed: bool,
    /// Whether the self-examination of the unit's leader is not accepted yet.
    pub leader_owed: bool,
    /// Papers of the unit before the team or to be rewritten.
    pub papers_open: u64,
    /// Accepted papers of the unit that are not public.
    pub papers_hidden: u64,
    /// Whether the session asked of the unit has not been held to its end.
    pub session_owed: bool,
    /// Sessions of the unit that are open.
    pub sessions_open: u64,
    /// Treatments of the unit that wait for a decision, or were ordered and are late.
    pub treatments_open: u64,
    /// Documents the unit is to read in this stage and has noted nothing to.
    pub unstudied: u64,
    /// Whether there are waves and the unit is in none that was opened.
    pub waits_for_wave: bool,
    /// Whether the unit has not answered the lessons of the wave before.
    pub lessons_owed: bool,
    /// The body above, where it takes part.
    pub above: Option<Above>,
    /// Whether the unit has told the public about this stage.
    pub reported: bool,
    /// Whether fewer than the charter's small number have read what was told.
    pub unread: bool,
}

/// The body above a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// Which.
    pub unit: UnitCode,
    /// Whether it has passed this stage.
    pub passed: bool,
    /// Problems given to it and not claimed.
    pub unclaimed: u64,
}

/// What is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// So many things are not as they should be.
    Number(u64),
    /// These groups of people have not been heard.
    Groups(Vec<String>),
    /// So many of so many wait too long, and so many percent must not.
    Share {
        /// That wait too long.
        late: u64,
        /// All.
        of: u64,
        /// Percent that must be in time.
        percent: u8,
    },
    /// This body must go first.
    Unit(UnitCode),
    /// It has not been done.
    Undone,
}

/// A condition, and what is missing where it is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub condition: Condition,
    /// What is missing; nothing where it is met.
    pub missing: Option<Why>,
    /// Whether it is met because nothing of the kind is asked of this class of unit.
    pub unasked: bool,
}

impl Check {
    /// Whether the condition is met.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.missing.is_none()
    }
}

/// Whether a condition is met, and why not.
#[must_use]
pub fn check(condition: Condition, facts: &Facts) -> Check {
    let missing = match condition {
        Condition::GroupsHeard => {
            let unheard = &facts.groups_unheard;
            (!unheard.is_empty()).then(|| Why::Groups(unheard.clone()))
        }
        Condition::PlanHeard if facts.plan_owed => Some(Why::Undone),
        Condition::PlanHeard => number(facts.targets_missed),
        Condition::OpinionsSorted => share(facts),
        Condition::AllClaimed => number(facts.unclaimed),
        Condition::AllPlanned => number(facts.unplanned),
        Condition::NoneOverdue => number(facts.overdue),
        Condition::RulesAnswered => number(facts.unfinished),
        Condition::RulesRegistered => number(facts.unregistered),
        Condition::PeopleJudged => number(facts.unjudged),
        Condition::AbovePassed => {
            let behind = facts.above.as_ref().filter(|above| !above.passed);
            behind.map(|above| Why::Unit(above.unit.clone()))
        }
        Condition::AboveClaimed => {
            let behind = facts.above.as_ref().filter(|above| above.unclaimed > 0);
            behind.map(|above| Why::Unit(above.unit.clone()))
        }
        Condition::PapersAccepted if facts.papers_open == 0 && facts.paper_owed => {
            Some(Why::Undone)
        }
        Condition::PapersAccepted => number(facts.papers_open),
        Condition::LeaderExamined => facts.leader_owed.then_some(Why::Undone),
        Condition::PapersPublished => number(facts.papers_hidden),
        Condition::SessionsHeld if facts.session_owed && facts.sessions_open == 0 => {
            Some(Why::Undone)
        }
        Condition::SessionsHeld => number(facts.sessions_open),
        Condition::TalkHeld => facts.talk_owed.then_some(Why::Undone),
        Condition::TreatmentsAnswered => number(facts.treatments_open),
        Condition::Studied => number(facts.unstudied),
        Condition::WaveOpened => facts.waits_for_wave.then_some(Why::Undone),
        Condition::LessonsAnswered => facts.lessons_owed.then_some(Why::Undone),
        Condition::Reported => (!facts.reported).then_some(Why::Undone),
        Condition::SeenOutside => facts.unread.then_some(Why::Undone),
    };
    let unasked = match condition {
        Condition::PapersAccepted | Condition::PapersPublished => facts.no_paper,
        Condition::LeaderExamined | Condition::SessionsHeld => facts.no_session,
        Condition::TalkHeld => facts.no_talk,
        Condition::AbovePassed | Condition::AboveClaimed => facts.above.is_none(),
        _ => false,
    };
    Check {
        unasked: unasked && missing.is_none(),
        condition,
        missing,
    }
}

fn number(wrong: u64) -> Option<Why> {
    (wrong > 0).then_some(Why::Number(wrong))
}

fn share(facts: &Facts) -> Option<Why> {
    let (of, percent) = (facts.opinions, facts.sorted_percent);
    let late = facts.opinions_late.min(of);
    let in_time = u128::from(of - late) * 100;
    (in_time < u128::from(of) * u128::from(percent)).then_some(Why::Share { late, of, percent })
}

/// Every gate of a stage with its conditions. A gate without conditions is looked at by the
/// supervision team alone.
#[must_use]
pub fn checklist<'c>(stage: &'c StageRule, facts: &Facts) -> Vec<(&'c Gate, Vec<Check>)> {
    let of = |gate: &'c Gate| {
        let checks = gate.needs.iter().map(|one| check(*one, facts)).collect();
        (gate, checks)
    };
    stage.gate.iter().map(of).collect()
}

/// All conditions of a stage. A stage that nobody outside was told of is never passed,
/// whatever its charter names.
#[must_use]
pub fn conditions(stage: &StageRule) -> Vec<Condition> {
    let gates = stage.gate.iter();
    let mut all: Vec<Condition> = gates.flat_map(|gate| gate.needs.clone()).collect();
    if !all.contains(&Condition::Reported) {
        all.push(Condition::Reported);
    }
    all
}

/// The first condition of a stage that is not met.
#[must_use]
pub fn first_unmet(stage: &StageRule, facts: &Facts) -> Option<Condition> {
    let mut all = conditions(stage).into_iter();
    all.find(|condition| !check(*condition, facts).is_met())
}
