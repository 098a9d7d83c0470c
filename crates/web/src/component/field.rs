//! One question of a form: label, hint, error, and the input.

use crate::i18n::{Lang, t, t_args};
use maud::{Markup, html};

/// What all inputs have.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field<'a> {
    /// The input's id and its name in what is sent.
    pub name: &'a str,
    /// The question.
    pub label: &'a str,
    /// What helps to answer it.
    pub hint: Option<&'a str>,
    /// What is wrong with the answer that was sent.
    pub error: Option<&'a str>,
    /// Whether it may stay empty; said beside the label.
    pub optional: bool,
}

impl Field<'_> {
    /// The ids of hint and error, for `aria-describedby`.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.map(|_| format!("{}-hint", self.name));
        let error = self.error.map(|_| format!("{}-error", self.name));
        let ids: Vec<String> = [hint, error].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// `aria-invalid` where an error is shown.
    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    pub(super) fn optional_mark(&self, lang: Lang) -> Markup {
        html! { @if self.optional { " " span .optional { (t(lang, "optional")) } } }
    }

    pub(super) fn help(&self, lang: Lang) -> Markup {
        html! {
            @if let Some(hint) = self.hint { p .hint id={ (self.name) "-hint" } { (hint) } }
            @if let Some(error) = self.error {
                p .error id={ (self.name) "-error" } { span .hidden { (t(lang, "error-prefix")) " " } (error) }
            }
        }
    }
}

/// What a line of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputKind {
    /// Any text.
    #[default]
    Text,
    /// What to look for.
    Search,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// The name of one's account.
    Login,
    /// A password that exists.
    Password,
    /// A password to be set.
    NewPassword,
    /// The six digits of a second factor.
    OneTimeCode,
    /// A whole number.
    Number,
}

impl InputKind {
    /// `type`, `autocomplete` and `inputmode`.
    fn attributes(self) -> (&'static str, &'static str, Option<&'static str>) {
        match self {
            Self::Text => ("text", "off", None),
            Self::Search => ("search", "off", None),
            Self::Email => ("email", "email", None),
            Self::Telephone => ("tel", "tel", None),
            Self::Login => ("text", "username", None),
            Self::Password => ("password", "current-password", None),
            Self::NewPassword => ("password", "new-password", None),
            Self::OneTimeCode => ("text", "one-time-code", Some("numeric")),
            Self::Number => ("number", "off", Some("numeric")),
        }
    }
}

/// A question around any input. The input must have the field's name as its id.
#[must_use]
pub fn field(lang: Lang, field: &Field<'_>, input: Markup) -> Markup {
    html! {
        div .field .wrong[field.error.is_some()] {
            label for=(field.name) { (field.label) (field.optional_mark(lang)) }
            (field.help(lang))
            (input)
        }
    }
}

/// A line of text.
#[must_use]
pub fn text_input(lang: Lang, given: &Field<'_>, kind: InputKind, value: &str) -> Markup {
    let (input, complete, mode) = kind.attributes();
    let short = matches!(kind, InputKind::Number | InputKind::OneTimeCode);
    field(
        lang,
        given,
        html! {
            input .short[short] type=(input) id=(given.name) name=(given.name) value=(value)
                autocomplete=(complete) inputmode=[mode]
                required[!given.optional && kind != InputKind::Search]
                aria-describedby=[given.described_by()] aria-invalid=[given.invalid()];
        },
    )
}

/// Several lines of text, at most `max` characters, which a line below says.
#[must_use]
pub fn text_area(lang: Lang, given: &Field<'_>, value: &str, rows: u8, max: u64) -> Markup {
    let limit = format!("{}-limit", given.name);
    let described = match given.described_by() {
        Some(ids) => format!("{ids} {limit}"),
        None => limit.clone(),
    };
    // A newline right after the tag belongs to the tag, so one is given away.
    field(
        lang,
        given,
        html! {
            textarea id=(given.name) name=(given.name) rows=(rows) maxlength=(max) required[!given.optional]
                aria-describedby=(described) aria-invalid=[given.invalid()] { "\n" (value) }
            p .hint id=(limit) { (t_args(lang, "at-most-characters", &[("n", max.into())])) }
        },
    )
}

/// A day, with the browser's own calendar. `value`, `min` and `max` as `2026-11-23`.
#[must_use]
pub fn date_input(
    lang: Lang,
    given: &Field<'_>,
    value: &str,
    min: Option<&str>,
    max: Option<&str>,
) -> Markup {
    field(
        lang,
        given,
        html! {
            input .short type="date" id=(given.name) name=(given.name) value=(value) min=[min] max=[max]
                required[!given.optional]
                aria-describedby=[given.described_by()] aria-invalid=[given.invalid()];
        },
    )
}

/// A file. `accept` as in HTML: `image/jpeg,image/png`.
#[must_use]
pub fn file_input(lang: Lang, given: &Field<'_>, accept: &str) -> Markup {
    field(
        lang,
        given,
        html! {
            input type="file" id=(given.name) name=(given.name) accept=(accept)
                required[!given.optional]
                aria-describedby=[given.described_by()] aria-invalid=[given.invalid()];
        },
    )
}

/// Several files at once, of these kinds.
#[must_use]
pub fn files_input(lang: Lang, given: &Field<'_>, accept: &str) -> Markup {
    field(
        lang,
        given,
        html! {
            input type="file" id=(given.name) name=(given.name) accept=(accept) multiple
                aria-describedby=[given.described_by()] aria-invalid=[given.invalid()];
        },
    )
}

/// The code of a receipt. Nothing is remembered, corrected or completed by the browser.
#[must_use]
pub fn code_input(lang: Lang, given: &Field<'_>, value: &str) -> Markup {
    field(
        lang,
        given,
        html! {
            input .code type="text" id=(given.name) name=(given.name) value=(value)
                autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false"
                required[!given.optional]
                aria-describedby=[given.described_by()] aria-invalid=[given.invalid()];
        },
    )
}
