//! The front page: what this is for, the loop with today's numbers, and whether the books
//! balance.

use super::consultation;
use super::problems::card;
use crate::component::{
    Look, LoopNumbers, Stat, Tone, actions, link_button, loop_picture, notice, stats,
};
use crate::errors::Failure;
use crate::i18n::{Lang, count, t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::problem::Stage;
use massline_service::rows::{Figures, ProblemFilter, ProblemRow, ProblemSort, UnitRow};
use maud::{Markup, html};

/// Problems in each short list.
const SHOWN: u32 = 3;
/// Where an opinion can be, with the path that lists it, in the order of the books.
const PLACES: [(&str, Option<&str>); 6] = [
    ("in_problem", Some("/problems")),
    ("answered", None),
    ("referred", None),
    ("refused", None),
    ("waiting", None),
    ("erased", None),
];

pub(crate) async fn front(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let figures = ctx.service().figures(&ctx.campaign).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let strongest = list(&ctx, None, ProblemSort::Strength).await?;
    let closed = list(&ctx, Some(Stage::Closed), ProblemSort::Newest).await?;
    let reopened = list(&ctx, Some(Stage::Reopened), ProblemSort::Newest).await?;
    let consulting = consulting(&ctx).await?;
    let body = html! {
        h1 { (t(lang, "front-title")) }
        p .lead { (t(lang, "front-lead")) }
        (ways_in(&ctx))
        (loop_picture(lang, &loop_numbers(&figures)))
        (books(lang, &figures))
        p { a href=(ctx.to("/reach")) { (t(lang, "front-reach")) } }
        (consulting)
        (problem_list(&ctx, &units, "front-strongest", "/problems", &strongest))
        (problem_list(&ctx, &units, "front-closed", "/problems?stage=closed", &closed))
        (problem_list(&ctx, &units, "front-reopened", "/problems?stage=reopened", &reopened))
    };
    Ok(ctx.page(Page::new(ctx.name()).active("/").wide(), body))
}

fn ways_in(ctx: &Ctx) -> Markup {
    let lang = ctx.lang;
    html! {
        @if !ctx.campaign.row.open {
            (notice(Tone::Careful, None, html! { p { (t(lang, "campaign-ended")) } }))
        }
        (actions(html! {
            @if ctx.campaign.row.open {
                (link_button(Look::Big, &ctx.to("/speak"), &t(lang, "front-speak")))
            }
            (link_button(Look::Second, &ctx.to("/follow"), &t(lang, "front-follow")))
        }))
    }
}

/// The consultations that go on.
async fn consulting(ctx: &Ctx) -> Result<Markup, Failure> {
    let mut rows = ctx.service().consultations(&ctx.campaign).await?;
    rows.retain(|row| row.closed.is_none() && ctx.campaign.row.open);
    Ok(html! {
        @if !rows.is_empty() {
            h2 { (t(ctx.lang, "front-consulting")) }
            ul .cards { @for row in rows.iter().take(SHOWN as usize) { (consultation::card(ctx, row)) } }
            p { a href=(ctx.to("/consultations")) { (t(ctx.lang, "front-all")) } }
        }
    })
}

async fn list(
    ctx: &Ctx,
    stage: Option<Stage>,
    sort: ProblemSort,
) -> Result<Vec<ProblemRow>, Failure> {
    let filter = ProblemFilter {
        stage,
        sort,
        per_page: SHOWN,
        ..ProblemFilter::default()
    };
    Ok(ctx.service().problems(&ctx.campaign, &filter).await?.rows)
}

fn problem_list(
    ctx: &Ctx,
    units: &[UnitRow],
    key: &str,
    path: &str,
    rows: &[ProblemRow],
) -> Markup {
    html! {
        @if !rows.is_empty() {
            h2 { (t(ctx.lang, key)) }
            ul .cards { @for row in rows { (card(ctx, units, row)) } }
            p { a href=(ctx.to(path)) { (t(ctx.lang, "front-all")) } }
        }
    }
}

/// The figures beside the stations. A later station's problems have passed the earlier.
fn loop_numbers(figures: &Figures) -> LoopNumbers {
    let sum = |stages: &[&str]| {
        stages
            .iter()
            .filter_map(|stage| figures.problems.get(*stage))
            .sum()
    };
    let rounds = |what: &[&str]| {
        what.iter()
            .filter_map(|kind| figures.rounds.get(*kind))
            .sum()
    };
    LoopNumbers {
        voices: Some(figures.opinions),
        problems: Some(sum(&[
            "listed",
            "assigned",
            "claimed",
            "rectifying",
            "judging",
            "closed",
            "reopened",
        ])),
        claimed: Some(sum(&[
            "claimed",
            "rectifying",
            "judging",
            "closed",
            "reopened",
        ])),
        rectifying: Some(sum(&["rectifying", "judging", "closed", "reopened"])),
        judged: Some(rounds(&["fixed", "not_fixed"])),
        closed: Some(sum(&["closed"])),
        looked_back: None,
    }
}

/// received = in problems + answered + referred + refused + waiting + erased.
pub(super) fn books(lang: Lang, figures: &Figures) -> Markup {
    let placed: u64 = PLACES
        .iter()
        .map(|(place, _)| figures.in_state(place))
        .sum();
    let balanced = placed == figures.opinions;
    let sentence = if balanced {
        "books-balance"
    } else {
        "books-do-not-balance"
    };
    let tone = if balanced { Tone::Good } else { Tone::Bad };
    let mut args = vec![("received", figures.opinions.into())];
    args.extend(
        PLACES
            .iter()
            .map(|(place, _)| (*place, figures.in_state(place).into())),
    );
    html! {
        h2 #books { (t(lang, "books-title")) }
        (stats(&stat_list(lang, figures)))
        (notice(tone, None, html! { p { (t_args(lang, sentence, &args)) } }))
    }
}

fn stat_list(lang: Lang, figures: &Figures) -> Vec<Stat> {
    let stat = |number: u64, key: &str, path: Option<&str>| Stat {
        number: count(number),
        label: t(lang, key),
        note: None,
        href: path.map(|path| lang.path(path)),
    };
    let keys = [
        "books-in-problem",
        "books-answered",
        "books-referred",
        "books-refused",
        "books-waiting",
        "books-erased",
    ];
    let received = stat(figures.opinions, "books-received", None);
    let places = PLACES.iter().zip(keys);
    let places = places.map(|((place, path), key)| stat(figures.in_state(place), key, *path));
    std::iter::once(received).chain(places).collect()
}
