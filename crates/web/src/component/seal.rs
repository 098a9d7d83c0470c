//! The seal: what the people judged, and what was received.

use crate::i18n::{Lang, t, t_code};
use maud::{Markup, html};

/// What a seal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// The people say it is fixed; the problem is closed.
    Fixed,
    /// The people say it is not fixed; the problem is open again.
    NotFixed,
    /// The people are judging.
    Judging,
    /// An opinion was received.
    Receipt,
}

impl Seal {
    fn code(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::NotFixed => "not-fixed",
            Self::Judging => "judging",
            Self::Receipt => "receipt",
        }
    }
}

/// A seal. The verdict "fixed" is cut out of a full ground, the others stand in a frame.
#[must_use]
pub fn seal(lang: Lang, seal: Seal) -> Markup {
    let words = t_code(lang, "seal", seal.code());
    let lines: Vec<&str> = words.split('|').collect();
    let name = lines.join(lang.pick("", " "));
    html! {
        svg .seal .full[seal == Seal::Fixed] viewBox="0 0 100 100" width="104" height="104"
            role="img" aria-label=(format!("{}{name}", t(lang, "seal-name"))) {
            rect .ground x="3" y="3" width="94" height="94" rx="5" fill="none" {}
            rect .frame x="4.500" y="4.500" width="91" height="91" rx="5" stroke-width="4" {}
            rect .frame x="10.500" y="10.500" width="79" height="79" rx="2" stroke-width="1.500" {}
            @match lang {
                Lang::Zh => (square(&lines)),
                Lang::En => (stacked(&lines)),
            }
        }
    }
}

/// Two columns of two, read downwards from the right, as a Chinese seal is.
fn square(columns: &[&str]) -> Markup {
    html! {
        @for (place, column) in columns.iter().enumerate() {
            @let x = if columns.len() == 1 { 50 } else { 69 - 38 * place };
            @for (row, sign) in column.chars().enumerate() {
                text x=(x) y=(45 + 37 * row) font-size="35" { (sign) }
            }
        }
    }
}

/// Words under each other, each as large as its length allows.
fn stacked(lines: &[&str]) -> Markup {
    let step = 62.0 / lines.len() as f64;
    html! {
        @for (place, line) in lines.iter().enumerate() {
            @let size = (105.0 / line.len() as f64).min(step * 0.86).min(26.0);
            @let y = 19.0 + step * (place as f64 + 0.5) + size * 0.34;
            text x="50" y=(format!("{y:.1}")) font-size=(format!("{size:.1}")) { (line) }
        }
    }
}
