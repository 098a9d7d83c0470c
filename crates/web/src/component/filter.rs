//! What narrows a list down: part of the address, so that it can be sent to somebody.

use super::form::{Look, button};
use crate::i18n::{Lang, t};
use maud::{Markup, html};

/// A form of filters above a list. `fields` are inputs of this module's kind; `path` is
/// the list's full path; `narrowed` shows a way back to the whole list.
#[must_use]
pub fn filters(lang: Lang, path: &str, narrowed: bool, fields: Markup) -> Markup {
    html! {
        search {
            form .filters method="get" action=(path) {
                (fields)
                div .actions {
                    (button(Look::Second, &t(lang, "filter-apply")))
                    @if narrowed { a href=(path) { (t(lang, "filter-clear")) } }
                }
            }
        }
    }
}
