//! The foot of each page: what anybody can check, and where the program's source is.

use crate::i18n::{Lang, count, date, date_iso, t, t_args};
use maud::{Markup, html};

/// The public log as it was last signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogState {
    /// Entries it covers.
    pub size: u64,
    /// The first characters of its root hash.
    pub root: String,
    /// The day of the signature.
    pub day: i32,
}

pub(super) fn colophon(lang: Lang, log: Option<&LogState>) -> Markup {
    html! {
        footer .colophon {
            @if let Some(log) = log {
                p .log-state {
                    a href=(lang.path("/log")) { (t(lang, "colophon-log")) }
                    span { (t_args(lang, "colophon-entries", &[("n", log.size.into())])) }
                    span { (t(lang, "colophon-root")) " " code title=(count(log.size)) { (log.root) } }
                    time datetime=(date_iso(log.day)) { (date(lang, log.day)) }
                }
            }
            p { (t(lang, "colophon-promise")) }
            ul {
                li { a href=(lang.path("/about")) { (t(lang, "colophon-about")) } }
                li { a href=(lang.path("/about#privacy")) { (t(lang, "colophon-privacy")) } }
                li { a href=(lang.path("/about#source")) { (t(lang, "colophon-source")) } }
                li { a href=(lang.path("/staff")) { (t(lang, "colophon-staff")) } }
            }
        }
    }
}
