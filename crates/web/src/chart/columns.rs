//! Columns over time, one for each week or month. What may not be published stands as a
//! hatched stump of always the same height.

use super::scale::nice_top;
use super::stacked::hatching;
use super::time::grid;
use super::{Figure, figure};
use crate::component::{Column as TableColumn, Kind};
use crate::i18n::{Lang, count, t};
use maud::{Markup, html};

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeColumn {
    /// The span it stands for, in words.
    pub label: String,
    /// Its number; none where that is not shown.
    pub number: Option<u64>,
}

const TOP: u32 = 30;
const PLOT: u32 = 150;
/// The height of what is not shown.
const STUMP: u32 = 12;
/// Up to so many columns have their numbers above them.
const WRITTEN: usize = 10;

/// Columns in the order of time, with no gap between them. `amount` is the table's name for
/// the numbers.
#[must_use]
pub fn columns(lang: Lang, about: &Figure<'_>, amount: &str, columns: &[TimeColumn]) -> Markup {
    let most = columns.iter().filter_map(|one| one.number).max();
    let top = nice_top(most.unwrap_or(0) as f64);
    let hatch = format!("{}-hatch", about.id);
    let slot = 100.0 / columns.len().max(1) as f64;
    let drawing = html! {
        (hatching(&hatch))
        // Numbers stand above their columns, or lines tell how high they are.
        @if columns.len() > WRITTEN { (grid(top, TOP, PLOT)) }
        @for (at, one) in columns.iter().enumerate() { (column(at, slot, one, top, &hatch, columns.len() <= WRITTEN)) }
        line .axis x1="0" x2="100%" y1=(TOP + PLOT) y2=(TOP + PLOT) {}
        @if let Some(first) = columns.first() { text .soft x="0" y=(TOP + PLOT + 19) { (first.label) } }
        @if let Some(last) = columns.last().filter(|_| columns.len() > 1) {
            text .soft.end x="100%" y=(TOP + PLOT + 19) { (last.label) }
        }
    };
    let heads = [
        TableColumn::new(Kind::Text, about.things),
        TableColumn::new(Kind::Number, amount),
    ];
    let rows: Vec<Vec<Markup>> = columns
        .iter()
        .map(|one| vec![html! { (one.label) }, html! { (shown(lang, one)) }])
        .collect();
    figure(lang, about, TOP + PLOT + 26, drawing, None, &heads, &rows)
}

fn shown(lang: Lang, one: &TimeColumn) -> String {
    one.number.map_or_else(|| t(lang, "not-shown"), count)
}

fn column(at: usize, slot: f64, one: &TimeColumn, top: f64, hatch: &str, written: bool) -> Markup {
    let (x, width) = (
        format!("{:.2}%", slot * (at as f64 + 0.12)),
        format!("{:.2}%", slot * 0.76),
    );
    let height = match one.number {
        Some(number) => f64::from(PLOT) * number as f64 / top,
        None => f64::from(STUMP),
    };
    let y = f64::from(TOP + PLOT) - height;
    html! {
        @match one.number {
            Some(number) => {
                @if number > 0 {
                    rect .c1 x=(x) y=(format!("{y:.1}")) width=(width) height=(format!("{height:.1}")) {}
                    @if written {
                        text .strong.middle x=(format!("{:.2}%", slot * (at as f64 + 0.5))) y=(format!("{:.1}", y - 7.0)) { (count(number)) }
                    }
                }
            }
            None => rect x=(x) y=(format!("{y:.1}")) width=(width) height=(STUMP) fill=(format!("url(#{hatch})")) {},
        }
    }
}
