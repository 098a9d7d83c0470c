//! Figures: counters, so that the front page costs the same at a million opinions.

use massline_domain::id::CampaignId;
use std::collections::BTreeMap;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FigureKind {
    /// Opinions by state.
    State,
    /// Opinions by channel.
    Channel,
    /// Opinions by group of people.
    Group,
    /// Opinions by language.
    Language,
    /// Opinions by day of receipt.
    Day,
    /// Problems by stage.
    ProblemStage,
    /// Problems of a unit by stage; the code is `unit/stage`.
    UnitStage,
    /// Rounds opened, and decided either way.
    Round,
    /// Closings that did not hold; the code is empty.
    NotHeld,
}

impl FigureKind {
    /// The code in the database.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Channel => "channel",
            Self::Group => "group",
            Self::Language => "language",
            Self::Day => "day",
            Self::ProblemStage => "problem_stage",
            Self::UnitStage => "unit_stage",
            Self::Round => "round",
            Self::NotHeld => "not_held",
        }
    }
}

/// Changes of figures. From nothing on, the changes are the figures themselves.
#[derive(Debug, Default)]
pub(crate) struct Figures(BTreeMap<(CampaignId, FigureKind, String), i64>);

impl Figures {
    pub(crate) fn add(&mut self, campaign: CampaignId, kind: FigureKind, code: &str, by: i64) {
        *self.0.entry((campaign, kind, code.to_owned())).or_default() += by;
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (CampaignId, FigureKind, &str, i64)> {
        self.0
            .iter()
            .map(|((campaign, kind, code), by)| (*campaign, *kind, code.as_str(), *by))
    }
}
