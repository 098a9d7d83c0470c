//! Verdict (评判): the people's judgement on a problem, in rounds. The holders of the
//! receipts whose opinions are in the problem are asked; each may change their ballot
//! until the round ends, the last counts; silence and "don't know" are shown and are
//! never counted as content.
//!
//! The rule of a round is fixed when it opens, printed with it, and cannot be changed by
//! the unit, the office or an administrator.

use crate::clock::Limit;
use crate::context::Context;
use crate::day::Day;
use crate::id::{Digest, ProblemId, RoundId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One person's part of the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// It is fixed.
    Fixed,
    /// It is not fixed.
    NotFixed,
    /// A legal answer that is not content.
    DontKnow,
}

impl Choice {
    /// All choices, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Fixed, Self::NotFixed, Self::DontKnow];

    /// The stable code used in data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::NotFixed => "not_fixed",
            Self::DontKnow => "dont_know",
        }
    }

    /// The choice with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// How a round decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Share of definite answers (fixed or not fixed) that must say "fixed", in percent.
    pub fixed_percent: u8,
    /// Days until the round ends.
    pub window_days: u16,
}

/// Three numbers with one denominator, never merged, and what the answers were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// People asked.
    pub asked: u32,
    /// Ballots that say it is fixed.
    pub fixed: u32,
    /// Ballots that say it is not.
    pub not_fixed: u32,
    /// Ballots that say neither.
    pub dont_know: u32,
}

impl Tally {
    /// People who answered at all.
    #[must_use]
    pub fn answered(&self) -> u32 {
        self.fixed + self.not_fixed + self.dont_know
    }

    /// People who said nothing.
    #[must_use]
    pub fn silent(&self) -> u32 {
        self.asked.saturating_sub(self.answered())
    }

    /// Answers that say something about the matter.
    #[must_use]
    pub fn definite(&self) -> u32 {
        self.fixed + self.not_fixed
    }
}

/// What the people said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The problem is fixed.
    Fixed,
    /// It is not.
    NotFixed,
}

/// The result of a decided round. There is no other way to get one than from a round
/// that the people decided, so there is no other way to close a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    round: RoundId,
    outcome: Outcome,
    tally: Tally,
}

impl Judgement {
    /// The round that was decided.
    #[must_use]
    pub fn round(&self) -> RoundId {
        self.round
    }

    /// What the people said.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// How many said what.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }
}

/// Where a round is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Not opened.
    #[default]
    Absent,
    /// The people are asked.
    Open,
    /// The people have said.
    Decided(Outcome),
}

/// The state of one round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Where it is.
    pub stage: Stage,
    /// Which round it is.
    pub round: Option<RoundId>,
    /// The rule fixed at its opening.
    pub rule: Option<Rule>,
    /// How many are asked.
    pub asked: u32,
    /// It ends after this day, and not before somebody said something definite.
    pub ends_on: Day,
    /// The last ballot of each nullifier.
    pub ballots: BTreeMap<Digest, Choice>,
}

/// What can be wanted of a round.
#[derive(Debug, Clone)]
pub enum Command {
    /// Ask the people.
    Open {
        /// How many hold a receipt of an opinion in the problem.
        asked: u32,
    },
    /// Cast, or change, a ballot.
    Cast {
        /// SHA-256 over the round and the receipt's public key: one per receipt.
        nullifier: Digest,
        /// The answer.
        choice: Choice,
        /// Commitment to a comment in the vault.
        comment: Option<Digest>,
        /// Whether the receipt's opinion was in the problem when the round opened.
        entitled: bool,
    },
    /// Look at the clock and the ballots, and decide if it is time.
    Count,
}

/// What happened in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "verdict.opened")]
    Opened {
        round: RoundId,
        asked: u32,
        rule: Rule,
        day: Day,
        ends_on: Day,
    },
    #[serde(rename = "verdict.ballot_cast")]
    BallotCast {
        round: RoundId,
        nullifier: Digest,
        choice: Choice,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<Digest>,
    },
    #[serde(rename = "verdict.decided")]
    Decided {
        round: RoundId,
        outcome: Outcome,
        tally: Tally,
        day: Day,
    },
}

impl Event {
    /// The problem it is about.
    #[must_use]
    pub fn problem(&self) -> ProblemId {
        self.round().problem
    }

    /// The round it is about.
    #[must_use]
    pub fn round(&self) -> RoundId {
        match self {
            Self::Opened { round, .. }
            | Self::BallotCast { round, .. }
            | Self::Decided { round, .. } => *round,
        }
    }
}

