//! The criticism session (民主生活会): a unit's offices look at themselves, the leader first,
//! then at each other. What is said is about an act or a duty, with a fact and a reference;
//! nobody is spoken of who is not there to reply. The body above holds its own first, and the
//! talks the charter asks for come before anything is said. Until it is closed its words are private:
//! events carry only commitments.

mod decide;
mod talk;

use crate::charter::Between;
use crate::context::{Context, Who};
use crate::day::Day;
use crate::id::{Digest, ProblemId, SessionId, UnitCode};
use crate::machine::{Edge, edge};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use talk::{Around, Held, Owed, Talk};

/// The most offices at one session.
pub const MOST_PRESENT: usize = 40;

/// What a text is about: never a person's life outside of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Something the office did.
    Act,
    /// Something the office has to do.
    Duty,
}

/// What a text refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// A problem of this unit.
    Problem(ProblemId),
    /// A clause of the charter.
    Clause(String),
}

/// What is said: what was done or is to be done, and the fact that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The act or the duty; a reply; what is taken on.
    pub text: String,
    /// The fact; replies and promises have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fact: String,
}

/// All words of a session, by number.
pub type Minutes = Vec<(u32, Words)>;

/// Who speaks about whom, by the numbers of their offices in this session, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// About oneself.
    Own {
        /// The office that speaks.
        by: u32,
    },
    /// About another.
    Other {
        /// The office that speaks.
        by: u32,
        /// The office it speaks about.
        about: u32,
    },
}

/// A text that was sent back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The charter's code of the reason.
    pub reason: String,
    /// What is missing, in words.
    pub words: String,
    /// On this day.
    pub day: Day,
    /// By a team of this body.
    pub by: UnitCode,
}

/// One self-criticism or criticism.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who about whom.
    pub who: Kind,
    /// An act or a duty.
    pub subject: Subject,
    /// What it refers to.
    pub reference: Reference,
    /// The number of its words.
    pub words: u32,
    /// Every time it was sent back.
    pub returned: Vec<Return>,
    /// Whether it is sent back and not said again yet.
    pub open: bool,
    /// The number of the words of the reply; no words where none was given.
    pub reply: Option<Option<u32>>,
}

/// What an office took on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The office.
    pub by: u32,
    /// Until this day.
    pub until: Day,
    /// The number of its words.
    pub words: u32,
}

/// The state of one session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// On which day it is held.
    pub day: Option<Day>,
    /// The offices that are present; the number of each is its place, from 1.
    pub present: Vec<String>,
    /// The number of the leader's office.
    pub leader: u32,
    /// The talks to be held before anything is said.
    pub asked: Vec<Between>,
    /// The units right below, with whose heads one talks.
    pub below: Vec<UnitCode>,
    /// The talks that were held.
    pub talks: Vec<Held>,
    /// What was said, in order; the number of each is its place, from 1.
    pub said: Vec<Said>,
    /// What was taken on.
    pub promises: Vec<Promise>,
    /// How many words there are.
    pub words: u32,
    /// Since when everyone can read it, and all words by number.
    pub closed: Option<(Day, Minutes)>,
}

/// What can be wanted of a session.
#[derive(Debug, Clone)]
pub enum Command {
    /// Begin it.
    Open {
        /// The day on which it is held.
        day: Day,
        /// Who is present, by office.
        present: Vec<String>,
        /// The number of the leader's office.
        leader: u32,
        /// How the units around stand.
        around: Around,
    },
    /// Record that talks were held.
    Talk {
        /// Which.
        talks: Vec<Talk>,
        /// On which day.
        day: Day,
    },
    /// Say something, or say again what was sent back.
    Say {
        /// The number of what was sent back.
        again: Option<u32>,
        /// Who about whom.
        who: Kind,
        /// An act or a duty.
        subject: Subject,
        /// What it refers to; without it nothing is said.
        reference: Option<Reference>,
        /// The words.
        words: Words,
        /// Commitment to them.
        commitment: Digest,
        /// The problems of the unit.
        own: BTreeSet<ProblemId>,
    },
    /// Send a text back.
    Return {
        /// Which.
        number: u32,
        /// The charter's code of the reason.
        reason: String,
        /// What is missing, in words.
        words: String,
    },
    /// Reply to a criticism, or record that there is no reply.
    Reply {
        /// To which.
        number: u32,
        /// The words with the commitment to them.
        words: Option<(Words, Digest)>,
    },
    /// Take something on.
    Promise {
        /// The office.
        by: u32,
        /// Until this day.
        until: Day,
        /// The words.
        words: Words,
        /// Commitment to them.
        commitment: Digest,
    },
    /// Close it and let everyone read it.
    Close {
        /// All words by number.
        minutes: Minutes,
    },
}

