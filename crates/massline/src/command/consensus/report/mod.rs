//! `report.html`: the result on one page that asks nobody for anything, in both languages.
//!
//! The page is for everybody, so it is made from the published view: nothing about fewer than k
//! people. Each figure is a table, or has one.

mod card;
mod map;
mod odd;
mod pick;
mod section;

use massline_consensus::{Analysis, Published, Stability, Verdict, WithAndWithout};
use massline_web::i18n::{Lang, Value, count, t, t_args};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What the page shows.
pub(super) struct Result<'a> {
    pub(super) both: &'a WithAndWithout,
    pub(super) stability: Stability,
    pub(super) view: &'a Published,
    /// How many statements are about the people by their words only.
    pub(super) by_words: usize,
}

/// What every part of the page needs to know.
struct View<'a> {
    lang: Lang,
    analysis: &'a Analysis,
    result: &'a Result<'a>,
    published: &'a Published,
    /// Whether groups are named: there are two or more to show, and they are not by chance.
    named: bool,
}

impl View<'_> {
    fn t(&self, key: &str) -> String {
        t(self.lang, key)
    }

    fn t_args(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        t_args(self.lang, key, args)
    }

    /// The name of the group at this place among those shown.
    fn group(&self, place: usize) -> String {
        let letter = letter(place);
        self.t_args("cli-report-group", &[("letter", letter.into())])
    }

    /// An id of an element that no other has.
    fn id(&self, name: &str) -> String {
        format!("{name}-{}", self.lang.prefix())
    }
}

/// A, B, C …
fn letter(place: usize) -> String {
    char::from_u32('A' as u32 + place as u32)
        .unwrap_or('?')
        .to_string()
}

/// The page, opened in the language given.
pub(super) fn page(first: Lang, result: &Result<'_>) -> String {
    let languages = [Lang::Zh, Lang::En];
    let body = html! {
        (DOCTYPE)
        html lang=(first.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (t(first, "cli-report-title")) }
                style { (PreEscaped(include_str!("report.css"))) }
            }
            body {
                fieldset .language {
                    legend { (t(Lang::Zh, "cli-report-language")) " / " (t(Lang::En, "cli-report-language")) }
                    @for lang in languages {
                        input type="radio" name="language" id={ "show-" (lang.prefix()) } checked[lang == first];
                        label for={ "show-" (lang.prefix()) } lang=(lang.tag()) { (lang.own_name()) }
                    }
                }
                @for lang in languages { (in_language(lang, result)) }
            }
        }
    };
    body.into_string()
}

fn in_language(lang: Lang, result: &Result<'_>) -> Markup {
    let view = View {
        lang,
        analysis: &result.both.with,
        result,
        published: result.view,
        named: result.stability.verdict != Verdict::NoStableGroups && result.view.groups.len() > 1,
    };
    let summary = &view.analysis.summary;
    let counted = view.t_args(
        "cli-report-counted",
        &[
            ("people", count(result.view.people as u64).into()),
            ("statements", count(summary.statements as u64).into()),
            ("votes", count(summary.votes as u64).into()),
        ],
    );
    html! {
        main class={ "in-" (lang.prefix()) } lang=(lang.tag()) {
            header {
                h1 { (view.t("cli-report-title")) }
                p .counted { (counted) }
            }
            (section::verdict(&view))
            (map::section(&view))
            (section::unites(&view))
            (section::divides(&view))
            (section::uncertain(&view))
            (section::apart(&view))
            (odd::section(&view))
            (section::all(&view))
            (section::method(&view))
        }
    }
}

#[cfg(test)]
mod tests;
