//! Rectification item (整改事项): one thing a unit does about a problem. It has a cause, a
//! measure, an owner, a deadline to the day and the three answers (for whom, relying on
//! whom, who am I), and is done only with evidence and an answer on the rule.

use crate::context::Context;
use crate::day::Day;
use crate::id::{Digest, ItemId, StatementId, UnitCode};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS, TITLE_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an item says, by the columns of paper ledgers. All of it is public.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// 表现形式: how it shows, where and when one meets with it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shows: String,
    /// From what is seen towards the cause, each the answer to why the one before is so (the
    /// "five whys" of root cause analysis; the cause is the last answer).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whys: Vec<String>,
    /// Why the problem exists; ends in something changeable.
    pub cause: String,
    /// 整改目标: what will be otherwise, so that anybody can see whether it is. Asked of every plan;
    /// empty in plans from before it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub goal: String,
    /// What will be done.
    pub measure: String,
    /// 牵头领导: the leader who sees to it, by office; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub leader: String,
    /// The office that answers for it, not a private person.
    pub owner: String,
    /// Units that help.
    pub helping: Vec<UnitCode>,
    /// To the day.
    pub deadline: Day,
    /// 为了谁: who benefits.
    pub for_whom: String,
    /// 依靠谁: who takes part.
    pub relying_on: String,
    /// 我是谁: which office answers for it, and as what.
    pub who_am_i: String,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What kind it is.
    pub kind: EvidenceKind,
    /// What it shows, in words.
    pub words: String,
    /// Where it can be seen (http or https), if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The hash of an attached file, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Digest>,
}

impl Evidence {
    /// The file that shows how it was or how it is.
    #[must_use]
    pub fn shows_state(&self) -> Option<Digest> {
        match self.kind {
            EvidenceKind::Before | EvidenceKind::After => self.file,
            EvidenceKind::Document | EvidenceKind::Figure | EvidenceKind::WorkOrder => None,
        }
    }

    /// Whether it can show that something was done: a work order says only where it is done.
    #[must_use]
    pub fn is_proof(&self) -> bool {
        self.kind != EvidenceKind::WorkOrder
    }

    /// Whether that file is one of these.
    #[must_use]
    pub fn is_one_of(&self, files: &BTreeSet<Digest>) -> bool {
        self.shows_state().is_some_and(|file| files.contains(&file))
    }
}

/// What a piece of evidence shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// How it was.
    Before,
    /// How it is now.
    After,
    /// A paper: a contract, a notice, minutes.
    Document,
    /// A number.
    Figure,
    /// The order or case of the unit's own work that it is done under.
    WorkOrder,
}

impl EvidenceKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Before,
        Self::After,
        Self::Document,
        Self::Figure,
        Self::WorkOrder,
    ];

    /// The stable code used in data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Document => "document",
            Self::Figure => "figure",
            Self::WorkOrder => "work_order",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The lasting side of an item: a rule, or the reason why none is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum RuleAnswer {
    /// A new rule (制度).
    New {
        /// Its name or text.
        words: String,
    },
    /// A rule was changed.
    Revised {
        /// Its name and what changed.
        words: String,
    },
    /// No rule is needed, because …
    NotNeeded {
        /// The reason.
        words: String,
    },
}

impl RuleAnswer {
    /// Whether it names a rule.
    #[must_use]
    pub fn is_rule(&self) -> bool {
        !matches!(self, Self::NotNeeded { .. })
    }
}

/// Where an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Not planned.
    #[default]
    Absent,
    /// Being worked on.
    Working,
    /// Done, as the unit says.
    Done,
}

/// The state of one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Where it is.
    pub stage: Stage,
    /// The deadline in force.
    pub deadline: Day,
    /// How often the deadline was changed.
    pub deadline_changes: u32,
    /// Pieces of evidence since work began, or began again.
    pub evidence: u32,
    /// The unit it belongs to.
    pub unit: Option<UnitCode>,
}

/// What can be wanted of an item.
#[derive(Debug, Clone)]
pub enum Command {
    /// Plan it. The problem is with this unit and claimed.
    Plan {
        /// The unit that has the problem.
        unit: UnitCode,
        /// What it says.
        plan: Plan,
    },
    /// Say it better; the deadline has its own command.
    Revise {
        /// What it says now.
        plan: Plan,
    },
    /// What was done since.
    Progress {
        /// In words.
        words: String,
    },
    /// Show something.
    AddEvidence(Evidence),
    /// Another deadline, with a reason. Changes are counted and shown.
    ChangeDeadline {
        /// The new day.
        deadline: Day,
        /// Why.
        reason: String,
    },
    /// Say that it is done.
    Finish {
        /// What came of it.
        result: String,
        /// The rule that makes it last.
        rule: RuleAnswer,
    },
    /// Name the statements of consultations that it does what they ask for; in place of those
    /// named before. That they are ones people agree on is seen to by whoever commands.
    Cite {
        /// Which.
        statements: Vec<StatementId>,
    },
    /// The problem is open again: work goes on.
    Resume,
}