impl Verdict {
    /// Decides for this round.
    ///
    /// # Errors
    /// A [`Refusal`] where the rules say no.
    pub fn decide_for(
        &self,
        round: RoundId,
        command: Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Open { asked } => self.open(round, asked, context),
            Command::Cast {
                nullifier,
                choice,
                comment,
                entitled,
            } => {
                self.must_be_open()?;
                if !entitled {
                    return Err(Refusal::NotAsked);
                }
                let new = !self.ballots.contains_key(&nullifier);
                if new && self.ballots.len() >= self.asked as usize {
                    return Err(Refusal::NotAsked);
                }
                Ok(vec![Event::BallotCast {
                    round,
                    nullifier,
                    choice,
                    comment,
                }])
            }
            Command::Count => {
                self.must_be_open()?;
                let (tally, day) = (self.tally(), context.today);
                let decided = self.outcome_on(day);
                Ok(decided
                    .map(|outcome| Event::Decided {
                        round,
                        outcome,
                        tally,
                        day,
                    })
                    .into_iter()
                    .collect())
            }
        }
    }

    fn open(
        &self,
        round: RoundId,
        asked: u32,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        if self.stage != Stage::Absent {
            return Err(Refusal::AlreadyThere);
        }
        if asked == 0 {
            return Err(Refusal::NobodyToAsk);
        }
        let rule = context.charter.verdict;
        let day = context.today;
        let ends_on = context.charter.due(Limit::Judge, day, rule.window_days);
        Ok(vec![Event::Opened {
            round,
            asked,
            rule,
            day,
            ends_on,
        }])
    }

    /// The count as it stands.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let count = |wanted: Choice| {
            let n = self
                .ballots
                .values()
                .filter(|choice| **choice == wanted)
                .count();
            u32::try_from(n).unwrap_or(u32::MAX)
        };
        Tally {
            asked: self.asked,
            fixed: count(Choice::Fixed),
            not_fixed: count(Choice::NotFixed),
            dont_know: count(Choice::DontKnow),
        }
    }

    /// The outcome, if it is time: everyone asked has answered, or what is missing cannot
    /// change the result, or the window is over. Without a definite answer there is none:
    /// silence never closes a problem.
    fn outcome_on(&self, today: Day) -> Option<Outcome> {
        let (rule, tally) = (self.rule?, self.tally());
        let open_answers = tally.silent();
        if tally.definite() == 0 {
            return None;
        }
        if open_answers == 0 || today > self.ends_on {
            return self.outcome_of_ballots();
        }
        if enough(rule, tally.fixed, tally.definite() + open_answers) {
            return Some(Outcome::Fixed);
        }
        let hopeless = !enough(
            rule,
            tally.fixed + open_answers,
            tally.definite() + open_answers,
        );
        hopeless.then_some(Outcome::NotFixed)
    }

    /// What the definite ballots say by the rule of the round, if there are any. A result
    /// reached early is the same one: what was missing could not have changed it.
    fn outcome_of_ballots(&self) -> Option<Outcome> {
        let (rule, tally) = (self.rule?, self.tally());
        if tally.definite() == 0 {
            return None;
        }
        Some(if enough(rule, tally.fixed, tally.definite()) {
            Outcome::Fixed
        } else {
            Outcome::NotFixed
        })
    }

    /// The judgement of a decided round. A recorded outcome that the ballots do not bear
    /// out is none: whatever was written, only what the people said closes a problem.
    #[must_use]
    pub fn judgement(&self) -> Option<Judgement> {
        match (self.stage, self.round) {
            (Stage::Decided(outcome), Some(round))
                if self.outcome_of_ballots() == Some(outcome) =>
            {
                Some(Judgement {
                    round,
                    outcome,
                    tally: self.tally(),
                })
            }
            _ => None,
        }
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        if self.stage == Stage::Open {
            Ok(())
        } else {
            Err(Refusal::WrongState {
                state: self.state(),
            })
        }
    }
}

/// Whether this many "fixed" of this many definite answers are enough, in whole numbers.
fn enough(rule: Rule, fixed: u32, of: u32) -> bool {
    u64::from(fixed) * 100 >= u64::from(rule.fixed_percent) * u64::from(of)
}

impl Machine for Verdict {
    type Command = (RoundId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "verdict.opened", "open"),
        edge("open", "verdict.ballot_cast", "open"),
        edge("open", "verdict.decided", "decided"),
    ];

    fn state(&self) -> &'static str {
        match self.stage {
            Stage::Absent => "absent",
            Stage::Open => "open",
            Stage::Decided(_) => "decided",
        }
    }

    fn decide(
        &self,
        (round, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        self.decide_for(round, command, context)
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Opened {
                round,
                asked,
                rule,
                ends_on,
                ..
            } => {
                self.stage = Stage::Open;
                self.round = Some(*round);
                self.rule = Some(*rule);
                self.asked = *asked;
                self.ends_on = *ends_on;
            }
            Event::BallotCast {
                nullifier, choice, ..
            } => {
                self.ballots.insert(*nullifier, *choice);
            }
            Event::Decided { outcome, .. } => self.stage = Stage::Decided(*outcome),
        }
    }
}
