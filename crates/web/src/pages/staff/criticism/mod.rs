//! Criticism sessions at the desk: a unit holds its own, a supervision team reads it.

pub(super) mod act;
mod agenda;
mod talk;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{Look, actions, empty_state, link_button, table};
use crate::errors::Failure;
use crate::i18n::{t, t_args, t_code};
use crate::pages::{criticism, documents};
use axum::extract::Path;
use massline_domain::context::Role;
use massline_service::Right;
use massline_service::criticism::Heard;
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/criticism";
/// The navigation item they belong to.
const ACTIVE: &str = "/staff/mirrors";

/// `GET /staff/criticism`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let title = t(lang, "criticism-title");
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let mut sessions = desk.service.criticism_sessions(campaign).await?;
    match staff.role {
        Role::Unit => sessions.retain(|(id, _)| id.unit == staff.unit),
        Role::Supervisor => {
            let read = desk.service.units_read(campaign, staff).await?;
            sessions.retain(|(id, _)| read.contains(&id.unit));
        }
        _ => {}
    }
    let public = matches!(staff.role, Role::Office);
    let base = if public { "/criticism" } else { PATH };
    let rows: Vec<Vec<Markup>> = sessions
        .iter()
        .filter_map(|(id, session)| {
            let href = lang.path(&format!("{base}/{id}"));
            criticism::row(lang, &href, &desk.unit_name(&id.unit), id, session)
        })
        .collect();
    let waits_for = if staff.may(Right::WorkForUnit) {
        desk.service
            .session_waits_for(campaign, &staff.unit)
            .await?
    } else {
        None
    };
    let path = lang.path(&format!("{PATH}/new"));
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "staff-criticism-lead", staff.role.code())) }
        @if rows.is_empty() { (empty_state(&t(lang, "criticism-none"), None)) }
        @else { (table(&title, &criticism::columns(lang), &rows)) }
        @if let Some(above) = &waits_for {
            @let above = [("unit", desk.unit_name(above).into())];
            p { b { (t_args(lang, "criticism-waits-for", &above)) } }
        } @else if staff.may(Right::WorkForUnit) {
            (actions(link_button(Look::Main, &path, &t(lang, "act-criticism-new"))))
        }
    };
    let sheet = Sheet {
        title: &title,
        active: ACTIVE,
        crumbs: vec![(ACTIVE.to_owned(), t(lang, "staff-mirrors-title"))],
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

/// `GET /staff/criticism/{unit}/{number}`
pub(super) async fn one(desk: Desk, Path((unit, number)): Path<(String, String)>) -> Answer {
    let heard = heard(&desk, &unit, &number).await?;
    let lang = desk.lang;
    let title = criticism::name(lang, &desk.unit_name(&heard.id.unit), &heard.id);
    let charter = &desk.campaign.charter;
    let body = html! {
        h1 { (title) }
        p { (criticism::state(lang, &heard.session)) }
        (buttons(&desk, &heard))
        @if heard.session.closed.is_none() { (agenda::agenda(lang, &heard.session)) }
        (criticism::head(lang, &heard.session, |unit| desk.unit_name(unit)))
        (criticism::minutes_of(lang, charter, &heard.session, &heard.words, |path| lang.path(path)))
        (documents::links(lang, |format| format!("/staff/documents/criticism/{}/{format}", heard.id)))
    };
    let sheet = Sheet {
        title: &title,
        active: ACTIVE,
        crumbs: vec![(PATH.to_owned(), t(lang, "criticism-title"))],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

/// What can be done now.
fn buttons(desk: &Desk, heard: &Heard) -> Markup {
    let lang = desk.lang;
    if heard.session.closed.is_some() {
        return html! {};
    }
    let button = |act: &str| {
        let path = lang.path(&format!("{PATH}/{}/{act}", heard.id));
        let label = t_code(lang, "act", &format!("criticism-{act}"));
        link_button(Look::Second, &path, &label)
    };
    let owed = heard.session.talks_owed();
    let of_unit = owed.pairs.len() + owed.below.len() > 0;
    let fits = |act: &str| match act {
        "talks" => of_unit,
        "team-talks" => !owed.team.is_empty(),
        "return" => !heard.session.said.is_empty(),
        _ => owed.is_empty(),
    };
    let waits = owed.is_empty() || desk.staff.role != Role::Unit || of_unit;
    actions(html! {
        @for (act, right) in act::ACTS {
            @if desk.staff.may(right) && fits(act) { (button(act)) }
        }
        @if !waits { p .soft { (t(lang, "criticism-waits-for-team")) } }
    })
}

/// The session of an address, for who may read it.
pub(super) async fn heard(desk: &Desk, unit: &str, number: &str) -> Result<Heard, Failure> {
    let id = criticism::session_id(unit, number)?;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    Ok(desk.service.hear_criticism(campaign, staff, &id).await?)
}
