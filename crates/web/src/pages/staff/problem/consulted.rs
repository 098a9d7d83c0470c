//! What consultations about a problem came to, for whoever works on it.

use super::super::desk::Desk;
use crate::component::{Look, actions, link_button, words};
use crate::errors::Failure;
use crate::i18n::{Lang, t};
use crate::pages::consultation::{agreed, path};
use massline_domain::id::StatementId;
use massline_domain::problem::Stage;
use massline_service::Right;
use massline_service::consultation::results::Agreed;
use massline_service::rows::ProblemRow;
use maud::{Markup, html};

/// The consultations, what all groups agree on, and for the office the button that opens one.
pub(super) async fn section(desk: &Desk, row: &ProblemRow) -> Result<Markup, Failure> {
    let (lang, service) = (desk.lang, &desk.service);
    let rows = service
        .consultations_of(&desk.campaign, row.problem)
        .await?;
    let found = service.agreed(&desk.campaign, row.problem).await?;
    let gone = matches!(row.stage, Stage::Merged | Stage::Absent);
    let may = desk.staff.may(Right::Consult) && desk.campaign.row.open && !gone;
    Ok(html! {
        @if may || !rows.is_empty() {
            h2 { (t(lang, "consult-title")) }
            @if !rows.is_empty() {
                ul .dated {
                    @for one in &rows {
                        li { a href=(lang.path(&format!("{}/results", path(one.consultation)))) { (words(lang, &one.language, &one.question)) } }
                    }
                }
            }
            (agreed_by(lang, &found))
            @if may {
                (actions(link_button(Look::Second, &lang.path(&format!("/staff/consultations/new?problem={}", row.problem)), &t(lang, "do-consult"))))
            }
        }
    })
}

/// What all groups agree on, with its heading; nothing where there is nothing.
pub(in super::super) fn agreed_by(lang: Lang, found: &[Agreed]) -> Markup {
    html! {
        @if !found.is_empty() {
            h3 { (t(lang, "agreed-title")) }
            (agreed(lang, found))
        }
    }
}

/// A statement as it is sent in a form: `3-12`.
pub(in super::super) fn code(id: StatementId) -> String {
    format!("{}-{}", id.consultation, id.number)
}
