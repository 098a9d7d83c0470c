//! The values of the campaign: how each is recognised, and the problems and units that fall short
//! of it, as people labelled them. Read along values, not ranked by them.

use super::names;
use crate::component::{Column, Kind, empty_state, table, words};
use crate::errors::Failure;
use crate::i18n::{Lang, count, t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::Charter;
use massline_domain::charter::{Category, Value};
use massline_domain::id::UnitCode;
use massline_domain::problem::Stage;
use massline_service::rows::{ProblemFilter, ProblemRow, UnitRow};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Problems that are listed by name under a value.
const MOST: usize = 8;

/// `GET /values`
pub(super) async fn show(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let charter = &ctx.campaign.charter;
    let units = ctx.service().units(&ctx.campaign).await?;
    let all = labelled(&ctx).await?;
    let title = t(lang, "values-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "values-lead")) }
        @if charter.values.is_empty() { (empty_state(&t(lang, "values-none"), None)) }
        @for value in &charter.values { (one(&ctx, &units, value, &all)) }
    };
    let page = Page::new(title.clone()).active("/problems").wide();
    Ok(ctx.page(
        page.crumb("/charter", names::pick(lang, &charter.name)),
        body,
    ))
}

/// Every problem that somebody labelled.
async fn labelled(ctx: &Ctx) -> Result<Vec<ProblemRow>, Failure> {
    let mut all = Vec::new();
    for page in 1.. {
        let filter = ProblemFilter {
            page,
            per_page: 1_000,
            ..ProblemFilter::default()
        };
        let found = ctx.service().problems(&ctx.campaign, &filter).await?;
        let pages = found.pages();
        all.extend(found.rows.into_iter().filter(|row| row.category.is_some()));
        if u64::from(page) >= pages {
            break;
        }
    }
    Ok(all)
}

/// The categories that this value cures.
fn cured<'c>(charter: &'c Charter, value: &Value) -> Vec<&'c Category> {
    let of = |one: &&Category| one.cure.as_ref() == Some(&value.id);
    charter.categories.iter().filter(of).collect()
}

fn one(ctx: &Ctx, units: &[UnitRow], value: &Value, all: &[ProblemRow]) -> Markup {
    let (lang, charter) = (ctx.lang, &ctx.campaign.charter);
    let categories = cured(charter, value);
    let of = |row: &&ProblemRow| {
        let code = row.category.as_deref();
        categories.iter().any(|one| Some(one.id.as_str()) == code)
    };
    let rows: Vec<&ProblemRow> = all.iter().filter(of).collect();
    let closed = rows.iter().filter(|row| row.stage == Stage::Closed).count();
    let winds: Vec<&str> = categories
        .iter()
        .map(|one| names::pick(lang, &one.name))
        .collect();
    let numbers = [
        ("n", (rows.len() as u64).into()),
        ("closed", (closed as u64).into()),
        ("winds", winds.join(lang.pick("、", ", ")).into()),
    ];
    html! {
        section id=(value.id) {
            h2 { (names::pick(lang, &value.name)) }
            ul { @for criterion in &value.criteria { li { (names::pick(lang, criterion)) } } }
            @if !winds.is_empty() { p { (t_args(lang, "values-against", &numbers)) } }
            @if !rows.is_empty() {
                ul {
                    @for row in rows.iter().filter(|row| row.stage != Stage::Closed).take(MOST) {
                        li { a href=(ctx.to(&format!("/problems/{}", row.problem))) { (words(lang, &row.language, &row.title)) } }
                    }
                }
                (by_unit(ctx, units, &rows))
            }
        }
    }
}

/// Open and closed problems of each unit, in the order of the units.
fn by_unit(ctx: &Ctx, units: &[UnitRow], rows: &[&ProblemRow]) -> Markup {
    let lang = ctx.lang;
    let mut found: BTreeMap<&UnitCode, (u64, u64)> = BTreeMap::new();
    for row in rows {
        if let Some(unit) = &row.unit {
            let (open, closed) = found.entry(unit).or_default();
            if row.stage == Stage::Closed {
                *closed += 1;
            } else {
                *open += 1;
            }
        }
    }
    let columns = [
        Column::new(Kind::Text, t(lang, "deeds-unit")),
        Column::new(Kind::Number, t(lang, "values-open")),
        Column::new(Kind::Number, t(lang, "values-closed")),
    ];
    let line = |row: &UnitRow| -> Option<Vec<Markup>> {
        let (open, closed) = found.get(&row.unit)?;
        let href = ctx.to(&format!("/units/{}", row.unit));
        Some(vec![
            html! { a href=(href) { (names::pick(lang, &row.name)) } },
            html! { (count(*open)) },
            html! { (count(*closed)) },
        ])
    };
    let lines: Vec<Vec<Markup>> = units.iter().filter_map(line).collect();
    html! {
        @if !lines.is_empty() {
            details {
                summary { (t(lang, "values-by-unit")) }
                (table(&t(lang, "values-by-unit"), &columns, &lines))
            }
        }
    }
}

/// The value that cures a category; nothing where the charter names none.
pub(super) fn cure<'c>(
    lang: Lang,
    charter: &'c Charter,
    category: &str,
) -> Option<(&'c str, &'c str)> {
    let mut categories = charter.categories.iter();
    let found = categories.find(|one| one.id == category)?;
    let cure = found.cure.as_ref()?;
    let value = charter.values.iter().find(|one| one.id == *cure)?;
    Some((value.id.as_str(), names::pick(lang, &value.name)))
}
