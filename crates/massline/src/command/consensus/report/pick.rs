//! Which statements are worth a reader's time.

use massline_consensus::{Published, PublishedStatement, Share, Standing};

/// How many statements a list has.
const LISTED: usize = 5;
/// From this share of passes on a statement is uncertain.
const MANY_PASSES: f64 = 0.25;

/// Statements that most people of every group (of all, where no groups are named) agree with, the
/// most shared first; or disagree with, where `agree` is false.
pub(super) fn unites(view: &Published, named: bool, agree: bool) -> Vec<&PublishedStatement> {
    let side = |it: Option<Share>| it.map_or(0.0, |share| share.low);
    let worth = |it: &PublishedStatement| -> Option<f64> {
        let all = if agree {
            it.agree_share
        } else {
            it.disagree_share
        };
        if !named {
            return Some(side(all)).filter(|&low| low > 0.5);
        }
        let of_cells = it.groups.iter().map(|cell| {
            let cell = cell.as_ref()?;
            let count = if agree {
                cell.votes.agree
            } else {
                cell.votes.disagree
            };
            let share = count as f64 / cell.votes.seen as f64;
            (share > 0.5).then_some((count + 1) as f64 / (cell.votes.seen + 2) as f64)
        });
        of_cells.product()
    };
    best(view, |it| worth(it).filter(|_| !it.few_seen))
}

/// Statements on which the ranges of two groups lie apart, the farthest first.
pub(super) fn divides(view: &Published) -> Vec<&PublishedStatement> {
    best(view, |it| {
        let shares: Vec<Share> = it
            .groups
            .iter()
            .flatten()
            .filter_map(|cell| cell.agree_share)
            .collect();
        let gaps = shares
            .iter()
            .flat_map(|a| shares.iter().map(move |b| a.low - b.high));
        gaps.reduce(f64::max).filter(|&gap| gap > 0.0)
    })
}

/// Statements that many passed on or few saw, the most uncertain first.
pub(super) fn uncertain(view: &Published) -> Vec<&PublishedStatement> {
    best(view, |it| {
        let passes = passes(it);
        let width = it.agree_share.map_or(1.0, |share| share.high - share.low);
        (passes >= MANY_PASSES || it.few_seen).then_some(passes + width)
    })
}

/// The share of those who passed.
pub(super) fn passes(statement: &PublishedStatement) -> f64 {
    statement.all.pass as f64 / statement.all.seen.max(1) as f64
}

fn best(
    view: &Published,
    worth: impl Fn(&PublishedStatement) -> Option<f64>,
) -> Vec<&PublishedStatement> {
    let active = view.statements.iter();
    let active = active.filter(|it| it.standing == Standing::Active);
    let mut found: Vec<(f64, &PublishedStatement)> =
        active.filter_map(|it| Some((worth(it)?, it))).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(LISTED).map(|it| it.1).collect()
}
