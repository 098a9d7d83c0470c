//! Looking back at the desk: which closings must be looked at.

pub(super) mod act;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{Column, Kind, Look, day, empty_state, link_button, table, words};
use crate::i18n::{t, t_args, t_code};
use massline_service::Right;
use massline_service::look_back::DueLook;
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/look-backs";

/// The page on which what was seen is written down.
pub(super) fn path(look: &DueLook) -> String {
    format!("{PATH}/{}/{}", look.closing.round.problem, look.after)
}

/// `GET /staff/look-backs`
pub(super) async fn show(desk: Desk) -> Answer {
    desk.must(Right::LookBack)?;
    let lang = desk.lang;
    let title = t(lang, "look-backs-title");
    let due = desk.service.looks_due(&desk.campaign, &desk.staff).await?;
    let columns = [
        Column::new(Kind::Text, t(lang, "ask-problem")),
        Column::new(Kind::Text, t(lang, "ask-unit")),
        Column::new(Kind::Day, t(lang, "look-backs-closed")),
        Column::new(Kind::Day, t(lang, "look-backs-due")),
        Column::new(Kind::Text, t(lang, "look-backs-do")),
    ];
    let rows: Vec<Vec<Markup>> = due.iter().map(|look| row(&desk, look)).collect();
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "look-backs-lead", desk.staff.role.code())) }
        @if rows.is_empty() { (empty_state(&t(lang, "look-backs-none-due"), None)) }
        @else { (table(&t(lang, "look-backs-caption"), &columns, &rows)) }
        p { a href=(lang.path("/look-backs")) { (t(lang, "look-backs-to-public")) } }
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/problems",
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn row(desk: &Desk, look: &DueLook) -> Vec<Markup> {
    let (lang, closing) = (desk.lang, &look.closing);
    let problem = lang.path(&format!("/staff/problems/{}", closing.round.problem));
    let unit = closing.unit.as_ref().map(|unit| desk.unit_name(unit));
    let late = desk.today().since(look.due);
    vec![
        html! { a href=(problem) { (words(lang, &closing.language, &closing.title)) } },
        html! { (unit.unwrap_or_default()) },
        day(lang, closing.day.0),
        html! {
            (day(lang, look.due.0))
            @if late > 0 { " · " b { (t_args(lang, "days-late", &[("n", late.into())])) } }
        },
        link_button(
            Look::Second,
            &lang.path(&path(look)),
            &t_args(lang, "look-backs-write", &[("days", look.after.into())]),
        ),
    ]
}
