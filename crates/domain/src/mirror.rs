//! The mirror (对照检查): a unit, or a leader by office, looks at itself against the
//! standards of the charter. Each answer cites clauses and the problems it answers. A
//! supervision team returns it for rewriting or accepts it; after a right of reply it is
//! published. Its words are private until then: events carry only a commitment.

mod content;
mod edges;

pub use content::{Answer, Content, Coverage};

use crate::context::{Context, Who};
use crate::day::Day;
use crate::id::{Digest, PaperId, ProblemId, UnitCode};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS, TITLE_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not begun.
    #[default]
    Absent,
    /// Being written.
    Draft,
    /// Before the supervision team.
    Submitted,
    /// To be rewritten.
    Returned,
    /// The team has accepted it; it can be replied to.
    Accepted,
    /// Everyone can read it.
    Published,
}

impl Stage {
    /// The stable code used in data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
            Self::Published => "published",
        }
    }
}

/// A paper that was sent back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The version that was read.
    pub version: u32,
    /// The charter's code of the reason.
    pub reason: String,
    /// What is missing, in words.
    pub words: String,
    /// To be rewritten by this day.
    pub rewrite_by: Day,
    /// Returned on this day.
    pub day: Day,
    /// By a team of this body.
    pub by: UnitCode,
    /// What the team found put in the place of what is asked: codes of the charter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub substitutions: Vec<String>,
}

/// A paper that was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// On this day.
    pub day: Day,
    /// By a team of this body.
    pub by: UnitCode,
    /// What the team says of it.
    pub note: String,
}

/// The state of one paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Paper {
    /// Where it is.
    pub stage: Stage,
    /// The leader's office; none where it is the body's own paper.
    pub office: Option<String>,
    /// Versions written so far.
    pub version: u32,
    /// Versions submitted, with the day of each.
    pub submitted: Vec<(u32, Day)>,
    /// Every time it was sent back.
    pub returned: Vec<Return>,
    /// When and by whom it was accepted.
    pub accepted: Option<Acceptance>,
    /// The reply before it was published.
    pub reply: Option<(Day, String)>,
    /// What everyone can read, and since when.
    pub published: Option<(Day, Content)>,
}

/// What can be wanted of a paper.
#[derive(Debug, Clone)]
pub enum Command {
    /// Keep what is written so far.
    Write {
        /// The leader's office, for a paper that is not the body's own.
        office: Option<String>,
        /// What it says.
        content: Content,
        /// Commitment to what it says.
        commitment: Digest,
        /// The problems of the unit.
        own: BTreeSet<ProblemId>,
    },
    /// Put the last version before the supervision team.
    Submit {
        /// What it says.
        content: Content,
        /// Whether a short list is all that is asked of this class of unit.
        short: bool,
    },
    /// Send it back for rewriting.
    Return {
        /// The charter's code of the reason.
        reason: String,
        /// What is missing, in words.
        words: String,
        /// To be rewritten by this day.
        rewrite_by: Day,
        /// What stands in the place of what is asked: codes of the charter, none or several.
        substitutions: Vec<String>,
    },
    /// It can stand.
    Accept {
        /// What the team says of it.
        note: String,
    },
    /// Reply to what the team says, before everyone reads it.
    Reply {
        /// In the unit's words.
        words: String,
    },
    /// Let everyone read it.
    Publish {
        /// What it says.
        content: Content,
    },
}

/// What happened to a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "mirror.written")]
    Written {
        paper: PaperId,
        version: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        office: Option<String>,
        commitment: Digest,
    },
    #[serde(rename = "mirror.submitted")]
    Submitted {
        paper: PaperId,
        version: u32,
        day: Day,
    },
    #[serde(rename = "mirror.returned")]
    Returned {
        paper: PaperId,
        version: u32,
        by: UnitCode,
        reason: String,
        words: String,
        rewrite_by: Day,
        day: Day,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        substitutions: Vec<String>,
    },
    #[serde(rename = "mirror.accepted")]
    Accepted {
        paper: PaperId,
        by: UnitCode,
        note: String,
        day: Day,
    },
    #[serde(rename = "mirror.replied")]
    Replied {
        paper: PaperId,
        words: String,
        day: Day,
    },
    #[serde(rename = "mirror.published")]
    Published {
        paper: PaperId,
        content: Content,
        day: Day,
    },
}

impl Event {
    /// The paper it is about.
    #[must_use]
    pub fn paper(&self) -> &PaperId {
        match self {
            Self::Written { paper, .. }
            | Self::Submitted { paper, .. }
            | Self::Returned { paper, .. }
            | Self::Accepted { paper, .. }
            | Self::Replied { paper, .. }
            | Self::Published { paper, .. } => paper,
        }
    }
}

