//! States: a shape and a word, so that colour only repeats them.

use crate::i18n::{Lang, t_code};
use maud::{Markup, html};

/// The colour of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing to do.
    Still,
    /// Being worked on.
    Now,
    /// Done, as the one who did it says.
    Done,
    /// Late, or in danger of being so.
    Late,
    /// In the people's hands, or open again by their word.
    People,
    /// Closed by the people.
    Sealed,
}

impl State {
    fn class(self) -> &'static str {
        match self {
            Self::Still => "badge",
            Self::Now => "badge now",
            Self::Done => "badge done",
            Self::Late => "badge late",
            Self::People => "badge people",
            Self::Sealed => "badge people full",
        }
    }
}

/// The shape beside a state's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An empty circle.
    Empty,
    /// A circle with a quarter filled.
    Quarter,
    /// A circle half filled.
    Half,
    /// A circle with three quarters filled.
    ThreeQuarters,
    /// A full circle with a tick.
    Tick,
    /// An empty square: a seal not yet set.
    Seal,
    /// A full square with a tick: a seal.
    SealTick,
    /// An arrow that turns back.
    Back,
    /// An arrow onwards.
    Onward,
    /// A stroke.
    Stroke,
    /// A clock.
    Clock,
}

/// A state in a word, with its shape.
#[must_use]
pub fn badge(state: State, shape: Shape, label: &str) -> Markup {
    html! {
        span class=(state.class()) {
            svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false" { (drawing(shape)) }
            (label)
        }
    }
}

/// The state of a problem, by its stage's code.
#[must_use]
pub fn stage_badge(lang: Lang, stage: &str) -> Markup {
    let (state, shape) = match stage {
        "listed" => (State::Still, Shape::Empty),
        "assigned" => (State::Late, Shape::Onward),
        "claimed" => (State::Now, Shape::Quarter),
        "rectifying" => (State::Now, Shape::Half),
        "judging" => (State::People, Shape::Seal),
        "closed" => (State::Sealed, Shape::SealTick),
        "reopened" => (State::People, Shape::Back),
        _ => (State::Still, Shape::Stroke),
    };
    badge(state, shape, &t_code(lang, "stage", stage))
}

/// The place of an opinion, by its code.
#[must_use]
pub fn opinion_badge(lang: Lang, place: &str) -> Markup {
    let (state, shape) = match place {
        "waiting" => (State::Late, Shape::Clock),
        "in_problem" => (State::Now, Shape::Half),
        "answered" => (State::Done, Shape::Tick),
        "referred" => (State::Still, Shape::Onward),
        _ => (State::Still, Shape::Stroke),
    };
    badge(state, shape, &t_code(lang, "place", place))
}

/// The state of a rectification item, by its stage's code; `late` where its day is past.
#[must_use]
pub fn item_badge(lang: Lang, stage: &str, late: bool) -> Markup {
    let code = if late && stage != "done" {
        "late"
    } else {
        stage
    };
    let (state, shape) = match code {
        "done" => (State::Done, Shape::Tick),
        "late" => (State::Late, Shape::Clock),
        "working" => (State::Now, Shape::Half),
        _ => (State::Still, Shape::Empty),
    };
    badge(state, shape, &t_code(lang, "item", code))
}

fn drawing(shape: Shape) -> Markup {
    let ring = html! { circle .draw cx="8" cy="8" r="6" {} };
    let tick = "M4.800 8.300 7.100 10.600 11.300 5.800";
    match shape {
        Shape::Empty => ring,
        Shape::Quarter => html! { (ring) path .fill d="M8 8V3.500A4.500 4.500 0 0 1 12.500 8Z" {} },
        Shape::Half => html! { (ring) path .fill d="M8 3.500A4.500 4.500 0 0 1 8 12.500Z" {} },
        Shape::ThreeQuarters => {
            html! { (ring) path .fill d="M8 3.500A4.500 4.500 0 1 1 3.500 8H8Z" {} }
        }
        Shape::Tick => html! { circle .fill cx="8" cy="8" r="7" {} path .cut d=(tick) {} },
        Shape::Seal => html! { rect .draw x="2" y="2" width="12" height="12" rx="1" {} },
        Shape::SealTick => {
            html! { rect .fill x="1" y="1" width="14" height="14" rx="1.500" {} path .cut d=(tick) {} }
        }
        Shape::Back => html! {
            path .draw d="M4 5.500H10A3.500 3.500 0 0 1 10 12.500H6" {}
            path .fill d="M6.500 1.800V9.200L1.500 5.500Z" {}
        },
        Shape::Onward => {
            html! { path .draw d="M2 8H10" {} path .fill d="M9 3.800 15 8 9 12.200Z" {} }
        }
        Shape::Stroke => html! { path .draw d="M3 8H13" {} },
        Shape::Clock => html! { (ring) path .draw d="M8 4.500V8L10.500 9.500" {} },
    }
}