/// What happened to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "item.planned")]
    Planned {
        item: ItemId,
        unit: UnitCode,
        plan: Plan,
        day: Day,
    },
    #[serde(rename = "item.revised")]
    Revised { item: ItemId, plan: Plan, day: Day },
    #[serde(rename = "item.progressed")]
    Progressed {
        item: ItemId,
        words: String,
        day: Day,
    },
    #[serde(rename = "item.evidence_added")]
    EvidenceAdded {
        item: ItemId,
        evidence: Evidence,
        day: Day,
    },
    #[serde(rename = "item.deadline_changed")]
    DeadlineChanged {
        item: ItemId,
        from: Day,
        to: Day,
        reason: String,
        day: Day,
    },
    #[serde(rename = "item.finished")]
    Finished {
        item: ItemId,
        result: String,
        rule: RuleAnswer,
        day: Day,
    },
    #[serde(rename = "item.cited")]
    Cited {
        item: ItemId,
        statements: Vec<StatementId>,
        day: Day,
    },
    #[serde(rename = "item.resumed")]
    Resumed { item: ItemId, day: Day },
}

impl Event {
    /// The item it is about.
    #[must_use]
    pub fn item(&self) -> ItemId {
        match self {
            Self::Planned { item, .. }
            | Self::Revised { item, .. }
            | Self::Progressed { item, .. }
            | Self::EvidenceAdded { item, .. }
            | Self::DeadlineChanged { item, .. }
            | Self::Finished { item, .. }
            | Self::Cited { item, .. }
            | Self::Resumed { item, .. } => *item,
        }
    }
}

impl Item {
    /// Decides for the item with this number.
    ///
    /// # Errors
    /// A [`Refusal`] where the rules say no.
    pub fn decide_for(
        &self,
        item: ItemId,
        command: Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let event = match command {
            Command::Plan { unit, plan } => {
                if self.stage != Stage::Absent {
                    return Err(Refusal::AlreadyThere);
                }
                let plan = checked(plan)?;
                if plan.deadline < day {
                    return Err(Refusal::TooEarly {
                        field: "deadline",
                        earliest: day,
                    });
                }
                Event::Planned {
                    item,
                    unit,
                    plan,
                    day,
                }
            }
            Command::Revise { plan } => {
                self.must_be(Stage::Working)?;
                let plan = Plan {
                    deadline: self.deadline,
                    ..checked(plan)?
                };
                Event::Revised { item, plan, day }
            }
            Command::Progress { words } => {
                self.must_be(Stage::Working)?;
                let words = text::required("progress", &words, PARAGRAPH_CHARS)?;
                Event::Progressed { item, words, day }
            }
            Command::AddEvidence(evidence) => {
                self.must_be(Stage::Working)?;
                Event::EvidenceAdded {
                    item,
                    evidence: checked_evidence(evidence)?,
                    day,
                }
            }
            Command::ChangeDeadline { deadline, reason } => {
                self.change_deadline(item, deadline, &reason, day)?
            }
            Command::Finish { result, rule } => {
                self.must_be(Stage::Working)?;
                if self.evidence == 0 {
                    return Err(Refusal::NotReady {
                        what: "no_evidence",
                    });
                }
                let result = text::required("result", &result, PARAGRAPH_CHARS)?;
                Event::Finished {
                    item,
                    result,
                    rule: checked_rule(rule)?,
                    day,
                }
            }
            Command::Cite { mut statements } => {
                self.must_be(Stage::Working)?;
                statements.sort_unstable();
                statements.dedup();
                Event::Cited {
                    item,
                    statements,
                    day,
                }
            }
            Command::Resume => {
                self.must_be(Stage::Done)?;
                Event::Resumed { item, day }
            }
        };
        Ok(vec![event])
    }

    fn change_deadline(
        &self,
        item: ItemId,
        to: Day,
        reason: &str,
        day: Day,
    ) -> Result<Event, Refusal> {
        self.must_be(Stage::Working)?;
        if to < day {
            return Err(Refusal::TooEarly {
                field: "deadline",
                earliest: day,
            });
        }
        if to == self.deadline {
            return Err(Refusal::AlreadyThere);
        }
        let reason = text::required("reason", reason, PARAGRAPH_CHARS)?;
        Ok(Event::DeadlineChanged {
            item,
            from: self.deadline,
            to,
            reason,
            day,
        })
    }

