//! Parts of a whole, one whole under the other.

use super::bar::ROW;
use super::scale::percent;
use super::{Figure, figure, short};
use crate::component::{Column, Kind};
use crate::i18n::{Lang, count};
use maud::{Markup, html};

/// The colour of a part. Hatched is for silence and for what is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Work and action.
    Azurite,
    /// The people's judgement.
    Cinnabar,
    /// Late, or in between.
    Ochre,
    /// Done.
    Pine,
    /// Neither.
    Grey,
    /// Silence.
    Hatched,
}

impl Ink {
    fn class(self) -> &'static str {
        match self {
            Self::Azurite => "c1",
            Self::Cinnabar => "c2",
            Self::Ochre => "c3",
            Self::Pine => "c4",
            Self::Grey => "c5",
            Self::Hatched => "hatch-ground",
        }
    }

    pub(super) fn stroke(self) -> &'static str {
        match self {
            Self::Cinnabar => "s2",
            Self::Ochre => "s3",
            Self::Pine => "s4",
            Self::Azurite | Self::Grey | Self::Hatched => "s1",
        }
    }
}

/// The name and colour of the same part in each whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is called.
    pub label: String,
    /// Its colour.
    pub ink: Ink,
}

impl Series {
    /// A part with this name and colour.
    #[must_use]
    pub fn new(label: impl Into<String>, ink: Ink) -> Self {
        Self {
            label: label.into(),
            ink,
        }
    }
}

/// One whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StackedRow {
    /// What it stands for.
    pub label: String,
    /// The parts, in the order of the series.
    pub parts: Vec<u64>,
}

/// Bars of equal length, divided into shares; the whole's number stands above each.
#[must_use]
pub fn stacked_bars(
    lang: Lang,
    about: &Figure<'_>,
    series: &[Series],
    rows: &[StackedRow],
) -> Markup {
    let hatch = format!("{}-hatch", about.id);
    let drawing = html! {
        (hatching(&hatch))
        @for (place, row) in rows.iter().enumerate() { (bar(place as u32 * ROW, series, row, &hatch)) }
    };
    let mut columns = vec![Column::new(Kind::Text, about.things)];
    columns.extend(
        series
            .iter()
            .map(|part| Column::new(Kind::Number, part.label.clone())),
    );
    let table: Vec<Vec<Markup>> = rows
        .iter()
        .map(|row| {
            let label = html! { (row.label) };
            std::iter::once(label)
                .chain(row.parts.iter().map(|part| html! { (count(*part)) }))
                .collect()
        })
        .collect();
    let height = rows.len() as u32 * ROW;
    figure(
        lang,
        about,
        height,
        drawing,
        Some(legend(series, &hatch)),
        &columns,
        &table,
    )
}

fn bar(y: u32, series: &[Series], row: &StackedRow, hatch: &str) -> Markup {
    let whole: u64 = row.parts.iter().sum();
    let mut before = 0;
    let parts: Vec<(u64, u64, Ink)> = series
        .iter()
        .zip(&row.parts)
        .map(|(part, amount)| {
            before += amount;
            (before - amount, *amount, part.ink)
        })
        .collect();
    let share = |amount: u64| percent(amount as f64, whole as f64);
    html! {
        text x="0" y=(y + 15) { (short(&row.label)) }
        text .strong.end x="100%" y=(y + 15) { (count(whole)) }
        rect .rail x="0" y=(y + 23) width="100%" height="16" {}
        @for (start, amount, ink) in parts {
            @if amount > 0 {
                rect class={ "split " (ink.class()) } x=(share(start)) y=(y + 23) width=(share(amount)) height="16" {}
                @if ink == Ink::Hatched {
                    rect x=(share(start)) y=(y + 23) width=(share(amount)) height="16" fill=(format!("url(#{hatch})")) {}
                }
            }
        }
    }
}

pub(super) fn hatching(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(id) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                line .hatch-line x1="0" y1="0" x2="0" y2="6" {}
            }
        }
    }
}

fn legend(series: &[Series], hatch: &str) -> Markup {
    html! {
        ul .legend {
            @for part in series {
                li {
                    svg width="22" height="14" aria-hidden="true" focusable="false" {
                        rect class=(part.ink.class()) width="22" height="14" {}
                        @if part.ink == Ink::Hatched { rect width="22" height="14" fill=(format!("url(#{hatch})")) {} }
                    }
                    (part.label)
                }
            }
        }
    }
}
