//! Who takes part in consultations: nobody knows, but the browser keeps a random token, so that
//! an answer can be changed and nobody counts twice. It is given with the first answer and to
//! nobody who only reads, and it has nothing to do with signing in or with receipts.

use crate::auth;
use axum::extract::FromRequestParts;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use massline_service::consultation::vote::Token;
use std::convert::Infallible;

/// Seconds for which a browser keeps the token: half a year.
const SECONDS: i64 = 180 * 86_400;

/// The token that a request carries.
pub(crate) struct Participant {
    plain: Option<Token>,
    host: Option<Token>,
}

const fn cookie_name(secure: bool) -> &'static str {
    if secure {
        "__Host-massline-vote"
    } else {
        "massline-vote"
    }
}

impl Participant {
    /// The token, where the request has one.
    pub(crate) fn token(&self, secure: bool) -> Option<Token> {
        if secure { self.host } else { self.plain }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Participant {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let token = |secure| {
            let text = auth::cookie_in(&parts.headers, cookie_name(secure))?;
            let bytes = massline_log::from_hex(&text)?;
            bytes.try_into().ok().map(Token)
        };
        Ok(Self {
            plain: token(false),
            host: token(true),
        })
    }
}

/// Hands the browser its token.
pub(crate) fn keep(mut response: Response, token: Token, secure: bool) -> Response {
    let name = cookie_name(secure);
    let only_https = if secure { "; Secure" } else { "" };
    let value = massline_log::to_hex(&token.0);
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{only_https}");
    match HeaderValue::from_str(&cookie) {
        Ok(value) => {
            response.headers_mut().append(SET_COOKIE, value);
            response
        }
        // A name and hexadecimal digits: this cannot be reached.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
