//! Figures drawn by the server. Text keeps its size on every screen, since only
//! horizontal positions are relative (percent), and each figure has its numbers as a
//! table behind it.

mod bar;
mod columns;
mod interval;
mod scale;
mod stacked;
mod time;

pub use bar::{Bar, bars};
pub use columns::{TimeColumn, columns};
pub use interval::{Estimate, intervals};
pub use stacked::{Ink, Series, StackedRow, stacked_bars};
pub use time::{TimePoint, over_time};

use crate::component::{Column, table};
use crate::i18n::{Lang, t};
use maud::{Markup, html};

/// What every figure has.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// An id that no other figure of the page has.
    pub id: &'a str,
    /// What it shows.
    pub caption: &'a str,
    /// How it was counted, below the caption.
    pub note: Option<&'a str>,
    /// What the table calls the things that are compared: "Unit", "Month".
    pub things: &'a str,
}

/// A drawing of this height with its table.
fn figure(
    lang: Lang,
    figure: &Figure<'_>,
    height: u32,
    drawing: Markup,
    legend: Option<Markup>,
    columns: &[Column],
    rows: &[Vec<Markup>],
) -> Markup {
    let (title, about) = (
        format!("{}-title", figure.id),
        format!("{}-about", figure.id),
    );
    html! {
        figure .chart id=(figure.id) {
            figcaption { (figure.caption) }
            @if let Some(note) = figure.note { p .chart-note { (note) } }
            svg role="img" width="100%" height=(height) aria-labelledby={ (title) " " (about) } {
                title id=(title) { (figure.caption) }
                desc id=(about) { (t(lang, "chart-same-numbers")) }
                (drawing)
            }
            @if let Some(legend) = legend { (legend) }
            details {
                summary { (t(lang, "chart-table")) }
                (table(figure.caption, columns, rows))
            }
        }
    }
}

/// A label that fits above a bar on the narrowest phone; the table has it whole. Chinese
/// signs count as two.
fn short(label: &str) -> String {
    const ROOM: usize = 34;
    let mut used = 0;
    let mut out = String::new();
    for sign in label.chars() {
        used += if sign.is_ascii() { 1 } else { 2 };
        if used > ROOM {
            out.push('…');
            break;
        }
        out.push(sign);
    }
    out
}

#[cfg(test)]
mod tests;
