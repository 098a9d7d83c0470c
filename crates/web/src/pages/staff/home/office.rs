//! What waits for the campaign office.

use super::Todo;
use crate::errors::Failure;
use crate::pages::staff::desk::Desk;
use massline_domain::problem::Stage;
use massline_service::rows::{OpinionFilter, ProblemFilter};

/// Fewer waiting opinions than this are read sooner than grouped.
const WORTH_GROUPING: u64 = 10;

pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let mut todos = Vec::new();
    if desk.waiting > 0 {
        todos.push(Todo {
            code: "waiting",
            number: desk.waiting,
            name: None,
            by: oldest(desk).await?,
            href: "/staff/inbox".to_owned(),
        });
    }
    if desk.waiting >= WORTH_GROUPING {
        todos.push(Todo {
            code: "proposals",
            number: 0,
            name: None,
            by: None,
            href: "/staff/proposals".to_owned(),
        });
    }
    let added = desk.service.statements_waiting(&desk.campaign).await?;
    if added > 0 {
        todos.push(Todo {
            code: "statements",
            number: added,
            name: None,
            by: None,
            href: "/staff/consultations".to_owned(),
        });
    }
    let listed = ProblemFilter {
        stage: Some(Stage::Listed),
        ..one()
    };
    let late = ProblemFilter {
        stage: Some(Stage::Assigned),
        overdue_on: Some(desk.today()),
        ..one()
    };
    for (code, filter, href) in [
        ("unassigned", listed, "/staff/problems?stage=listed"),
        (
            "unclaimed",
            late,
            "/staff/problems?stage=assigned&overdue=yes",
        ),
    ] {
        let number = desk.service.problems(&desk.campaign, &filter).await?.total;
        if number > 0 {
            todos.push(Todo {
                code,
                number,
                name: None,
                by: None,
                href: href.to_owned(),
            });
        }
    }
    todos.extend(crate::pages::staff::hearing::todos(desk).await?);
    todos.extend(super::treatment::todos(desk).await?);
    todos.extend(super::look_back::todos(desk).await?);
    todos.extend(due_soon(desk).await?);
    Ok(todos)
}

/// A page of one row, where only the total is wanted.
pub(super) fn one() -> ProblemFilter {
    ProblemFilter {
        per_page: 1,
        ..ProblemFilter::default()
    }
}

/// Problems whose day comes within the charter's days and is not past.
pub(super) async fn due_soon(desk: &Desk) -> Result<Option<Todo>, Failure> {
    let ahead = i32::from(desk.campaign.charter.time.remind_days);
    let before = |day| ProblemFilter {
        overdue_on: Some(day),
        ..one()
    };
    let (today, service) = (desk.today(), &desk.service);
    let until = before(today.plus(ahead + 1));
    let until = service.problems(&desk.campaign, &until).await?.total;
    let late = service
        .problems(&desk.campaign, &before(today))
        .await?
        .total;
    let number = until.saturating_sub(late);
    Ok((number > 0).then(|| Todo {
        code: "due-soon",
        number,
        name: None,
        by: None,
        href: "/staff/problems?sort=deadline".to_owned(),
    }))
}

/// The day by which the opinion that waits longest must be sorted.
async fn oldest(desk: &Desk) -> Result<Option<massline_domain::Day>, Failure> {
    let filter = OpinionFilter {
        state: Some("waiting".to_owned()),
        oldest_first: true,
        per_page: 1,
        ..OpinionFilter::default()
    };
    let page = desk
        .service
        .inbox(&desk.campaign, &desk.staff, &filter)
        .await?;
    Ok(page
        .rows
        .first()
        .map(|letter| desk.campaign.charter.sort_by(letter.row.received)))
}
