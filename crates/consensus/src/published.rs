//! What may be shown to everybody: nothing about fewer than k people.
//!
//! Three rules, so that nothing that is left out can be found by subtraction:
//! - A group of fewer than k people is not shown, and neither is its size.
//! - The votes of a group on a statement are shown if k or more of it voted.
//! - Everybody else who voted (people in no group, in groups not shown, in cells not shown) is one
//!   rest. If the rest is fewer than k people it is left out of the totals too, so that the total
//!   less the groups shown is nothing; else it is in the total, which then hides k people or more.

use serde::Serialize;

use crate::{Analysis, Id, Share, Side, Standing, StatementResult, Tally};

/// Fewer people than this are not shown, unless a charter says otherwise.
pub const FEWEST_SHOWN: usize = 5;

/// The view of an analysis that may be published.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Published {
    /// Nothing is shown of fewer people.
    pub fewest_shown: usize,
    /// People counted: those in groups that are shown, and the rest if it is large enough.
    pub people: usize,
    /// The groups that are shown, with their numbers.
    pub groups: Vec<PublishedGroup>,
    /// Whether a group is not shown.
    pub groups_hidden: bool,
    /// Statements that k or more people voted on.
    pub statements: Vec<PublishedStatement>,
    /// Statements that fewer voted on.
    pub statements_hidden: usize,
}

/// A group that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PublishedGroup {
    /// Its number in the analysis.
    pub group: usize,
    /// People in it.
    pub size: usize,
}

/// A statement with the votes that may be shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublishedStatement {
    /// Which statement.
    pub statement: Id,
    /// Its words, if they were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What the moderators made of it.
    pub standing: Standing,
    /// The votes shown, of all people counted.
    #[serde(flatten)]
    pub all: Tally,
    /// Share of them that agree.
    pub agree_share: Option<Share>,
    /// Share of them that disagree.
    pub disagree_share: Option<Share>,
    /// How likely people of every group agree, from the groups shown only; none if the votes of a
    /// group are not shown.
    pub group_aware_consensus: Option<f64>,
    /// Whether so few people saw it that its shares say little.
    pub few_seen: bool,
    /// The votes of each group that is shown, in their order; none where fewer than k voted.
    pub groups: Vec<Option<PublishedCell>>,
}

/// The votes of a group on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PublishedCell {
    /// Its votes.
    #[serde(flatten)]
    pub votes: Tally,
    /// Share that agree.
    pub agree_share: Option<Share>,
    /// Share that disagree.
    pub disagree_share: Option<Share>,
    /// The side that sets the group apart, if one does.
    pub representative_for: Option<Side>,
}

/// Leaves out whatever is about fewer than `k` people; of 0 and 1 nothing is left out.
#[must_use]
pub fn published(analysis: &Analysis, k: usize) -> Published {
    let groups: Vec<PublishedGroup> = analysis
        .summary
        .groups
        .iter()
        .filter(|group| group.size >= k)
        .map(|group| PublishedGroup {
            group: group.group,
            size: group.size,
        })
        .collect();
    let in_groups: usize = groups.iter().map(|group| group.size).sum();
    let voted = analysis.summary.participants_voted;
    let rest = large_enough(voted.saturating_sub(in_groups), k);
    let all_shown = groups.len() == analysis.summary.groups.len();
    let statements: Vec<PublishedStatement> = analysis
        .statements
        .iter()
        .filter_map(|it| statement(it, &groups, all_shown, k))
        .collect();
    Published {
        fewest_shown: k,
        people: in_groups + rest,
        groups_hidden: !all_shown,
        statements_hidden: analysis.statements.len() - statements.len(),
        groups,
        statements,
    }
}

const fn large_enough(count: usize, k: usize) -> usize {
    if count < k { 0 } else { count }
}

fn statement(
    result: &StatementResult,
    groups: &[PublishedGroup],
    all_shown: bool,
    k: usize,
) -> Option<PublishedStatement> {
    let cells: Vec<Option<PublishedCell>> = groups
        .iter()
        .map(|shown| {
            let here = result.groups.get(shown.group)?;
            (here.votes.seen >= k).then_some(PublishedCell {
                votes: here.votes,
                agree_share: here.agree_share,
                disagree_share: here.disagree_share,
                representative_for: here.representative_for,
            })
        })
        .collect();
    let shown = cells
        .iter()
        .flatten()
        .fold(Tally::default(), |sum, cell| sum.and(cell.votes));
    let rest = result.all.seen - shown.seen;
    let all = if rest < k { shown } else { result.all };
    let complete = all_shown && cells.iter().all(Option::is_some);
    (all.seen >= k.max(1)).then(|| PublishedStatement {
        statement: result.statement.clone(),
        text: result.text.clone(),
        standing: result.standing,
        all,
        agree_share: Share::of(all.agree, all.seen),
        disagree_share: Share::of(all.disagree, all.seen),
        group_aware_consensus: result.group_aware_consensus.filter(|_| complete),
        few_seen: result.few_seen,
        groups: cells,
    })
}
