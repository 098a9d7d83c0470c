//! Special programmes for everyone: what several units treat together, how far it is, and what
//! came of it.

use super::names;
use crate::component::{Shape, State, badge, day, empty_state, facts, stage_badge, told, words};
use crate::errors::Failure;
use crate::i18n::{Lang, date, t, t_args};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::Day;
use massline_domain::id::{ProblemId, ProgrammeId, UnitCode};
use massline_domain::problem::Stage;
use massline_domain::programme::Programme;
use massline_service::rows::{ProblemRow, UnitRow};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// `GET /programmes`
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let all = ctx.service().programmes(&ctx.campaign).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t(lang, "programmes-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "programmes-lead")) }
        @if all.is_empty() { (empty_state(&t(lang, "programmes-none"), None)) }
        @else {
            ol .plain {
                @for (id, one) in all.iter().rev() {
                    li {
                        h2 { a href=(ctx.to(&format!("/programmes/{}", id.0))) { (name(lang, *id, one)) } }
                        p { (state(lang, one, ctx.today())) " " (in_short(lang, &units, one)) }
                    }
                }
            }
        }
    };
    let page = Page::new(title.clone()).active("/units");
    Ok(ctx.page(page.crumb("/units", t(lang, "units-title")), body))
}

/// What a programme is called.
pub(super) fn name(lang: Lang, id: ProgrammeId, one: &Programme) -> String {
    one.name.as_ref().map_or_else(
        || id.0.to_string(),
        |name| names::pick(lang, name).to_owned(),
    )
}

/// How it stands.
pub(super) fn state(lang: Lang, one: &Programme, today: Day) -> Markup {
    if one.closed.is_some() {
        badge(State::Done, Shape::Tick, &t(lang, "programme-closed"))
    } else if one.is_late(today) {
        badge(State::Late, Shape::Clock, &t(lang, "programme-late"))
    } else {
        badge(State::Now, Shape::Half, &t(lang, "programme-open"))
    }
}

/// Who leads it, over how many problems, by when.
pub(super) fn in_short(lang: Lang, units: &[UnitRow], one: &Programme) -> String {
    let lead = one.lead.as_ref();
    let lead = lead.map_or_else(String::new, |unit| names::unit(lang, units, unit));
    let args = [
        ("lead", lead.into()),
        ("n", (one.problems.len() as u64).into()),
        ("day", date(lang, one.due.0).into()),
    ];
    t_args(lang, "programme-in-short", &args)
}

/// `GET /programmes/{number}`
pub(super) async fn one(ctx: Ctx, Path(number): Path<u32>) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let id = ProgrammeId(number);
    let (programme, problems, _) = ctx.service().programme(&ctx.campaign, id).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = name(lang, id, &programme);
    let to = |path: &str| ctx.to(path);
    let body = html! {
        h1 { (title) }
        p { (state(lang, &programme, ctx.today())) }
        (whole(lang, &units, &programme, &problems, &to))
    };
    let page = Page::new(title.clone()).active("/units");
    let page = page.crumb("/programmes", t(lang, "programmes-title"));
    Ok(ctx.page(page, body))
}

/// Everything of a programme below its heading.
pub(super) fn whole(
    lang: Lang,
    units: &[UnitRow],
    one: &Programme,
    problems: &[ProblemRow],
    to: &dyn Fn(&str) -> String,
) -> Markup {
    let lead = one.lead.as_ref();
    let lead = lead.map_or_else(String::new, |unit| names::unit(lang, units, unit));
    let closed = problems.iter().filter(|row| row.stage == Stage::Closed);
    let numbers = [
        ("closed", (closed.count() as u64).into()),
        ("all", (problems.len() as u64).into()),
    ];
    let pairs = [
        (t(lang, "programme-goal"), told(lang, &one.goal)),
        (t(lang, "programme-lead"), html! { (lead) }),
        (t(lang, "programme-opened"), day(lang, one.opened.0)),
        (t(lang, "programme-due"), day(lang, one.due.0)),
    ];
    html! {
        (facts(&pairs))
        @if let Some((on, words)) = &one.closed {
            h2 { (t(lang, "programme-result")) }
            p .small.soft { (day(lang, on.0)) }
            (told(lang, words))
        }
        h2 { (t(lang, "programme-problems")) }
        p { (t_args(lang, "programme-closed-of", &numbers)) }
        @for (unit, rows) in by_unit(problems) {
            h3 { (unit.map_or_else(|| t(lang, "programme-no-unit"), |unit| names::unit(lang, units, unit))) }
            ul {
                @for row in rows {
                    li {
                        a href=(to(&format!("/problems/{}", row.problem))) { (words(lang, &row.language, &row.title)) }
                        " " (stage_badge(lang, row.stage.code()))
                    }
                }
            }
        }
        h2 { (t(lang, "programme-told")) }
        @if one.told.is_empty() { p { (t(lang, "programme-nothing-told")) } }
        @for (on, words) in one.told.iter().rev() {
            p .small.soft { (day(lang, on.0)) }
            (told(lang, words))
        }
    }
}

fn by_unit(problems: &[ProblemRow]) -> BTreeMap<Option<&UnitCode>, Vec<&ProblemRow>> {
    let mut found: BTreeMap<Option<&UnitCode>, Vec<&ProblemRow>> = BTreeMap::new();
    for row in problems {
        found.entry(row.unit.as_ref()).or_default().push(row);
    }
    found
}

/// The programmes that a problem belongs to; nothing where there are none.
pub(super) async fn of_problem(ctx: &Ctx, problem: ProblemId) -> Result<Markup, Failure> {
    let all = ctx.service().programmes(&ctx.campaign).await?;
    let of = all
        .iter()
        .filter(|(_, one)| one.problems.contains(&problem));
    let lang = ctx.lang;
    Ok(html! {
        @for (id, one) in of {
            p {
                (t(lang, "programme-part-of")) " "
                a href=(ctx.to(&format!("/programmes/{}", id.0))) { (name(lang, *id, one)) }
            }
        }
    })
}
