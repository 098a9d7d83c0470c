//! What a column can hold.

use super::names;
use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The words of the opinion; several columns may be joined.
    Text,
    /// Its heading.
    Title,
    /// The number it has where it comes from.
    Id,
    /// When it was said.
    Time,
    /// Where it happens.
    Place,
    /// The unit it is about.
    Unit,
    /// How it came: a hotline, a box, a visit.
    Channel,
    /// The group of people the speaker belongs to.
    Group,
    /// How many people it stands for.
    Weight,
    /// The language it is in.
    Language,
    /// How to reach the speaker. Never shown to the unit.
    Contact,
    /// Who spoke: a name or a user's number. Never shown to the unit.
    Speaker,
    /// What was answered.
    Reply,
    /// When it was answered.
    ReplyTime,
}

impl Field {
    /// All fields, in the order they are shown.
    pub const ALL: [Self; 14] = [
        Self::Text,
        Self::Title,
        Self::Id,
        Self::Time,
        Self::Place,
        Self::Unit,
        Self::Channel,
        Self::Group,
        Self::Weight,
        Self::Language,
        Self::Contact,
        Self::Speaker,
        Self::Reply,
        Self::ReplyTime,
    ];

    /// A stable name: for `--map`, and for the interface to translate.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title",
            Self::Id => "id",
            Self::Time => "time",
            Self::Place => "place",
            Self::Unit => "unit",
            Self::Channel => "channel",
            Self::Group => "group",
            Self::Weight => "weight",
            Self::Language => "language",
            Self::Contact => "contact",
            Self::Speaker => "speaker",
            Self::Reply => "reply",
            Self::ReplyTime => "reply-time",
        }
    }

    /// The field of this name: its code, or one of its usual names in either language.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let wanted = names::plain(name);
        let by_code = |field: &Self| names::plain(field.code()) == wanted;
        Self::ALL
            .into_iter()
            .find(by_code)
            .or_else(|| names::exact(&wanted))
    }
}
