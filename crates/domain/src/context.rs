//! What a decision may know beside the state: the day, who acts, and the charter.

use crate::charter::Charter;
use crate::day::Day;
use crate::id::{OpinionId, UnitCode, UserId};
use serde::{Deserialize, Serialize};

/// Who acts. Whether they may is the service's question; the rules ask only what the
/// rule itself needs, such as "is this the unit that has the problem?".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Who {
    /// The program itself, by its clock.
    System,
    /// Anyone, without an account.
    Public,
    /// The holder of a receipt.
    Holder {
        /// The opinion the receipt belongs to.
        opinion: OpinionId,
    },
    /// A member of staff acting for a unit in a role.
    Staff {
        /// Who, by random id.
        user: UserId,
        /// For which unit.
        unit: UnitCode,
        /// In which role.
        role: Role,
    },
}

/// What a member of staff may do in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Manages users and units; has no part in the content.
    Administrator,
    /// The campaign's office: sorts opinions, lists and assigns problems.
    Office,
    /// Reads and returns, from outside the unit; cannot edit.
    Supervisor,
    /// Works on the problems of its unit.
    Unit,
    /// The authority outside the campaign that disclosures go to; has no other part in it.
    Inspector,
}

impl Role {
    /// All roles, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Administrator,
        Self::Office,
        Self::Supervisor,
        Self::Unit,
        Self::Inspector,
    ];

    /// The stable code used in data and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Office => "office",
            Self::Supervisor => "supervisor",
            Self::Unit => "unit",
            Self::Inspector => "inspector",
        }
    }

    /// The role with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// The surroundings of one decision.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Today, in the campaign's calendar.
    pub today: Day,
    /// Who acts.
    pub who: &'a Who,
    /// The charter in force.
    pub charter: &'a Charter,
}
