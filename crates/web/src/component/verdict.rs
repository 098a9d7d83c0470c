//! What the people said: three numbers with one denominator, never merged.

use super::seal::{Seal, seal};
use crate::i18n::{Lang, count, percent, t, t_args};
use maud::{Markup, html};

/// The ballots of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// People asked.
    pub asked: u64,
    /// Ballots that say it is fixed.
    pub fixed: u64,
    /// Ballots that say it is not.
    pub not_fixed: u64,
    /// Ballots that say neither.
    pub dont_know: u64,
}

impl Tally {
    /// People who answered at all.
    #[must_use]
    pub fn answered(self) -> u64 {
        self.fixed + self.not_fixed + self.dont_know
    }
}

/// A verdict with its seal. `outcome` is whether the people say it is fixed, `None` while
/// they are judging; `more` holds the rule and the interval in words.
#[must_use]
pub fn verdict(lang: Lang, tally: &Tally, outcome: Option<bool>, more: Markup) -> Markup {
    let (mark, key) = match outcome {
        Some(true) => (Seal::Fixed, t(lang, "verdict-fixed")),
        Some(false) => (Seal::NotFixed, t(lang, "verdict-not-fixed")),
        None => (Seal::Judging, t(lang, "verdict-open")),
    };
    html! {
        div .verdict {
            (seal(lang, mark))
            div .said {
                p { b { (key) } }
                ul .three {
                    (number(tally.asked, tally.asked, &t(lang, "verdict-asked")))
                    (number(tally.answered(), tally.asked, &t(lang, "verdict-answered")))
                    (number(tally.fixed, tally.asked, &t(lang, "verdict-satisfied")))
                }
                p .small.soft {
                    (t_args(lang, "verdict-rest", &[
                        ("not_fixed", tally.not_fixed.into()),
                        ("dont_know", tally.dont_know.into()),
                        ("silent", tally.asked.saturating_sub(tally.answered()).into()),
                    ]))
                }
                (more)
            }
        }
    }
}

fn number(amount: u64, asked: u64, label: &str) -> Markup {
    html! {
        li {
            b { (count(amount)) }
            span { (label) }
            @if asked > 0 && amount != asked { small { (percent(amount as f64 / asked as f64)) } }
        }
    }
}