    /// Whether the people can be asked about it.
    ///
    /// # Errors
    /// [`Refusal::NotReady`] with what is missing.
    pub fn ready_for_judgement(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Done => Ok(()),
            _ if self.evidence == 0 => Err(Refusal::NotReady {
                what: "no_evidence",
            }),
            _ => Err(Refusal::NotReady {
                what: "item_unfinished",
            }),
        }
    }

    fn must_be(&self, stage: Stage) -> Result<(), Refusal> {
        if self.stage == stage {
            Ok(())
        } else {
            Err(Refusal::WrongState {
                state: self.state(),
            })
        }
    }
}

fn checked(plan: Plan) -> Result<Plan, Refusal> {
    let or_empty = |found: Option<String>| found.unwrap_or_default();
    Ok(Plan {
        shows: or_empty(text::optional("shows", &plan.shows, PARAGRAPH_CHARS)?),
        whys: checked_whys(&plan.whys)?,
        goal: text::required("goal", &plan.goal, PARAGRAPH_CHARS)?,
        leader: or_empty(text::optional_line("leader", &plan.leader, TITLE_CHARS)?),
        cause: text::required("cause", &plan.cause, PARAGRAPH_CHARS)?,
        measure: text::required("measure", &plan.measure, PARAGRAPH_CHARS)?,
        owner: text::line("owner", &plan.owner, TITLE_CHARS)?,
        for_whom: text::required("for_whom", &plan.for_whom, PARAGRAPH_CHARS)?,
        relying_on: text::required("relying_on", &plan.relying_on, PARAGRAPH_CHARS)?,
        who_am_i: text::required("who_am_i", &plan.who_am_i, PARAGRAPH_CHARS)?,
        helping: plan.helping,
        deadline: plan.deadline,
    })
}

/// Those that say something, together not longer than a paragraph.
fn checked_whys(whys: &[String]) -> Result<Vec<String>, Refusal> {
    let all = text::optional("whys", &whys.join("\n"), PARAGRAPH_CHARS)?.unwrap_or_default();
    let lines = all.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(str::to_owned).collect())
}

fn checked_evidence(evidence: Evidence) -> Result<Evidence, Refusal> {
    let words = text::required("evidence", &evidence.words, PARAGRAPH_CHARS)?;
    let link = text::optional("link", evidence.link.as_deref().unwrap_or(""), 500)?;
    let web = |link: &String| link.starts_with("https://") || link.starts_with("http://");
    if link.as_ref().is_some_and(|link| !web(link)) {
        return Err(Refusal::UnknownCode {
            kind: "link",
            found: link.unwrap_or_default(),
        });
    }
    Ok(Evidence {
        words,
        link,
        ..evidence
    })
}

fn checked_rule(rule: RuleAnswer) -> Result<RuleAnswer, Refusal> {
    let check = |words: &str| text::required("rule", words, PARAGRAPH_CHARS);
    Ok(match rule {
        RuleAnswer::New { words } => RuleAnswer::New {
            words: check(&words)?,
        },
        RuleAnswer::Revised { words } => RuleAnswer::Revised {
            words: check(&words)?,
        },
        RuleAnswer::NotNeeded { words } => RuleAnswer::NotNeeded {
            words: check(&words)?,
        },
    })
}

impl Machine for Item {
    type Command = (ItemId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "item.planned", "working"),
        edge("working", "item.revised", "working"),
        edge("working", "item.progressed", "working"),
        edge("working", "item.evidence_added", "working"),
        edge("working", "item.deadline_changed", "working"),
        edge("working", "item.cited", "working"),
        edge("working", "item.finished", "done"),
        edge("done", "item.resumed", "working"),
    ];

    fn state(&self) -> &'static str {
        match self.stage {
            Stage::Absent => "absent",
            Stage::Working => "working",
            Stage::Done => "done",
        }
    }

    fn decide(
        &self,
        (item, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        self.decide_for(item, command, context)
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Planned { unit, plan, .. } => {
                self.stage = Stage::Working;
                self.deadline = plan.deadline;
                self.unit = Some(unit.clone());
            }
            Event::Revised { .. } | Event::Progressed { .. } | Event::Cited { .. } => {}
            Event::EvidenceAdded { evidence, .. } => {
                self.evidence += u32::from(evidence.is_proof());
            }
            Event::DeadlineChanged { to, .. } => {
                self.deadline = *to;
                self.deadline_changes += 1;
            }
            Event::Finished { .. } => self.stage = Stage::Done,
            Event::Resumed { .. } => {
                self.stage = Stage::Working;
                // What was shown did not convince: finishing again needs something new.
                self.evidence = 0;
            }
        }
    }
}
