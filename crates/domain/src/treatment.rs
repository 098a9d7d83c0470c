//! Treatment (治病): what follows from an act or an omission of an office, by grade: learn from
//! the past, save the patient. It is proposed from outside the unit with grounds, the office has
//! its say, somebody else than who proposed it decides, and what was ordered is carried out.
//!
//! Its words are private: events carry commitments. Only a grade that the charter makes public
//! brings the words into the event that decides, after the right of reply. What is serious, an
//! accusation of a crime, is no treatment and goes to those whom the law names.

use crate::charter::Charter;
use crate::context::{Context, Role, Who};
use crate::criticism::Reference;
use crate::day::Day;
use crate::id::{Digest, ProblemId, TreatmentId, UnitCode, UserId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS, TITLE_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Why something is to follow, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grounds {
    /// The office (职务), never a name.
    pub office: String,
    /// The charter's code of the grade.
    pub grade: String,
    /// The problem of the unit or the clause of the charter.
    pub about: Reference,
    /// When, where, what: the fact.
    pub fact: String,
    /// Why this grade.
    pub reason: String,
}

/// What was decided, in private words and public consequences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The grade that stands, the same or a lighter one; none where it is dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// By when it is to be carried out, where a grade stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// What the reply changed, and why it is decided so.
    pub words: String,
}

/// Everything of a treatment whose grade is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Public {
    /// The grounds.
    pub grounds: Grounds,
    /// What the office said; none where it was silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// What was decided.
    pub decision: Decision,
}

/// Where a treatment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// None.
    #[default]
    Absent,
    /// The office can reply.
    Proposed,
    /// The office has replied.
    Replied,
    /// A grade stands and is to be carried out.
    Ordered,
    /// It was dropped.
    Dropped,
    /// It is carried out.
    Done,
}

impl Stage {
    /// The stable code used in data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Proposed => "proposed",
            Self::Replied => "replied",
            Self::Ordered => "ordered",
            Self::Dropped => "dropped",
            Self::Done => "done",
        }
    }
}

/// The state of one treatment, as everyone may know it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Treatment {
    /// The unit whose office it is.
    pub unit: Option<UnitCode>,
    /// Where it is.
    pub stage: Stage,
    /// The day it was proposed.
    pub proposed: Day,
    /// The last day for a reply.
    pub reply_until: Day,
    /// The day it was decided.
    pub decided: Option<Day>,
    /// By when it is to be carried out.
    pub due: Option<Day>,
    /// Everything, where the grade is public.
    pub public: Option<Public>,
    /// What was done, where the grade is public.
    pub done: Option<String>,
}

/// What can be wanted of a treatment.
#[derive(Debug, Clone)]
pub enum Command {
    /// Propose it.
    Propose {
        /// The unit.
        unit: UnitCode,
        /// Why, and what.
        grounds: Grounds,
        /// The problems of the unit.
        own: BTreeSet<ProblemId>,
        /// Commitment to the grounds.
        commitment: Digest,
    },
    /// The office has its say.
    Reply {
        /// In words.
        words: String,
        /// Commitment to them.
        commitment: Digest,
    },
    /// Decide it.
    Decide {
        /// What is decided.
        decision: Decision,
        /// Commitment to it.
        commitment: Digest,
        /// What was proposed.
        grounds: Grounds,
        /// What the office said.
        reply: Option<String>,
        /// Who proposed it.
        proposed_by: UserId,
    },
    /// The unit says that it is carried out.
    CarryOut {
        /// What was done.
        words: String,
        /// Commitment to it.
        commitment: Digest,
    },
}

/// What happened to a treatment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "treatment.proposed")]
    Proposed {
        treatment: TreatmentId,
        unit: UnitCode,
        commitment: Digest,
        reply_until: Day,
        day: Day,
    },
    #[serde(rename = "treatment.replied")]
    Replied {
        treatment: TreatmentId,
        commitment: Digest,
        day: Day,
    },
    #[serde(rename = "treatment.ordered")]
    Ordered {
        treatment: TreatmentId,
        commitment: Digest,
        due: Day,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        public: Option<Public>,
        day: Day,
    },
    #[serde(rename = "treatment.dropped")]
    Dropped {
        treatment: TreatmentId,
        commitment: Digest,
        day: Day,
    },
    #[serde(rename = "treatment.carried_out")]
    CarriedOut {
        treatment: TreatmentId,
        commitment: Digest,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
        day: Day,
    },
}

