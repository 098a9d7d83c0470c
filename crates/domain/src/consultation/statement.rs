//! Statement (观点): one short sentence that people agree or disagree with. The office seeds
//! some; anyone adds more. What people add is looked at before others see it, refused only for a
//! reason of a fixed list, and whoever holds its receipt can have somebody else decide again.

use crate::context::{Context, Who};
use crate::id::{Digest, StatementId, UserId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text;
use crate::{day::Day, text::required};
use serde::{Deserialize, Serialize};

/// The most characters of a statement: it is read at one glance.
pub const STATEMENT_CHARS: usize = 140;
/// The most characters of what an appeal says.
pub const APPEAL_CHARS: usize = 500;

/// Where a statement came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The office wrote it.
    Office,
    /// A voice said so; the office took out what tells who, and confirmed it.
    Voice,
    /// Someone added it.
    Public,
}

/// Why a statement is not put to the vote. No other reason is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It names a private person, or lets one be recognised.
    Person,
    /// It insults or threatens.
    Insult,
    /// It is about another matter.
    OffTopic,
    /// It says several things, so that nobody can agree with one of them.
    SeveralThings,
    /// A statement that is there says the same.
    SaidAlready,
    /// It is a question, or cannot be understood.
    NotAStatement,
}

/// Where a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Not said.
    #[default]
    Absent,
    /// Nobody has looked at it yet.
    Waiting,
    /// People vote on it.
    Accepted,
    /// Not put to the vote; its author may appeal.
    Refused,
    /// Somebody else is to decide again.
    Appealed,
    /// Not put to the vote, for good.
    Rejected,
    /// Its author took it back before it was put to the vote; its words are erased.
    Withdrawn,
}

macro_rules! codes {
    ($name:ident: $($value:ident = $code:literal),+) => {
        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The stable code used in data and translations.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$value => $code),+
                }
            }

            /// The one with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(super) use codes;

codes!(Origin: Office = "office", Voice = "voice", Public = "public");
codes!(Reason: Person = "person", Insult = "insult", OffTopic = "off_topic",
    SeveralThings = "several_things", SaidAlready = "said_already",
    NotAStatement = "not_a_statement");
codes!(Stage: Absent = "absent", Waiting = "waiting", Accepted = "accepted",
    Refused = "refused", Appealed = "appealed", Rejected = "rejected", Withdrawn = "withdrawn");

/// The state of one statement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// Where it is.
    pub stage: Stage,
    /// What its words, while they are private, must fit.
    pub commitment: Option<Digest>,
}

/// What can be wanted of a statement. That its consultation is open is seen to by whoever
/// commands.
#[derive(Debug, Clone)]
pub enum Command {
    /// The office puts it to the vote.
    Seed {
        /// Its words.
        words: String,
        /// Their language: `zh-CN` or `en`.
        language: String,
        /// From whom it is.
        origin: Origin,
    },
    /// Someone adds it; its words are private until they are accepted.
    Propose {
        /// Its words, which are not in the event.
        words: String,
        /// The commitment to them.
        commitment: Digest,
        /// By what the holder of the receipt finds it.
        receipt: Digest,
        /// Their language: `zh-CN` or `en`.
        language: String,
    },
    /// Put it to the vote, as it was written.
    Accept {
        /// The words that its author wrote.
        words: String,
    },
    /// Do not put it to the vote.
    Refuse {
        /// Why.
        reason: Reason,
    },
    /// Its author wants somebody else to decide.
    Appeal {
        /// The commitment to what they say, if they say anything.
        note: Option<Digest>,
    },
    /// Its author takes it back, and its words are erased. What is put to the vote is public
    /// and stays.
    Withdraw,
    /// Somebody else decides that it is put to the vote.
    Uphold {
        /// The words that its author wrote.
        words: String,
        /// Who refused it.
        refused_by: UserId,
    },
    /// Somebody else decides that it is not.
    Reject {
        /// Who refused it.
        refused_by: UserId,
    },
}

/// What happened to a statement. No event says who its author is, nor who looked at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "statement.seeded")]
    Seeded {
        statement: StatementId,
        words: String,
        language: String,
        origin: Origin,
        day: Day,
    },
    #[serde(rename = "statement.proposed")]
    Proposed {
        statement: StatementId,
        commitment: Digest,
        receipt: Digest,
        language: String,
        day: Day,
    },
    #[serde(rename = "statement.accepted")]
    Accepted {
        statement: StatementId,
        words: String,
        day: Day,
    },
    #[serde(rename = "statement.refused")]
    Refused {
        statement: StatementId,
        reason: Reason,
        day: Day,
    },
    #[serde(rename = "statement.appealed")]
    Appealed {
        statement: StatementId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Digest>,
        day: Day,
    },
    #[serde(rename = "statement.upheld")]
    Upheld {
        statement: StatementId,
        words: String,
        day: Day,
    },
    #[serde(rename = "statement.rejected")]
    Rejected { statement: StatementId, day: Day },
    #[serde(rename = "statement.withdrawn")]
    Withdrawn { statement: StatementId, day: Day },
}

