//! Opinion (意见): one thing one person said. Its words are never in an event, only a
//! hiding commitment to them. Every opinion ends in exactly one place, so that the books
//! balance: in a problem, answered, referred, refused with a reason, waiting, or erased.

use crate::charter::Charter;
use crate::context::Context;
use crate::day::Day;
use crate::id::{Digest, OpinionId, ProblemId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text;
use crate::traits::Traits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where an opinion is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// Not received.
    #[default]
    Absent,
    /// Received; nobody has sorted it.
    Waiting,
    /// Part of a problem.
    InProblem(ProblemId),
    /// Answered directly; nothing to rectify.
    Answered,
    /// Passed on to a body outside the campaign.
    Referred,
    /// Not taken, with a reason from the charter.
    Refused,
    /// Its words are gone; the commitment stays.
    Erased,
}

/// The state of one opinion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opinion {
    /// Where it is.
    pub place: Place,
    /// Whether the speaker holds a receipt.
    pub receipt: bool,
    /// The day it was received, in UTC.
    pub received: Option<Day>,
    /// Problems it is not about.
    pub apart: Apart,
}

/// The problems that a person said an opinion is not about: in so many words, by taking it
/// out, or by moving it on. The machine suggests none of them for it again. Who puts it into
/// one after all has decided anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Apart(BTreeSet<ProblemId>);

impl Apart {
    /// Follows an event of the opinion.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Assigned { problem, from, .. } => {
                self.0.extend(from);
                self.0.remove(problem);
            }
            Event::Released { from, .. } => drop(self.0.insert(*from)),
            Event::KeptApart { problem, .. } => drop(self.0.insert(*problem)),
            Event::Erased { .. } => self.0.clear(),
            _ => {}
        }
    }

    /// Whether the opinion is not about this problem.
    #[must_use]
    pub fn from(&self, problem: ProblemId) -> bool {
        self.0.contains(&problem)
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems, by number.
    pub fn problems(&self) -> impl Iterator<Item = ProblemId> + '_ {
        self.0.iter().copied()
    }
}

/// What the speaker, or who wrote it down for them, hands in.
#[derive(Debug, Clone)]
pub struct Receive<'a> {
    /// Random id.
    pub opinion: OpinionId,
    /// The words, checked here and then forgotten by the rules.
    pub words: &'a str,
    /// Hiding commitment to everything private.
    pub commitment: Digest,
    /// The charter's code of the channel.
    pub channel: String,
    /// The charter's code of the group of people, if said.
    pub group: Option<String>,
    /// `zh-CN` or `en`.
    pub language: String,
    /// Today as the log counts, in UTC: the day that the promise names.
    pub log_day: Day,
    /// The day it was said, for opinions written down elsewhere earlier.
    pub said_on: Option<Day>,
    /// Whether the speaker holds the receipt.
    pub receipt: bool,
}

/// What can be wanted of an opinion.
#[derive(Debug, Clone)]
pub enum Command<'a> {
    /// Take it in.
    Receive(Receive<'a>),
    /// Put it into a problem, or move it to another.
    Assign {
        /// The problem, which exists.
        problem: ProblemId,
        /// Whether its words are a copy of another opinion's in that problem: strength
        /// counts people, not copies.
        copy: bool,
        /// What its words say beside what they are about.
        traits: Traits,
    },
    /// Take it out of its problem, back to waiting.
    Release,
    /// It is not about this problem, whatever the machine suggests.
    KeepApart {
        /// The problem, which exists.
        problem: ProblemId,
    },
    /// Answer it directly. The words of the answer go to the vault.
    Answer {
        /// The answer's words, checked here.
        words: &'a str,
        /// Commitment to them.
        commitment: Digest,
    },
    /// Pass it on to a named body outside.
    Refer {
        /// To whom, in words.
        to: String,
    },
    /// Do not take it.
    Refuse {
        /// The charter's code of the reason.
        reason: String,
    },
    /// Take it up again after it was answered, referred or refused by mistake.
    Reconsider,
    /// Erase its words.
    Erase {
        /// On whose authority.
        authority: Authority,
    },
}

/// On whose authority words are erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The speaker, by receipt.
    Subject,
    /// A law or a court demands it.
    Legal,
    /// Somebody else's rights demand it.
    ThirdParty,
    /// The time for keeping it is over.
    Expiry,
    /// Its content is illegal.
    Illegal,
}

