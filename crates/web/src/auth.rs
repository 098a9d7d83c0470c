//! Who is signed in: the cookie that carries a session's token, and the way to the sign-in
//! page and back.

use crate::i18n::Lang;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use massline_service::session::SESSION_SECONDS;

/// Over https the name itself makes browsers refuse a cookie that another host set.
const fn cookie_name(secure: bool) -> &'static str {
    if secure {
        "__Host-massline"
    } else {
        "massline"
    }
}

/// The token of a request's session cookie.
pub(crate) fn token_of(parts: &Parts, secure: bool) -> Option<String> {
    token_in(&parts.headers, secure)
}

/// The token of the session cookie among these headers.
pub(crate) fn token_in(headers: &HeaderMap, secure: bool) -> Option<String> {
    cookie_in(headers, cookie_name(secure))
}

/// The value of a cookie among these headers.
pub(crate) fn cookie_in(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let found = pairs.find(|(name, _)| *name == wanted)?;
    Some(found.1.to_owned()).filter(|token| !token.is_empty())
}

/// Hands the browser a session's token.
pub(crate) fn sign_in(response: Response, token: &str, secure: bool) -> Response {
    with_cookie(response, token, SESSION_SECONDS, secure)
}

/// Takes the token away.
pub(crate) fn sign_out(response: Response, secure: bool) -> Response {
    with_cookie(response, "", 0, secure)
}

fn with_cookie(mut response: Response, token: &str, seconds: i64, secure: bool) -> Response {
    let name = cookie_name(secure);
    let only_https = if secure { "; Secure" } else { "" };
    let cookie =
        format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{only_https}");
    match HeaderValue::from_str(&cookie) {
        Ok(value) => {
            response.headers_mut().append(SET_COOKIE, value);
            response
        }
        // Our tokens are hexadecimal: this cannot be reached, and signs nobody in.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// To the sign-in page, and from there back to `to` (a path without its language).
pub(crate) fn to_sign_in(lang: Lang, to: &str) -> Response {
    let to = safe_way_back(to);
    let path = if to == "/staff" {
        "/staff/sign-in".to_owned()
    } else {
        format!("/staff/sign-in?to={}", escape(to))
    };
    Redirect::to(&lang.path(&path)).into_response()
}

/// Only pages of the staff are gone back to: the address could have been written by anyone.
pub(crate) fn safe_way_back(to: &str) -> &str {
    let good = |c: char| c.is_ascii_alphanumeric() || "/-_?=&%.+".contains(c);
    let staff = to == "/staff" || to.starts_with("/staff/") || to.starts_with("/staff?");
    if staff && to.chars().all(good) && !to.starts_with("/staff/sign-") {
        to
    } else {
        "/staff"
    }
}

/// A value as part of an address (RFC 3986).
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn parts(uri: &str, cookie: &str) -> Parts {
        Request::builder()
            .uri(uri)
            .header(COOKIE, cookie)
            .body(())
            .unwrap()
            .into_parts()
            .0
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let parts = parts("/zh/staff", "a=b; massline=77ff; c=d");
        assert_eq!(token_of(&parts, false).as_deref(), Some("77ff"));
        assert_eq!(
            token_of(&parts, true),
            None,
            "over https only the host's own cookie counts"
        );
    }

    #[test]
    fn the_way_back_leads_to_staff_pages_only() {
        for good in ["/staff", "/staff/inbox?page=2", "/staff/problems/7"] {
            assert_eq!(safe_way_back(good), good);
        }
        for bad in [
            "",
            "//example.org",
            "/staff@example.org",
            "https://example.org",
            "/staffx",
            "/staff/sign-out",
            "/staff/\r\nSet-Cookie: a=b",
            "/staff/../../x\\",
        ] {
            assert_eq!(safe_way_back(bad), "/staff", "{bad}");
        }
    }

    #[test]
    fn a_value_in_an_address_is_escaped() {
        assert_eq!(escape("/staff?a=路"), "%2Fstaff%3Fa%3D%E8%B7%AF");
    }
}