/// What happened at a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "criticism.opened")]
    Opened {
        session: SessionId,
        day: Day,
        present: Vec<String>,
        leader: u32,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        talks: Vec<Between>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        below: Vec<UnitCode>,
    },
    #[serde(rename = "criticism.talked")]
    Talked {
        session: SessionId,
        by: UnitCode,
        talks: Vec<Talk>,
        day: Day,
    },
    #[serde(rename = "criticism.said")]
    Said {
        session: SessionId,
        number: u32,
        who: Kind,
        subject: Subject,
        reference: Reference,
        words: u32,
        commitment: Digest,
    },
    #[serde(rename = "criticism.returned")]
    Returned {
        session: SessionId,
        number: u32,
        by: UnitCode,
        reason: String,
        words: String,
        day: Day,
    },
    #[serde(rename = "criticism.replied")]
    Replied {
        session: SessionId,
        number: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<(u32, Digest)>,
    },
    #[serde(rename = "criticism.promised")]
    Promised {
        session: SessionId,
        by: u32,
        until: Day,
        words: u32,
        commitment: Digest,
    },
    #[serde(rename = "criticism.closed")]
    Closed {
        session: SessionId,
        day: Day,
        minutes: Minutes,
    },
}

impl Event {
    /// The session it is about.
    #[must_use]
    pub fn session(&self) -> &SessionId {
        match self {
            Self::Opened { session, .. }
            | Self::Talked { session, .. }
            | Self::Said { session, .. }
            | Self::Returned { session, .. }
            | Self::Replied { session, .. }
            | Self::Promised { session, .. }
            | Self::Closed { session, .. } => session,
        }
    }

    /// The number of the private words it commits to.
    #[must_use]
    pub fn commitment(&self) -> Option<(u32, Digest)> {
        match self {
            Self::Said {
                words, commitment, ..
            }
            | Self::Promised {
                words, commitment, ..
            } => Some((*words, *commitment)),
            Self::Replied { words, .. } => *words,
            _ => None,
        }
    }
}

impl Session {
    /// The name of the office with this number.
    #[must_use]
    pub fn office(&self, number: u32) -> Option<&str> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.present.get(at).map(String::as_str)
    }

    /// What was said under this number.
    #[must_use]
    pub fn one(&self, number: u32) -> Option<&Said> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.said.get(at)
    }

    /// The numbers of the offices that are present.
    pub fn offices(&self) -> impl Iterator<Item = (u32, &str)> {
        (1..).zip(self.present.iter().map(String::as_str))
    }

    /// Whether this office has spoken about itself.
    #[must_use]
    pub fn looked_at_itself(&self, office: u32) -> bool {
        self.said
            .iter()
            .any(|one| one.who == Kind::Own { by: office })
    }

    /// The words that stand: of what was said last, the replies, and what was taken on.
    #[must_use]
    pub fn standing(&self) -> BTreeSet<u32> {
        let said = self.said.iter();
        let spoken = said.flat_map(|one| [Some(one.words), one.reply.flatten()]);
        let taken = self.promises.iter().map(|one| Some(one.words));
        spoken.chain(taken).flatten().collect()
    }
}

const EDGES: &[Edge] = &[
    edge("absent", "criticism.opened", "open"),
    edge("open", "criticism.talked", "open"),
    edge("open", "criticism.said", "open"),
    edge("open", "criticism.returned", "open"),
    edge("open", "criticism.replied", "open"),
    edge("open", "criticism.promised", "open"),
    edge("open", "criticism.closed", "closed"),
];

fn order(what: &'static str) -> Refusal {
    Refusal::OutOfOrder { what }
}

fn unknown(kind: &'static str, found: &str) -> Refusal {
    let found = found.chars().take(60).collect();
    Refusal::UnknownCode { kind, found }
}

fn own_unit(session: &SessionId, context: &Context<'_>) -> Result<(), Refusal> {
    match context.who {
        Who::Staff { unit, .. } if *unit == session.unit => Ok(()),
        _ => Err(Refusal::NotYourUnit),
    }
}
