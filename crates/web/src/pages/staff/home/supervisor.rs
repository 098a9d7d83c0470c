//! What a supervision team should look at.

use super::Todo;
use super::office::{due_soon, one};
use crate::errors::Failure;
use crate::pages::staff::desk::Desk;
use massline_domain::id::PaperId;
use massline_domain::mirror;
use massline_domain::problem::Stage;
use massline_service::rows::ProblemFilter;
use massline_service::stage::UnitWay;

pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let stage = |stage| ProblemFilter {
        stage: Some(stage),
        ..one()
    };
    let overdue = ProblemFilter {
        overdue_on: Some(desk.today()),
        ..one()
    };
    let mut todos = Vec::new();
    let read = desk.service.supervised(&desk.campaign, &desk.staff).await?;
    let papers = desk.service.papers(&desk.campaign).await?;
    let reads = |id: &PaperId| read.iter().any(|one| one.unit.unit == id.unit);
    let waiting = papers
        .iter()
        .filter(|(id, paper)| paper.stage == mirror::Stage::Submitted && reads(id));
    let waiting = waiting.count() as u64;
    if waiting > 0 {
        todos.push(Todo {
            code: "read-paper",
            number: waiting,
            name: None,
            by: None,
            href: "/staff/mirrors".to_owned(),
        });
    }
    let late = papers
        .iter()
        .filter(|(id, paper)| paper.is_late(desk.today()) && reads(id));
    let late = late.count() as u64;
    if late > 0 {
        todos.push(Todo {
            code: "paper-late",
            number: late,
            name: None,
            by: None,
            href: "/staff/mirrors".to_owned(),
        });
    }
    let ready = |one: &&UnitWay| {
        one.is_ready(&desk.campaign) && one.put_off(&desk.campaign, desk.today()).is_none()
    };
    let ready = read.iter().filter(ready).count() as u64;
    if ready > 0 {
        todos.push(Todo {
            code: "sign",
            number: ready,
            name: None,
            by: None,
            href: "/staff/stages".to_owned(),
        });
    }
    for (code, filter, href) in [
        (
            "overdue",
            overdue,
            "/staff/problems?overdue=yes&sort=deadline",
        ),
        (
            "not-claimed",
            stage(Stage::Assigned),
            "/staff/problems?stage=assigned",
        ),
        (
            "judging",
            stage(Stage::Judging),
            "/staff/problems?stage=judging",
        ),
        (
            "reopened",
            stage(Stage::Reopened),
            "/staff/problems?stage=reopened",
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
    todos.extend(super::criticism::todos(desk).await?);
    todos.extend(super::commitment::todos(desk).await?);
    todos.extend(super::spot_check::todos(desk).await?);
    todos.extend(super::treatment::todos(desk).await?);
    todos.extend(super::look_back::todos(desk).await?);
    todos.extend(due_soon(desk).await?);
    Ok(todos)
}
