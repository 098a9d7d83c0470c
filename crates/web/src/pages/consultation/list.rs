//! All consultations, those that go on first.

use super::{ACTIVE, parts};
use crate::component::empty_state;
use crate::errors::Failure;
use crate::i18n::t;
use crate::request::{Ctx, Page};
use axum::response::Response;
use maud::html;

/// `GET /consultations`
pub(in super::super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let all = ctx.service().consultations(&ctx.campaign).await?;
    let (open, closed): (Vec<_>, Vec<_>) = all.iter().partition(|row| row.closed.is_none());
    let title = t(lang, "consult-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "consult-lead")) }
        @if all.is_empty() { (empty_state(&t(lang, "consult-none"), None)) }
        @if !open.is_empty() {
            h2 { (t(lang, "consult-open")) }
            ul .cards { @for row in &open { (parts::card(&ctx, row)) } }
        }
        @if !closed.is_empty() {
            h2 { (t(lang, "consult-closed")) }
            ul .cards { @for row in &closed { (parts::card(&ctx, row)) } }
        }
    };
    Ok(ctx.page(Page::new(title.clone()).active(ACTIVE).wide(), body))
}
