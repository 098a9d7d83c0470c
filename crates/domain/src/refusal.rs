//! No, and why: a value, not an error. The interface translates the code.

use crate::day::Day;
use serde::Serialize;

/// Why the rules refuse a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// A required text is empty. `field` is the stable name of the field.
    Empty {
        /// The field's stable name.
        field: &'static str,
    },
    /// A text is longer than allowed.
    TooLong {
        /// The field's stable name.
        field: &'static str,
        /// The most characters allowed.
        max: usize,
        /// The characters found.
        found: usize,
    },
    /// A code that the charter does not define.
    UnknownCode {
        /// The kind of code: `channel`, `class`, `reason`, …
        kind: &'static str,
        /// What was given.
        found: String,
    },
    /// No unit has this code.
    UnknownUnit {
        /// What was given.
        found: String,
    },
    /// The thing is not in a state in which this can be done.
    WrongState {
        /// The state it is in.
        state: &'static str,
    },
    /// It exists already.
    AlreadyThere,
    /// The thing does not exist.
    NotThere,
    /// The problem belongs to another unit.
    NotYourUnit,
    /// A day lies before the earliest allowed one.
    TooEarly {
        /// The field's stable name.
        field: &'static str,
        /// The earliest allowed day.
        earliest: Day,
    },
    /// A day lies after the latest allowed one.
    TooLate {
        /// The field's stable name.
        field: &'static str,
        /// The latest allowed day.
        latest: Day,
    },
    /// Closing was asked for and something is missing. `what` is a stable code.
    NotReady {
        /// `no_item`, `item_unfinished`, `no_evidence`, `no_rule_answer`.
        what: &'static str,
    },
    /// Nobody who raised the problem holds a receipt, so nobody could judge it.
    NobodyToAsk,
    /// Only the holders of receipts whose opinion is in the problem judge it.
    NotAsked,
    /// A problem cannot be merged into itself or into one that is gone.
    BadMerge,
    /// Who gave a picture did not agree that others see it.
    NotAgreed,
    /// A split leaves voices on both sides.
    BadSplit,
    /// Moving a unit below itself.
    UnitCycle,
    /// The last administrator cannot be removed.
    LastAdministrator,
    /// What was sent back comes again as it was.
    Unchanged,
    /// Nobody supervises their own body.
    OwnUnit,
    /// A condition of the stage is not met.
    GateShut {
        /// The code of the first condition that is not.
        condition: &'static str,
    },
    /// Something else comes before it. `what` is a stable code.
    OutOfOrder {
        /// `leader_first`, `self_first`, `no_reply`, …
        what: &'static str,
    },
    /// Who decided cannot decide again on the appeal against it.
    SamePerson,
}

impl Refusal {
    /// The stable code that translations use.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "empty",
            Self::TooLong { .. } => "too-long",
            Self::UnknownCode { .. } => "unknown-code",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::WrongState { .. } => "wrong-state",
            Self::AlreadyThere => "already-there",
            Self::NotThere => "not-there",
            Self::NotYourUnit => "not-your-unit",
            Self::TooEarly { .. } => "too-early",
            Self::TooLate { .. } => "too-late",
            Self::NotReady { .. } => "not-ready",
            Self::NobodyToAsk => "nobody-to-ask",
            Self::NotAsked => "not-asked",
            Self::BadMerge => "bad-merge",
            Self::NotAgreed => "not-agreed",
            Self::BadSplit => "bad-split",
            Self::UnitCycle => "unit-cycle",
            Self::LastAdministrator => "last-administrator",
            Self::Unchanged => "unchanged",
            Self::OwnUnit => "own-unit",
            Self::GateShut { .. } => "gate-shut",
            Self::OutOfOrder { .. } => "out-of-order",
            Self::SamePerson => "same-person",
        }
    }

    /// The field the refusal is about, where there is one.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Empty { field }
            | Self::TooLong { field, .. }
            | Self::TooEarly { field, .. }
            | Self::TooLate { field, .. } => Some(field),
            _ => None,
        }
    }
}
