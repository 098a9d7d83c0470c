//! What people said: voices over the months, and some of them in their own words.

use super::super::small::hidden_cells;
use crate::chart::{Bar, Figure, bars};
use crate::component::{Voice, voice};
use crate::i18n::{Lang, count, month, t, t_args};
use crate::request::Ctx;
use massline_domain::Day;
use massline_service::reading::Story;
use massline_service::redact::REDACTED;
use maud::{Markup, html};

/// Months shown; a longer story has the rest in its timeline.
const MONTHS: usize = 18;

pub(super) fn section(ctx: &Ctx, story: &Story) -> Markup {
    let lang = ctx.lang;
    let k = ctx.campaign.charter.limits.small_number;
    html! {
        h2 { (t(lang, "voices-title")) }
        @if story.voices.is_empty() && story.months.is_empty() {
            p { (t_args(lang, "voices-few", &[("k", k.into())])) }
        }
        (over_months(lang, &story.months, u64::from(k)))
        @if !story.voices.is_empty() {
            p .soft { (t(lang, "voices-note")) }
            @for words in &story.voices {
                (voice(lang, &Voice { text: words, language: language_of(words), day: None, channel: None, redaction: Some(REDACTED) }))
            }
        }
    }
}

fn over_months(lang: Lang, months: &[(String, u64)], k: u64) -> Markup {
    if months.is_empty() {
        return html! {};
    }
    let counts: Vec<u64> = months.iter().map(|(_, voices)| *voices).collect();
    let hidden = hidden_cells(&counts, k);
    let all = months
        .iter()
        .zip(hidden)
        .map(|((name, voices), hidden)| Bar {
            label: month_name(lang, name),
            value: if hidden { 0.0 } else { *voices as f64 },
            shown: if hidden {
                t(lang, "not-shown")
            } else {
                count(*voices)
            },
        });
    let shown: Vec<Bar> = all.skip(months.len().saturating_sub(MONTHS)).collect();
    let (caption, note) = (
        t(lang, "months-caption"),
        t_args(lang, "months-note", &[("k", k.into())]),
    );
    let things = t(lang, "months-things");
    let figure = Figure {
        id: "months",
        caption: &caption,
        note: Some(&note),
        things: &things,
    };
    bars(lang, &figure, &t(lang, "months-amount"), &shown)
}

/// `2026-07` in words.
fn month_name(lang: Lang, name: &str) -> String {
    format!("{name}-01")
        .parse::<Day>()
        .map_or_else(|_| name.to_owned(), |day| month(lang, day.0))
}

/// The language words are marked with, so that they are set and read aloud rightly.
pub(super) fn language_of(words: &str) -> &'static str {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if words.chars().any(is_han) {
        "zh-CN"
    } else {
        "en"
    }
}
