//! Headers that keep browsers from doing harm, and whether a form was sent from here.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::response::Response;

/// Nothing but our own style and pictures; no script at all; forms go only to us; nobody
/// frames us.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same for the pages that have a script (see [`crate::script`]): our own, and no other.
const CONTENT_POLICY_WITH_SCRIPT: &str = "default-src 'none'; script-src 'self'; \
     style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// The page may run our own script.
pub(crate) fn allow_own_script(response: &mut Response) {
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CONTENT_POLICY_WITH_SCRIPT),
    );
}

/// On every answer. `same-origin` tells other sites as little as `no-referrer` would, and
/// lets browsers say truthfully in `Origin` that a form was sent from here; with
/// `no-referrer` they must say `null` (Fetch standard, "append a request Origin header").
const ALWAYS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    ),
    ("x-frame-options", "DENY"),
];

/// A year.
const TRANSPORT: &str = "max-age=31536000";

/// The answer with the headers every answer has. What a page set itself stays, so that a
/// file can be kept for ever where a page must not be kept at all.
pub(crate) fn with_headers(mut response: Response, secure: bool) -> Response {
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        set_if_absent(headers, HeaderName::from_static(name), value);
    }
    set_if_absent(headers, header::CACHE_CONTROL, "no-store");
    if secure {
        set_if_absent(headers, header::STRICT_TRANSPORT_SECURITY, TRANSPORT);
    }
    response
}

fn set_if_absent(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers
        .entry(name)
        .or_insert(HeaderValue::from_static(value));
}

/// Whether a request that changes something was sent from a page of this site, as far as
/// the browser says. Old browsers say nothing; there the form's token must do.
pub(crate) fn is_from_here(parts: &Parts) -> bool {
    if matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let header = |name: &str| {
        parts
            .headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("?"))
    };
    if let Some(site) = header("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (header("origin"), header("host")) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)),
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn post(headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::builder().method("POST");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn only_our_own_forms_are_taken() {
        let host = ("host", "here.example:8080");
        assert!(is_from_here(&post(&[host])), "an old browser");
        assert!(is_from_here(&post(&[
            host,
            ("origin", "http://here.example:8080")
        ])));
        assert!(is_from_here(&post(&[
            host,
            ("origin", "null"),
            ("sec-fetch-site", "same-origin")
        ])));
        for foreign in [
            ("origin", "https://there.example"),
            ("origin", "http://here.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert!(!is_from_here(&post(&[host, foreign])), "{foreign:?}");
        }
        let both = [
            host,
            ("origin", "http://here.example:8080"),
            ("sec-fetch-site", "cross-site"),
        ];
        assert!(!is_from_here(&post(&both)));
    }
}
