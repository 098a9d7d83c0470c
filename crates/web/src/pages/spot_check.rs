//! Spot-checks for everyone: the list, the draw and how to repeat it, what was seen; and what the
//! supervision teams did, month by month.

use super::names;
use crate::component::{Column, Kind, Shape, State, badge, day, empty_state, facts, table, told};
use crate::errors::Failure;
use crate::i18n::{Lang, count, t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::Day;
use massline_domain::id::SpotCheckId;
use massline_domain::spot_check::{SpotCheck, Target};
use massline_service::rows::UnitRow;
use massline_service::spot_check::Done;
use maud::{Markup, html};

/// Days of the two spans that are compared.
const SPAN: i32 = 30;

/// `GET /supervision`: what teams did, and the spot-checks.
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let units = ctx.service().units(&ctx.campaign).await?;
    let all = ctx.service().spot_checks(&ctx.campaign).await?;
    let title = t(lang, "supervision-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "supervision-lead")) }
        (work(&ctx, &units).await?)
        h2 { (t(lang, "checks-title")) }
        p { (t(lang, "checks-lead")) }
        @if all.is_empty() { (empty_state(&t(lang, "checks-none"), None)) }
        @else { (rows(&ctx, &units, &all)) }
    };
    let page = Page::new(title.clone()).active("/units").wide();
    Ok(ctx.page(page.crumb("/stages", t(lang, "stages-title")), body))
}

/// What the teams of each body did: in all, in the last thirty days, in the thirty before.
async fn work(ctx: &Ctx, units: &[UnitRow]) -> Result<Markup, Failure> {
    let lang = ctx.lang;
    let found = ctx.service().team_work(&ctx.campaign).await?;
    let (today, columns) = (ctx.today(), columns(lang));
    let mut shown = Vec::new();
    for (by, work) in &found {
        let lines: Vec<Vec<Markup>> = Done::ALL
            .iter()
            .filter_map(|what| {
                let days = work.days.get(what)?;
                let within = |from: Day, to: Day| {
                    let of = days.iter().filter(|day| **day > from && **day <= to);
                    of.count() as u64
                };
                let (now, before) = (today.plus(-SPAN), today.plus(-2 * SPAN));
                Some(vec![
                    html! { (t_code(lang, "team-did", what.code())) },
                    html! { (count(days.len() as u64)) },
                    html! { (count(within(now, today))) },
                    html! { (count(within(before, now))) },
                ])
            })
            .collect();
        let name = t_args(
            lang,
            "team-of",
            &[("unit", names::unit(lang, units, by).into())],
        );
        shown.push(html! { h2 { (name) } (table(&name, &columns, &lines)) });
    }
    Ok(html! {
        @if shown.is_empty() { (empty_state(&t(lang, "supervision-none"), None)) }
        @for one in &shown { (one) }
    })
}

fn columns(lang: Lang) -> [Column; 4] {
    [
        Column::new(Kind::Text, t(lang, "team-did")),
        Column::new(Kind::Number, t(lang, "team-all")),
        Column::new(Kind::Number, t(lang, "team-now")),
        Column::new(Kind::Number, t(lang, "team-before")),
    ]
}

