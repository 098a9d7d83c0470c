//! What waits for a unit: problems to claim, to plan, to take up again, items whose day is
//! near, and what is done and can be put before the people.

use super::Todo;
use crate::component::words;
use crate::errors::Failure;
use crate::pages::mirror::parts;
use crate::pages::staff::desk::Desk;
use massline_domain::id::PaperId;
use massline_domain::mirror::{self, Paper};
use massline_domain::problem::Stage;
use massline_service::rows::{ItemRow, LedgerFilter, ProblemFilter, ProblemRow, ProblemSort};
use maud::{Markup, html};

/// The most lines of one kind.
const MOST: u32 = 20;

pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let mut todos = Vec::new();
    for (code, stage) in [
        ("claim", Stage::Assigned),
        ("again", Stage::Reopened),
        ("plan", Stage::Claimed),
    ] {
        for row in in_stage(desk, stage).await? {
            let by = if stage == Stage::Assigned {
                row.claim_by
            } else {
                None
            };
            todos.push(about(desk, code, &row, by));
        }
    }
    todos.extend(papers(desk).await?);
    todos.extend(items(desk).await?);
    for row in in_stage(desk, Stage::Rectifying).await? {
        // Without a deadline no item is unfinished.
        if row.deadline.is_none() {
            todos.push(about(desk, "ask", &row, None));
        }
    }
    todos.extend(super::criticism::todos(desk).await?);
    todos.extend(super::commitment::todos(desk).await?);
    todos.extend(crate::pages::staff::programme::todos(desk).await?);
    todos.extend(super::treatment::todos(desk).await?);
    todos.extend(super::stage::todos(desk).await?);
    todos.sort_by_key(|todo| todo.by.map_or(i32::MAX, |day| day.0));
    Ok(todos)
}

async fn in_stage(desk: &Desk, stage: Stage) -> Result<Vec<ProblemRow>, Failure> {
    let filter = ProblemFilter {
        stage: Some(stage),
        unit: Some(desk.staff.unit.clone()),
        sort: ProblemSort::Deadline,
        per_page: MOST,
        ..ProblemFilter::default()
    };
    Ok(desk.service.problems(&desk.campaign, &filter).await?.rows)
}

/// Papers to be rewritten, and accepted ones that can be replied to or published.
async fn papers(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let all = desk.service.papers(&desk.campaign).await?;
    let own = all.into_iter().filter(|(id, _)| id.unit == desk.staff.unit);
    let todo = |(id, paper): (PaperId, Paper)| {
        let (code, by) = match paper.stage {
            mirror::Stage::Returned => (
                "rewrite-paper",
                paper.returned.last().map(|one| one.rewrite_by),
            ),
            mirror::Stage::Accepted => ("publish-paper", None),
            _ => return None,
        };
        let name = parts::name(desk.lang, &desk.unit_name(&id.unit), &paper);
        Some(Todo {
            code,
            number: 1,
            name: Some(html! { (name) }),
            by,
            href: format!("/staff/mirrors/{id}"),
        })
    };
    Ok(own.filter_map(todo).collect())
}

async fn items(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let filter = LedgerFilter {
        unit: Some(desk.staff.unit.clone()),
        unfinished: true,
        per_page: MOST,
        ..LedgerFilter::default()
    };
    let page = desk
        .service
        .ledger(&desk.campaign, &desk.staff, &filter)
        .await?;
    let ahead = desk.campaign.charter.time.remind_days;
    let near = desk.today().plus(i32::from(ahead));
    let quiet_days = desk.campaign.charter.time.quiet_days;
    let todo = |(item, problem): &(ItemRow, ProblemRow)| {
        let (code, by) = if item.deadline <= near {
            ("item", Some(item.deadline))
        } else if item.is_quiet(desk.today(), quiet_days) {
            ("quiet", None)
        } else {
            return None;
        };
        let number = item.item.number;
        let href = format!("/staff/problems/{}#item-{number}", problem.problem);
        Some(Todo {
            href,
            ..about(desk, code, problem, by)
        })
    };
    let worked_on = page.rows.iter();
    let worked_on = worked_on.filter(|(_, problem)| problem.stage == Stage::Rectifying);
    Ok(worked_on.filter_map(todo).collect())
}

fn about(
    desk: &Desk,
    code: &'static str,
    row: &ProblemRow,
    by: Option<massline_domain::Day>,
) -> Todo {
    Todo {
        code,
        number: 1,
        name: Some(name(desk, row)),
        by,
        href: format!("/staff/problems/{}", row.problem),
    }
}

fn name(desk: &Desk, row: &ProblemRow) -> Markup {
    html! { (words(desk.lang, &row.language, &row.title)) }
}
