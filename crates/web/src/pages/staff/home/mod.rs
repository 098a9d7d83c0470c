//! The first page of the desk: what I must do next, by when, and why. Nothing else first.

mod commitment;
mod criticism;
mod escalation;
mod look_back;
mod office;
mod spot_check;
mod stage;
mod supervisor;
mod treatment;
mod unit;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{Look, empty_state, link_button};
use crate::i18n::{Lang, count, date, t, t_args, t_code};
use massline_domain::Day;
use massline_domain::context::Role;
use maud::{Markup, html};

/// Something that waits for whoever is at the desk.
pub(super) struct Todo {
    /// The text `todo-<code>`, with the reason `todo-why-<code>`.
    pub(super) code: &'static str,
    /// How many; 0 where only looking tells.
    pub(super) number: u64,
    /// Which one, where it is one.
    pub(super) name: Option<Markup>,
    /// By when.
    pub(super) by: Option<Day>,
    /// Where it is done: a path without the language.
    pub(super) href: String,
}

/// `GET /staff`
pub(super) async fn show(desk: Desk) -> Answer {
    let own = match desk.staff.role {
        Role::Office => office::todos(&desk).await?,
        Role::Unit => unit::todos(&desk).await?,
        Role::Supervisor => supervisor::todos(&desk).await?,
        Role::Inspector => crate::pages::staff::disclosure::todos(&desk).await?,
        Role::Administrator => Vec::new(),
    };
    let mut todos = match desk.staff.role {
        Role::Administrator | Role::Inspector => Vec::new(),
        _ => escalation::todos(&desk).await?,
    };
    todos.extend(own);
    let lang = desk.lang;
    let title = t(lang, "desk-title");
    let quiet = t_code(lang, "desk-quiet", desk.staff.role.code());
    let body = html! {
        h1 { (title) }
        @if todos.is_empty() { (empty_state(&quiet, None)) }
        @else {
            ol .todos { @for todo in &todos { (line(lang, desk.today(), todo)) } }
        }
        (elsewhere(&desk))
    };
    Ok(desk.page(
        &Sheet {
            title: &title,
            active: "/staff",
            ..Sheet::default()
        },
        body,
    ))
}

fn line(lang: Lang, today: Day, todo: &Todo) -> Markup {
    html! {
        li .todo {
            p .what {
                a href=(lang.path(&todo.href)) {
                    @match &todo.name {
                        Some(name) => { (t_code(lang, "todo", todo.code)) (lang.pick("：", ": ")) (name) }
                        None if todo.number > 0 => { (t_code(lang, "todo", todo.code)) (lang.pick("：", ": ")) (count(todo.number)) }
                        None => (t_code(lang, "todo", todo.code)),
                    }
                }
            }
            @if let Some(by) = todo.by { p .by { (by_when(lang, today, by)) } }
            p .why { (t_code(lang, "todo-why", todo.code)) }
        }
    }
}

fn by_when(lang: Lang, today: Day, by: Day) -> Markup {
    let day = date(lang, by.0);
    let days = by.since(today);
    html! {
        @if days < 0 {
            strong .late { (t_args(lang, "todo-late", &[("day", day.into()), ("days", (-days).into())])) }
        } @else if days == 0 {
            strong .late { (t(lang, "todo-today")) }
        } @else {
            (t_args(lang, "todo-by", &[("day", day.into()), ("days", days.into())]))
        }
    }
}

/// The ways on from here, for each role.
fn elsewhere(desk: &Desk) -> Markup {
    let lang = desk.lang;
    let ways: &[(&str, &str)] = match desk.staff.role {
        Role::Office => &[
            ("/staff/speak", "to-speak-for"),
            ("/staff/import", "to-import"),
            ("/staff/proposals", "to-proposals"),
            ("/staff/problems/new", "do-new"),
        ],
        Role::Administrator => &[
            ("/staff/users", "users-title"),
            ("/staff/units", "bodies-title"),
        ],
        Role::Unit => &[
            ("/staff/problems", "work-title"),
            ("/staff/ledger", "ledger-title"),
            ("/staff/speak", "to-speak-for"),
            ("/staff/problems/new", "do-found"),
            ("/staff/indicators/unit", "indicators-to-own"),
        ],
        Role::Inspector => &[("/staff/disclosures", "disclosures-title")],
        Role::Supervisor => &[
            ("/staff/problems", "work-title"),
            ("/staff/ledger", "ledger-title"),
            ("/staff/speak", "to-speak-for"),
            ("/staff/problems/new", "do-found"),
        ],
    };
    html! {
        h2 { (t(lang, "desk-elsewhere")) }
        div .actions {
            @for (path, key) in ways { (link_button(Look::Second, &lang.path(path), &t(lang, key))) }
        }
        p { a href=(lang.path("/staff/password")) { (t(lang, "act-password")) } }
    }
}