/// What happened to an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "opinion.received")]
    Received {
        opinion: OpinionId,
        commitment: Digest,
        channel: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        language: String,
        received: Day,
        said_on: Day,
        receipt: bool,
    },
    #[serde(rename = "opinion.assigned")]
    Assigned {
        opinion: OpinionId,
        problem: ProblemId,
        #[serde(default)]
        copy: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<ProblemId>,
        #[serde(default, skip_serializing_if = "Traits::is_empty")]
        traits: Traits,
    },
    #[serde(rename = "opinion.released")]
    Released { opinion: OpinionId, from: ProblemId },
    #[serde(rename = "opinion.kept_apart")]
    KeptApart {
        opinion: OpinionId,
        problem: ProblemId,
    },
    #[serde(rename = "opinion.answered")]
    Answered {
        opinion: OpinionId,
        commitment: Digest,
    },
    #[serde(rename = "opinion.referred")]
    Referred { opinion: OpinionId, to: String },
    #[serde(rename = "opinion.refused")]
    Refused { opinion: OpinionId, reason: String },
    #[serde(rename = "opinion.reconsidered")]
    Reconsidered { opinion: OpinionId },
    #[serde(rename = "opinion.erased")]
    Erased {
        opinion: OpinionId,
        authority: Authority,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<ProblemId>,
    },
}

impl Event {
    /// The opinion it is about.
    #[must_use]
    pub fn opinion(&self) -> OpinionId {
        match self {
            Self::Received { opinion, .. }
            | Self::Assigned { opinion, .. }
            | Self::Released { opinion, .. }
            | Self::KeptApart { opinion, .. }
            | Self::Answered { opinion, .. }
            | Self::Referred { opinion, .. }
            | Self::Refused { opinion, .. }
            | Self::Reconsidered { opinion }
            | Self::Erased { opinion, .. } => *opinion,
        }
    }
}

/// An opinion command always says which opinion; the id is in the stream, the event repeats it.
impl Opinion {
    /// Decides for the opinion with this id.
    ///
    /// # Errors
    /// A [`Refusal`] where the rules say no.
    pub fn decide_for(
        &self,
        opinion: OpinionId,
        command: Command<'_>,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::Receive(receive) => self.receive(receive, context)?,
            Command::Assign {
                problem,
                copy,
                traits,
            } => self.assign(opinion, problem, copy, traits)?,
            Command::Release => match self.place {
                Place::InProblem(from) => Event::Released { opinion, from },
                _ => return Err(self.wrong_state()),
            },
            Command::KeepApart { problem } => self.keep_apart(opinion, problem)?,
            Command::Answer { words, commitment } => {
                self.must_wait()?;
                text::required("answer", words, text::PARAGRAPH_CHARS)?;
                Event::Answered {
                    opinion,
                    commitment,
                }
            }
            Command::Refer { to } => {
                self.must_wait()?;
                Event::Referred {
                    opinion,
                    to: text::line("to", &to, text::TITLE_CHARS)?,
                }
            }
            Command::Refuse { reason } => {
                self.must_wait()?;
                context.charter.check_code("refusal_reason", &reason)?;
                Event::Refused { opinion, reason }
            }
            Command::Reconsider => match self.place {
                Place::Answered | Place::Referred | Place::Refused => {
                    Event::Reconsidered { opinion }
                }
                _ => return Err(self.wrong_state()),
            },
            Command::Erase { authority } => self.erase(opinion, authority)?,
        };
        Ok(vec![event])
    }

    fn receive(&self, given: Receive<'_>, context: &Context<'_>) -> Result<Event, Refusal> {
        if self.place != Place::Absent {
            return Err(Refusal::AlreadyThere);
        }
        check_words(given.words, context.charter)?;
        context.charter.check_code("channel", &given.channel)?;
        if let Some(group) = &given.group {
            context.charter.check_code("group", group)?;
        }
        text::check_language(&given.language)?;
        let said_on = given.said_on.unwrap_or(context.today).min(context.today);
        Ok(Event::Received {
            opinion: given.opinion,
            commitment: given.commitment,
            channel: given.channel,
            group: given.group,
            language: given.language,
            received: given.log_day,
            said_on,
            receipt: given.receipt,
        })
    }

    fn assign(
        &self,
        opinion: OpinionId,
        problem: ProblemId,
        copy: bool,
        traits: Traits,
    ) -> Result<Event, Refusal> {
        let from = match self.place {
            Place::Waiting => None,
            Place::InProblem(from) if from == problem => return Err(Refusal::AlreadyThere),
            Place::InProblem(from) => Some(from),
            _ => return Err(self.wrong_state()),
        };
        Ok(Event::Assigned {
            opinion,
            problem,
            copy,
            from,
            traits,
        })
    }

    /// While it is part of the problem it is taken out instead.
    fn keep_apart(&self, opinion: OpinionId, problem: ProblemId) -> Result<Event, Refusal> {
        match self.place {
            Place::InProblem(there) if there == problem => return Err(self.wrong_state()),
            Place::Waiting | Place::InProblem(_) => {}
            _ => return Err(self.wrong_state()),
        }
        if self.apart.from(problem) {
            return Err(Refusal::AlreadyThere);
        }
        Ok(Event::KeptApart { opinion, problem })
    }

    fn erase(&self, opinion: OpinionId, authority: Authority) -> Result<Event, Refusal> {
        let from = match self.place {
            Place::Absent | Place::Erased => return Err(self.wrong_state()),
            Place::InProblem(from) => Some(from),
            _ => None,
        };
        Ok(Event::Erased {
            opinion,
            authority,
            from,
        })
    }

    fn must_wait(&self) -> Result<(), Refusal> {
        if self.place == Place::Waiting {
            Ok(())
        } else {
            Err(self.wrong_state())
        }
    }

    fn wrong_state(&self) -> Refusal {
        Refusal::WrongState {
            state: self.state(),
        }
    }
}

