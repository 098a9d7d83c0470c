//! Criticism sessions that wait: for talks, for the next to speak, or to be closed.

use super::Todo;
use crate::errors::Failure;
use crate::pages::staff::desk::Desk;
use massline_domain::context::Role;
use massline_domain::criticism::Session;
use massline_domain::id::SessionId;

/// For a unit its own sessions, for a team those of the units it reads.
pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let mut open = desk.service.criticism_sessions(campaign).await?;
    open.retain(|(_, session)| session.closed.is_none());
    if staff.role == Role::Unit {
        let own = open.iter().filter(|(id, _)| id.unit == staff.unit);
        return Ok(own
            .filter_map(|(id, session)| of_unit(id, session))
            .collect());
    }
    let read = desk.service.units_read(campaign, staff).await?;
    let of_team = open.iter().filter(|(id, _)| read.contains(&id.unit));
    let waits = of_team.filter_map(|(id, session)| {
        let number = session.talks_owed().team.len() as u64;
        (number > 0).then(|| todo("team-talks", number, id, session))
    });
    Ok(waits.collect())
}

/// What the unit does about it; nothing while it waits for the team's talks.
fn of_unit(id: &SessionId, session: &Session) -> Option<Todo> {
    let owed = session.talks_owed();
    let own = (owed.pairs.len() + owed.below.len()) as u64;
    if own > 0 {
        return Some(todo("talks", own, id, session));
    }
    owed.is_empty().then(|| todo("session", 0, id, session))
}

fn todo(code: &'static str, number: u64, id: &SessionId, session: &Session) -> Todo {
    Todo {
        code,
        number,
        name: None,
        by: session.day,
        href: format!("/staff/criticism/{id}"),
    }
}
