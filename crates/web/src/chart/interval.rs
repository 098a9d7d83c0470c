//! Shares with their uncertainty: a dot for what was found, a whisker for what it may be.

use super::bar::ROW;
use super::scale::percent;
use super::{Figure, figure, short};
use crate::component::{Column, Kind};
use crate::i18n::{self, Lang, count, t, t_args};
use maud::{Markup, html};

/// A share between 0 and 1 with the ends of its (Wilson) interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// What it stands for.
    pub label: String,
    /// The share that was found.
    pub share: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
    /// How many answers it rests on.
    pub answers: u64,
}

impl Estimate {
    /// The share of a part of a whole; none where the whole is nothing.
    #[must_use]
    pub fn of(label: String, part: u64, whole: u64) -> Option<Self> {
        let (low, high) = wilson(part, whole)?;
        Some(Self {
            label,
            share: part as f64 / whole as f64,
            low,
            high,
            answers: whole,
        })
    }
}

/// Standard deviations of a 95 % interval.
const Z: f64 = 1.959_963_985;

/// The Wilson score interval of a share, without continuity correction (E. B. Wilson, JASA
/// 22, 1927).
fn wilson(part: u64, whole: u64) -> Option<(f64, f64)> {
    let n = whole as f64;
    if whole == 0 {
        return None;
    }
    let share = part as f64 / n;
    let middle = share + Z * Z / (2.0 * n);
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    Some((
        ((middle - spread) / scale).max(0.0),
        ((middle + spread) / scale).min(1.0),
    ))
}

/// Shares from 0 to 100 %, with a line where a threshold is.
#[must_use]
pub fn intervals(
    lang: Lang,
    about: &Figure<'_>,
    threshold: Option<f64>,
    estimates: &[Estimate],
) -> Markup {
    let height = estimates.len() as u32 * ROW + 24;
    let drawing = html! {
        @for (row, estimate) in estimates.iter().enumerate() {
            (whisker(row as u32 * ROW, threshold, estimate))
        }
        text .soft x="0" y=(height - 5) { "0%" }
        text .soft.middle x="50%" y=(height - 5) { "50%" }
        text .soft.end x="100%" y=(height - 5) { "100%" }
    };
    let columns = [
        Column::new(Kind::Text, about.things),
        Column::new(Kind::Number, t(lang, "chart-share")),
        Column::new(Kind::Number, t(lang, "chart-interval")),
        Column::new(Kind::Number, t(lang, "chart-answers")),
    ];
    let rows: Vec<Vec<Markup>> = estimates.iter().map(cells).collect();
    let legend = threshold.map(|share| threshold_legend(lang, share));
    figure(lang, about, height, drawing, legend, &columns, &rows)
}

fn whisker(y: u32, threshold: Option<f64>, estimate: &Estimate) -> Markup {
    let (low, high) = (percent(estimate.low, 1.0), percent(estimate.high, 1.0));
    let middle = y + 31;
    html! {
        text x="0" y=(y + 15) { (short(&estimate.label)) }
        text .strong.end x="100%" y=(y + 15) { (i18n::percent(estimate.share)) }
        line .grid x1="0" x2="100%" y1=(middle) y2=(middle) {}
        @for share in ["0%", "50%", "100%"] {
            line .grid x1=(share) x2=(share) y1=(middle - 8) y2=(middle + 8) {}
        }
        @if let Some(threshold) = threshold {
            @let at = percent(threshold, 1.0);
            line .threshold x1=(at) x2=(at) y1=(middle - 9) y2=(middle + 9) {}
        }
        line .whisker x1=(low) x2=(high) y1=(middle) y2=(middle) {}
        line .whisker x1=(low) x2=(low) y1=(middle - 5) y2=(middle + 5) {}
        line .whisker x1=(high) x2=(high) y1=(middle - 5) y2=(middle + 5) {}
        circle .c1 cx=(percent(estimate.share, 1.0)) cy=(middle) r="6" {}
    }
}

fn cells(estimate: &Estimate) -> Vec<Markup> {
    vec![
        html! { (estimate.label) },
        html! { (i18n::percent(estimate.share)) },
        html! { (i18n::percent(estimate.low)) "–" (i18n::percent(estimate.high)) },
        html! { (count(estimate.answers)) },
    ]
}

fn threshold_legend(lang: Lang, share: f64) -> Markup {
    html! {
        ul .legend {
            li {
                svg width="22" height="14" aria-hidden="true" focusable="false" {
                    line .threshold x1="11" x2="11" y1="0" y2="14" {}
                }
                (t_args(lang, "chart-threshold", &[("share", i18n::percent(share).into())]))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    #[test]
    fn the_interval_is_that_of_the_books() {
        for (part, whole, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (found_low, found_high) = wilson(part, whole).unwrap();
            assert!(
                (found_low - low).abs() < 5e-5,
                "{part}/{whole}: {found_low}"
            );
            assert!(
                (found_high - high).abs() < 5e-5,
                "{part}/{whole}: {found_high}"
            );
        }
        assert_eq!(wilson(0, 0), None);
    }
}