impl Event {
    /// The treatment it is about.
    #[must_use]
    pub fn treatment(&self) -> TreatmentId {
        match self {
            Self::Proposed { treatment, .. }
            | Self::Replied { treatment, .. }
            | Self::Ordered { treatment, .. }
            | Self::Dropped { treatment, .. }
            | Self::CarriedOut { treatment, .. } => *treatment,
        }
    }

    /// The private words it commits to: their name within the treatment, and the commitment.
    #[must_use]
    pub fn commitment(&self) -> (&'static str, Digest) {
        match self {
            Self::Proposed { commitment, .. } => ("grounds", *commitment),
            Self::Replied { commitment, .. } => ("reply", *commitment),
            Self::Ordered { commitment, .. } | Self::Dropped { commitment, .. } => {
                ("decision", *commitment)
            }
            Self::CarriedOut { commitment, .. } => ("done", *commitment),
        }
    }
}

impl Treatment {
    /// Whether it waits for a decision.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Proposed | Stage::Replied)
    }

    /// Whether it can be decided on this day: the office replied, or its days are over.
    #[must_use]
    pub fn can_be_decided(&self, today: Day) -> bool {
        self.stage == Stage::Replied || (self.stage == Stage::Proposed && today > self.reply_until)
    }

    fn must_be(&self, stages: &[Stage]) -> Result<(), Refusal> {
        if stages.contains(&self.stage) {
            return Ok(());
        }
        match self.stage {
            Stage::Absent => Err(Refusal::NotThere),
            stage => Err(Refusal::WrongState {
                state: stage.code(),
            }),
        }
    }

    fn must_be_own(&self, context: &Context<'_>) -> Result<(), Refusal> {
        match context.who {
            Who::Staff {
                unit,
                role: Role::Unit,
                ..
            } if Some(unit) == self.unit.as_ref() => Ok(()),
            _ => Err(Refusal::NotYourUnit),
        }
    }
}

/// From outside the unit: nobody treats their own body.
fn outside(context: &Context<'_>, unit: &UnitCode) -> Result<UserId, Refusal> {
    match context.who {
        Who::Staff { unit: own, .. } if own == unit => Err(Refusal::OwnUnit),
        Who::Staff {
            user,
            role: Role::Office | Role::Supervisor,
            ..
        } => Ok(*user),
        _ => Err(Refusal::NotYourUnit),
    }
}

fn must_be_grade(charter: &Charter, code: &str) -> Result<(), Refusal> {
    if charter.treatments.iter().any(|grade| grade.id == code) {
        return Ok(());
    }
    let found = code.chars().take(60).collect();
    let kind = "treatment";
    Err(Refusal::UnknownCode { kind, found })
}

fn check_grounds(
    grounds: &Grounds,
    own: &BTreeSet<ProblemId>,
    charter: &Charter,
) -> Result<(), Refusal> {
    must_be_grade(charter, &grounds.grade)?;
    grounds.about.must_be_known(own, charter)?;
    text::line("office", &grounds.office, TITLE_CHARS)?;
    text::required("fact", &grounds.fact, PARAGRAPH_CHARS)?;
    text::required("reason", &grounds.reason, PARAGRAPH_CHARS)?;
    Ok(())
}

/// The grades stand in the charter from the lightest to the heaviest: what was proposed can be
/// confirmed or made lighter, never heavier, since the office could not reply to that.
fn must_not_be_heavier(charter: &Charter, proposed: &str, decided: &str) -> Result<(), Refusal> {
    let place = |code: &str| charter.treatments.iter().position(|grade| grade.id == code);
    match (place(decided), place(proposed)) {
        (Some(decided), Some(proposed)) if decided <= proposed => Ok(()),
        (Some(_), Some(_)) => Err(Refusal::OutOfOrder { what: "heavier" }),
        _ => must_be_grade(charter, decided),
    }
}

