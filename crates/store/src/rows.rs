//! What is read: one type per kind of row in the views.

use massline_domain::campaign::Profile;
use massline_domain::consultation::statement::{self, Origin, Reason};
use massline_domain::consultation::vote;
use massline_domain::context::Role;
use massline_domain::escalation::Matter;
use massline_domain::id::{
    CampaignId, ConsultationId, Digest, ItemId, OpinionId, ProblemId, RoundId, StatementId,
    UnitCode, UserId,
};
use massline_domain::item::{Evidence, Plan, RuleAnswer};
use massline_domain::problem::Stage;
use massline_domain::strength::Counts;
use massline_domain::traits::Traits;
use massline_domain::unit::Name;
use massline_domain::verdict::{Outcome, Rule, Tally};
use massline_domain::{Day, item};
use std::collections::{BTreeMap, BTreeSet};

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignRow {
    /// Its number on this server.
    pub id: CampaignId,
    /// Its short name in addresses and commands.
    pub slug: String,
    /// Its name.
    pub name: Name,
    /// The text of the charter in force.
    pub charter: String,
    /// SHA-256 of that text.
    pub digest: Digest,
    /// How its entries are sealed.
    pub profile: Profile,
    /// Whether people can speak.
    pub open: bool,
    /// The day it was opened.
    pub opened: Day,
}

/// A unit with its problems per stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// Its code.
    pub unit: UnitCode,
    /// The unit above it; none for the root.
    pub parent: Option<UnitCode>,
    /// The charter's code of its class.
    pub class: String,
    /// Its name.
    pub name: Name,
    /// Problems that are with it now, by the code of their stage; stages without a problem
    /// may be missing. Only the unit itself, not those below it.
    pub problems: BTreeMap<String, u64>,
}

/// Items of a unit that are not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitWork {
    /// All of them.
    pub unfinished: u64,
    /// Those past their day.
    pub overdue: u64,
}

/// Something that was not done by its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRow {
    /// What.
    pub matter: Matter,
    /// Whose it is.
    pub unit: UnitCode,
    /// By when it was due.
    pub due: Day,
    /// `zh-CN` or `en`: the language of the title.
    pub language: String,
    /// The title of the problem.
    pub title: String,
}

/// A closing of a problem by the people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingRow {
    /// The round that closed it.
    pub round: RoundId,
    /// The day of the closing.
    pub day: Day,
    /// Whether the problem is closed by it now.
    pub stands: bool,
    /// The unit that has the problem.
    pub unit: Option<UnitCode>,
    /// `zh-CN` or `en`: the language of the title.
    pub language: String,
    /// The problem's title.
    pub title: String,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// Random id.
    pub user: UserId,
    /// What they may do.
    pub role: Role,
    /// In which unit.
    pub unit: UnitCode,
    /// Whether they may sign in.
    pub active: bool,
    /// The name to sign in with.
    pub login: String,
    /// The name to show.
    pub name: String,
}

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemRow {
    /// Its number in the campaign.
    pub problem: ProblemId,
    /// A line that says it.
    pub title: String,
    /// `zh-CN` or `en`: the language of the title.
    pub language: String,
    /// Words that mark it.
    pub keywords: Vec<String>,
    /// Where it is on its way.
    pub stage: Stage,
    /// The unit that has it.
    pub unit: Option<UnitCode>,
    /// The charter's code of its category.
    pub category: Option<String>,
    /// The charter's code of how it was found.
    pub source: String,
    /// The day it was listed.
    pub listed: Day,
    /// The earliest day on which someone spoke of it.
    pub first: Option<Day>,
    /// The latest day on which someone spoke of it.
    pub last: Option<Day>,
    /// Opinions in it.
    pub voices: u64,
    /// Opinions in it that are not copies.
    pub people: u64,
    /// Opinions in it whose speaker holds a receipt.
    pub receipts: u64,
    /// Channels it came by.
    pub channels: u64,
    /// Units that voices name.
    pub units: u64,
    /// Calendar months in which someone spoke of it.
    pub months: u64,
    /// People whose words tell of harm.
    pub harmed: u64,
    /// People who speak of what they met with.
    pub first_hand: u64,
    /// People who name a place.
    pub placed: u64,
    /// People who do both.
    pub seen: u64,
    /// People who support it without having spoken.
    pub supporters: u64,
    /// Pictures of speakers that are shown with it, as far as their opinions are still in it.
    pub pictures: BTreeSet<Digest>,
    /// By the public formula of the charter in force.
    pub strength: u64,
    /// How often it was open again.
    pub reopened: u32,
    /// Whether a closing of it did not hold.
    pub not_held: bool,
    /// The day by which its unit must claim or refer it.
    pub claim_by: Option<Day>,
    /// The earliest deadline of its unfinished items.
    pub deadline: Option<Day>,
    /// The round that is open, or the last one.
    pub round: Option<u32>,
    /// The problem it was the same as.
    pub merged_into: Option<ProblemId>,
    /// The problem it was split off from.
    pub split_from: Option<ProblemId>,
}

