//! Closings that must be looked at, for whoever may.

use super::Todo;
use crate::component::words;
use crate::errors::Failure;
use crate::pages::staff::desk::Desk;
use crate::pages::staff::look_back::{PATH, path};
use maud::html;

/// The most lines; beyond, one line leads to all.
const MOST: usize = 5;

pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let due = desk.service.looks_due(&desk.campaign, &desk.staff).await?;
    if due.len() > MOST {
        return Ok(vec![Todo {
            code: "look-backs",
            number: due.len() as u64,
            name: None,
            by: due.first().map(|look| look.due),
            href: PATH.to_owned(),
        }]);
    }
    let one = |look: &massline_service::look_back::DueLook| Todo {
        code: "look-back",
        number: 1,
        name: Some(html! { (words(desk.lang, &look.closing.language, &look.closing.title)) }),
        by: Some(look.due),
        href: path(look),
    };
    Ok(due.iter().map(one).collect())
}
