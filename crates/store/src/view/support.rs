//! How many people support a problem without having spoken.

use super::problem::stored_problem;
use super::{At, Needs, Views};
use massline_domain::id::ProblemId;
use massline_domain::support::Event;

pub(super) fn support(views: &mut Views, at: At, event: &Event) -> Result<(), Needs> {
    add(views, at, event.problem(), |supporters| match event {
        Event::Given { .. } => supporters + 1,
        Event::Withdrawn { .. } => supporters.saturating_sub(1),
    })
}

/// Counts anew, and what follows from it; support of a problem that was merged goes where the
/// problem went.
pub(super) fn add(
    views: &mut Views,
    at: At,
    problem: ProblemId,
    count: impl Fn(u64) -> u64,
) -> Result<(), Needs> {
    let Some(mut row) = stored_problem(views, at.campaign, problem)? else {
        return Ok(());
    };
    if let Some(into) = row.merged_into {
        return add(views, at, into, count);
    }
    row.supporters = count(row.supporters);
    row.strength = views.strength(at.campaign, &row)?;
    views.problems.put((at.campaign, problem), row);
    Ok(())
}
