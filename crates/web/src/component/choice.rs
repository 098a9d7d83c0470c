//! Questions with given answers.

use super::field::{Field, field};
use crate::i18n::Lang;
use maud::{Markup, html};

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line that explains it.
    pub note: Option<String>,
}

impl Choice {
    /// An answer without an explanation.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            note: None,
        }
    }

    /// The same with an explanation.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// One of a few answers, each on a card of its own. An error's link leads to the first.
#[must_use]
pub fn radio_cards(
    lang: Lang,
    given: &Field<'_>,
    choices: &[Choice],
    chosen: Option<&str>,
) -> Markup {
    html! {
        fieldset .field .wrong[given.error.is_some()] aria-describedby=[given.described_by()] {
            legend { (given.label) (given.optional_mark(lang)) }
            (given.help(lang))
            div .choices {
                @for (place, choice) in choices.iter().enumerate() {
                    @let id = if place == 0 { given.name.to_owned() } else { format!("{}-{}", given.name, place + 1) };
                    label .choice for=(id) {
                        input type="radio" id=(id) name=(given.name) value=(choice.value)
                            checked[chosen == Some(choice.value.as_str())] required[!given.optional];
                        span {
                            b { (choice.label) }
                            @if let Some(note) = &choice.note { small { (note) } }
                        }
                    }
                }
            }
        }
    }
}

/// Yes or no. Sent as `yes` where ticked.
#[must_use]
pub fn checkbox(lang: Lang, given: &Field<'_>, ticked: bool) -> Markup {
    html! {
        div .field .wrong[given.error.is_some()] {
            @if let Some(error) = given.error {
                p .error id={ (given.name) "-error" } {
                    span .hidden { (crate::i18n::t(lang, "error-prefix")) " " } (error)
                }
            }
            label .choice.check for=(given.name) {
                input type="checkbox" id=(given.name) name=(given.name) value="yes" checked[ticked]
                    aria-describedby=[given.described_by()] aria-invalid=[given.invalid()];
                span {
                    b { (given.label) }
                    @if let Some(hint) = given.hint { small id={ (given.name) "-hint" } { (hint) } }
                }
            }
        }
    }
}

/// One of many answers. `nothing` is the label of the empty answer, if there is one.
#[must_use]
pub fn select(
    lang: Lang,
    given: &Field<'_>,
    choices: &[Choice],
    chosen: Option<&str>,
    nothing: Option<&str>,
) -> Markup {
    field(
        lang,
        given,
        html! {
            select id=(given.name) name=(given.name) required[!given.optional && nothing.is_none()]
                aria-describedby=[given.described_by()] aria-invalid=[given.invalid()] {
                @if let Some(label) = nothing { option value="" { (label) } }
                @for choice in choices {
                    option value=(choice.value) selected[chosen == Some(choice.value.as_str())] { (choice.label) }
                }
            }
        },
    )
}
