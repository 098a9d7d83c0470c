//! Waves at the desk: the office opens them and publishes what was learnt, everyone who took
//! part says it, and a unit of a later wave says what it takes over.

pub(super) mod act;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{Look, actions, empty_state, link_button};
use crate::i18n::{t, t_code};
use crate::pages::wave::{lessons, name};
use massline_domain::context::Role;
use massline_domain::id::WaveId;
use massline_domain::wave::Wave;
use massline_service::Right;
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/waves";

/// `GET /staff/waves`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let title = t(lang, "waves-title");
    let waves = desk.service.waves(&desk.campaign).await?;
    let may_open = waves
        .last()
        .is_none_or(|(_, wave)| wave.published.is_some());
    let new = lang.path(&format!("{PATH}/new"));
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "staff-waves-lead", desk.staff.role.code())) }
        @if waves.is_empty() { (empty_state(&t(lang, "waves-none"), None)) }
        @for (id, wave) in waves.iter().rev() { (one(&desk, *id, wave)) }
        @if desk.staff.may(Right::LeadWaves) && may_open {
            (actions(link_button(Look::Main, &new, &t(lang, "act-wave-new"))))
        }
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/stages",
        crumbs: vec![("/staff/stages".to_owned(), t(lang, "stages-title"))],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn one(desk: &Desk, id: WaveId, wave: &Wave) -> Markup {
    let lang = desk.lang;
    let path = |act: &str| lang.path(&format!("{PATH}/{}/{act}", id.0));
    let member = wave.units.contains(&desk.staff.unit);
    let speaks = wave.published.is_none() && (desk.staff.role != Role::Unit || member);
    let answers = desk.staff.may(Right::WorkForUnit) && member && id.0 > 1;
    let publishes = desk.staff.may(Right::LeadWaves) && wave.published.is_none();
    html! {
        section {
            h2 { a href=(lang.path(&format!("/waves/{}", id.0))) { (name(lang, id, wave)) } }
            (lessons(lang, &desk.units, wave))
            (actions(html! {
                @if answers { (link_button(Look::Main, &path("answer"), &t(lang, "act-wave-answer"))) }
                @if speaks { (link_button(Look::Second, &path("reflect"), &t(lang, "act-wave-reflect"))) }
                @if publishes { (link_button(Look::Second, &path("publish"), &t(lang, "act-wave-publish"))) }
            }))
        }
    }
}
