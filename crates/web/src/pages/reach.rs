//! Who has spoken, and who has not been heard: voices by group of people, by channel and by
//! day, as far as the numbers are large enough to be shown.

use super::{hearing, names};
use crate::chart::{Bar, Figure, Ink, Series, TimePoint, bars, over_time};
use crate::errors::Failure;
use crate::i18n::{Lang, count, t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::Day;
use massline_domain::charter::Named;
use massline_domain::small::hidden_cells;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Days in a point of the line.
const WEEK: i32 = 7;

pub(super) async fn show(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let figures = ctx.service().figures(&ctx.campaign).await?;
    let charter = &ctx.campaign.charter;
    let service = ctx.service();
    let hearing = service.hearing_with(&ctx.campaign, &figures).await?;
    let today = ctx.service().today(&ctx.campaign);
    let title = t(lang, "reach-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t_args(lang, "reach-lead", &[("n", figures.opinions.into())])) }
        (unheard(lang, &charter.groups, &figures.groups))
        (hearing::plan(lang, charter, today, &hearing))
        (by(&ctx, "groups", &charter.groups, &figures.groups))
        (by(&ctx, "channels", &charter.channels, &figures.channels))
        (over_weeks(&ctx, &figures.days))
    };
    Ok(ctx.page(
        Page::new(title.clone()).crumb("/", t(lang, "reach-home")),
        body,
    ))
}

/// The groups of the charter from which nobody has spoken.
fn unheard(lang: Lang, all: &[Named], found: &BTreeMap<String, u64>) -> Markup {
    let silent = all
        .iter()
        .filter(|one| found.get(&one.id).is_none_or(|number| *number == 0));
    let names: Vec<&str> = silent.map(|one| names::pick(lang, &one.name)).collect();
    let names = names.join(lang.pick("、", ", "));
    html! {
        @if !names.is_empty() { p { (t_args(lang, "reach-unheard", &[("groups", names.into())])) } }
    }
}

fn by(ctx: &Ctx, what: &'static str, all: &[Named], found: &BTreeMap<String, u64>) -> Markup {
    let lang = ctx.lang;
    let k = u64::from(ctx.campaign.charter.limits.small_number);
    let counts: Vec<u64> = all
        .iter()
        .map(|one| found.get(&one.id).copied().unwrap_or(0))
        .collect();
    let hidden = hidden_cells(&counts, k);
    let shown: Vec<Bar> = all
        .iter()
        .zip(counts.iter().zip(hidden))
        .map(|(one, (number, hidden))| Bar {
            label: names::pick(lang, &one.name).to_owned(),
            value: if hidden { 0.0 } else { *number as f64 },
            shown: if hidden {
                t(lang, "not-shown")
            } else {
                count(*number)
            },
        })
        .collect();
    let (caption, things) = match what {
        "groups" => (t(lang, "reach-groups"), t(lang, "reach-group")),
        _ => (t(lang, "reach-channels"), t(lang, "reach-channel")),
    };
    let note = t_args(lang, "months-note", &[("k", k.into())]);
    let figure = Figure {
        id: what,
        caption: &caption,
        note: Some(&note),
        things: &things,
    };
    bars(lang, &figure, &t(lang, "months-amount"), &shown)
}

/// Voices per week of receipt, without weeks of too few; gaps are weeks without a number.
fn over_weeks(ctx: &Ctx, days: &BTreeMap<Day, u64>) -> Markup {
    let lang = ctx.lang;
    let k = u64::from(ctx.campaign.charter.limits.small_number);
    let points = weeks(days, k);
    if points.len() < 2 {
        return html! {};
    }
    let (caption, things) = (t(lang, "reach-weeks"), t(lang, "reach-week"));
    let note = t_args(lang, "reach-weeks-note", &[("k", k.into())]);
    let figure = Figure {
        id: "weeks",
        caption: &caption,
        note: Some(&note),
        things: &things,
    };
    let series = [Series {
        label: t(lang, "months-amount"),
        ink: Ink::Azurite,
    }];
    over_time(lang, &figure, &series, &points)
}

/// One point for each week, from the first day on; numbers under `k` are drawn as zero.
fn weeks(days: &BTreeMap<Day, u64>, k: u64) -> Vec<TimePoint> {
    let (Some((first, _)), Some((last, _))) = (days.first_key_value(), days.last_key_value())
    else {
        return Vec::new();
    };
    let mut points: Vec<TimePoint> = (0..=last.since(*first) / WEEK)
        .map(|week| TimePoint {
            day: first.0 + week * WEEK,
            values: vec![0],
        })
        .collect();
    for (day, number) in days {
        if let Ok(week) = usize::try_from(day.since(*first) / WEEK)
            && let Some(point) = points.get_mut(week)
        {
            point.values[0] += number;
        }
    }
    for point in &mut points {
        if point.values[0] < k {
            point.values[0] = 0;
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_counted_from_the_first_day_and_small_ones_are_nothing() {
        let days = [(Day(10), 3), (Day(16), 4), (Day(17), 2), (Day(31), 9)];
        let found: Vec<(i32, u64)> = weeks(&days.into(), 5)
            .iter()
            .map(|point| (point.day, point.values[0]))
            .collect();
        assert_eq!(found, [(10, 7), (17, 0), (24, 0), (31, 9)]);
        assert_eq!(weeks(&BTreeMap::new(), 5), []);
    }
}
