//! The consultations about a problem, and what all groups of people agree on there.

use super::super::consultation::{agreed, card};
use crate::errors::Failure;
use crate::i18n::t;
use crate::request::Ctx;
use massline_domain::id::ProblemId;
use maud::{Markup, html};

/// Nothing where nobody was consulted.
pub(super) async fn section(ctx: &Ctx, problem: ProblemId) -> Result<Markup, Failure> {
    let (lang, service) = (ctx.lang, ctx.service());
    let rows = service.consultations_of(&ctx.campaign, problem).await?;
    if rows.is_empty() {
        return Ok(html! {});
    }
    let found = service.agreed(&ctx.campaign, problem).await?;
    Ok(html! {
        h2 { (t(lang, "consult-title")) }
        ul .cards { @for row in &rows { (card(ctx, row)) } }
        @if !found.is_empty() {
            h3 { (t(lang, "agreed-title")) }
            (agreed(lang, &found))
        }
    })
}
