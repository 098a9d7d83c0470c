//! One unit: what it is, what is asked of its class, and its problems.

use super::problems::card;
use super::{deeds, escalation, indicator, names, units};
use crate::component::{Pager, empty_state, facts, pager};
use crate::errors::Failure;
use crate::form_data::Asked;
use crate::i18n::t;
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::charter::Named;
use massline_domain::id::UnitCode;
use massline_domain::indicator::Subject;
use massline_service::rows::{ProblemFilter, UnitRow};
use maud::{Markup, html};

const PER_PAGE: u32 = 18;

pub(super) async fn one(
    ctx: Ctx,
    Path(code): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let code: UnitCode = code.parse().map_err(|_| Failure::NotFound)?;
    let all = ctx.service().units(&ctx.campaign).await?;
    let row = all
        .iter()
        .find(|row| row.unit == code)
        .ok_or(Failure::NotFound)?;
    let measured = indicator::section(&ctx, &Subject::Unit(code.clone())).await?;
    let said_and_done = deeds::section(&ctx, &code).await?;
    let gone_up = escalation::section(&ctx, &all, &code).await?;
    let page = asked.parsed("page").unwrap_or(1).clamp(1, 100_000);
    let filter = ProblemFilter {
        unit: Some(code),
        page,
        per_page: PER_PAGE,
        ..ProblemFilter::default()
    };
    let found = ctx.service().problems(&ctx.campaign, &filter).await?;
    let pages = Pager {
        page: u64::from(found.page),
        per_page: u64::from(found.per_page),
        total: found.total,
    };
    let name = names::pick(lang, &row.name).to_owned();
    let body = html! {
        h1 { (name) }
        (about(&ctx, &all, row))
        (on_the_way(&ctx, row))
        (said_and_done)
        (gone_up)
        (measured)
        h2 { (t(lang, "unit-problems")) }
        (units::per_stage(&ctx, row))
        @if found.rows.is_empty() {
            (empty_state(&t(lang, "unit-no-problems"), None))
        } @else {
            ul .cards { @for problem in &found.rows { (card(&ctx, &all, problem)) } }
            (pager(lang, pages, |page| format!("?page={page}")))
        }
    };
    let page = Page::new(name.clone()).active("/units").wide();
    Ok(ctx.page(page.crumb("/units", t(lang, "units-title")), body))
}

fn about(ctx: &Ctx, all: &[UnitRow], row: &UnitRow) -> Markup {
    let lang = ctx.lang;
    let class = names::class(lang, &ctx.campaign, &row.class);
    let mut pairs = vec![(t(lang, "unit-class"), html! { (class) })];
    if let Some(parent) = &row.parent {
        let link = html! { a href=(ctx.to(&format!("/units/{parent}"))) { (names::unit(lang, all, parent)) } };
        pairs.push((t(lang, "unit-parent"), link));
    }
    let below: Vec<&UnitRow> = all
        .iter()
        .filter(|one| one.parent.as_ref() == Some(&row.unit))
        .collect();
    if !below.is_empty() {
        let links = html! {
            @for (place, one) in below.iter().enumerate() {
                @if place > 0 { (lang.pick("、", ", ")) }
                a href=(ctx.to(&format!("/units/{}", one.unit))) { (names::pick(lang, &one.name)) }
            }
        };
        pairs.push((t(lang, "unit-below"), links));
    }
    let asked = asked_of(ctx, &row.class);
    if !asked.is_empty() {
        pairs.push((
            t(lang, "unit-asked"),
            html! { (asked.join(lang.pick("、", ", "))) },
        ));
    }
    facts(&pairs)
}

/// Where to read how far it is.
fn on_the_way(ctx: &Ctx, row: &UnitRow) -> Markup {
    let charter = &ctx.campaign.charter;
    html! {
        @if charter.takes_part(&row.class) && !charter.stages.is_empty() {
            p {
                a href=(ctx.to(&format!("/stages/{}", row.unit))) { (t(ctx.lang, "unit-to-stages")) } " · "
                a href=(ctx.to(&format!("/commitments?unit={}", row.unit))) { (t(ctx.lang, "commitments-title")) }
            }
        }
    }
}

/// The names of the work that the charter asks of this class.
pub(super) fn asked_of(ctx: &Ctx, class: &str) -> Vec<String> {
    let charter = &ctx.campaign.charter;
    let found = charter.classes.iter().find(|one| one.id == class);
    let work = charter.stages.iter().flat_map(|stage| &stage.work);
    let work: Vec<Named> = work.map(Named::from).collect();
    let asked = found.map_or(&[][..], |class| &class.asked);
    asked
        .iter()
        .map(|code| names::named(ctx.lang, &work, code))
        .collect()
}
