//! Erasing one's words: asked once more, since it cannot be undone.

use super::way::{self, Done, code_form};
use super::{FORM, back_to_door, expired};
use crate::component::{Look, Tone, actions, button, notice};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::t;
use crate::request::{Ctx, Page};
use axum::response::Response;
use maud::html;

/// What erasing means, and whether it is really wanted.
pub(crate) async fn ask_erase(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let (lang, code) = (ctx.lang, form.text("code"));
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return Ok(expired(&ctx, code, trouble));
    }
    let title = t(lang, "erase-sure-title");
    let body = html! {
        h1 { (title) }
        (notice(Tone::Careful, None, html! { p { (t(lang, "erase-sure")) } }))
        ul {
            li { (t(lang, "erase-gone")) }
            li { (t(lang, "erase-stays")) }
            li { (t(lang, "erase-count")) }
        }
        (code_form(&ctx, "/follow/erase/yes", code, actions(button(Look::Grave, &t(lang, "erase-yes")))))
        (code_form(&ctx, "/follow", code, actions(button(Look::Second, &t(lang, "erase-no")))))
    };
    Ok(ctx.page(
        Page::new(title.clone()).active("/follow").at("/follow"),
        body,
    ))
}

pub(crate) async fn erase(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let code = form.text("code");
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return Ok(expired(&ctx, code, trouble));
    }
    let done = match ctx.service().erase_by_holder(code, ctx.caller).await {
        Ok(()) => Done::well(t(ctx.lang, "erase-done")),
        Err(error) => Done::not(&error.into(), &ctx, ""),
    };
    match ctx.service().follow(code, ctx.caller).await {
        Ok(followed) => way::page(&ctx, code, &followed, Some(done)).await,
        Err(error) => Ok(back_to_door(&ctx, code, error.into())),
    }
}
