//! Where a problem is on its way.

use serde::{Deserialize, Serialize};

/// Where a problem is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not listed.
    #[default]
    Absent,
    /// 建账: listed, no unit yet.
    Listed,
    /// 交办: given to a unit, not claimed.
    Assigned,
    /// 认领: the unit has taken it as its own.
    Claimed,
    /// 整改中: at least one item is planned.
    Rectifying,
    /// 群众评判: the unit asked for closing; the people judge.
    Judging,
    /// 销号: closed by the people.
    Closed,
    /// 复号: open again, with the unit that had it.
    Reopened,
    /// It was the same as another problem.
    Merged,
}

impl Stage {
    /// All stages but `Absent`, in the order of the way.
    pub const SHOWN: [Self; 8] = [
        Self::Listed,
        Self::Assigned,
        Self::Claimed,
        Self::Rectifying,
        Self::Judging,
        Self::Closed,
        Self::Reopened,
        Self::Merged,
    ];

    /// The stable code used in data, views and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Listed => "listed",
            Self::Assigned => "assigned",
            Self::Claimed => "claimed",
            Self::Rectifying => "rectifying",
            Self::Judging => "judging",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Merged => "merged",
        }
    }

    /// The stage with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::SHOWN.into_iter().find(|stage| stage.code() == code)
    }
}
