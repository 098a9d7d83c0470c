//! Consultations for the office, which opens them and looks at what people add, and for the
//! supervision team, which decides appeals.

pub(super) mod new;
pub(super) mod one;
pub(super) mod seed;

use super::desk::{Answer, Desk, Sheet};
use super::sent::number;
use crate::component::{Column, Kind, Look, actions, day, empty_state, link_button, table, words};
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use massline_domain::id::ConsultationId;
use massline_service::Right;
use massline_service::rows::ConsultationRow;
use maud::{Markup, html};

/// The navigation item of all these pages.
const ACTIVE: &str = "/staff/consultations";

/// `GET /staff/consultations`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::DecideAppeals)?;
    let lang = desk.lang;
    let mut rows = Vec::new();
    for row in desk.service.consultations(&desk.campaign).await? {
        let (service, id) = (&desk.service, row.consultation);
        let added = service
            .added_statements(&desk.campaign, &desk.staff, id)
            .await?;
        rows.push(cells(&desk, &row, added.len()));
    }
    let title = t(lang, "consult-title");
    let columns = [
        Column::new(Kind::Key, t(lang, "column-number")),
        Column::new(Kind::Text, t(lang, "ask-question")),
        Column::new(Kind::Text, t(lang, "ask-problem")),
        Column::new(Kind::Day, t(lang, "consult-since")),
        Column::new(Kind::Number, t(lang, "column-to-look-at")),
    ];
    let body = html! {
        h1 { (title) }
        p { (t(lang, "consult-desk-lead")) }
        @if desk.staff.may(Right::Consult) {
            (actions(link_button(Look::Main, &lang.path("/staff/consultations/new"), &t(lang, "do-consult"))))
        }
        @if rows.is_empty() { (empty_state(&t(lang, "consult-none"), None)) }
        @else { (table(&t(lang, "consult-caption"), &columns, &rows)) }
    };
    let sheet = Sheet {
        title: &title,
        active: ACTIVE,
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn cells(desk: &Desk, row: &ConsultationRow, waiting: usize) -> Vec<Markup> {
    let lang = desk.lang;
    let to = lang.path(&path(row.consultation));
    vec![
        html! { (row.consultation) },
        html! { a href=(to) { (words(lang, &row.language, &row.question)) } },
        html! {
            @match row.problem {
                Some(problem) => a href=(lang.path(&format!("/staff/problems/{problem}"))) { "#" (problem) },
                None => (t(lang, "consult-whole")),
            }
        },
        html! {
            (day(lang, row.opened.0))
            @if row.closed.is_some() { br; small .soft { (t(lang, "consult-closed")) } }
        },
        html! { (waiting) },
    ]
}

/// The path of a consultation's page.
fn path(id: ConsultationId) -> String {
    format!("{ACTIVE}/{id}")
}

/// The consultation of an address.
async fn find(desk: &Desk, text: &str) -> Result<ConsultationRow, Failure> {
    let id = ConsultationId(number(text)?);
    Ok(desk.service.consultation(&desk.campaign, id).await?)
}

/// The way up to a consultation's page.
fn crumb(desk: &Desk, row: &ConsultationRow) -> (String, String) {
    let n = row.consultation.0;
    let label = t_args(desk.lang, "consult-number", &[("n", n.into())]);
    (path(row.consultation), label)
}