impl Paper {
    /// The day from which it can be published without a reply.
    #[must_use]
    pub fn reply_until(&self, days: u16) -> Option<Day> {
        let accepted = self.accepted.as_ref()?;
        Some(accepted.day.plus(i32::from(days)))
    }

    /// Whether it was to be rewritten by a day that is past.
    #[must_use]
    pub fn is_late(&self, today: Day) -> bool {
        let last = self.returned.last();
        self.stage == Stage::Returned && last.is_some_and(|one| one.rewrite_by < today)
    }

    /// Decides for this paper.
    ///
    /// # Errors
    /// A [`Refusal`] where the rules say no.
    pub fn decide_for(
        &self,
        paper: PaperId,
        command: Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let event = match command {
            Command::Write {
                office,
                content,
                commitment,
                own,
            } => {
                self.must_be(&[Stage::Absent, Stage::Draft, Stage::Returned])?;
                own_unit(&paper, context)?;
                content.fits(context.charter, &own)?;
                Event::Written {
                    office: office_of(&paper, office)?,
                    paper,
                    version: self.version + 1,
                    commitment,
                }
            }
            Command::Submit { content, short } => {
                self.must_be(&[Stage::Draft, Stage::Returned])?;
                own_unit(&paper, context)?;
                self.must_be_rewritten()?;
                content.is_complete(context.charter, short)?;
                let version = self.version;
                Event::Submitted {
                    paper,
                    version,
                    day,
                }
            }
            Command::Return {
                reason,
                words,
                rewrite_by,
                substitutions,
            } => {
                let why = (reason, words.as_str(), substitutions);
                self.send_back(paper, why, rewrite_by, context)?
            }
            Command::Accept { note } => {
                self.must_be(&[Stage::Submitted])?;
                let by = from_outside(&paper, context)?;
                let note = text::required("mirror_note", &note, PARAGRAPH_CHARS)?;
                Event::Accepted {
                    paper,
                    by,
                    note,
                    day,
                }
            }
            Command::Reply { words } => {
                self.must_be(&[Stage::Accepted])?;
                own_unit(&paper, context)?;
                let words = text::required("mirror_reply", &words, PARAGRAPH_CHARS)?;
                Event::Replied { paper, words, day }
            }
            Command::Publish { content } => {
                self.must_be(&[Stage::Accepted])?;
                own_unit(&paper, context)?;
                let until = self.reply_until(context.charter.time.reply_days);
                if let Some(earliest) = until.filter(|until| self.reply.is_none() && day < *until) {
                    let field = "form";
                    return Err(Refusal::TooEarly { field, earliest });
                }
                Event::Published {
                    paper,
                    content,
                    day,
                }
            }
        };
        Ok(vec![event])
    }

    fn send_back(
        &self,
        paper: PaperId,
        (reason, words, substitutions): (String, &str, Vec<String>),
        rewrite_by: Day,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.must_be(&[Stage::Submitted])?;
        let by = from_outside(&paper, context)?;
        context.charter.check_code("return_reason", &reason)?;
        for code in &substitutions {
            context.charter.check_code("substitution", code)?;
        }
        let words = text::required("mirror_missing", words, PARAGRAPH_CHARS)?;
        let day = context.today;
        let earliest = day.plus(1);
        if rewrite_by < earliest {
            let field = "rewrite_by";
            return Err(Refusal::TooEarly { field, earliest });
        }
        Ok(Event::Returned {
            paper,
            version: self.version,
            by,
            reason,
            words,
            rewrite_by,
            day,
            substitutions,
        })
    }

    /// What was sent back does not come again as it was.
    fn must_be_rewritten(&self) -> Result<(), Refusal> {
        let last = self.submitted.last().map_or(0, |(version, _)| *version);
        if self.version > last {
            return Ok(());
        }
        Err(Refusal::Unchanged)
    }

    fn must_be(&self, stages: &[Stage]) -> Result<(), Refusal> {
        if stages.contains(&self.stage) {
            return Ok(());
        }
        let state = self.stage.code();
        Err(Refusal::WrongState { state })
    }
}

/// The first paper is the body's own; every other is of a leader, by office.
fn office_of(paper: &PaperId, office: Option<String>) -> Result<Option<String>, Refusal> {
    if paper.number == 1 {
        return Ok(None);
    }
    text::line("office", &office.unwrap_or_default(), TITLE_CHARS).map(Some)
}

fn own_unit(paper: &PaperId, context: &Context<'_>) -> Result<(), Refusal> {
    match context.who {
        Who::Staff { unit, .. } if *unit == paper.unit => Ok(()),
        _ => Err(Refusal::NotYourUnit),
    }
}

fn from_outside(paper: &PaperId, context: &Context<'_>) -> Result<UnitCode, Refusal> {
    match context.who {
        Who::Staff { unit, .. } if *unit != paper.unit => Ok(unit.clone()),
        _ => Err(Refusal::OwnUnit),
    }
}
