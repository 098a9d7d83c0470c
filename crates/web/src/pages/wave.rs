//! Waves for everyone: which units go together, what a wave found unfinished, what was learnt,
//! and what the units of the next take over.

use super::names;
use crate::component::{day, empty_state, stage_badge, told, words};
use crate::errors::Failure;
use crate::i18n::{Lang, count, t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::id::WaveId;
use massline_domain::wave::{Kind, Wave};
use massline_service::rows::{ProblemRow, UnitRow};
use maud::{Markup, html};

/// Problems left unfinished that are listed by name.
const MOST: usize = 50;

/// `GET /waves`
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let waves = ctx.service().waves(&ctx.campaign).await?;
    let title = t(lang, "waves-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "waves-lead")) }
        @if waves.is_empty() { (empty_state(&t(lang, "waves-none"), None)) }
        @else {
            ol .plain {
                @for (id, wave) in &waves {
                    li {
                        h2 { a href=(ctx.to(&format!("/waves/{}", id.0))) { (name(lang, *id, wave)) } }
                        p {
                            (t(lang, "waves-opened")) " " (day(lang, wave.opened.0)) " · "
                            (t_args(lang, "waves-units", &[("n", (wave.units.len() as u64).into())])) " · "
                            (state(lang, wave))
                        }
                    }
                }
            }
        }
    };
    let page = Page::new(title.clone()).active("/units");
    Ok(ctx.page(page.crumb("/stages", t(lang, "stages-title")), body))
}

/// What a wave is called.
pub(super) fn name(lang: Lang, id: WaveId, wave: &Wave) -> String {
    wave.name.as_ref().map_or_else(
        || id.0.to_string(),
        |name| names::pick(lang, name).to_owned(),
    )
}

fn state(lang: Lang, wave: &Wave) -> String {
    let code = if wave.published.is_some() {
        "published"
    } else {
        "open"
    };
    t_code(lang, "wave", code)
}

/// `GET /waves/{number}`
pub(super) async fn one(ctx: Ctx, Path(number): Path<u32>) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let id = WaveId(number);
    let waves = ctx.service().waves(&ctx.campaign).await?;
    let found = waves.iter().find(|(one, _)| *one == id);
    let (_, wave) = found.ok_or(Failure::NotFound)?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let left = ctx.service().unfinished_before(&ctx.campaign, id).await?;
    let title = name(lang, id, wave);
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "waves-opened")) " " (day(lang, wave.opened.0)) " · " (state(lang, wave)) }
        h2 { (t(lang, "wave-units")) }
        ul { @for unit in &wave.units { li { a href=(ctx.to(&format!("/stages/{unit}"))) { (names::unit(lang, &units, unit)) } } } }
        @if number > 1 { (unfinished(&ctx, &units, &left)) (answers(&ctx, &units, wave)) }
        (lessons(lang, &units, wave))
    };
    let page = Page::new(title.clone()).active("/units");
    Ok(ctx.page(page.crumb("/waves", t(lang, "waves-title")), body))
}

/// What the waves before leave to this one.
fn unfinished(ctx: &Ctx, units: &[UnitRow], left: &[ProblemRow]) -> Markup {
    let lang = ctx.lang;
    html! {
        h2 { (t(lang, "wave-unfinished")) " (" (count(left.len() as u64)) ")" }
        p { (t(lang, "wave-unfinished-why")) }
        ul {
            @for row in left.iter().take(MOST) {
                li {
                    a href=(ctx.to(&format!("/problems/{}", row.problem))) { (words(lang, &row.language, &row.title)) } " "
                    (stage_badge(lang, row.stage.code()))
                    @if let Some(unit) = &row.unit { " " span .small.soft { (names::unit(lang, units, unit)) } }
                }
            }
        }
    }
}

/// What each unit takes over of the lessons of the wave before.
fn answers(ctx: &Ctx, units: &[UnitRow], wave: &Wave) -> Markup {
    let lang = ctx.lang;
    html! {
        h2 { (t(lang, "wave-answers")) }
        @if wave.answers.is_empty() { p { (t(lang, "wave-answers-none")) } }
        @for (unit, (on, words)) in &wave.answers {
            h3 { (names::unit(lang, units, unit)) }
            p .small.soft { (day(lang, on.0)) }
            (told(lang, words))
        }
    }
}

/// What was learnt, by what it is about.
pub(super) fn lessons(lang: Lang, units: &[UnitRow], wave: &Wave) -> Markup {
    html! {
        h2 #lessons { (t(lang, "wave-lessons")) }
        @if wave.lessons.is_empty() { p { (t(lang, "wave-lessons-none")) } }
        @for kind in Kind::ALL {
            @let of = wave.lessons.iter().filter(|one| one.kind == kind).collect::<Vec<_>>();
            @if !of.is_empty() {
                h3 { (t_code(lang, "lesson", kind.code())) }
                ul .plain {
                    @for one in of {
                        li {
                            (told(lang, &one.words))
                            p .small.soft {
                                (names::unit(lang, units, &one.by)) " · " (t_code(lang, "lesson-by", one.role.code()))
                                " · " (day(lang, one.day.0))
                            }
                        }
                    }
                }
            }
        }
    }
}
