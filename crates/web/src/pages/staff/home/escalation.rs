//! What is late below and has come up to this desk: before everything else.

use super::Todo;
use crate::component::words;
use crate::errors::Failure;
use crate::pages::staff::desk::Desk;
use massline_domain::escalation::Matter;
use massline_service::escalation::GoneUp;
use maud::html;

/// The most lines; beyond, one line leads to all.
const MOST: usize = 8;

pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let up = desk.service.come_up(&desk.campaign, &desk.staff).await?;
    if up.len() > MOST {
        return Ok(vec![Todo {
            code: "come-up",
            number: up.len() as u64,
            name: None,
            by: up.first().map(|one| one.row.due),
            href: "/staff/problems?overdue=yes&sort=deadline".to_owned(),
        }]);
    }
    let colon = desk.lang.pick("：", ": ");
    let one = |one: &GoneUp| Todo {
        code: match one.row.matter {
            Matter::Claim(_) => "come-up-claim",
            Matter::Item(_) => "come-up-item",
        },
        number: 1,
        name: Some(html! {
            (desk.unit_name(&one.row.unit)) (colon) (words(desk.lang, &one.row.language, &one.row.title))
        }),
        by: Some(one.row.due),
        href: match one.row.matter {
            Matter::Claim(problem) => format!("/staff/problems/{problem}"),
            Matter::Item(item) => format!("/staff/problems/{}#item-{}", item.problem, item.number),
        },
    };
    Ok(up.iter().map(one).collect())
}
