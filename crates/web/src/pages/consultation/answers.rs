//! One's own answers in a consultation, each of which can be changed while it is open.

use super::{below, find, path};
use crate::component::{empty_state, words};
use crate::errors::Failure;
use crate::i18n::{t, t_code};
use crate::participant::Participant;
use crate::request::Ctx;
use axum::extract::Path;
use axum::response::Response;
use maud::html;

/// `GET /consultations/{number}/answers`
pub(in super::super) async fn show(
    ctx: Ctx,
    Path(number): Path<String>,
    who: Participant,
) -> Result<Response, Failure> {
    let row = find(&ctx, &number).await?;
    let (lang, id) = (ctx.lang, row.consultation);
    let token = who.token(ctx.site.config.secure_cookies);
    let service = ctx.service();
    let answers = service.own_answers(&ctx.campaign, id, token).await?;
    let statements = service.accepted_statements(&ctx.campaign, id).await?;
    let open = row.closed.is_none() && ctx.campaign.row.open;
    let given = statements.iter().filter_map(|one| {
        let choice = answers.get(&one.statement.number)?;
        Some((one, *choice, one.words.as_deref()?))
    });
    let title = t(lang, "answers-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "answers-lead")) }
        @if answers.is_empty() { (empty_state(&t(lang, "answers-none"), None)) }
        ul .dated.answers {
            @for (one, choice, text) in given {
                li {
                    (words(lang, &one.language, text))
                    br; b { (t_code(lang, "vote", choice.code())) }
                    @if open { " · " a href=(ctx.to(&format!("{}?statement={}", path(id), one.statement.number))) { (t(lang, "answers-change")) } }
                }
            }
        }
        p { a href=(ctx.to(&path(id))) { (t(lang, "answers-back")) } }
    };
    Ok(ctx.page(below(&ctx, &row, &title), body))
}
