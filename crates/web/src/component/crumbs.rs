//! The ways up from a page.

use crate::i18n::{Lang, t};
use maud::{Markup, html};

/// Path (without language) and label of each page above this one, the nearest last.
#[must_use]
pub fn crumbs(lang: Lang, pages: &[(String, String)]) -> Markup {
    html! {
        nav .crumbs aria-label=(t(lang, "nav-crumbs")) {
            ol { @for (path, label) in pages { li { a href=(lang.path(path)) { (label) } } } }
        }
    }
}
