//! Headers on every answer.

use crate::world::World;
use axum::http::StatusCode;

#[tokio::test]
async fn every_answer_has_the_headers_that_keep_it_safe() {
    let world = World::new().await;
    let style = massline_web::style::style().path.clone();
    let evidence = format!("/evidence/{}", world.evidence);
    for path in [
        "/",
        "/zh/",
        "/en/speak",
        "/en/nothing",
        "/nothing",
        "/log/checkpoint",
        "/log/doc/00",
        "/healthz",
        "/charter.toml",
        &style,
        &evidence,
    ] {
        let answer = world.browser.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert!(
            answer
                .header("permissions-policy")
                .contains("geolocation=()"),
            "{path}"
        );
        assert!(
            !answer.headers.contains_key("server") && !answer.headers.contains_key("etag"),
            "{path}"
        );
        assert!(
            !answer.headers.contains_key("set-cookie"),
            "{path}: the public needs no cookie"
        );
        let kept = answer.status == StatusCode::OK && (path == style || path == evidence);
        assert_eq!(
            answer.header("cache-control") == "no-store",
            !kept,
            "{path}"
        );
    }
    let refused = world
        .browser
        .post_with("/en/speak", &[], &[("origin", "http://evil.example")])
        .await;
    assert_eq!(refused.header("cache-control"), "no-store");
    assert!(
        refused
            .header("content-security-policy")
            .contains("form-action 'self'")
    );
}
