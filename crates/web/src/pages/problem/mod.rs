//! One problem with its whole story: how strongly people speak of it, what its unit does,
//! and what the people said of that.

mod consultations;
mod events;
pub(super) mod items;
pub(super) mod pictures;
mod rounds;
mod strength;
pub(super) mod support;
mod voices;

use super::{commitment, indicator, look_back, names, programme, study, values};
use crate::component::{Tone, day, facts, notice, stage_badge, story, way, words};
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::participant::Participant;
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::id::ProblemId;
use massline_domain::indicator::Subject;
use massline_domain::problem::Stage;
use massline_service::reading::Story;
use massline_service::rows::{ProblemRow, UnitRow};
use maud::{Markup, html};

/// Entries of the story on the page; earlier ones stand in the log.
const ENTRIES: usize = 120;

pub(super) async fn one(
    ctx: Ctx,
    Path(number): Path<String>,
    who: Participant,
) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let id = number
        .parse()
        .map(ProblemId)
        .map_err(|_| Failure::NotFound)?;
    let story = ctx.service().story(&ctx.campaign, id).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let judged = rounds::section(&ctx, &story).await?;
    let measured = indicator::section(&ctx, &Subject::Problem(id)).await?;
    let consulted = consultations::section(&ctx, id).await?;
    let looked = look_back::section(&ctx, &units, &story.problem).await?;
    let read = study::section(&ctx, id).await?;
    let committed = commitment::section(&ctx, &units, id).await?;
    let programmes = programme::of_problem(&ctx, id).await?;
    let row = &story.problem;
    let pictured = pictures::section(&ctx, row).await?;
    let token = who.token(ctx.site.config.secure_cookies);
    let supports = ctx.service().supports(&ctx.campaign, id, token).await?;
    let body = html! {
        h1 { (words(lang, &row.language, &row.title)) }
        (gone(&ctx, row))
        (way(lang, row.stage.code()))
        (programmes)
        (at_a_glance(&ctx, &units, &story))
        (support::section(&ctx, row, supports))
        (strength::section(&ctx, &units, row))
        (measured)
        (voices::section(&ctx, &story))
        (pictured)
        (consulted)
        (read)
        (items::section(&ctx, &units, &story))
        (committed)
        (judged)
        (looked)
        (timeline(&ctx, &units, &story))
    };
    let page = Page::new(row.title.clone()).active("/problems");
    Ok(ctx.page(page.crumb("/problems", t(lang, "problems-title")), body))
}

/// Where a merged problem went, or that a closing of it did not hold.
fn gone(ctx: &Ctx, row: &ProblemRow) -> Markup {
    let lang = ctx.lang;
    html! {
        @if let Some(into) = row.merged_into {
            (notice(Tone::Plain, None, html! {
                p {
                    (t(lang, "problem-merged")) " "
                    a href=(ctx.to(&format!("/problems/{into}"))) {
                        (t_args(lang, "problem-number", &[("n", into.to_string().into())]))
                    }
                }
            }))
        }
        @if let Some(from) = row.split_from {
            (notice(Tone::Plain, None, html! {
                p {
                    (t(lang, "problem-split-from")) " "
                    a href=(ctx.to(&format!("/problems/{from}"))) {
                        (t_args(lang, "problem-number", &[("n", from.to_string().into())]))
                    }
                }
            }))
        }
        @if row.not_held {
            (notice(Tone::Bad, None, html! { p { (t(lang, "problem-not-held")) } }))
        }
    }
}

fn at_a_glance(ctx: &Ctx, units: &[UnitRow], told: &Story) -> Markup {
    let (lang, row) = (ctx.lang, &told.problem);
    let mut pairs = vec![
        (t(lang, "fact-number"), html! { (row.problem) }),
        (t(lang, "fact-stage"), stage_badge(lang, row.stage.code())),
    ];
    if let Some(unit) = &row.unit {
        let link = html! { a href=(ctx.to(&format!("/units/{unit}"))) { (names::unit(lang, units, unit)) } };
        pairs.push((t(lang, "fact-unit"), link));
    }
    if let Some(code) = &row.category {
        let name = names::category(lang, &ctx.campaign, code);
        pairs.push((t(lang, "fact-category"), html! { (name) }));
        if let Some((id, value)) = values::cure(lang, &ctx.campaign.charter, code) {
            let link = html! { a href=(ctx.to(&format!("/values#{id}"))) { (value) } };
            pairs.push((t(lang, "fact-value"), link));
        }
    }
    let source = names::named(lang, &ctx.campaign.charter.sources, &row.source);
    pairs.push((t(lang, "fact-source"), html! { (source) }));
    pairs.push((t(lang, "fact-listed"), day(lang, row.listed.0)));
    if let (Stage::Assigned, Some(by)) = (row.stage, row.claim_by) {
        pairs.push((t(lang, "fact-claim-by"), due(ctx, by)));
    }
    if let Some(deadline) = row.deadline {
        pairs.push((t(lang, "fact-deadline"), due(ctx, deadline)));
    }
    if !told.places.is_empty() {
        let places = told.places.join(lang.pick("、", "; "));
        pairs.push((t(lang, "fact-places"), html! { (places) }));
    }
    if !row.keywords.is_empty() {
        let keywords = row.keywords.join(lang.pick("、", ", "));
        pairs.push((
            t(lang, "fact-keywords"),
            words(lang, &row.language, &keywords),
        ));
    }
    facts(&pairs)
}

/// A day by which something must be done, and whether it is past.
fn due(ctx: &Ctx, by: massline_domain::Day) -> Markup {
    let late = ctx.today().since(by);
    html! {
        (day(ctx.lang, by.0))
        @if late > 0 {
            " · " b { (t_args(ctx.lang, "days-late", &[("n", late.into())])) }
        }
    }
}

fn timeline(ctx: &Ctx, units: &[UnitRow], told: &Story) -> Markup {
    let entries = events::entries(ctx, units, &told.events);
    let left_out = entries.len().saturating_sub(ENTRIES);
    html! {
        h2 { (t(ctx.lang, "story-title")) }
        p .soft { (t(ctx.lang, "story-note")) }
        @if left_out > 0 {
            p .soft { (t_args(ctx.lang, "story-earlier", &[("n", (left_out as u64).into())])) }
        }
        (story(ctx.lang, &entries[left_out..]))
    }
}