/// Whether these words can be taken in under this charter.
///
/// # Errors
/// [`Refusal::Empty`] or [`Refusal::TooLong`], field `words`.
pub fn check_words(words: &str, charter: &Charter) -> Result<String, Refusal> {
    text::required("words", words, charter.limits.opinion_chars)
}

impl Machine for Opinion {
    type Command = (OpinionId, Command<'static>);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "opinion.received", "waiting"),
        edge("waiting", "opinion.assigned", "in_problem"),
        edge("waiting", "opinion.kept_apart", "waiting"),
        edge("waiting", "opinion.answered", "answered"),
        edge("waiting", "opinion.referred", "referred"),
        edge("waiting", "opinion.refused", "refused"),
        edge("waiting", "opinion.erased", "erased"),
        edge("in_problem", "opinion.assigned", "in_problem"),
        edge("in_problem", "opinion.released", "waiting"),
        edge("in_problem", "opinion.kept_apart", "in_problem"),
        edge("in_problem", "opinion.erased", "erased"),
        edge("answered", "opinion.reconsidered", "waiting"),
        edge("referred", "opinion.reconsidered", "waiting"),
        edge("refused", "opinion.reconsidered", "waiting"),
        edge("answered", "opinion.erased", "erased"),
        edge("referred", "opinion.erased", "erased"),
        edge("refused", "opinion.erased", "erased"),
    ];

    fn state(&self) -> &'static str {
        match self.place {
            Place::Absent => "absent",
            Place::Waiting => "waiting",
            Place::InProblem(_) => "in_problem",
            Place::Answered => "answered",
            Place::Referred => "referred",
            Place::Refused => "refused",
            Place::Erased => "erased",
        }
    }

    fn decide(
        &self,
        (opinion, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        self.decide_for(opinion, command, context)
    }

    fn apply(&mut self, event: &Event) {
        self.apart.apply(event);
        self.place = match event {
            Event::KeptApart { .. } => return,
            Event::Received {
                receipt, received, ..
            } => {
                self.receipt = *receipt;
                self.received = Some(*received);
                Place::Waiting
            }
            Event::Assigned { problem, .. } => Place::InProblem(*problem),
            Event::Released { .. } | Event::Reconsidered { .. } => Place::Waiting,
            Event::Answered { .. } => Place::Answered,
            Event::Referred { .. } => Place::Referred,
            Event::Refused { .. } => Place::Refused,
            Event::Erased { .. } => Place::Erased,
        };
    }
}
