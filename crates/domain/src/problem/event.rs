//! What happened to a problem.

use crate::day::Day;
use crate::id::{Digest, ProblemId, RoundId, UnitCode};
use crate::verdict::Tally;
use serde::{Deserialize, Serialize};

/// How it was seen that a closed problem is there again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// A new opinion about the same problem.
    NewOpinion,
    /// A holder of a receipt says so.
    Holder,
    /// Somebody from outside the unit looked back and saw it.
    LookBack,
}

/// What happened to a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "problem.listed")]
    Listed {
        problem: ProblemId,
        title: String,
        language: String,
        keywords: Vec<String>,
        source: String,
        day: Day,
    },
    #[serde(rename = "problem.renamed")]
    Renamed { problem: ProblemId, title: String },
    #[serde(rename = "problem.labelled")]
    Labelled {
        problem: ProblemId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<String>,
    },
    #[serde(rename = "problem.merged")]
    Merged { problem: ProblemId, into: ProblemId },
    #[serde(rename = "problem.split")]
    Split { problem: ProblemId, into: ProblemId },
    #[serde(rename = "problem.told_apart")]
    ToldApart {
        problem: ProblemId,
        other: ProblemId,
    },
    #[serde(rename = "problem.picture_shown")]
    PictureShown { problem: ProblemId, picture: Digest },
    #[serde(rename = "problem.picture_hidden")]
    PictureHidden { problem: ProblemId, picture: Digest },
    #[serde(rename = "problem.assigned")]
    Assigned {
        problem: ProblemId,
        unit: UnitCode,
        claim_by: Day,
    },
    #[serde(rename = "problem.claimed")]
    Claimed {
        problem: ProblemId,
        unit: UnitCode,
        day: Day,
    },
    #[serde(rename = "problem.referred")]
    Referred {
        problem: ProblemId,
        from: UnitCode,
        to: UnitCode,
        reason: String,
        claim_by: Day,
    },
    #[serde(rename = "problem.rectifying")]
    Rectifying { problem: ProblemId },
    #[serde(rename = "problem.closing_requested")]
    ClosingRequested {
        problem: ProblemId,
        unit: UnitCode,
        round: RoundId,
        note: String,
        day: Day,
    },
    #[serde(rename = "problem.closed")]
    Closed {
        problem: ProblemId,
        round: RoundId,
        tally: Tally,
        day: Day,
    },
    #[serde(rename = "problem.not_fixed")]
    NotFixed {
        problem: ProblemId,
        round: RoundId,
        tally: Tally,
        day: Day,
    },
    #[serde(rename = "problem.recurred")]
    Recurred {
        problem: ProblemId,
        round: RoundId,
        reason: Recurrence,
        day: Day,
    },
}

impl Event {
    /// The problem it is about.
    #[must_use]
    pub fn problem(&self) -> ProblemId {
        match self {
            Self::Listed { problem, .. }
            | Self::Renamed { problem, .. }
            | Self::Labelled { problem, .. }
            | Self::Merged { problem, .. }
            | Self::Split { problem, .. }
            | Self::ToldApart { problem, .. }
            | Self::PictureShown { problem, .. }
            | Self::PictureHidden { problem, .. }
            | Self::Assigned { problem, .. }
            | Self::Claimed { problem, .. }
            | Self::Referred { problem, .. }
            | Self::Rectifying { problem }
            | Self::ClosingRequested { problem, .. }
            | Self::Closed { problem, .. }
            | Self::NotFixed { problem, .. }
            | Self::Recurred { problem, .. } => *problem,
        }
    }
}
