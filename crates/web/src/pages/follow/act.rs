//! Judging by receipt, and saying that a closed problem is there again.

use super::way::{self, Done};
use super::{FORM, back_to_door, expired};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::t;
use crate::request::Ctx;
use axum::response::Response;
use massline_domain::verdict::Choice;
use massline_service::verdict::Judged;

pub(crate) async fn judge(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let (code, comment) = (form.text("code"), form.text("comment"));
    let choice = Choice::from_code(form.text("choice"));
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return Ok(expired(&ctx, code, trouble));
    }
    let Some(choice) = choice else {
        return Err(Failure::NotAForm);
    };
    let done = match ctx.service().judge(code, choice, comment, ctx.caller).await {
        Ok(judged) => Done::well(t(ctx.lang, judged_key(judged))),
        Err(error) => Done::not(&error.into(), &ctx, comment),
    };
    show(&ctx, code, done).await
}

pub(crate) async fn came_back(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let code = form.text("code");
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return Ok(expired(&ctx, code, trouble));
    }
    let done = match ctx.service().came_back(code, ctx.caller).await {
        Ok(_) => Done::well(t(ctx.lang, "back-done")),
        Err(error) => Done::not(&error.into(), &ctx, ""),
    };
    show(&ctx, code, done).await
}

fn judged_key(judged: Judged) -> &'static str {
    match judged {
        Judged::Counted => "judged-counted",
        Judged::Closed => "judged-closed",
        Judged::Reopened => "judged-reopened",
    }
}

/// The opinion's way as it is now, with what was done above it.
async fn show(ctx: &Ctx, code: &str, done: Done) -> Result<Response, Failure> {
    match ctx.service().follow(code, ctx.caller).await {
        Ok(followed) => way::page(ctx, code, &followed, Some(done)).await,
        Err(error) => Ok(back_to_door(ctx, code, error.into())),
    }
}
