//! The router and the frame around every request: the surroundings, pages for what fails,
//! and the headers that keep browsers from doing harm.

use crate::config::WebConfig;
use crate::errors::{Failed, Failure};
use crate::form_data::TEXT_BYTES;
use crate::i18n::Lang;
use crate::pages;
use crate::pictures;
use crate::request::Ctx;
use crate::security;
use crate::site::Site;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use massline_service::{Service, ServiceError};
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;

/// Time after which a request is given up.
const TIMEOUT: Duration = Duration::from_secs(30);
/// More time for files, on slow lines: a second for so many bytes, up to two minutes.
const BYTES_A_SECOND: u64 = 100_000;
const MOST_SECONDS: u64 = 120;

/// All pages over this service.
///
/// The address of the peer is taken from axum's `ConnectInfo<SocketAddr>`; without it rate
/// limits per caller do not apply.
pub fn app(service: Service, config: WebConfig) -> Router {
    let site = Site::new(service, config);
    let mut router = Router::new()
        .route("/", get(choose_language))
        .route("/healthz", get(|| async { "ok" }))
        .merge(pages::without_language());
    for lang in Lang::ALL {
        let prefix = format!("/{}", lang.prefix());
        // `nest` serves `/zh`; the front page is at `/zh/`.
        router = router
            .route(&format!("{prefix}/"), get(pages::front))
            .nest(&prefix, pages::router());
    }
    router
        .fallback(|| async { Failure::NotFound })
        .method_not_allowed_fallback(|| async { Failure::Method })
        .layer(DefaultBodyLimit::max(TEXT_BYTES))
        .layer(from_fn_with_state(site.clone(), pictures::with_room))
        .layer(CatchPanicLayer::custom(broken))
        .layer(from_fn_with_state(site.clone(), frame))
        .with_state(site)
}

async fn choose_language(request: Request) -> Redirect {
    Redirect::to(&wanted_language(&request.into_parts().0).path("/"))
}

/// The language of a path, or the one the browser asks for.
fn language(parts: &Parts) -> Lang {
    let first = parts.uri.path().split('/').nth(1).unwrap_or_default();
    Lang::from_prefix(first).unwrap_or_else(|| wanted_language(parts))
}

fn wanted_language(parts: &Parts) -> Lang {
    let wish = parts
        .headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|wish| wish.to_str().ok());
    Lang::negotiate(wish.unwrap_or_default(), Lang::default())
}

async fn frame(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let (lang, kept) = (language(&parts), parts.clone());
    let secure = site.config.secure_cookies;
    let surroundings = if is_page(&parts) {
        Some(surround(&site, &mut parts, lang).await)
    } else {
        None
    };
    let response = match surroundings {
        Some(Err(failure)) => failure.into_response(),
        _ if !security::is_from_here(&parts) => Failure::Foreign.into_response(),
        _ => {
            let answer = next.run(Request::from_parts(parts, body));
            tokio::time::timeout(patience(&kept), answer)
                .await
                .unwrap_or_else(|_| Failure::TooSlow.into_response())
        }
    };
    let response = with_failure_page(site, lang, &kept, response).await;
    security::with_headers(response, secure)
}

fn patience(parts: &Parts) -> Duration {
    let length = parts.headers.get(header::CONTENT_LENGTH);
    let bytes: Option<u64> = length.and_then(|length| length.to_str().ok()?.parse().ok());
    let seconds = (bytes.unwrap_or(0) / BYTES_A_SECOND).min(MOST_SECONDS);
    TIMEOUT + Duration::from_secs(seconds)
}

fn is_page(parts: &Parts) -> bool {
    let first = parts.uri.path().split('/').nth(1).unwrap_or_default();
    Lang::from_prefix(first).is_some()
}

async fn surround(site: &Arc<Site>, parts: &mut Parts, lang: Lang) -> Result<(), Failure> {
    let (ctx, failure) = Ctx::of(site.clone(), lang, parts).await?;
    // Who cannot be found out to be signed in must not be told to sign in again.
    if let Some(failure) = failure {
        return Err(failure);
    }
    parts.extensions.insert(ctx);
    Ok(())
}

/// Makes a page of a failure.
async fn with_failure_page(
    site: Arc<Site>,
    lang: Lang,
    parts: &Parts,
    response: Response,
) -> Response {
    let Some(failure) = failure_of(&response, &parts.method) else {
        return response;
    };
    let (head, _) = response.into_parts();
    let Ok((ctx, _)) = Ctx::of(site, lang, parts).await else {
        return (head, failure.title(lang)).into_response();
    };
    let mut page = pages::failure(&ctx, &failure);
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = head.headers.get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

/// What went wrong, if anything: what a page said, or what axum itself refused before any
/// page was asked (a path that is no text, a form that cannot be read).
fn failure_of(response: &Response, method: &Method) -> Option<Arc<Failure>> {
    if let Some(Failed(failure)) = response.extensions().get::<Failed>() {
        return Some(failure.clone());
    }
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let failure = match response.status() {
        _ if is_page => return None,
        StatusCode::BAD_REQUEST if *method != Method::POST => Failure::NotFound,
        StatusCode::NOT_FOUND => Failure::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Failure::Method,
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => Failure::NotAForm,
        StatusCode::FORBIDDEN => ServiceError::Forbidden.into(),
        status if status.is_server_error() => Failure::Broken,
        _ => return None,
    };
    Some(Arc::new(failure))
}

/// The answer where the program itself failed. What it said may hold words of people and
/// is not logged.
fn broken(_: Box<dyn Any + Send + 'static>) -> Response {
    Failure::Broken.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_becomes_a_failure_that_says_nothing_of_what_was_said() {
        async fn breaks() -> Response {
            panic!("words of a person");
        }
        let app = Router::new()
            .route("/", get(breaks))
            .layer(CatchPanicLayer::custom(broken));
        let request = Request::get("/").body(Body::empty()).unwrap();
        let response = app.oneshot(request).await.unwrap();
        let failure = failure_of(&response, &Method::GET).unwrap();
        assert!(matches!(*failure, Failure::Broken));
        let body = axum::body::to_bytes(response.into_body(), 1000)
            .await
            .unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("words"));
    }

    #[test]
    fn what_axum_itself_refuses_has_a_page_too() {
        let of = |status: StatusCode, method: Method| {
            failure_of(&status.into_response(), &method).map(|failure| failure.code())
        };
        assert_eq!(of(StatusCode::BAD_REQUEST, Method::GET), Some("not-found"));
        assert_eq!(
            of(StatusCode::BAD_REQUEST, Method::POST),
            Some("not-a-form")
        );
        assert_eq!(
            of(StatusCode::PAYLOAD_TOO_LARGE, Method::POST),
            Some("too-large")
        );
        assert_eq!(of(StatusCode::OK, Method::GET), None);
        assert_eq!(of(StatusCode::SEE_OTHER, Method::POST), None);
    }
}
