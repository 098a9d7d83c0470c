//! The units as a tree, each with the problems it has by stage. In the order of the tree,
//! never of merit: a unit is compared with its own past.

use super::names;
use crate::component::{empty_state, stage_badge};
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::id::UnitCode;
use massline_domain::problem::Stage;
use massline_service::rows::UnitRow;
use maud::{Markup, html};

/// Deeper than any tree of bodies; a damaged tree must not run for ever.
const DEEPEST: u8 = 12;

pub(super) async fn tree(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t(lang, "units-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "units-lead")) }
        @if !ctx.campaign.charter.stages.is_empty() {
            p {
                a href=(ctx.to("/stages")) { (t(lang, "units-to-stages")) } " · "
                a href=(ctx.to("/deeds")) { (t(lang, "deeds-title")) } " · "
                a href=(ctx.to("/programmes")) { (t(lang, "programmes-title")) }
            }
        }
        @if units.is_empty() { (empty_state(&t(lang, "units-none"), None)) }
        @else { (below(&ctx, &units, None, 0)) }
    };
    Ok(ctx.page(Page::new(title.clone()).active("/units"), body))
}

fn below(ctx: &Ctx, units: &[UnitRow], parent: Option<&UnitCode>, depth: u8) -> Markup {
    let here: Vec<&UnitRow> = units
        .iter()
        .filter(|row| row.parent.as_ref() == parent)
        .collect();
    html! {
        @if !here.is_empty() && depth < DEEPEST {
            ul .tree {
                @for row in here {
                    li { (line(ctx, row)) (below(ctx, units, Some(&row.unit), depth + 1)) }
                }
            }
        }
    }
}

fn line(ctx: &Ctx, row: &UnitRow) -> Markup {
    let lang = ctx.lang;
    html! {
        a href=(ctx.to(&format!("/units/{}", row.unit))) { (names::pick(lang, &row.name)) }
        " " span .soft.small { (names::class(lang, &ctx.campaign, &row.class)) }
        (per_stage(ctx, row))
    }
}

/// The numbers per stage; stages without a problem are left out.
pub(super) fn per_stage(ctx: &Ctx, row: &UnitRow) -> Markup {
    let lang = ctx.lang;
    let shown = Stage::SHOWN.iter().filter(|stage| **stage != Stage::Merged);
    let found: Vec<(&str, u64)> = shown
        .filter_map(|stage| Some((stage.code(), *row.problems.get(stage.code())?)))
        .filter(|(_, number)| *number > 0)
        .collect();
    html! {
        @if !found.is_empty() {
            ul .stages {
                @for (stage, number) in found {
                    li { (stage_badge(lang, stage)) " " (t_args(lang, "stage-times", &[("n", number.into())])) }
                }
            }
        }
    }
}
