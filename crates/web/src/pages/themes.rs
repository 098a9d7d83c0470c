//! Problems by theme: what several of them are about, wherever that is. The machine's suggestion.

use crate::component::{empty_state, words};
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_service::themes::Theme;
use maud::{Markup, html};

/// Themes shown, those with the most problems.
const SHOWN: usize = 40;
/// Problems shown of each.
const PROBLEMS: usize = 8;
/// Words that make up a theme's name.
const WORDS: usize = 3;

/// `GET /problems/themes`
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let themes = ctx.service().themes(&ctx.campaign).await?;
    let title = t(lang, "themes-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "themes-lead")) }
        p .soft { (t(lang, "themes-how")) }
        @if themes.is_empty() { (empty_state(&t(lang, "themes-none"), None)) }
        @else { ul .cards { @for theme in themes.iter().take(SHOWN) { (card(&ctx, theme)) } } }
        @if themes.len() > SHOWN { p .soft { (t_args(lang, "themes-more", &[("n", (themes.len() - SHOWN).into())])) } }
        p { a href=(ctx.to("/problems")) { (t(lang, "themes-back")) } }
    };
    let page = Page::new(title.clone()).active("/problems");
    let page = page.crumb("/problems", t(lang, "problems-title")).wide();
    Ok(ctx.page(page, body))
}

fn card(ctx: &Ctx, theme: &Theme) -> Markup {
    let lang = ctx.lang;
    let language = theme
        .problems
        .first()
        .map_or("", |one| one.language.as_str());
    let name: Vec<&str> = theme.words.iter().take(WORDS).map(String::as_str).collect();
    let more = theme.problems.len().saturating_sub(PROBLEMS);
    html! {
        li .card {
            h2 .small { (words(lang, language, &name.join(" · "))) }
            p .soft.small { (t_args(lang, "themes-problems", &[("n", theme.problems.len().into())])) }
            ul {
                @for one in theme.problems.iter().take(PROBLEMS) {
                    li { a href=(ctx.to(&format!("/problems/{}", one.problem))) { (words(lang, &one.language, &one.title)) } }
                }
            }
            @if more > 0 { p .soft.small { (t_args(lang, "themes-problems-more", &[("n", more.into())])) } }
        }
    }
}
