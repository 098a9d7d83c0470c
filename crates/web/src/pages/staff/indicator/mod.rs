//! Indicators at the desk of a unit: those of the unit itself, or of a problem it has.

pub(super) mod act;
pub(super) mod table;

use super::desk::{Answer, Desk, Sheet};
use super::sent::number;
use crate::component::{Look, actions, empty_state, link_button};
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::pages::indicator::indicator;
use axum::extract::Path;
use massline_domain::id::ProblemId;
use massline_domain::indicator::{Indicator, Subject};
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// What stands in an address for the unit itself; a problem stands there by its number.
pub(super) const OWN: &str = "unit";

/// What an address is about, if it is this unit's.
async fn subject(desk: &Desk, text: &str) -> Result<Subject, Failure> {
    desk.must(Right::WorkForUnit)?;
    if text == OWN {
        return Ok(Subject::Unit(desk.staff.unit.clone()));
    }
    let subject = Subject::Problem(ProblemId(number(text)?));
    let (unit, _) = desk.service.subject(&desk.campaign, &subject).await?;
    if unit.as_ref() == Some(&desk.staff.unit) {
        Ok(subject)
    } else {
        Err(ServiceError::Forbidden.into())
    }
}

fn path(text: &str) -> String {
    format!("/staff/indicators/{text}")
}

/// The page above: of the problem, or the desk.
fn above(desk: &Desk, text: &str) -> (String, String) {
    match text.parse::<u64>() {
        Ok(number) => (
            format!("/staff/problems/{number}"),
            t_args(desk.lang, "work-number", &[("n", number.into())]),
        ),
        Err(_) => ("/staff".to_owned(), t(desk.lang, "desk-title")),
    }
}

/// `GET /staff/indicators/{subject}`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let subject = subject(&desk, &text).await?;
    let lang = desk.lang;
    let (found, _) = desk.service.indicators(&desk.campaign, &subject).await?;
    let (_, planned) = desk.service.subject(&desk.campaign, &subject).await?;
    let title = t(lang, "indicators-title");
    let new = lang.path(&format!("{}/new", path(&text)));
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "indicators-lead")) }
        @if found.all.is_empty() { (empty_state(&t(lang, "indicators-none"), None)) }
        @for (place, one) in found.all.iter().enumerate() {
            (indicator(lang, &desk.campaign.charter, place + 1, one))
            (buttons(&desk, &text, (place + 1, one), planned))
        }
        @if planned { p .soft { (t(lang, "indicators-too-late")) } }
        @else { (actions(link_button(Look::Main, &new, &t(lang, "act-indicator-new")))) }
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/problems",
        crumbs: vec![above(&desk, &text)],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn buttons(desk: &Desk, text: &str, (number, one): (usize, &Indicator), planned: bool) -> Markup {
    let lang = desk.lang;
    let begun = planned || desk.today() >= one.goal.starts;
    let act = if begun { "measure" } else { "change" };
    let href = lang.path(&format!("{}/{number}/{act}", path(text)));
    let label = t(
        lang,
        if begun {
            "act-indicator-measure"
        } else {
            "act-indicator-change"
        },
    );
    let table = lang.path(&format!("{}/{number}/table", path(text)));
    let by_hand = one.goal.counted.is_none();
    actions(html! {
        @if by_hand || !begun { (link_button(Look::Second, &href, &label)) }
        @if begun && by_hand { (link_button(Look::Second, &table, &t(lang, "act-indicator-table"))) }
    })
}
