//! Indicators on public pages: what was fixed before, what was measured after, as a figure
//! with its numbers, and with an interval where it is a share.

use super::names;
use crate::chart::{Bar, Estimate, Figure, bars, intervals};
use crate::component::{day, facts};
use crate::errors::Failure;
use crate::i18n::{Lang, Value as Text, date, t, t_args, t_code};
use crate::request::Ctx;
use massline_domain::Charter;
use massline_domain::indicator::{Goal, Hundredths, Indicator, Subject, Value};
use maud::{Markup, html};

/// The indicators of a subject; nothing where there are none.
pub(super) async fn section(ctx: &Ctx, subject: &Subject) -> Result<Markup, Failure> {
    let (found, _) = ctx.service().indicators(&ctx.campaign, subject).await?;
    if found.all.is_empty() {
        return Ok(html! {});
    }
    let charter = &ctx.campaign.charter;
    Ok(html! {
        h2 #indicators { (t(ctx.lang, "indicators-title")) }
        p .soft { (t(ctx.lang, "indicators-note")) }
        @for (place, one) in found.all.iter().enumerate() {
            (indicator(ctx.lang, charter, place + 1, one))
        }
    })
}

/// One indicator with its figure.
pub(super) fn indicator(lang: Lang, charter: &Charter, number: usize, one: &Indicator) -> Markup {
    let goal = &one.goal;
    let family = names::named(lang, &charter.indicators, &goal.family);
    let k = charter.limits.small_number;
    let window = [
        ("from", Text::from(date(lang, goal.from.0))),
        ("to", Text::from(date(lang, goal.to.0))),
    ];
    let base = html! {
        b { (value(lang, goal, goal.baseline, k)) } " "
        span .soft { (t_args(lang, "indicator-window", &window)) " · " (source(lang, goal, &goal.source)) }
    };
    let aim = html! { (t_code(lang, "aim", goal.aim.code())) " " b { (target(lang, goal)) } };
    let pairs = [
        (t(lang, "indicator-family"), html! { (family) }),
        (t(lang, "indicator-before"), base),
        (t(lang, "indicator-target"), aim),
        (t(lang, "indicator-starts"), day(lang, goal.starts.0)),
        (t(lang, "indicator-now"), now(lang, one, k)),
    ];
    html! {
        h3 { (goal.name) }
        (facts(&pairs))
        @if !one.readings.is_empty() { (figure(lang, number, one, k)) }
    }
}

fn now(lang: Lang, one: &Indicator, k: u32) -> Markup {
    let Some(latest) = one.latest() else {
        return html! { (t(lang, "indicator-not-measured")) };
    };
    let reached = if one.is_reached() == Some(true) {
        "indicator-reached"
    } else {
        "indicator-not-reached"
    };
    html! {
        b { (value(lang, &one.goal, latest.value, k)) } " "
        @if !is_small(latest.value, k) { (t(lang, reached)) " " }
        span .soft { (lang.pick("（", "(")) (date(lang, latest.day.0)) " · " (source(lang, &one.goal, &latest.source)) (lang.pick("）", ")")) }
    }
}

/// In what it is measured; what the program counts has a name in each language.
pub(super) fn measure(lang: Lang, goal: &Goal) -> String {
    let counted = goal.counted.map(|one| t_code(lang, "counted", one.code()));
    counted.unwrap_or_else(|| goal.measure.clone())
}

/// Where a number is from.
fn source(lang: Lang, goal: &Goal, written: &str) -> String {
    match goal.counted {
        Some(_) => t(lang, "indicator-counted"),
        None => written.to_owned(),
    }
}

/// A share of so few is not shown.
fn is_small(value: Value, k: u32) -> bool {
    matches!(value, Value::Share { whole, .. } if whole < k)
}

fn value(lang: Lang, goal: &Goal, value: Value, k: u32) -> String {
    match value {
        // Fewer than may be told count as none, and are said to be so.
        Value::Amount(Hundredths(0)) if goal.counted.is_some() => {
            t_args(lang, "counted-few", &[("k", u64::from(k).into())])
        }
        Value::Amount(amount) => format!("{amount} {}", measure(lang, goal)),
        Value::Share { .. } if is_small(value, k) => t(lang, "not-shown"),
        Value::Share { part, whole } => {
            let share = f64::from(part) / f64::from(whole);
            format!("{} ({part}/{whole})", crate::i18n::percent(share))
        }
    }
}

fn target(lang: Lang, goal: &Goal) -> String {
    match goal.baseline {
        Value::Amount(_) => format!("{} {}", goal.target, measure(lang, goal)),
        Value::Share { .. } => format!("{}%", goal.target),
    }
}

fn figure(lang: Lang, number: usize, one: &Indicator, k: u32) -> Markup {
    let (goal, id) = (&one.goal, format!("indicator-{number}"));
    let (caption, things) = (
        format!("{} · {}", goal.name, measure(lang, goal)),
        t(lang, "indicator-day"),
    );
    let about = Figure {
        id: &id,
        caption: &caption,
        note: None,
        things: &things,
    };
    let before = (t(lang, "indicator-before"), goal.baseline);
    let mut readings: Vec<_> = one.readings.iter().collect();
    readings.sort_by_key(|reading| reading.day);
    let after = readings
        .iter()
        .map(|one| (date(lang, one.day.0), one.value));
    let points: Vec<(String, Value)> = std::iter::once(before).chain(after).collect();
    if let Value::Share { .. } = goal.baseline {
        let shares: Vec<Estimate> = points
            .into_iter()
            .filter(|(_, value)| !is_small(*value, k))
            .filter_map(|(label, value)| match value {
                Value::Share { part, whole } => Estimate::of(label, part.into(), whole.into()),
                Value::Amount(_) => None,
            })
            .collect();
        let target = goal.target.0 as f64 / 10_000.0;
        return intervals(lang, &about, Some(target), &shares);
    }
    let aim = (t(lang, "indicator-target"), Value::Amount(goal.target));
    let bar = |(label, value): (String, Value)| match value {
        Value::Amount(amount) => Some(Bar {
            label,
            value: amount.0 as f64 / 100.0,
            shown: amount.to_string(),
        }),
        Value::Share { .. } => None,
    };
    let all: Vec<Bar> = points.into_iter().chain([aim]).filter_map(bar).collect();
    bars(lang, &about, &measure(lang, goal), &all)
}
