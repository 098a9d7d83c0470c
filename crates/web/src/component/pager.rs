//! Turning the pages of a long list.

use crate::i18n::{Lang, t, t_args};
use maud::{Markup, html};

/// Where in a list the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pager {
    /// This page, from 1.
    pub page: u64,
    /// How many entries a page holds.
    pub per_page: u64,
    /// How many entries there are.
    pub total: u64,
}

impl Pager {
    /// How many pages there are, at least one.
    #[must_use]
    pub fn pages(self) -> u64 {
        self.total.div_ceil(self.per_page.max(1)).max(1)
    }
}

/// Which entries are shown, and the ways to the page before and after. `href` makes the
/// full path of a page from its number.
#[must_use]
pub fn pager(lang: Lang, at: Pager, href: impl Fn(u64) -> String) -> Markup {
    let first = ((at.page.max(1) - 1) * at.per_page + 1).min(at.total);
    let last = (at.page * at.per_page).min(at.total);
    html! {
        nav .pager aria-label=(t(lang, "pager")) {
            p { (t_args(lang, "pager-shown", &[("first", first.into()), ("last", last.into()), ("total", at.total.into())])) }
            @if at.pages() > 1 {
                div .turn {
                    @if at.page > 1 { a .button.second href=(href(at.page - 1)) rel="prev" { (t(lang, "pager-before")) } }
                    @if at.page < at.pages() { a .button.second href=(href(at.page + 1)) rel="next" { (t(lang, "pager-after")) } }
                }
            }
        }
    }
}
