//! Forms that were sent by someone who is signed in, from a page of this session. Where
//! that does not hold, what was typed is shown, so that it can be copied: nothing a person
//! wrote is thrown away.

use super::desk::{Desk, Stop};
use crate::component::{Look, Tone, link_button, notice};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{Lang, t, t_code};
use crate::request::{Ctx, Page};
use crate::site::Site;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

/// A form of someone who is signed in.
pub(super) struct Sent {
    pub(super) desk: Desk,
    pub(super) form: FormData,
}

impl FromRequest<Arc<Site>> for Sent {
    type Rejection = Stop;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, Stop> {
        let (mut parts, body) = request.into_parts();
        let ctx = Ctx::from_request_parts(&mut parts, site).await?;
        let form = FormData::from_request(Request::from_parts(parts, body), site).await?;
        let Some(desk) = Desk::of(&ctx).await? else {
            return Err(kept(&ctx, StatusCode::UNAUTHORIZED, "signed-out", &form).into());
        };
        if form.is_damaged() {
            return Err(kept(&ctx, StatusCode::BAD_REQUEST, "damaged", &form).into());
        }
        if !same(desk.csrf.as_bytes(), form.text("csrf").as_bytes()) {
            return Err(kept(&ctx, StatusCode::FORBIDDEN, "other-session", &form).into());
        }
        Ok(Self { desk, form })
    }
}

/// Fields that are never shown again, or that no person typed.
const NOT_SHOWN: [&str; 17] = [
    "csrf",
    "key",
    "password",
    "password_again",
    "old_password",
    "seen",
    "back",
    "opinion",
    "problem",
    "version",
    "shown",
    "moving",
    "voices",
    "step",
    "into",
    "other",
    "q",
];

/// Says why nothing was done, and shows what was typed. The texts are `kept-<code>` and
/// `kept-do-<code>`.
fn kept(ctx: &Ctx, status: StatusCode, code: &str, form: &FormData) -> Response {
    let lang = ctx.lang;
    let title = t_code(lang, "kept", code);
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "kept-do", code)) }
        (typed(lang, form))
        p { (link_button(Look::Main, &ctx.to("/staff"), &t(lang, "kept-go-on"))) }
    };
    ctx.page(Page::new(title.clone()).status(status).at("/staff"), body)
}

fn typed(lang: Lang, form: &FormData) -> Markup {
    let texts: Vec<(&str, &str)> = form
        .fields()
        .filter(|(name, value)| !NOT_SHOWN.contains(name) && !value.trim().is_empty())
        .filter(|(name, _)| !name.starts_with("reason-"))
        .collect();
    html! {
        @if !texts.is_empty() {
            (notice(Tone::Careful, Some(&t(lang, "kept-typed")), html! {
                @for (name, value) in texts { p { (t_code(lang, "ask", name)) } pre .typed { (value) } }
            }))
        }
    }
}

/// Whether two secrets are the same, in time that does not depend on where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

/// The number of a thing in an address.
pub(super) fn number<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_secret_is_the_same_only_as_itself() {
        assert!(same(b"abc", b"abc"));
        assert!(!same(b"abc", b"abd") && !same(b"abc", b"ab") && !same(b"", b"a"));
    }
}
