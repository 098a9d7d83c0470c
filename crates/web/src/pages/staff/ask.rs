//! The questions of the staff's forms. A field's label is the text `ask-<name>`, its hint
//! `ask-hint-<name>`, so that one thing is called the same on every page.

use super::draft::Draft;
use crate::component::{
    self, Choice, Field, InputKind, date_input, file_input, files_input, radio_cards, select,
    text_area, text_input,
};
use crate::i18n::{Lang, t_code, t_if};
use massline_domain::text::PARAGRAPH_CHARS;
use maud::Markup;

/// Asks, with what was typed before and what was wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) lang: Lang,
    pub(super) draft: &'a Draft,
}

impl Ask<'_> {
    fn field(&self, name: &str, optional: bool, draw: impl Fn(&Field<'_>) -> Markup) -> Markup {
        let label = t_code(self.lang, "ask", name);
        let hint = t_if(self.lang, "ask-hint", name);
        draw(&Field {
            name,
            label: &label,
            hint: hint.as_deref(),
            error: self.draft.error(name),
            optional,
        })
    }

    fn text(&self, name: &str, stored: &str, kind: InputKind, optional: bool) -> Markup {
        let value = self.draft.value(name, stored);
        self.field(name, optional, |field| {
            text_input(self.lang, field, kind, value)
        })
    }

    /// A line.
    pub(super) fn line(&self, name: &str, stored: &str) -> Markup {
        self.text(name, stored, InputKind::Text, false)
    }

    /// A line that may stay empty.
    pub(super) fn maybe_line(&self, name: &str, stored: &str) -> Markup {
        self.text(name, stored, InputKind::Text, true)
    }

    /// A whole number that may stay empty.
    pub(super) fn maybe_number(&self, name: &str, stored: &str) -> Markup {
        self.text(name, stored, InputKind::Number, true)
    }

    /// The name of an account.
    pub(super) fn login(&self, name: &str, stored: &str) -> Markup {
        self.text(name, stored, InputKind::Login, false)
    }

    /// A password; never filled in again.
    pub(super) fn password(&self, name: &str, new: bool) -> Markup {
        let kind = if new {
            InputKind::NewPassword
        } else {
            InputKind::Password
        };
        self.field(name, false, |field| text_input(self.lang, field, kind, ""))
    }

    /// A paragraph.
    pub(super) fn paragraph(&self, name: &str, stored: &str) -> Markup {
        self.words(name, stored, 5, PARAGRAPH_CHARS)
    }

    /// A text of this many rows and at most this many characters.
    pub(super) fn words(&self, name: &str, stored: &str, rows: u8, max: usize) -> Markup {
        let value = self.draft.value(name, stored);
        self.field(name, false, |field| {
            text_area(self.lang, field, value, rows, max as u64)
        })
    }

    /// A text of this many rows that may stay empty.
    pub(super) fn maybe_words(&self, name: &str, stored: &str, rows: u8) -> Markup {
        let value = self.draft.value(name, stored);
        self.field(name, true, |field| {
            text_area(self.lang, field, value, rows, PARAGRAPH_CHARS as u64)
        })
    }

    /// A day, not before `min` (as `2026-11-23`).
    pub(super) fn day(&self, name: &str, stored: &str, min: Option<&str>) -> Markup {
        let value = self.draft.value(name, stored);
        self.field(name, false, |field| {
            date_input(self.lang, field, value, min, None)
        })
    }

    /// A day that may stay empty, not after `max`.
    pub(super) fn maybe_day(&self, name: &str, max: &str) -> Markup {
        let value = self.draft.value(name, "");
        self.field(name, true, |field| {
            date_input(self.lang, field, value, None, Some(max))
        })
    }

    /// One of many, from a list that opens.
    pub(super) fn choose(
        &self,
        name: &str,
        choices: &[Choice],
        stored: &str,
        nothing: Option<&str>,
    ) -> Markup {
        let value = self.draft.value(name, stored);
        self.field(name, nothing.is_some(), |field| {
            // A required list begins with nothing chosen, so that nobody sends the first by mistake.
            select(self.lang, field, choices, Some(value), nothing.or(Some("")))
        })
    }

    /// One of a few, each on a card.
    pub(super) fn cards(&self, name: &str, choices: &[Choice], stored: &str) -> Markup {
        let value = self.draft.value(name, stored);
        self.field(name, false, |field| {
            radio_cards(self.lang, field, choices, Some(value))
        })
    }

    /// A box to tick; sent as `yes`.
    pub(super) fn tick(&self, name: &str, stored: bool) -> Markup {
        let ticked = self.draft.ticked(name, "yes", stored);
        self.field(name, true, |field| {
            component::checkbox(self.lang, field, ticked)
        })
    }

    /// A file.
    pub(super) fn file(&self, name: &str, accept: &str, optional: bool) -> Markup {
        self.field(name, optional, |field| file_input(self.lang, field, accept))
    }

    /// Several files, or none.
    pub(super) fn files(&self, name: &str, accept: &str) -> Markup {
        self.field(name, true, |field| files_input(self.lang, field, accept))
    }

    /// Several of many, each with a box; sent as `name=value` for each that is ticked.
    pub(super) fn several(
        &self,
        name: &str,
        choices: &[(Choice, bool)],
        draw: impl Fn(&Choice) -> Markup,
    ) -> Markup {
        let label = t_code(self.lang, "ask", name);
        let hint = t_if(self.lang, "ask-hint", name);
        let error = self.draft.error(name);
        maud::html! {
            fieldset .field .wrong[error.is_some()] id=(name) tabindex="-1" {
                legend { (label) }
                @if let Some(hint) = hint { p .hint { (hint) } }
                @if let Some(error) = error { p .error { (error) } }
                div .choices {
                    @for (choice, stored) in choices {
                        label .choice {
                            input type="checkbox" name=(name) value=(choice.value)
                                checked[self.draft.ticked(name, &choice.value, *stored)];
                            span { (draw(choice)) }
                        }
                    }
                }
            }
        }
    }
}