impl Event {
    /// The statement it is about.
    #[must_use]
    pub fn statement(&self) -> StatementId {
        match self {
            Self::Seeded { statement, .. }
            | Self::Proposed { statement, .. }
            | Self::Accepted { statement, .. }
            | Self::Refused { statement, .. }
            | Self::Appealed { statement, .. }
            | Self::Upheld { statement, .. }
            | Self::Rejected { statement, .. }
            | Self::Withdrawn { statement, .. } => *statement,
        }
    }
}

/// The words of a statement as they are kept: one line.
///
/// # Errors
/// [`Refusal::Empty`], [`Refusal::TooLong`].
pub fn words(words: &str) -> Result<String, Refusal> {
    text::line("statement", words, STATEMENT_CHARS)
}

impl Statement {
    fn must_be(&self, stage: Stage) -> Result<(), Refusal> {
        if self.stage == stage {
            return Ok(());
        }
        Err(match self.stage {
            Stage::Absent => Refusal::NotThere,
            stage => Refusal::WrongState {
                state: stage.code(),
            },
        })
    }

    fn must_be_new(&self, language: &str) -> Result<(), Refusal> {
        if self.stage != Stage::Absent {
            return Err(Refusal::AlreadyThere);
        }
        text::check_language(language)
    }

    fn decide_new(
        &self,
        statement: StatementId,
        command: Command,
        day: Day,
    ) -> Result<Event, Refusal> {
        match command {
            Command::Seed {
                words: said,
                language,
                origin,
            } => {
                self.must_be_new(&language)?;
                let words = words(&said)?;
                Ok(Event::Seeded {
                    statement,
                    words,
                    language,
                    origin,
                    day,
                })
            }
            Command::Propose {
                words: said,
                commitment,
                receipt,
                language,
            } => {
                self.must_be_new(&language)?;
                words(&said)?;
                Ok(Event::Proposed {
                    statement,
                    commitment,
                    receipt,
                    language,
                    day,
                })
            }
            _ => Err(Refusal::NotThere),
        }
    }
}

/// An appeal is decided by another person than who refused.
fn must_be_another(context: &Context<'_>, refused_by: UserId) -> Result<(), Refusal> {
    match context.who {
        Who::Staff { user, .. } if *user != refused_by => Ok(()),
        _ => Err(Refusal::SamePerson),
    }
}

impl Machine for Statement {
    type Command = (StatementId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "statement.seeded", "accepted"),
        edge("absent", "statement.proposed", "waiting"),
        edge("waiting", "statement.accepted", "accepted"),
        edge("waiting", "statement.refused", "refused"),
        edge("refused", "statement.appealed", "appealed"),
        edge("appealed", "statement.upheld", "accepted"),
        edge("appealed", "statement.rejected", "rejected"),
        edge("waiting", "statement.withdrawn", "withdrawn"),
        edge("refused", "statement.withdrawn", "withdrawn"),
        edge("appealed", "statement.withdrawn", "withdrawn"),
        edge("rejected", "statement.withdrawn", "withdrawn"),
    ];

    fn state(&self) -> &'static str {
        self.stage.code()
    }

    fn decide(
        &self,
        (statement, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let event = match command {
            Command::Accept { words } => {
                self.must_be(Stage::Waiting)?;
                let words = required("statement", &words, STATEMENT_CHARS)?;
                Event::Accepted {
                    statement,
                    words,
                    day,
                }
            }
            Command::Refuse { reason } => {
                self.must_be(Stage::Waiting)?;
                Event::Refused {
                    statement,
                    reason,
                    day,
                }
            }
            Command::Appeal { note } => {
                self.must_be(Stage::Refused)?;
                Event::Appealed {
                    statement,
                    note,
                    day,
                }
            }
            Command::Withdraw => {
                if matches!(self.stage, Stage::Accepted | Stage::Withdrawn) {
                    return Err(Refusal::WrongState {
                        state: self.state(),
                    });
                }
                if self.stage == Stage::Absent {
                    return Err(Refusal::NotThere);
                }
                Event::Withdrawn { statement, day }
            }
            Command::Uphold { words, refused_by } => {
                self.must_be(Stage::Appealed)?;
                must_be_another(context, refused_by)?;
                let words = required("statement", &words, STATEMENT_CHARS)?;
                Event::Upheld {
                    statement,
                    words,
                    day,
                }
            }
            Command::Reject { refused_by } => {
                self.must_be(Stage::Appealed)?;
                must_be_another(context, refused_by)?;
                Event::Rejected { statement, day }
            }
            new => self.decide_new(statement, new, day)?,
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        self.stage = match event {
            Event::Proposed { commitment, .. } => {
                self.commitment = Some(*commitment);
                Stage::Waiting
            }
            Event::Seeded { .. } | Event::Accepted { .. } | Event::Upheld { .. } => Stage::Accepted,
            Event::Refused { .. } => Stage::Refused,
            Event::Appealed { .. } => Stage::Appealed,
            Event::Rejected { .. } => Stage::Rejected,
            Event::Withdrawn { .. } => Stage::Withdrawn,
        };
    }
}
