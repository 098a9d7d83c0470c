//! Spot-checks at the desk: a team fixes a list, draws from it, and writes down what it saw.

pub(super) mod act;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{Look, actions, empty_state, link_button};
use crate::i18n::{t, t_args};
use crate::pages::spot_check::{drawn, state};
use massline_domain::id::SpotCheckId;
use massline_domain::spot_check::{SpotCheck, Target};
use massline_service::Right;
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/spot-checks";

/// `GET /staff/spot-checks`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::Supervise)?;
    let lang = desk.lang;
    let title = t(lang, "checks-title");
    let mut all = desk.service.spot_checks(&desk.campaign).await?;
    all.retain(|(_, one)| one.by.as_ref() == Some(&desk.staff.unit));
    let new = lang.path(&format!("{PATH}/new"));
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "checks-lead")) }
        @if all.is_empty() { (empty_state(&t(lang, "checks-none"), None)) }
        @for (id, one) in &all { (check(&desk, *id, one)) }
        (actions(link_button(Look::Main, &new, &t(lang, "act-check-new"))))
        p { a href=(lang.path("/supervision")) { (t(lang, "supervision-title")) } }
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/stages",
        crumbs: vec![("/staff/stages".to_owned(), t(lang, "stages-title"))],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn check(desk: &Desk, id: SpotCheckId, one: &SpotCheck) -> Markup {
    let lang = desk.lang;
    let path = |act: &str| format!("{PATH}/{}/{act}", id.0);
    let to = |path: &str| lang.path(path);
    html! {
        section {
            h2 { (t_args(lang, "check-name", &[("n", id.0.into())])) }
            p { (state(lang, one)) }
            (drawn(lang, one, &to))
            @if one.draw.is_none() {
                (desk.one_button(&path("draw"), Look::Main, &t(lang, "check-do-draw"), html! {}))
                p .small.soft { (t(lang, "check-draw-when")) }
            } @else {
                @for target in one.to_see() {
                    p { a href=(lang.path(&path(&code(target)))) { (t_args(lang, "check-see", &[("what", crate::pages::spot_check::target_name(lang, target).into())])) } }
                }
            }
        }
    }
}

/// A target in an address: `problem-3`, `item-3-1`.
fn code(target: Target) -> String {
    match target {
        Target::Problem(problem) => format!("problem-{problem}"),
        Target::Item(item) => format!("item-{}-{}", item.problem, item.number),
    }
}
