//! Pictures of people who spoke, as far as they agreed that everyone sees them.

use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::pages::files;
use crate::request::Ctx;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use massline_domain::id::{Digest, ProblemId};
use massline_service::rows::ProblemRow;
use maud::{Markup, html};

/// `GET /problems/{number}/pictures/{picture}`
pub(in super::super) async fn one(
    ctx: Ctx,
    Path((number, picture)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let problem = number.parse().map(ProblemId);
    let problem = problem.map_err(|_| Failure::NotFound)?;
    let picture: Digest = picture.parse().map_err(|_| Failure::NotFound)?;
    let found = ctx
        .service()
        .shown_picture(&ctx.campaign, problem, picture)
        .await?;
    Ok(files::picture(found).into_response())
}

pub(super) async fn section(ctx: &Ctx, row: &ProblemRow) -> Result<Markup, Failure> {
    let shown = ctx.service().shown_pictures(&ctx.campaign, row).await?;
    let lang = ctx.lang;
    Ok(html! {
        @if !shown.is_empty() {
            h3 { (t(lang, "pictures-title")) }
            p .soft { (t(lang, "pictures-note")) }
            div .pictures {
                @for (at, digest) in shown.iter().enumerate() {
                    @let path = ctx.to(&format!("/problems/{}/pictures/{digest}", row.problem));
                    a href=(path) {
                        img src=(path) alt=(t_args(lang, "picture-alt", &[("n", (at + 1).into())])) loading="lazy" decoding="async";
                    }
                }
            }
        }
    })
}
