//! The talks (谈心谈话) that a charter asks for before a criticism session.

use crate::unit::Name;
use serde::{Deserialize, Serialize};

/// Between whom talks are to be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Between {
    /// The leader with each of the others.
    LeaderAndEach,
    /// Each with each.
    EachOther,
    /// Someone of those present with the head of each unit below that takes part.
    HeadsBelow,
    /// The supervision team with each.
    TeamAndEach,
}

/// A kind of talk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TalkRule {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// What it means, in a sentence.
    #[serde(default)]
    pub meaning: Option<Name>,
    /// Between whom.
    pub between: Between,
}
