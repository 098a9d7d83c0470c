//! Single figures and short facts.

use maud::{Markup, html};

/// One figure with its meaning.
#[derive(Debug, Clone, Default)]
pub struct Stat {
    /// The figure, written out.
    pub number: String,
    /// What it counts.
    pub label: String,
    /// How it was counted, or what to compare it with.
    pub note: Option<String>,
    /// Where its entries are listed: a full path.
    pub href: Option<String>,
}

/// Figures beside each other.
#[must_use]
pub fn stats(figures: &[Stat]) -> Markup {
    html! {
        ul .stats {
            @for figure in figures {
                li .stat {
                    b { (figure.number) }
                    span {
                        @if let Some(href) = &figure.href { a href=(href) { (figure.label) } }
                        @else { (figure.label) }
                    }
                    @if let Some(note) = &figure.note { small { (note) } }
                }
            }
        }
    }
}

/// Names and what belongs to them.
#[must_use]
pub fn facts(pairs: &[(String, Markup)]) -> Markup {
    html! { dl .facts { @for (name, value) in pairs { div { dt { (name) } dd { (value) } } } } }
}