impl ProblemRow {
    /// What strength and properties are made of.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            people: self.people,
            units: self.units,
            channels: self.channels,
            months: self.months,
            reopened: u64::from(self.reopened),
            harmed: self.harmed,
            first_hand: self.first_hand,
            placed: self.placed,
            seen: self.seen,
            supporters: self.supporters,
        }
    }
}

/// A rectification item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// Which.
    pub item: ItemId,
    /// The unit it belongs to.
    pub unit: UnitCode,
    /// What it says.
    pub plan: Plan,
    /// Where it is.
    pub stage: item::Stage,
    /// The deadline in force.
    pub deadline: Day,
    /// How often the deadline was changed.
    pub deadline_changes: u32,
    /// What came of it.
    pub result: Option<String>,
    /// The rule that makes it last.
    pub rule: Option<RuleAnswer>,
    /// Evidence, by day.
    pub evidence: Vec<(Day, Evidence)>,
    /// Progress, by day.
    pub progress: Vec<(Day, String)>,
    /// Statements that people agree on and that it does what they ask for.
    pub cites: Vec<StatementId>,
    /// The day it was planned.
    pub planned: Day,
    /// The day it was done.
    pub finished: Option<Day>,
}

impl ItemRow {
    /// The day of the latest news: planned, told, shown, or done.
    #[must_use]
    pub fn last_news(&self) -> Day {
        let told = self.progress.iter().map(|(day, _)| *day);
        let shown = self.evidence.iter().map(|(day, _)| *day);
        let all = told.chain(shown).chain(self.finished);
        all.max().map_or(self.planned, |day| day.max(self.planned))
    }

    /// Whether it is not done and nothing was told of it for more than so many days.
    #[must_use]
    pub fn is_quiet(&self, today: Day, quiet_days: u16) -> bool {
        self.stage == item::Stage::Working && today.since(self.last_news()) > i32::from(quiet_days)
    }
}

/// A round of judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundRow {
    /// Which.
    pub round: RoundId,
    /// People asked.
    pub asked: u32,
    /// The count as it stands.
    pub tally: Tally,
    /// How it decides.
    pub rule: Rule,
    /// The day it was opened.
    pub opened: Day,
    /// It ends after this day.
    pub ends_on: Day,
    /// When and what the people said.
    pub decided: Option<(Day, Outcome)>,
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationRow {
    /// Which.
    pub consultation: ConsultationId,
    /// The problem it is about; none where it is about the whole campaign.
    pub problem: Option<ProblemId>,
    /// What is asked.
    pub question: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// The day it was opened.
    pub opened: Day,
    /// The day it ended.
    pub closed: Option<Day>,
    /// Answers given, changed ones counted again: grows whenever its votes change.
    pub answers: u64,
}

/// A statement of a consultation, with the count of its votes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// Which.
    pub statement: StatementId,
    /// Its words, once they are put to the vote.
    pub words: Option<String>,
    /// `zh-CN` or `en`.
    pub language: String,
    /// From whom it is.
    pub origin: Origin,
    /// Where it is.
    pub stage: statement::Stage,
    /// Why it was refused.
    pub reason: Option<Reason>,
    /// By what the holder of its receipt finds it.
    pub receipt: Option<Digest>,
    /// The day it was said.
    pub added: Day,
    /// People who agree.
    pub agree: u64,
    /// People who disagree.
    pub disagree: u64,
    /// People who passed.
    pub pass: u64,
}