fn rows(ctx: &Ctx, units: &[UnitRow], all: &[(SpotCheckId, SpotCheck)]) -> Markup {
    let lang = ctx.lang;
    let columns = [
        Column::new(Kind::Text, t(lang, "checks-which")),
        Column::new(Kind::Text, t(lang, "checks-units")),
        Column::new(Kind::Day, t(lang, "checks-fixed")),
        Column::new(Kind::Text, t(lang, "checks-state")),
    ];
    let row = |(id, one): &(SpotCheckId, SpotCheck)| {
        let href = ctx.to(&format!("/supervision/{}", id.0));
        let names: Vec<String> = one
            .units
            .iter()
            .map(|unit| names::unit(lang, units, unit))
            .collect();
        vec![
            html! { a href=(href) { (t_args(lang, "check-name", &[("n", id.0.into())])) } },
            html! { (names.join(lang.pick("、", ", "))) },
            day(lang, one.fixed.0),
            html! { (state(lang, one)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    table(&t(lang, "checks-title"), &columns, &rows)
}

/// How far it is.
pub(super) fn state(lang: Lang, one: &SpotCheck) -> String {
    let Some(draw) = &one.draw else {
        return t(lang, "check-fixed");
    };
    let args = [
        ("n", (draw.drawn.len() as u64).into()),
        ("of", (one.frame.len() as u64).into()),
        ("left", (one.to_see().len() as u64).into()),
    ];
    t_args(lang, "check-drawn", &args)
}

/// `GET /supervision/{number}`
pub(super) async fn one(ctx: Ctx, Path(number): Path<u32>) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let id = SpotCheckId(number);
    let all = ctx.service().spot_checks(&ctx.campaign).await?;
    let found = all.iter().find(|(one, _)| *one == id);
    let (_, check) = found.ok_or(Failure::NotFound)?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t_args(lang, "check-name", &[("n", number.into())]);
    let to = |path: &str| ctx.to(path);
    let body = html! {
        h1 { (title) }
        p .lead { (state(lang, check)) }
        (about(lang, &units, check))
        (drawn(lang, check, &to))
        (how(lang, id, check))
    };
    let page = Page::new(title.clone()).active("/units");
    Ok(ctx.page(
        page.crumb("/supervision", t(lang, "supervision-title")),
        body,
    ))
}

fn about(lang: Lang, units: &[UnitRow], check: &SpotCheck) -> Markup {
    let by = check.by.as_ref().map(|by| names::unit(lang, units, by));
    let names: Vec<String> = check
        .units
        .iter()
        .map(|unit| names::unit(lang, units, unit))
        .collect();
    let pairs = vec![
        (t(lang, "check-by"), html! { (by.unwrap_or_default()) }),
        (
            t(lang, "checks-units"),
            html! { (names.join(lang.pick("、", ", "))) },
        ),
        (t(lang, "checks-fixed"), day(lang, check.fixed.0)),
        (
            t(lang, "check-frame"),
            html! { (count(check.frame.len() as u64)) },
        ),
        (
            t(lang, "check-wanted"),
            html! { (count(u64::from(check.wanted))) },
        ),
    ];
    facts(&pairs)
}

/// What was drawn, and what was seen of each.
pub(super) fn drawn(lang: Lang, check: &SpotCheck, to: &impl Fn(&str) -> String) -> Markup {
    html! {
        @if let Some(draw) = &check.draw {
            h2 { (t(lang, "check-what-drawn")) }
            ul .plain {
                @for target in &draw.drawn {
                    li {
                        a href=(to(&href(*target))) { (target_name(lang, *target)) } " "
                        @match check.finding(*target) {
                            Some(finding) => {
                                (if finding.holds { badge(State::Done, Shape::Tick, &t(lang, "check-holds")) } else { badge(State::Late, Shape::Stroke, &t(lang, "check-holds-not")) })
                                p .small.soft { (day(lang, finding.day.0)) }
                                (told(lang, &finding.words))
                            }
                            None => (badge(State::Now, Shape::Half, &t(lang, "check-to-see"))),
                        }
                    }
                }
            }
        }
    }
}

/// Where it can be read.
pub(super) fn href(target: Target) -> String {
    match target {
        Target::Problem(problem) => format!("/problems/{problem}"),
        Target::Item(item) => format!("/problems/{}#items", item.problem),
    }
}

/// What it is called.
pub(super) fn target_name(lang: Lang, target: Target) -> String {
    let problem = ("n", target.problem().0.into());
    match target {
        Target::Problem(_) => t_args(lang, "check-problem", &[problem]),
        Target::Item(item) => t_args(lang, "check-item", &[problem, ("item", item.number.into())]),
    }
}

/// How anybody repeats the draw.
fn how(lang: Lang, id: SpotCheckId, check: &SpotCheck) -> Markup {
    html! {
        @if let Some(draw) = &check.draw {
            h2 { (t(lang, "check-how")) }
            p { (t(lang, "check-how-why")) }
            dl .facts {
                div { dt { (t(lang, "check-seed")) } dd { code { (draw.seed) } } }
                div { dt { (t(lang, "check-size")) } dd { (draw.size) } }
                div { dt { (t(lang, "check-label")) } dd { code { "spot_check/" (id.0) } } }
            }
            p { (t(lang, "check-how-steps")) }
        }
        h2 { (t(lang, "check-frame-list")) }
        ol { @for target in &check.frame { li { (target_name(lang, *target)) } } }
    }
}
