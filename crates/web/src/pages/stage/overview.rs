//! All units and all stages in one table.

use super::parts::{self, View};
use crate::component::{Column, Kind, Stat, empty_state, stats, table};
use crate::errors::Failure;
use crate::i18n::{count, t, t_args};
use crate::pages::{documents, names};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::id::UnitCode;
use massline_service::rows::UnitRow;
use massline_service::stage::UnitWay;
use maud::{Markup, html};

/// Deeper than any tree of bodies; a damaged tree must not run for ever.
const DEEPEST: u8 = 12;

/// `GET /stages`
pub(in crate::pages) async fn overview(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let ways = ctx.service().stages(&ctx.campaign).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t(lang, "stages-title");
    let view = View {
        lang,
        campaign: &ctx.campaign,
        units: &units,
        today: ctx.today(),
    };
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "stages-lead")) }
        @if ways.is_empty() || ctx.campaign.charter.stages.is_empty() {
            (empty_state(&t(lang, "stages-none"), None))
        } @else {
            (stats(&passed(&view, &ways)))
            p {
                a href=(ctx.to("/mirrors")) { (t(lang, "stages-papers")) } " · "
                a href=(ctx.to("/criticism")) { (t(lang, "criticism-title")) } " · "
                a href=(ctx.to("/supervision")) { (t(lang, "supervision-title")) } " · "
                a href=(ctx.to("/study")) { (t(lang, "study-title")) } " · "
                a href=(ctx.to("/waves")) { (t(lang, "waves-title")) } " · "
                a href=(ctx.to("/treatments")) { (t(lang, "treatments-title")) } " · "
                a href=(ctx.to("/commitments")) { (t(lang, "commitments-title")) } " · "
                a href=(ctx.to("/rules")) { (t(lang, "rules-title")) }
            }
            (rows(&ctx, &view, &ways))
            (documents::links(lang, |format| format!("/documents/stages/{format}")))
        }
    };
    Ok(ctx.page(Page::new(title.clone()).active("/units").wide(), body))
}

/// How many units have passed each stage.
fn passed(view: &View<'_>, ways: &[UnitWay]) -> Vec<Stat> {
    let stages = view.campaign.charter.stages.iter();
    let of = ways.len() as u64;
    let stat = |stage: &massline_domain::charter::StageRule| {
        let through = ways.iter().filter(|one| one.way.has_passed(&stage.id));
        Stat {
            number: count(through.count() as u64),
            label: names::pick(view.lang, &stage.name).to_owned(),
            note: Some(t_args(view.lang, "stages-passed-of", &[("of", of.into())])),
            href: None,
        }
    };
    stages.map(stat).collect()
}

fn rows(ctx: &Ctx, view: &View<'_>, ways: &[UnitWay]) -> Markup {
    let lang = view.lang;
    let mut columns = vec![Column::new(Kind::Text, t(lang, "stages-unit"))];
    let stages = &view.campaign.charter.stages;
    let heads = stages.iter().map(|stage| names::pick(lang, &stage.name));
    columns.extend(heads.map(|name| Column::new(Kind::Text, name)));
    let rows: Vec<Vec<Markup>> = in_order(view.units, ways)
        .into_iter()
        .map(|(one, depth)| {
            let href = ctx.to(&format!("/stages/{}", one.unit.unit));
            let name = names::pick(lang, &one.unit.name);
            let level = format!("level level-{}", depth.min(3));
            let mut cells = vec![html! { span class=(level) { a href=(href) { (name) } } }];
            cells.extend(stages.iter().map(|stage| parts::state(view, one, stage)));
            cells
        })
        .collect();
    table(&t(lang, "stages-caption"), &columns, &rows)
}

/// The ways in the order of the tree, with their depth.
pub(in crate::pages) fn in_order<'w>(
    units: &[UnitRow],
    ways: &'w [UnitWay],
) -> Vec<(&'w UnitWay, u8)> {
    let mut order = Vec::new();
    below(units, None, 0, &mut order);
    let way = |unit: &UnitCode| ways.iter().find(|one| one.unit.unit == *unit);
    let found = order.into_iter();
    found
        .filter_map(|(unit, depth)| Some((way(unit)?, depth)))
        .collect()
}

/// The codes of the units in the order of the tree, with their depth.
fn below<'u>(
    units: &'u [UnitRow],
    parent: Option<&UnitCode>,
    depth: u8,
    order: &mut Vec<(&'u UnitCode, u8)>,
) {
    if depth >= DEEPEST {
        return;
    }
    for row in units.iter().filter(|row| row.parent.as_ref() == parent) {
        order.push((&row.unit, depth));
        below(units, Some(&row.unit), depth + 1, order);
    }
}
