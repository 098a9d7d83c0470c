//! What became of a statement of a consultation, by its receipt, and the appeal against a
//! refusal.

use super::way::Done;
use super::{FORM, back_to_door, expired};
use crate::component::{Field, Look, button, day, facts, form, notice, text_area, words};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::consultation::statement::{APPEAL_CHARS, Stage};
use massline_service::consultation::statement::FollowedStatement;
use maud::{Markup, html};

/// The page of the statement of this code.
pub(super) fn page(
    ctx: &Ctx,
    code: &str,
    followed: &FollowedStatement,
    done: Option<Done>,
) -> Response {
    let lang = ctx.lang;
    let (row, consultation) = (&followed.row, &followed.consultation);
    let title = t(lang, "my-statement-title");
    let to = ctx.to(&format!("/consultations/{}", consultation.consultation));
    let question = words(lang, &consultation.language, &consultation.question);
    let mut pairs = vec![
        (
            t(lang, "my-statement-asked"),
            html! { a href=(to) { (question) } },
        ),
        (
            t(lang, "my-statement-words"),
            match &followed.words {
                Some(text) => words(lang, &row.language, text),
                None => html! { (t(lang, "my-statement-erased")) },
            },
        ),
        (t(lang, "my-statement-day"), day(lang, row.added.0)),
        (
            t(lang, "my-statement-state"),
            html! { b { (t_code(lang, "statement-state", row.stage.code())) } },
        ),
    ];
    if let Some(reason) = row.reason {
        let text = t_code(lang, "statement-reason", reason.code());
        pairs.push((t(lang, "my-statement-reason"), html! { (text) }));
    }
    if let Some(appeal) = &followed.appeal {
        pairs.push((t(lang, "my-statement-appeal"), html! { (appeal) }));
    }
    let typed = done.as_ref().map_or("", |done| done.comment.as_str());
    let body = html! {
        h1 { (title) }
        @if let Some(done) = &done { (notice(done.tone, None, html! { p { (done.text) } })) }
        (facts(&pairs))
        p { (t_code(lang, "statement-means", row.stage.code())) }
        @if row.stage == Stage::Refused { (appeal(ctx, code, typed)) }
        @if !matches!(row.stage, Stage::Accepted | Stage::Withdrawn) { (withdraw(ctx, code)) }
        @if row.stage == Stage::Accepted {
            p { a href=(format!("{to}/results")) { (t(lang, "consult-to-results")) } }
        }
    };
    let page = Page::new(title.clone()).active("/follow").at("/follow");
    let page = match &done {
        Some(done) => page.status(done.status),
        None => page,
    };
    ctx.page(page, body)
}

fn appeal(ctx: &Ctx, code: &str, typed: &str) -> Markup {
    let lang = ctx.lang;
    let (label, hint) = (t(lang, "appeal-words"), t(lang, "appeal-hint"));
    let field = Field {
        name: "appeal",
        label: &label,
        hint: Some(&hint),
        error: None,
        optional: true,
    };
    html! {
        h2 { (t(lang, "appeal-title")) }
        p { (t_args(lang, "appeal-why", &[("max", APPEAL_CHARS.into())])) }
        (form(&ctx.to("/follow/appeal"), Some(&ctx.token(FORM)), html! {
            input type="hidden" name="code" value=(code);
            (text_area(lang, &field, typed, 4, APPEAL_CHARS as u64))
            (button(Look::Main, &t(lang, "appeal-send")))
        }))
    }
}

/// The words can be erased as long as they are not public.
fn withdraw(ctx: &Ctx, code: &str) -> Markup {
    let lang = ctx.lang;
    html! {
        details {
            summary { (t(lang, "withdraw-title")) }
            p { (t(lang, "withdraw-why")) }
            (form(&ctx.to("/follow/withdraw"), Some(&ctx.token(FORM)), html! {
                input type="hidden" name="code" value=(code);
                (button(Look::Grave, &t(lang, "withdraw-do")))
            }))
        }
    }
}

/// `POST /follow/withdraw`
pub(crate) async fn take_back(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let code = form.text("code");
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return Ok(expired(&ctx, code, trouble));
    }
    let done = match ctx.service().withdraw_statement(code, ctx.caller).await {
        Ok(()) => Done::well(t(ctx.lang, "withdraw-done")),
        Err(error) => Done::not(&error.into(), &ctx, ""),
    };
    show(&ctx, code, done).await
}

/// The statement as it is now, with what was done above it.
async fn show(ctx: &Ctx, code: &str, done: Done) -> Result<Response, Failure> {
    match ctx.service().follow_statement(code, ctx.caller).await {
        Ok(followed) => Ok(page(ctx, code, &followed, Some(done))),
        Err(error) => Ok(back_to_door(ctx, code, error.into())),
    }
}

/// `POST /follow/appeal`
pub(crate) async fn send(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let (code, words) = (form.text("code"), form.text("appeal"));
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return Ok(expired(&ctx, code, trouble));
    }
    let service = ctx.service();
    let done = match service.appeal_statement(code, words, ctx.caller).await {
        Ok(()) => Done::well(t(ctx.lang, "appeal-done")),
        Err(error) => Done::not(&error.into(), &ctx, words),
    };
    show(&ctx, code, done).await
}
