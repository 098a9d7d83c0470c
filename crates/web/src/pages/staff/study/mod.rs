//! The study library at the desk: documents are added and given to be read, units note, anybody
//! asks and answers, and a team sees what notes share.

pub(super) mod act;

use super::desk::{Answer, Desk, Sheet};
use super::sent::number;
use crate::component::{Column, Kind, Look, actions, day, empty_state, link_button, table, words};
use crate::i18n::{count, t, t_args, t_code};
use crate::pages::study::{notes, questions};
use axum::extract::Path;
use massline_domain::context::Role;
use massline_domain::id::DocumentId;
use massline_domain::study::Document;
use massline_service::Right;
use massline_service::study::Alike;
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/study";

/// `GET /staff/study`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let title = t(lang, "study-title");
    let all = desk.service.documents(&desk.campaign).await?;
    let columns = [
        Column::new(Kind::Text, t(lang, "study-document")),
        Column::new(Kind::Day, t(lang, "study-by")),
        Column::new(Kind::Number, t(lang, "study-notes")),
        Column::new(Kind::Number, t(lang, "study-questions")),
    ];
    let row = |(id, one): &(DocumentId, Document)| {
        let text = one.text.as_ref()?;
        let href = lang.path(&format!("{PATH}/{}", id.0));
        let by = one
            .assigned
            .as_ref()
            .map(|assigned| day(lang, assigned.by.0));
        Some(vec![
            html! { a href=(href) { (words(lang, &text.language, &text.title)) } },
            by.unwrap_or_else(|| html! { "–" }),
            html! { (count(one.notes.len() as u64)) },
            html! { (count(one.questions.len() as u64)) },
        ])
    };
    let rows: Vec<Vec<Markup>> = all.iter().filter_map(row).collect();
    let new = lang.path(&format!("{PATH}/new"));
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "staff-study-lead", desk.staff.role.code())) }
        @if rows.is_empty() { (empty_state(&t(lang, "study-none"), None)) }
        @else { (table(&title, &columns, &rows)) }
        @if desk.staff.may(Right::AddDocuments) {
            (actions(link_button(Look::Main, &new, &t(lang, "act-study-new"))))
        }
        p { a href=(lang.path("/study")) { (t(lang, "study-to-public")) } }
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/stages",
        crumbs: vec![("/staff/stages".to_owned(), t(lang, "stages-title"))],
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

/// `GET /staff/study/{document}`
pub(super) async fn one(desk: Desk, Path(document): Path<String>) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let id = DocumentId(number(&document)?);
    let found = desk.service.document(&desk.campaign, id).await?;
    let alike = if desk.staff.role == Role::Supervisor {
        let copies = desk.service.note_copies(&desk.campaign, &desk.staff, id);
        Some(copies.await?)
    } else {
        None
    };
    let title = found
        .text
        .as_ref()
        .map_or("", |text| &text.title)
        .to_owned();
    let path = |act: &str| lang.path(&format!("{PATH}/{}/{act}", id.0));
    let to = |path: &str| lang.path(path);
    let body = html! {
        h1 { (title) }
        p { a href=(lang.path(&format!("/study/{}", id.0))) { (t(lang, "study-read")) } }
        (actions(html! {
            @if desk.staff.may(Right::WorkForUnit) { (link_button(Look::Main, &path("note"), &t(lang, "act-study-note"))) }
            (link_button(Look::Second, &path("ask"), &t(lang, "act-study-ask")))
            @if !found.questions.is_empty() { (link_button(Look::Second, &path("answer"), &t(lang, "act-study-answer"))) }
            @if desk.staff.role == Role::Office { (link_button(Look::Second, &path("assign"), &t(lang, "act-study-assign"))) }
        }))
        (notes(lang, &desk.units, &found, &to))
        @if let Some(alike) = &alike { (copies(&desk, alike)) }
        (questions(lang, &desk.units, &found.questions))
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/stages",
        crumbs: vec![(PATH.to_owned(), t(lang, "study-title"))],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

/// What notes share: evidence for the team, and no verdict.
fn copies(desk: &Desk, alike: &[Alike]) -> Markup {
    let lang = desk.lang;
    html! {
        h2 { (t(lang, "study-copies")) }
        p .small.soft { (t(lang, "study-copies-why")) }
        @if alike.is_empty() { p { (t(lang, "study-copies-none")) } }
        @for one in alike {
            @let with = one.with.as_ref().map_or_else(|| t(lang, "study-copies-document"), |unit| desk.unit_name(unit));
            @let args = [("unit", desk.unit_name(&one.unit).into()), ("with", with.into()), ("percent", u64::from(one.shared.percent).into())];
            p { b { (t_args(lang, "study-copies-one", &args)) } }
            ul { @for passage in &one.shared.passages { li { (passage.here) } } }
        }
    }
}
