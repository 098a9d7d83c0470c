//! Numbers over time, as lines above a light ground.

use super::scale::nice_top;
use super::stacked::Series;
use super::{Figure, figure};
use crate::component::{Column, Kind};
use crate::i18n::{Lang, count, date};
use maud::{Markup, html};

/// The numbers of one day (or of the span that starts with it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimePoint {
    /// The day, counted from 1970-01-01.
    pub day: i32,
    /// One number for each series.
    pub values: Vec<u64>,
}

const TOP: u32 = 22;
const PLOT: u32 = 160;
const SPAN: f64 = 1000.0;

/// Lines over time. The points come in the order of their days; nothing is drawn between
/// numbers that are not there, so gaps are to be filled with zeros by the caller.
#[must_use]
pub fn over_time(
    lang: Lang,
    about: &Figure<'_>,
    series: &[Series],
    points: &[TimePoint],
) -> Markup {
    let most = points
        .iter()
        .flat_map(|point| &point.values)
        .max()
        .copied()
        .unwrap_or(0);
    let top = nice_top(most as f64);
    let drawing = html! {
        (grid(top, TOP, PLOT))
        svg x="0" y=(TOP) width="100%" height=(PLOT) viewBox=(format!("0 0 {SPAN} {PLOT}")) preserveAspectRatio="none" {
            @for (place, part) in series.iter().enumerate() {
                @let line = path(points, place, top);
                @if series.len() == 1 && points.len() > 1 {
                    path .area.c1 d=(format!("{line}L{SPAN} {PLOT}L0 {PLOT}Z")) {}
                }
                path class={ "line " (part.ink.stroke()) } d=(line) {}
            }
        }
        (days(lang, points))
    };
    let mut columns = vec![Column::new(Kind::Day, about.things)];
    columns.extend(
        series
            .iter()
            .map(|part| Column::new(Kind::Number, part.label.clone())),
    );
    let rows: Vec<Vec<Markup>> = points
        .iter()
        .map(|point| {
            let day = html! { (date(lang, point.day)) };
            std::iter::once(day)
                .chain(point.values.iter().map(|value| html! { (count(*value)) }))
                .collect()
        })
        .collect();
    let legend = (series.len() > 1).then(|| legend(series));
    figure(
        lang,
        about,
        TOP + PLOT + 26,
        drawing,
        legend,
        &columns,
        &rows,
    )
}

/// Three lines across, each with its number above it.
pub(super) fn grid(top: f64, above: u32, plot: u32) -> Markup {
    // A top of 1 has no whole number in its middle.
    let steps: &[f64] = if top > 1.0 {
        &[0.0, 0.5, 1.0]
    } else {
        &[0.0, 1.0]
    };
    html! {
        @for share in steps {
            @let y = f64::from(above) + f64::from(plot) * (1.0 - share);
            line class=(if *share == 0.0 { "axis" } else { "grid" }) x1="0" x2="100%" y1=(y) y2=(y) {}
            @if *share > 0.0 { text .soft x="0" y=(y - 5.0) { (mark(top * share)) } }
        }
    }
}

fn mark(value: f64) -> String {
    if value.fract() == 0.0 {
        count(value as u64)
    } else {
        format!("{value:.1}")
    }
}

fn path(points: &[TimePoint], series: usize, top: f64) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return String::new();
    };
    let span = f64::from((last.day - first.day).max(1));
    let mut path = String::new();
    for point in points {
        let x = f64::from(point.day - first.day) / span * SPAN;
        let value = point.values.get(series).copied().unwrap_or(0) as f64;
        let y = f64::from(PLOT) * (1.0 - value / top);
        path.push_str(&format!(
            "{}{x:.1} {y:.1}",
            if path.is_empty() { 'M' } else { 'L' }
        ));
    }
    path
}

fn days(lang: Lang, points: &[TimePoint]) -> Markup {
    let y = TOP + PLOT + 19;
    html! {
        @if let Some(first) = points.first() { text .soft x="0" y=(y) { (date(lang, first.day)) } }
        @if let Some(last) = points.last().filter(|_| points.len() > 1) {
            text .soft.end x="100%" y=(y) { (date(lang, last.day)) }
        }
    }
}

fn legend(series: &[Series]) -> Markup {
    html! {
        ul .legend {
            @for part in series {
                li {
                    svg width="22" height="14" aria-hidden="true" focusable="false" {
                        path class={ "line " (part.ink.stroke()) } d="M0 7H22" {}
                    }
                    (part.label)
                }
            }
        }
    }
}
