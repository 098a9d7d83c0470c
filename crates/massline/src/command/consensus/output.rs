//! The lines and the summary as they are written. Their fields stay; more may come.

use super::input::Input;
use massline_consensus::{
    Analysis, Consensus, Id, Odd, ParticipantPlace, Share, Side, Stability, StatementResult, Tally,
    WithAndWithout,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A line of `participants.jsonl`.
#[derive(Serialize)]
pub(super) struct PersonLine<'a> {
    #[serde(flatten)]
    place: &'a ParticipantPlace,
    /// The group without those who vote oddly; only where somebody does, and not for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    group_without_odd: Option<Option<usize>>,
    /// Whether the person votes oddly; `summary.json` says how.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    odd: bool,
}

impl<'a> PersonLine<'a> {
    pub(super) fn all(both: &'a WithAndWithout) -> Vec<Self> {
        let odd = both.odd.people();
        let without: BTreeMap<&Id, Option<usize>> = both
            .without
            .participants
            .iter()
            .filter(|_| !odd.is_empty())
            .map(|it| (&it.participant, it.group))
            .collect();
        both.with
            .participants
            .iter()
            .map(|place| Self {
                place,
                group_without_odd: without.get(&place.participant).copied(),
                odd: odd.contains(&place.participant),
            })
            .collect()
    }
}

/// A line of `statements.jsonl`.
#[derive(Serialize)]
pub(super) struct StatementLine<'a> {
    #[serde(flatten)]
    result: &'a StatementResult,
    /// The result without those who vote oddly; only where somebody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    without_odd: Option<StatementWithout>,
}

#[derive(Serialize)]
struct StatementWithout {
    #[serde(flatten)]
    all: Tally,
    agree_share: Option<Share>,
    disagree_share: Option<Share>,
    group_aware_consensus: Option<f64>,
    majority: Option<Side>,
}

impl<'a> StatementLine<'a> {
    pub(super) fn all(both: &'a WithAndWithout) -> impl Iterator<Item = Self> {
        let somebody = !both.odd.people().is_empty();
        let pairs = both.with.statements.iter().zip(&both.without.statements);
        pairs.map(move |(result, without)| Self {
            result,
            without_odd: somebody.then(|| StatementWithout {
                all: without.all,
                agree_share: without.agree_share,
                disagree_share: without.disagree_share,
                group_aware_consensus: without.group_aware_consensus,
                majority: without.majority,
            }),
        })
    }
}

/// `summary.json`.
#[derive(Serialize)]
pub(super) struct SummaryFile<'a> {
    #[serde(flatten)]
    summary: &'a massline_consensus::Summary,
    stability: Stability,
    /// Statements taken to be about the people by their words, since no column says so.
    meta_by_words: &'a [Id],
    /// The file the words came from.
    comments: Option<String>,
    odd: &'a Odd,
    without_odd: SummaryWithout<'a>,
    version: &'static str,
}

#[derive(Serialize)]
struct SummaryWithout<'a> {
    participants: usize,
    votes: usize,
    group_sizes: Vec<usize>,
    silhouette: Option<f64>,
    consensus: &'a Consensus,
}

impl<'a> SummaryFile<'a> {
    pub(super) fn new(both: &'a WithAndWithout, stability: Stability, input: &'a Input) -> Self {
        let Analysis { summary, .. } = &both.without;
        let comments = input.comments.as_ref();
        Self {
            summary: &both.with.summary,
            stability,
            meta_by_words: &input.by_words,
            comments: comments.map(|path| path.display().to_string()),
            odd: &both.odd,
            without_odd: SummaryWithout {
                participants: summary.participants,
                votes: summary.votes,
                group_sizes: summary.groups.iter().map(|group| group.size).collect(),
                silhouette: summary.silhouette,
                consensus: &summary.consensus,
            },
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
