//! The front page.

use crate::request::{Ctx, Page};
use axum::response::Response;
use maud::html;

pub(crate) async fn front(ctx: Ctx) -> Response {
    let body = html! { h1 { (ctx.name()) } };
    ctx.page(Page::new(ctx.name()).active("/"), body)
}
