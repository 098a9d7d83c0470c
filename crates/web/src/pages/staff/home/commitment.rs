//! Commitments that wait: for a unit what is due or taken on at a session, for a team what is
//! said to be kept.

use super::Todo;
use crate::errors::Failure;
use crate::pages::staff::desk::Desk;
use massline_domain::commitment::Commitment;
use massline_domain::context::Role;
use maud::html;

pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let all = desk.service.commitments(&desk.campaign).await?;
    match desk.staff.role {
        Role::Unit => of_unit(desk, all.into_iter().map(|(_, one)| one).collect()).await,
        Role::Supervisor => {
            let read = desk.service.units_read(&desk.campaign, &desk.staff).await?;
            let waits = |one: &Commitment| {
                let told = one.outcome().is_some_and(|outcome| outcome.kept);
                let mine = one.unit.as_ref().is_some_and(|unit| read.contains(unit));
                told && mine && !one.seen && !one.is_at_once()
            };
            let number = all.iter().filter(|(_, one)| waits(one)).count() as u64;
            Ok(some("look-at-commitments", number))
        }
        _ => Ok(Vec::new()),
    }
}

async fn of_unit(desk: &Desk, all: Vec<Commitment>) -> Result<Vec<Todo>, Failure> {
    let ahead = i32::from(desk.campaign.charter.time.remind_days);
    let near = desk.today().plus(ahead);
    let own = all
        .into_iter()
        .filter(|one| one.unit.as_ref() == Some(&desk.staff.unit));
    let due = own.filter_map(|one| {
        let due = one.due().filter(|due| *due <= near)?;
        let promise = one.promise.as_ref().filter(|_| one.outcome().is_none())?;
        Some(Todo {
            code: "commitment",
            number: 1,
            name: Some(html! { (promise.words) }),
            by: Some(due),
            href: "/staff/commitments".to_owned(),
        })
    });
    let mut todos: Vec<Todo> = due.collect();
    let taken = desk.service.taken_on(&desk.campaign, &desk.staff.unit);
    todos.extend(some("taken-on", taken.await?.len() as u64));
    Ok(todos)
}

fn some(code: &'static str, number: u64) -> Vec<Todo> {
    let todo = Todo {
        code,
        number,
        name: None,
        by: None,
        href: "/staff/commitments".to_owned(),
    };
    Vec::from_iter((number > 0).then_some(todo))
}
