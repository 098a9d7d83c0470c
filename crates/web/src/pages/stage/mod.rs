//! The stages of the campaign, for everyone: where each unit is, what its gates still want,
//! what it told the public and who signed. In the order of the tree, never of merit.

mod leaders;
mod overview;
pub(super) mod parts;

pub(super) use overview::{in_order, overview};

use super::{mirror, names};
use crate::caller::Reader;
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::id::UnitCode;
use maud::html;

/// `GET /stages/{unit}`
pub(super) async fn one(
    ctx: Ctx,
    Path(code): Path<String>,
    reader: Reader,
) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let code: UnitCode = code.parse().map_err(|_| Failure::NotFound)?;
    let (found, _) = ctx.service().stage_of(&ctx.campaign, &code).await?;
    if let Some(reader) = reader.0 {
        ctx.service().stages_read(&ctx.campaign, &code, reader);
    }
    let units = ctx.service().units(&ctx.campaign).await?;
    let mut papers = ctx.service().papers(&ctx.campaign).await?;
    papers.retain(|(id, paper)| id.unit == code && !paper.submitted.is_empty());
    let leaders = leaders::section(&ctx, &code).await?;
    let name = names::pick(lang, &found.unit.name).to_owned();
    let title = t_args(lang, "stages-of", &[("unit", name.clone().into())]);
    let view = parts::View {
        lang,
        campaign: &ctx.campaign,
        units: &units,
        today: ctx.today(),
    };
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "stages-one-lead")) }
        @if !papers.is_empty() {
            h2 { (t(lang, "stages-papers")) }
            ul .plain {
                @for (id, paper) in &papers {
                    li {
                        a href=(ctx.to(&format!("/mirrors/{id}"))) { (mirror::parts::name(lang, &name, paper)) }
                        " " (mirror::parts::state(lang, paper, ctx.today()))
                    }
                }
            }
        }
        (leaders)
        @for stage in &ctx.campaign.charter.stages { (parts::stage(&view, &found, stage)) }
        p { a href=(ctx.to(&format!("/units/{code}"))) { (t(lang, "stages-to-unit")) } }
    };
    let page = Page::new(title.clone()).active("/units");
    Ok(ctx.page(page.crumb("/stages", t(lang, "stages-title")), body))
}
