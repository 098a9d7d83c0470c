//! What people said, in their own words.

use super::story::day;
use crate::i18n::{Lang, t};
use maud::{Markup, html};

/// One voice as the public or a unit may read it: already redacted.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    /// The words.
    pub text: &'a str,
    /// The language they are in (`zh-CN`, `en`).
    pub language: &'a str,
    /// The day it was said, if it may be shown.
    pub day: Option<i32>,
    /// The way it came (already in the page's language), if it may be shown.
    pub channel: Option<&'a str>,
    /// What the program left out of the words is shown as this mark in `text`.
    pub redaction: Option<&'a str>,
}

/// A voice, marked with its language so that it is set and read aloud rightly.
#[must_use]
pub fn voice(lang: Lang, voice: &Voice<'_>) -> Markup {
    html! {
        blockquote .voice {
            p lang=[foreign(lang, voice.language)] { (redacted(lang, voice)) }
            @if let Some(said_on) = voice.day {
                footer {
                    (day(lang, said_on))
                    @if let Some(channel) = voice.channel { " · " (channel) }
                }
            }
        }
    }
}

/// Somebody's words inside a line, marked with their language where it is another.
#[must_use]
pub fn words(lang: Lang, language: &str, text: &str) -> Markup {
    html! { @if let Some(tag) = foreign(lang, language) { span lang=(tag) { (text) } } @else { (text) } }
}

/// A text that a body wrote for the public, its lines kept. It carries no note of its
/// language, so its letters tell.
#[must_use]
pub fn told(lang: Lang, text: &str) -> Markup {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let language = if text.contains(is_han) {
        Lang::Zh
    } else {
        Lang::En
    };
    html! { p .told lang=[foreign(lang, language.tag())] { (text) } }
}

fn foreign(lang: Lang, language: &str) -> Option<&str> {
    (language != lang.tag()).then_some(language)
}

fn redacted(lang: Lang, voice: &Voice<'_>) -> Markup {
    let Some(mark) = voice.redaction else {
        return html! { (voice.text) };
    };
    html! {
        @for (place, part) in voice.text.split(mark).enumerate() {
            @if place > 0 { span .cut lang=(lang.tag()) { (t(lang, "redacted")) } }
            (part)
        }
    }
}
