//! What this service is, what it keeps of people and what it never does, and its source.

use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use maud::{Markup, html};

pub(super) async fn about(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let title = t(lang, "about-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t_args(lang, "about-lead", &[("campaign", ctx.name().into())])) }
        p { (t(lang, "about-people")) }
        p { (t(lang, "about-close")) }
        p { a href=(ctx.to("/charter")) { (t(lang, "about-charter")) } }
        (privacy(&ctx))
        h2 #machine { (t(lang, "about-machine")) }
        p { (t(lang, "about-machine-does")) }
        h2 #source { (t(lang, "about-source")) }
        p { (t_args(lang, "about-source-offer", &[("version", env!("CARGO_PKG_VERSION").into())])) }
    };
    Ok(ctx.page(Page::new(title.clone()), body))
}

fn privacy(ctx: &Ctx) -> Markup {
    let lang = ctx.lang;
    let k = u64::from(ctx.campaign.charter.limits.small_number);
    html! {
        h2 #privacy { (t(lang, "privacy-title")) }
        h3 { (t(lang, "privacy-kept")) }
        ul {
            li { (t(lang, "privacy-kept-words")) }
            li { (t(lang, "privacy-kept-code")) }
            li { (t(lang, "privacy-kept-ballot")) }
            li { (t(lang, "privacy-kept-log")) }
        }
        h3 { (t(lang, "privacy-never")) }
        ul {
            li { (t(lang, "privacy-never-who")) }
            li { (t(lang, "privacy-never-address")) }
            li { (t(lang, "privacy-never-cookie")) }
            li { (t(lang, "privacy-never-time")) }
        }
        h3 { (t(lang, "privacy-who-sees")) }
        ul {
            li { (t(lang, "privacy-office")) }
            li { (t(lang, "privacy-unit")) }
            li { (t_args(lang, "privacy-public", &[("k", k.into())])) }
        }
        h3 { (t(lang, "privacy-limits")) }
        ul {
            li { (t(lang, "privacy-limit-words")) }
            li { (t(lang, "privacy-limit-device")) }
            li { (t(lang, "privacy-limit-code")) }
        }
        p { (t(lang, "privacy-erase")) " " a href=(ctx.to("/follow")) { (t(lang, "front-follow")) } }
    }
}
