//! Campaign (活动): one run of a charter. The charter in force is in the log; changing it
//! mid-way is an event with a reason.

use crate::context::Context;
use crate::day::Day;
use crate::id::Digest;
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS, TITLE_CHARS};
use crate::unit::Name;
use serde::{Deserialize, Serialize};

/// How soon entries are sealed into the log: time is identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Every second; for proposals made in public.
    Open,
    /// Hourly, at least five waiting, sorted by commitment, a day at most.
    #[default]
    Protected,
}

/// The state of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Campaign {
    /// Whether people can speak.
    pub open: bool,
    /// Whether it was ever opened.
    pub known: bool,
    /// The charter in force, by the hash of its text.
    pub charter: Option<Digest>,
    /// Fixed when the campaign opens; there is no command that changes it.
    pub profile: Profile,
}

/// What can be wanted of a campaign.
#[derive(Debug, Clone)]
pub enum Command {
    /// Begin.
    Open {
        /// Short name in addresses and commands.
        slug: String,
        /// Its name.
        name: Name,
        /// The charter's whole text.
        charter: String,
        /// SHA-256 of that text.
        digest: Digest,
        /// How entries are sealed.
        profile: Profile,
    },
    /// Put another version of the charter in force.
    ChangeCharter {
        /// The charter's whole text.
        charter: String,
        /// SHA-256 of that text.
        digest: Digest,
        /// Why.
        reason: String,
    },
    /// End: nobody can speak; work and judging go on.
    Close,
}

/// What happened to a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "campaign.opened")]
    Opened {
        slug: String,
        name: Name,
        charter: String,
        digest: Digest,
        profile: Profile,
        day: Day,
    },
    #[serde(rename = "campaign.charter_changed")]
    CharterChanged {
        charter: String,
        digest: Digest,
        reason: String,
        day: Day,
    },
    #[serde(rename = "campaign.closed")]
    Closed { day: Day },
}

impl Machine for Campaign {
    type Command = Command;
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "campaign.opened", "open"),
        edge("open", "campaign.charter_changed", "open"),
        edge("open", "campaign.closed", "closed"),
    ];

    fn state(&self) -> &'static str {
        match (self.known, self.open) {
            (false, _) => "absent",
            (true, true) => "open",
            (true, false) => "closed",
        }
    }

    fn decide(&self, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        let wrong_state = || Refusal::WrongState {
            state: self.state(),
        };
        let event = match command {
            Command::Open {
                slug,
                name,
                charter,
                digest,
                profile,
            } => {
                if self.known {
                    return Err(Refusal::AlreadyThere);
                }
                let name = Name {
                    zh: text::line("name_zh", &name.zh, TITLE_CHARS)?,
                    en: text::line("name_en", &name.en, TITLE_CHARS)?,
                };
                Event::Opened {
                    slug: checked_slug(slug)?,
                    name,
                    charter,
                    digest,
                    profile,
                    day,
                }
            }
            Command::ChangeCharter {
                charter,
                digest,
                reason,
            } => {
                if !self.open {
                    return Err(wrong_state());
                }
                if self.charter == Some(digest) {
                    return Err(Refusal::AlreadyThere);
                }
                let reason = text::required("reason", &reason, PARAGRAPH_CHARS)?;
                Event::CharterChanged {
                    charter,
                    digest,
                    reason,
                    day,
                }
            }
            Command::Close if self.open => Event::Closed { day },
            Command::Close => return Err(wrong_state()),
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Opened {
                digest, profile, ..
            } => {
                self.known = true;
                self.open = true;
                self.charter = Some(*digest);
                self.profile = *profile;
            }
            Event::CharterChanged { digest, .. } => self.charter = Some(*digest),
            Event::Closed { .. } => self.open = false,
        }
    }
}

fn checked_slug(slug: String) -> Result<String, Refusal> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if slug.is_empty() || slug.len() > 40 || !slug.chars().all(good) {
        return Err(Refusal::UnknownCode {
            kind: "slug",
            found: slug,
        });
    }
    Ok(slug)
}
