//! Bars under each other, their labels above them.

use super::scale::percent;
use super::{Figure, figure, short};
use crate::component::{Column, Kind};
use crate::i18n::Lang;
use maud::{Markup, html};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length.
    pub value: f64,
    /// The value as it is written.
    pub shown: String,
}

pub(super) const ROW: u32 = 50;

/// Bars from zero, as long as their values. `amount` is the table's name for the values.
#[must_use]
pub fn bars(lang: Lang, about: &Figure<'_>, amount: &str, bars: &[Bar]) -> Markup {
    let top = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let drawing = html! {
        @for (row, bar) in bars.iter().enumerate() {
            @let y = row as u32 * ROW;
            text x="0" y=(y + 15) { (short(&bar.label)) }
            text .strong.end x="100%" y=(y + 15) { (bar.shown) }
            rect .rail x="0" y=(y + 23) width="100%" height="14" {}
            rect .c1 x="0" y=(y + 23) width=(percent(bar.value, top)) height="14" {}
        }
    };
    let columns = [
        Column::new(Kind::Text, about.things),
        Column::new(Kind::Number, amount),
    ];
    let rows: Vec<Vec<Markup>> = bars
        .iter()
        .map(|bar| vec![html! { (bar.label) }, html! { (bar.shown) }])
        .collect();
    figure(
        lang,
        about,
        bars.len() as u32 * ROW,
        drawing,
        None,
        &columns,
        &rows,
    )
}
