//! The page for what went wrong.

use crate::component::{Look, actions, link_button};
use crate::errors::Failure;
use crate::i18n::t;
use crate::request::{Ctx, Page};
use axum::response::Response;
use maud::html;

/// What happened, and what to do.
pub(crate) fn failure(ctx: &Ctx, failure: &Failure) -> Response {
    let lang = ctx.lang;
    let title = failure.title(lang);
    let body = html! {
        h1 { (title) }
        p .lead { (failure.advice(lang)) }
        (actions(html! { (link_button(Look::Second, &ctx.to("/"), &t(lang, "failure-home"))) }))
    };
    ctx.page(Page::new(title.clone()).status(failure.status()), body)
}
