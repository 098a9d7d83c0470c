//! Special programmes at the desk: the office opens, extends and closes them, the unit that leads
//! tells how far it is.

pub(super) mod act;

use super::desk::{Answer, Desk, Sheet};
use super::home::Todo;
use crate::component::{Look, actions, empty_state, link_button};
use crate::errors::Failure;
use crate::i18n::{t, t_code};
use crate::pages::programme::{in_short, name, state};
use massline_domain::id::ProgrammeId;
use massline_domain::programme::Programme;
use massline_service::Right;
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/programmes";

/// `GET /staff/programmes`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let title = t(lang, "programmes-title");
    let all = desk.service.programmes(&desk.campaign).await?;
    let new = lang.path(&format!("{PATH}/new"));
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "staff-programmes-lead", desk.staff.role.code())) }
        @if all.is_empty() { (empty_state(&t(lang, "programmes-none"), None)) }
        @for (id, one) in all.iter().rev() { (line(&desk, *id, one)) }
        @if desk.staff.may(Right::LeadProgrammes) {
            (actions(link_button(Look::Main, &new, &t(lang, "act-programme-new"))))
        }
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/ledger",
        crumbs: vec![("/staff/ledger".to_owned(), t(lang, "ledger-title"))],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn line(desk: &Desk, id: ProgrammeId, one: &Programme) -> Markup {
    let lang = desk.lang;
    let path = |act: &str| lang.path(&format!("{PATH}/{}/{act}", id.0));
    let open = one.closed.is_none();
    let leads = open && desk.staff.may(Right::WorkForUnit) && is_lead(desk, one);
    let keeps = open && desk.staff.may(Right::LeadProgrammes);
    html! {
        section {
            h2 { a href=(lang.path(&format!("/programmes/{}", id.0))) { (name(lang, id, one)) } }
            p { (state(lang, one, desk.today())) " " (in_short(lang, &desk.units, one)) }
            (actions(html! {
                @if leads { (link_button(Look::Main, &path("tell"), &t(lang, "act-programme-tell"))) }
                @if keeps {
                    (link_button(Look::Second, &path("extend"), &t(lang, "act-programme-extend")))
                    (link_button(Look::Second, &path("close"), &t(lang, "act-programme-close")))
                }
            }))
        }
    }
}

fn is_lead(desk: &Desk, one: &Programme) -> bool {
    one.lead.as_ref() == Some(&desk.staff.unit)
}

/// Programmes that a unit leads and has not told of for as long as an item may be quiet.
pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let quiet = i32::from(desk.campaign.charter.time.quiet_days);
    let all = desk.service.programmes(&desk.campaign).await?;
    let waits = |one: &Programme| {
        let silent = desk.today().since(one.last_news()) > quiet || one.told.is_empty();
        one.closed.is_none() && is_lead(desk, one) && silent
    };
    let todo = |(id, one): &(ProgrammeId, Programme)| Todo {
        code: "tell-programme",
        number: 0,
        name: Some(html! { (name(desk.lang, *id, one)) }),
        by: None,
        href: format!("{PATH}/{}/tell", id.0),
    };
    let of = all.iter().filter(|(_, one)| waits(one));
    Ok(of.map(todo).collect())
}
