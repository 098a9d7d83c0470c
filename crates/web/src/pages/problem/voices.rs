//! What people said: voices over time, and some of them in their own words.

use crate::chart::{Figure, TimeColumn, columns};
use crate::component::{Voice, voice};
use crate::i18n::{Lang, date, month, t, t_args};
use crate::request::Ctx;
use massline_domain::small::hidden_cells;
use massline_service::reading::Story;
use massline_service::redact::REDACTED;
use massline_service::trend::Trend;
use maud::{Markup, html};

pub(super) fn section(ctx: &Ctx, story: &Story) -> Markup {
    let lang = ctx.lang;
    let k = ctx.campaign.charter.limits.small_number;
    // The voices of a problem that was merged are where it went.
    if story.problem.merged_into.is_some() {
        return html! {};
    }
    html! {
        h2 { (t(lang, "voices-title")) }
        @if story.voices.is_empty() && story.trend.is_none() {
            p { (t_args(lang, "voices-few", &[("k", k.into())])) }
        }
        @if let Some(trend) = &story.trend { (over_time(lang, trend, u64::from(k))) }
        @if !story.voices.is_empty() {
            p .soft { (t(lang, "voices-note")) }
            @for words in &story.voices {
                (voice(lang, &Voice { text: words, language: language_of(words), day: None, channel: None, redaction: Some(REDACTED) }))
            }
        }
    }
}

/// Voices by week or month; what may not be published is hatched and as high as any other
/// such.
fn over_time(lang: Lang, trend: &Trend, k: u64) -> Markup {
    let counts: Vec<u64> = trend.spans.iter().map(|(_, voices)| *voices).collect();
    let hidden = hidden_cells(&counts, k);
    let shown: Vec<TimeColumn> = trend
        .spans
        .iter()
        .zip(hidden)
        .map(|((start, voices), hidden)| TimeColumn {
            label: if trend.weeks {
                date(lang, start.0)
            } else {
                month(lang, start.0)
            },
            number: (!hidden).then_some(*voices),
        })
        .collect();
    let (caption, things) = if trend.weeks {
        (t(lang, "weeks-caption"), t(lang, "weeks-things"))
    } else {
        (t(lang, "months-caption"), t(lang, "months-things"))
    };
    let note = t_args(lang, "trend-note", &[("k", k.into())]);
    let figure = Figure {
        id: "trend",
        caption: &caption,
        note: Some(&note),
        things: &things,
    };
    columns(lang, &figure, &t(lang, "months-amount"), &shown)
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
