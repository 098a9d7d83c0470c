//! Solved cases that are like a problem: what others did, how the people judged, and whether it
//! held.

use super::super::desk::{Answer, Desk, Sheet};
use super::{ACTIVE, crumb, find, now, parts};
use crate::component::{Shape, State, badge, empty_state, facts, stage_badge, words};
use crate::i18n::t;
use axum::extract::Path;
use massline_service::Right;
use massline_service::wave::SolvedCase;
use maud::{Markup, html};

/// `GET /staff/cases/{problem}`
pub(in super::super) async fn show(desk: Desk, Path(problem): Path<String>) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let (row, _) = find(&desk, &problem).await?;
    let cases = desk
        .service
        .solved_cases(&desk.campaign, row.problem)
        .await?;
    let title = t(lang, "cases-title");
    let body = html! {
        h1 { (title) }
        (now(&desk, &row))
        p .lead { (t(lang, "cases-lead")) }
        @if cases.is_empty() { (empty_state(&t(lang, "cases-none"), None)) }
        @for case in &cases { (one(&desk, case)) }
    };
    let sheet = Sheet {
        title: &title,
        active: ACTIVE,
        crumbs: vec![crumb(&desk, row.problem)],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn one(desk: &Desk, case: &SolvedCase) -> Markup {
    let lang = desk.lang;
    let row = &case.problem;
    let (state, shape, key) = if row.not_held {
        (State::Late, Shape::Clock, "cases-came-back")
    } else {
        (State::Done, Shape::Tick, "cases-held")
    };
    let judged = case.round.as_ref();
    html! {
        article {
            h2 { a href=(lang.path(&format!("/problems/{}", row.problem))) { (words(lang, &row.language, &row.title)) } }
            p {
                (stage_badge(lang, row.stage.code())) " " (badge(state, shape, &t(lang, key)))
                @if let Some(unit) = &row.unit { " " span .small.soft { (desk.unit_name(unit)) } }
            }
            @if let Some(round) = judged { p .small.soft { (super::super::ledger::verified(desk, round)) } }
            @for item in &case.items { (facts(&parts::plan(desk, item))) }
        }
    }
}
