//! Self-examinations for everyone: which papers there are, where each is, and what those
//! that are published say.

pub(super) mod parts;

use super::{documents, names};
use crate::component::{Column, Kind, day, empty_state, facts, table, told};
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::id::{PaperId, UnitCode};
use massline_domain::mirror::Paper;
use maud::{Markup, html};

/// `GET /mirrors`
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let papers = ctx.service().papers(&ctx.campaign).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t(lang, "mirrors-title");
    let columns = [
        Column::new(Kind::Text, t(lang, "mirrors-paper")),
        Column::new(Kind::Text, t(lang, "mirrors-state")),
        Column::new(Kind::Number, t(lang, "mirrors-returned")),
    ];
    // A draft is nobody's business yet.
    let shown = papers
        .iter()
        .filter(|(_, paper)| !paper.submitted.is_empty());
    let rows: Vec<Vec<Markup>> = shown
        .map(|(id, paper)| {
            let unit = names::unit(lang, &units, &id.unit);
            let href = ctx.to(&format!("/mirrors/{id}"));
            vec![
                html! { a href=(href) { (parts::name(lang, &unit, paper)) } },
                parts::state(lang, paper, ctx.today()),
                html! { (paper.returned.len()) },
            ]
        })
        .collect();
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "mirrors-lead")) }
        @if rows.is_empty() { (empty_state(&t(lang, "mirrors-none"), None)) }
        @else { (table(&t(lang, "mirrors-caption"), &columns, &rows)) }
    };
    let page = Page::new(title.clone()).active("/units").wide();
    Ok(ctx.page(page.crumb("/stages", t(lang, "stages-title")), body))
}

/// `GET /mirrors/{unit}/{number}`
pub(super) async fn one(
    ctx: Ctx,
    Path((unit, number)): Path<(String, u32)>,
) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let unit: UnitCode = unit.parse().map_err(|_| Failure::NotFound)?;
    let id = PaperId { unit, number };
    let papers = ctx.service().papers(&ctx.campaign).await?;
    let found = papers.into_iter().find(|(one, _)| *one == id);
    let (_, paper) = found
        .filter(|(_, paper)| !paper.submitted.is_empty())
        .ok_or(Failure::NotFound)?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let by = |unit: &UnitCode| names::unit(lang, &units, unit);
    let title = parts::name(lang, &by(&id.unit), &paper);
    let covered = match &paper.published {
        Some((_, content)) => {
            let service = ctx.service();
            let covers = service.paper_coverage(&ctx.campaign, &id.unit, content);
            parts::coverage(lang, &covers.await?, content)
        }
        None => html! {},
    };
    let body = html! {
        h1 { (title) }
        p { (parts::state(lang, &paper, ctx.today())) }
        (story(&ctx, &paper, by))
        @match &paper.published {
            Some((_, content)) => {
                (covered)
                (parts::content(lang, &ctx.campaign, content))
                (documents::links(lang, |format| format!("/documents/mirrors/{id}/{format}")))
            }
            None => p { (t(lang, "mirror-not-yet")) },
        }
    };
    let page = Page::new(title.clone()).active("/units");
    Ok(ctx.page(page.crumb("/mirrors", t(lang, "mirrors-title")), body))
}

/// What happened to a paper: returned, accepted, replied to.
fn story(ctx: &Ctx, paper: &Paper, by: impl Fn(&UnitCode) -> String) -> Markup {
    let lang = ctx.lang;
    let mut pairs = Vec::new();
    for one in &paper.returned {
        let reasons = &ctx.campaign.charter.return_reasons;
        let words = html! {
            p { b { (names::named(lang, reasons, &one.reason)) } " " (by(&one.by)) }
            (parts::stands_in(lang, &ctx.campaign, one))
            (told(lang, &one.words))
            p .small.soft { (day(lang, one.day.0)) " · " (t_args(lang, "mirror-rewrite-by", &[("day", crate::i18n::date(lang, one.rewrite_by.0).into())])) }
        };
        pairs.push((t(lang, "mirror-returned"), words));
    }
    if let Some(one) = &paper.accepted {
        let words = html! {
            p { (by(&one.by)) }
            (told(lang, &one.note))
            p .small.soft { (day(lang, one.day.0)) }
        };
        pairs.push((t(lang, "mirror-accepted"), words));
    }
    if let Some((on, words)) = &paper.reply {
        let words = html! { (told(lang, words)) p .small.soft { (day(lang, on.0)) } };
        pairs.push((t(lang, "mirror-reply"), words));
    }
    html! { @if !pairs.is_empty() { (facts(&pairs)) } }
}
