//! Forms, buttons, and what is wrong with a form.

use crate::i18n::{Lang, t};
use maud::{Markup, html};

/// The look of a button or of a link that looks like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// What the page is for; one on a page.
    Main,
    /// The same, larger: on the front page.
    Big,
    /// Something else that can be done.
    Second,
    /// Something that cannot be undone.
    Grave,
    /// A button that reads like a link.
    Plain,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "button",
            Self::Big => "button big",
            Self::Second => "button second",
            Self::Grave => "button grave",
            Self::Plain => "button plain",
        }
    }
}

/// A form that changes something. `csrf` is the session's or the page's token.
#[must_use]
pub fn form(action: &str, csrf: Option<&str>, body: Markup) -> Markup {
    html! { form .ask method="post" action=(action) novalidate { (token(csrf)) (body) } }
}

/// A form that changes something and carries files.
#[must_use]
pub fn form_with_file(action: &str, csrf: Option<&str>, body: Markup) -> Markup {
    html! {
        form .ask method="post" action=(action) enctype="multipart/form-data" novalidate {
            (token(csrf)) (body)
        }
    }
}

/// A form that only asks: its answers become part of the address.
#[must_use]
pub fn form_get(action: &str, body: Markup) -> Markup {
    html! { form .ask method="get" action=(action) { (body) } }
}

fn token(csrf: Option<&str>) -> Markup {
    html! { @if let Some(csrf) = csrf { input type="hidden" name="csrf" value=(csrf); } }
}

/// A button that sends its form.
#[must_use]
pub fn button(look: Look, label: &str) -> Markup {
    html! { button class=(look.class()) type="submit" { (label) } }
}

/// The same, with the key that presses it where the page has keys.
#[must_use]
pub fn button_with_key(look: Look, label: &str, key: &str) -> Markup {
    html! { button class=(look.class()) type="submit" data-key=(key) { (label) } }
}

/// A link that looks like a button, with the key that follows it where the page has keys.
#[must_use]
pub fn link_with_key(look: Look, href: &str, label: &str, key: &str) -> Markup {
    html! { a class=(look.class()) href=(href) data-key=(key) { (label) } }
}

/// A link that looks like a button.
#[must_use]
pub fn link_button(look: Look, href: &str, label: &str) -> Markup {
    html! { a class=(look.class()) href=(href) { (label) } }
}

/// Buttons beside each other.
#[must_use]
pub fn actions(body: Markup) -> Markup {
    html! { div .actions { (body) } }
}

/// What is wrong with a form, above it, each line linked to its field (by the field's
/// id). Nothing where nothing is wrong.
#[must_use]
pub fn error_summary(lang: Lang, errors: &[(&str, String)]) -> Markup {
    html! {
        @if !errors.is_empty() {
            section .summary role="alert" aria-labelledby="error-summary" {
                h2 #error-summary { (t(lang, "error-summary")) }
                ul { @for (field, text) in errors { li { a href={ "#" (field) } { (text) } } } }
            }
        }
    }
}
