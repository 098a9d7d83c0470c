//! The story of a problem: who did what, when, and where the log says so.

use crate::i18n::{Lang, count, date, date_iso, t_args};
use maud::{Markup, html};

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// People who spoke, or the office that wrote it down.
    Voices,
    /// The unit that has the problem.
    Unit,
    /// The people, judging.
    People,
}

/// One entry of the story.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The day, counted from 1970-01-01.
    pub day: i32,
    /// Who acted, in words.
    pub who: String,
    /// What was done, in a line.
    pub what: String,
    /// What belongs to it: words, evidence, a verdict.
    pub more: Option<Markup>,
    /// Where the public log says so.
    pub log_index: Option<u64>,
    /// The kind of actor, for the mark beside it.
    pub deed: Deed,
}

/// The entries in the order in which they are given.
#[must_use]
pub fn story(lang: Lang, entries: &[Entry]) -> Markup {
    html! {
        ol .story {
            @for entry in entries {
                li .own[entry.deed == Deed::Unit] .people[entry.deed == Deed::People] {
                    p .when {
                        (day(lang, entry.day)) span { (entry.who) }
                        @if let Some(index) = entry.log_index { (log_ref(lang, index)) }
                    }
                    p .what { (entry.what) }
                    @if let Some(more) = &entry.more { div .more { (more) } }
                }
            }
        }
    }
}

/// A day that programs can read too.
#[must_use]
pub fn day(lang: Lang, days: i32) -> Markup {
    html! { time datetime=(date_iso(days)) { (date(lang, days)) } }
}

/// A link to an entry of the public log.
#[must_use]
pub fn log_ref(lang: Lang, index: u64) -> Markup {
    html! {
        a .log-ref href=(lang.path(&format!("/log/{index}"))) title=(t_args(lang, "log-entry", &[("n", index.into())])) {
            "#" (count(index))
        }
    }
}
