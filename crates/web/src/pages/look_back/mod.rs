//! Looking back, for everyone: how many closings held, and what was seen at one problem.

use super::names;
use crate::chart::{Estimate, Figure, intervals};
use crate::component::{Column, Kind, day, empty_state, facts, table, told};
use crate::errors::Failure;
use crate::i18n::{Lang, count, t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::look_back::Look;
use massline_domain::problem::Stage;
use massline_service::look_back::Held;
use massline_service::rows::{ProblemRow, UnitRow};
use maud::{Markup, html};

/// `GET /look-backs`
pub(super) async fn show(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let title = t(lang, "held-title");
    let counts = ctx.service().held(&ctx.campaign).await?;
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "held-lead")) }
        @if counts.is_empty() { (empty_state(&t(lang, "held-none"), None)) }
        @else { (figures(&ctx, &counts)) }
    };
    let page = Page::new(title.clone()).active("/problems");
    Ok(ctx.page(page.crumb("/problems", t(lang, "problems-title")), body))
}

fn figures(ctx: &Ctx, counts: &[Held]) -> Markup {
    let lang = ctx.lang;
    let k = u64::from(ctx.campaign.charter.limits.small_number);
    let columns = [
        Column::new(Kind::Text, t(lang, "held-after")),
        Column::new(Kind::Number, t(lang, "held-of")),
        Column::new(Kind::Number, t(lang, "held-held")),
        Column::new(Kind::Number, t(lang, "held-not")),
        Column::new(Kind::Number, t(lang, "held-unseen")),
    ];
    let rows: Vec<Vec<Markup>> = counts.iter().map(|one| row(lang, one, k)).collect();
    let shares: Vec<Estimate> = counts
        .iter()
        .filter(|one| one.of >= k)
        .filter_map(|one| share(lang, one))
        .collect();
    let caption = t(lang, "held-share-caption");
    let things = t(lang, "held-after");
    let figure = Figure {
        id: "held",
        caption: &caption,
        note: None,
        things: &things,
    };
    html! {
        @for one in counts.iter().filter(|one| one.of >= k) {
            p { b {
                (t_args(lang, "held-said", &[("days", one.after.into()), ("n", one.held.into()), ("of", one.of.into())]))
            } }
        }
        @if !shares.is_empty() { (intervals(lang, &figure, None, &shares)) }
        (table(&t(lang, "held-caption"), &columns, &rows))
        p .soft { (t_args(lang, "held-note", &[("k", k.into())])) }
    }
}

/// Numbers of closings, where there are enough of them to be shown.
fn row(lang: Lang, one: &Held, k: u64) -> Vec<Markup> {
    let after = html! { (t_args(lang, "held-days", &[("days", one.after.into())])) };
    let hidden = one.of > 0 && one.of < k;
    let cell = |number: u64| {
        html! {
            @if hidden { (t(lang, "not-shown")) } @else { (count(number)) }
        }
    };
    vec![
        after,
        html! {
            @if hidden { (t_args(lang, "fewer-than", &[("k", k.into())])) } @else { (count(one.of)) }
        },
        cell(one.held),
        cell(one.not_held),
        cell(one.unseen()),
    ]
}

fn share(lang: Lang, one: &Held) -> Option<Estimate> {
    let label = t_args(lang, "held-days", &[("days", one.after.into())]);
    Estimate::of(label, one.held, one.of)
}

/// What was seen at a problem, and when it is looked at next; nothing where it never was
/// closed.
pub(super) async fn section(
    ctx: &Ctx,
    units: &[UnitRow],
    row: &ProblemRow,
) -> Result<Markup, Failure> {
    let lang = ctx.lang;
    let looks = ctx.service().looks(&ctx.campaign, row.problem).await?;
    let to_come = match row.stage {
        Stage::Closed => {
            let service = ctx.service();
            service.looks_to_come(&ctx.campaign, row.problem).await?
        }
        _ => Vec::new(),
    };
    if looks.looks.is_empty() && to_come.is_empty() {
        return Ok(html! {});
    }
    let next: Vec<(String, Markup)> = to_come
        .iter()
        .map(|(after, due)| {
            let label = t_args(lang, "held-days", &[("days", (*after).into())]);
            let when = html! {
                (day(lang, due.0))
                @if *due <= ctx.today() { " · " b { (t(lang, "look-waits")) } }
            };
            (label, when)
        })
        .collect();
    Ok(html! {
        h2 #look-backs { (t(lang, "look-section")) }
        @for look in &looks.looks { (seen(lang, units, look)) }
        @if !next.is_empty() {
            p { (t(lang, "look-next")) }
            (facts(&next))
        }
        p .soft { a href=(ctx.to("/look-backs")) { (t(lang, "look-to-figures")) } }
    })
}

fn seen(lang: Lang, units: &[UnitRow], look: &Look) -> Markup {
    let key = if look.held {
        "look-seen-held"
    } else {
        "look-seen-not"
    };
    let says = [
        ("days", look.after.into()),
        ("unit", names::unit(lang, units, &look.by).into()),
    ];
    html! {
        p { b { (t_args(lang, key, &says)) } " " (day(lang, look.day.0)) }
        (told(lang, &look.words))
    }
}
