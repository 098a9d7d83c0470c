//! Lines that stand out, and lists with nothing in them.

use maud::{Markup, html};

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Plain,
    /// It worked.
    Good,
    /// Be careful.
    Careful,
    /// It did not work.
    Bad,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "notice",
            Self::Good => "notice good",
            Self::Careful => "notice careful",
            Self::Bad => "notice bad",
        }
    }
}

/// Something that stands out, with or without a first line in bold.
#[must_use]
pub fn notice(tone: Tone, first: Option<&str>, body: Markup) -> Markup {
    html! {
        div class=(tone.class()) {
            @if let Some(first) = first { b { (first) } }
            (body)
        }
    }
}

/// A list with nothing in it: why, and what can be done.
#[must_use]
pub fn empty_state(text: &str, action: Option<Markup>) -> Markup {
    html! { div .empty { p { (text) } @if let Some(action) = action { (action) } } }
}