impl Machine for Treatment {
    type Command = (TreatmentId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "treatment.proposed", "proposed"),
        edge("proposed", "treatment.replied", "replied"),
        edge("replied", "treatment.ordered", "ordered"),
        edge("replied", "treatment.dropped", "dropped"),
        edge("proposed", "treatment.ordered", "ordered"),
        edge("proposed", "treatment.dropped", "dropped"),
        edge("ordered", "treatment.carried_out", "done"),
    ];

    fn state(&self) -> &'static str {
        self.stage.code()
    }

    fn decide(
        &self,
        (treatment, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let event = match command {
            Command::Propose {
                unit,
                grounds,
                own,
                commitment,
            } => {
                if self.stage != Stage::Absent {
                    return Err(Refusal::AlreadyThere);
                }
                outside(context, &unit)?;
                check_grounds(&grounds, &own, context.charter)?;
                let days = context.charter.time.reply_days;
                Event::Proposed {
                    treatment,
                    unit,
                    commitment,
                    reply_until: day.plus(i32::from(days)),
                    day,
                }
            }
            Command::Reply { words, commitment } => {
                self.must_be(&[Stage::Proposed])?;
                self.must_be_own(context)?;
                text::required("reply", &words, PARAGRAPH_CHARS)?;
                Event::Replied {
                    treatment,
                    commitment,
                    day,
                }
            }
            Command::Decide {
                decision,
                commitment,
                grounds,
                reply,
                proposed_by,
            } => {
                self.may_be_decided(context, proposed_by)?;
                decided(treatment, (decision, commitment), (grounds, reply), context)?
            }
            Command::CarryOut { words, commitment } => {
                self.must_be(&[Stage::Ordered])?;
                self.must_be_own(context)?;
                let words = text::required("done", &words, PARAGRAPH_CHARS)?;
                Event::CarriedOut {
                    treatment,
                    commitment,
                    words: self.public.is_some().then_some(words),
                    day,
                }
            }
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Proposed {
                unit,
                reply_until,
                day,
                ..
            } => {
                self.unit = Some(unit);
                self.stage = Stage::Proposed;
                (self.proposed, self.reply_until) = (day, reply_until);
            }
            Event::Replied { .. } => self.stage = Stage::Replied,
            Event::Ordered {
                due, public, day, ..
            } => {
                self.stage = Stage::Ordered;
                (self.due, self.decided) = (Some(due), Some(day));
                self.public = public;
            }
            Event::Dropped { day, .. } => {
                self.stage = Stage::Dropped;
                self.decided = Some(day);
            }
            Event::CarriedOut { words, .. } => {
                self.stage = Stage::Done;
                self.done = words;
            }
        }
    }
}

impl Treatment {
    /// After the reply or its days, from outside, by another than who proposed it.
    fn may_be_decided(&self, context: &Context<'_>, proposed_by: UserId) -> Result<(), Refusal> {
        self.must_be(&[Stage::Proposed, Stage::Replied])?;
        let unit = self.unit.as_ref().ok_or(Refusal::NotThere)?;
        if outside(context, unit)? == proposed_by {
            return Err(Refusal::SamePerson);
        }
        if !self.can_be_decided(context.today) {
            return Err(Refusal::TooEarly {
                field: "decision",
                earliest: self.reply_until.plus(1),
            });
        }
        Ok(())
    }
}

fn decided(
    treatment: TreatmentId,
    (decision, commitment): (Decision, Digest),
    (grounds, reply): (Grounds, Option<String>),
    context: &Context<'_>,
) -> Result<Event, Refusal> {
    let (charter, day) = (context.charter, context.today);
    text::required("decision", &decision.words, PARAGRAPH_CHARS)?;
    let Some(grade) = decision.grade.clone() else {
        return Ok(Event::Dropped {
            treatment,
            commitment,
            day,
        });
    };
    must_not_be_heavier(charter, &grounds.grade, &grade)?;
    let due = decision.due.ok_or(Refusal::Empty { field: "due" })?;
    if due < day {
        let (field, earliest) = ("due", day);
        return Err(Refusal::TooEarly { field, earliest });
    }
    let mut grades = charter.treatments.iter();
    let is_public = grades.any(|one| one.id == grade && one.public);
    let public = is_public.then_some(Public {
        grounds,
        reply,
        decision,
    });
    Ok(Event::Ordered {
        treatment,
        commitment,
        due,
        public,
        day,
    })
}