/// One person's last answer to one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoteRow {
    /// The keyed hash of the person's token.
    pub participant: Digest,
    /// The statement's number.
    pub statement: u32,
    /// The answer.
    pub choice: vote::Choice,
}

/// An opinion, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpinionRow {
    /// Which.
    pub opinion: OpinionId,
    /// Hiding commitment to everything private.
    pub commitment: Digest,
    /// The day it was received.
    pub received: Day,
    /// The day it was said.
    pub said_on: Day,
    /// The charter's code of the channel.
    pub channel: String,
    /// The charter's code of the group of people, if said.
    pub group: Option<String>,
    /// `zh-CN` or `en`.
    pub language: String,
    /// Whether the speaker holds a receipt.
    pub receipt: bool,
    /// The name of its state: `waiting`, `in_problem`, `answered`, `referred`, `refused` or
    /// `erased`.
    pub state: String,
    /// The problem it is in.
    pub problem: Option<ProblemId>,
    /// Whether its words are a copy of another opinion's there.
    pub copy: bool,
    /// What its words say there beside what they are about.
    pub traits: Traits,
    /// Index of its own entry in the log, once that is sealed.
    pub leaf: Option<u64>,
}

/// A picture that came with an opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRow {
    /// The opinion.
    pub opinion: OpinionId,
    /// From 1, in the order in which they were given.
    pub number: u8,
    /// SHA-256 of it.
    pub digest: Digest,
}

/// Someone who is signed in. Times are seconds since 1970-01-01 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of the token; the token itself is not stored.
    pub token: [u8; 32],
    /// The campaign they belong to.
    pub campaign: CampaignId,
    /// Who.
    pub user: UserId,
    /// The secret that forms repeat.
    pub csrf: String,
    /// When it ends.
    pub expires: i64,
}

/// What waits to be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Events of all kinds.
    pub events: u64,
    /// Opinions received.
    pub opinions: u64,
}

/// What a seal came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed {
    /// Entries in the log now.
    pub size: u64,
    /// Entries added.
    pub entries: u64,
}

/// The counters of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// Opinions received.
    pub opinions: u64,
    /// Opinions by state.
    pub states: BTreeMap<String, u64>,
    /// Opinions by channel.
    pub channels: BTreeMap<String, u64>,
    /// Opinions by group of people, where said.
    pub groups: BTreeMap<String, u64>,
    /// Opinions by language.
    pub languages: BTreeMap<String, u64>,
    /// Opinions by day of receipt.
    pub days: BTreeMap<Day, u64>,
    /// Problems by stage.
    pub problems: BTreeMap<String, u64>,
    /// Rounds: `opened`, `fixed`, `not_fixed`.
    pub rounds: BTreeMap<String, u64>,
    /// Reopenings after a closing that did not hold.
    pub not_held: u64,
}

impl Figures {
    /// Opinions in this state.
    #[must_use]
    pub fn in_state(&self, state: &str) -> u64 {
        self.states.get(state).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_quiet_after_the_days_and_not_once_something_is_told_or_done() {
        let day = Day(20_000);
        let mut item = ItemRow {
            item: ItemId {
                problem: ProblemId(1),
                number: 1,
            },
            unit: "roads".parse().unwrap(),
            plan: Plan::default(),
            stage: item::Stage::Working,
            deadline: day.plus(90),
            deadline_changes: 0,
            result: None,
            rule: None,
            evidence: Vec::new(),
            progress: Vec::new(),
            cites: Vec::new(),
            planned: day,
            finished: None,
        };
        assert!(!item.is_quiet(day.plus(30), 30), "the last day");
        assert!(item.is_quiet(day.plus(31), 30));
        item.progress.push((day.plus(20), "half".into()));
        assert!(!item.is_quiet(day.plus(31), 30));
        assert!(item.is_quiet(day.plus(51), 30));
        item.stage = item::Stage::Done;
        assert!(!item.is_quiet(day.plus(51), 30));
    }
}
