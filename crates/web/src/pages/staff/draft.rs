//! A form while it is being filled in: what was typed, and what is wrong with it. Whatever
//! goes wrong, the same form comes back with every word still there.

use crate::component::{Tone, error_summary, notice};
use crate::form_data::FormData;
use crate::i18n::{Lang, refusal_text, t, t_if};
use axum::http::StatusCode;
use massline_domain::Refusal;
use maud::{Markup, html};

/// What is wrong with what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The status of the answer.
    pub(super) status: StatusCode,
    /// Fields (or `form` for the whole) and what is wrong there, in the page's language.
    pub(super) errors: Vec<(String, String)>,
    /// Someone else changed the thing meanwhile.
    pub(super) stale: bool,
}

impl Wrong {
    /// One field that has to be looked at again.
    pub(super) fn field(name: &str, text: String) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            errors: vec![(name.to_owned(), text)],
            stale: false,
        }
    }
}

/// The fields that must not stay empty and did, all of them at once.
pub(super) fn missing(lang: Lang, form: &FormData, fields: &[&'static str]) -> Option<Wrong> {
    let empty = fields
        .iter()
        .filter(|field| form.text(field).trim().is_empty());
    let errors: Vec<(String, String)> = empty
        .map(|field| {
            (
                (*field).to_owned(),
                refusal_text(lang, &Refusal::Empty { field }),
            )
        })
        .collect();
    (!errors.is_empty()).then_some(Wrong {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        errors,
        stale: false,
    })
}

/// A form that is shown: empty, or with what was typed and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    typed: Option<FormData>,
    pub(super) wrong: Option<Wrong>,
}

impl Draft {
    /// A form that nobody has touched yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A form that came back.
    pub(super) fn again(typed: FormData, wrong: Wrong) -> Self {
        Self {
            typed: Some(typed),
            wrong: Some(wrong),
        }
    }

    /// A form that was typed and is shown once more; nothing is wrong with it.
    pub(super) fn typed(typed: FormData) -> Self {
        Self {
            typed: Some(typed),
            wrong: None,
        }
    }

    /// Something is wrong that was not typed here.
    pub(super) fn wrong(wrong: Wrong) -> Self {
        Self {
            typed: None,
            wrong: Some(wrong),
        }
    }

    /// What stands in a field: what was typed, or what is stored.
    pub(super) fn value<'a>(&'a self, name: &'a str, stored: &'a str) -> &'a str {
        self.typed.as_ref().map_or(stored, |typed| typed.text(name))
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, name: &str, value: &str, stored: bool) -> bool {
        self.typed
            .as_ref()
            .map_or(stored, |typed| typed.all(name).any(|given| given == value))
    }

    /// What is wrong with a field.
    pub(super) fn error(&self, name: &str) -> Option<&str> {
        let errors = self
            .wrong
            .as_ref()
            .map(|wrong| wrong.errors.as_slice())
            .unwrap_or_default();
        errors
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, text)| text.as_str())
    }

    /// The status of a page that shows it.
    pub(super) fn status(&self) -> StatusCode {
        self.wrong
            .as_ref()
            .map_or(StatusCode::OK, |wrong| wrong.status)
    }
}

/// The version of the thing that a form was made for.
pub(super) fn seen(form: &FormData) -> Option<u64> {
    form.text("seen").parse().ok()
}

/// What stands above a form that came back: what is wrong, or that someone else was faster.
pub(super) fn above(lang: Lang, draft: &Draft) -> Markup {
    let Some(wrong) = &draft.wrong else {
        return html! {};
    };
    let named = |(field, text): &(String, String)| match t_if(lang, "ask", field) {
        Some(label) => format!("{label}{}{text}", lang.pick("：", ": ")),
        None => text.clone(),
    };
    let errors: Vec<(&str, String)> = wrong
        .errors
        .iter()
        .map(|error| (error.0.as_str(), named(error)))
        .collect();
    html! {
        @if wrong.stale {
            div role="alert" {
                (notice(Tone::Careful, Some(&t(lang, "stale-title")), html! { p { (t(lang, "stale-do")) } }))
            }
        }
        (error_summary(lang, &errors))
    }
}
