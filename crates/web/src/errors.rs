//! What can go wrong between a request and its page, the status that says so, and words
//! for it: what happened, and what to do.

use crate::document::DocumentError;
use crate::i18n::{Lang, Value, count, refusal_text, t_args, t_code};
use axum::extract::multipart::MultipartError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use massline_log::code::CodeError;
use massline_service::ServiceError;
use massline_service::rows::StoreError;
use std::sync::Arc;

/// Why there is no page. The frame makes a page of it in the reader's language.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A use case said no.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// There is no such page.
    #[error("no such page")]
    NotFound,
    /// The page cannot be asked in this way.
    #[error("this page does not take such requests")]
    Method,
    /// The form was sent from another site.
    #[error("the form was sent from another site")]
    Foreign,
    /// More was sent than a form can hold.
    #[error("more was sent than a form can hold")]
    TooLarge,
    /// What was sent is not a form.
    #[error("what was sent is not a form")]
    NotAForm,
    /// A file to hand around could not be made.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// More pictures are on their way than there is room for.
    #[error("more pictures are on their way than there is room for")]
    Busy,
    /// It took too long.
    #[error("the answer took too long")]
    TooSlow,
    /// The program itself failed.
    #[error("the program failed")]
    Broken,
}

impl Failure {
    /// The status of the answer.
    #[must_use]
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Service(error) => service_status(error),
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotAForm => StatusCode::BAD_REQUEST,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooSlow => StatusCode::GATEWAY_TIMEOUT,
            Self::Document(_) | Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A stable word for it, for the texts `failure-<code>` and `failure-do-<code>`.
    #[must_use]
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Service(error) => service_code(error),
            Self::NotFound => "not-found",
            Self::Method => "method",
            Self::Foreign => "foreign",
            Self::TooLarge => "too-large",
            Self::NotAForm => "not-a-form",
            Self::Document(_) => "document",
            Self::Busy => "busy",
            Self::TooSlow => "too-slow",
            Self::Broken => "broken",
        }
    }

    /// What happened, in a sentence.
    #[must_use]
    pub(crate) fn title(&self, lang: Lang) -> String {
        t_code(lang, "failure", self.code())
    }

    /// What to do, in the page's language.
    #[must_use]
    pub(crate) fn advice(&self, lang: Lang) -> String {
        match self {
            Self::Service(ServiceError::Refused(refusal)) => refusal_text(lang, refusal),
            Self::Service(ServiceError::Code(error)) => code_text(lang, error),
            Self::Service(ServiceError::TooMany { seconds }) => t_args(
                lang,
                "failure-do-too-many",
                &[("minutes", minutes(*seconds).into())],
            ),
            Self::Service(ServiceError::WeakPassword { min }) => t_args(
                lang,
                "failure-do-weak-password",
                &[("min", (*min as u64).into())],
            ),
            _ => t_code(lang, "failure-do", self.code()),
        }
    }

    /// Title and advice in one line, for beside a form.
    #[must_use]
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Service(ServiceError::Refused(_) | ServiceError::Code(_)) => self.advice(lang),
            _ => format!(
                "{}{}{}",
                self.title(lang),
                lang.pick("", " "),
                self.advice(lang)
            ),
        }
    }
}

impl From<MultipartError> for Failure {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::TooLarge
        } else {
            Self::NotAForm
        }
    }
}

/// What was wrong with the answer, for the frame to render.
#[derive(Clone)]
pub(crate) struct Failed(pub(crate) Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            // Neither path nor code: only what the operator must know.
            tracing::error!(error = %self, "a page failed");
        }
        let mut response = status.into_response();
        if let Self::Service(ServiceError::TooMany { seconds }) = &self
            && let Ok(value) = HeaderValue::from_str(&seconds.to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}

fn service_status(error: &ServiceError) -> StatusCode {
    match error {
        ServiceError::Refused(_)
        | ServiceError::Code(_)
        | ServiceError::WrongLogin
        | ServiceError::WeakPassword { .. }
        | ServiceError::BadLogin => StatusCode::UNPROCESSABLE_ENTITY,
        ServiceError::Forbidden => StatusCode::FORBIDDEN,
        ServiceError::NotFound | ServiceError::UnknownReceipt => StatusCode::NOT_FOUND,
        ServiceError::Stale | ServiceError::CampaignClosed => StatusCode::CONFLICT,
        ServiceError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        ServiceError::Store(StoreError::Full | StoreError::Unreachable(_)) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        ServiceError::Store(_) | ServiceError::Log(_) | ServiceError::Event(_) => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

fn service_code(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::Refused(_) => "refused",
        ServiceError::Forbidden => "forbidden",
        ServiceError::NotFound => "not-found",
        ServiceError::Stale => "stale",
        ServiceError::Code(_) => "code",
        ServiceError::UnknownReceipt => "unknown-receipt",
        ServiceError::WrongLogin => "wrong-login",
        ServiceError::TooMany { .. } => "too-many",
        ServiceError::CampaignClosed => "campaign-closed",
        ServiceError::WeakPassword { .. } => "weak-password",
        ServiceError::BadLogin => "bad-login",
        ServiceError::Store(StoreError::Full) => "full",
        ServiceError::Store(StoreError::Unreachable(_)) => "unreachable",
        ServiceError::Store(_) | ServiceError::Log(_) | ServiceError::Event(_) => "broken",
    }
}

/// What is wrong with a typed receipt code.
fn code_text(lang: Lang, error: &CodeError) -> String {
    match error {
        CodeError::WrongLength { found } => t_args(
            lang,
            "code-length",
            &[("found", count(*found as u64).into())],
        ),
        CodeError::BadCharacter { at, ch } => {
            let args = [
                ("at", Value::from(*at as u64)),
                ("ch", Value::from(ch.to_string())),
            ];
            t_args(lang, "code-character", &args)
        }
        CodeError::Empty | CodeError::CheckFailed => {
            t_code(lang, "code", error.code().trim_start_matches("code-"))
        }
    }
}

fn minutes(seconds: u64) -> u64 {
    seconds.div_ceil(60).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use massline_domain::Refusal;

    fn all() -> Vec<(Failure, u16)> {
        let store = |error| Failure::Service(ServiceError::Store(error));
        vec![
            (ServiceError::from(Refusal::NotAsked).into(), 422),
            (ServiceError::Forbidden.into(), 403),
            (ServiceError::NotFound.into(), 404),
            (ServiceError::Stale.into(), 409),
            (ServiceError::Code(CodeError::CheckFailed).into(), 422),
            (ServiceError::UnknownReceipt.into(), 404),
            (ServiceError::WrongLogin.into(), 422),
            (ServiceError::TooMany { seconds: 61 }.into(), 429),
            (ServiceError::CampaignClosed.into(), 409),
            (ServiceError::WeakPassword { min: 10 }.into(), 422),
            (ServiceError::BadLogin.into(), 422),
            (store(StoreError::Full), 503),
            (store(StoreError::Unreachable(String::new())), 503),
            (store(StoreError::damaged("a row")), 500),
            (Failure::NotFound, 404),
            (Failure::Method, 405),
            (Failure::Foreign, 403),
            (Failure::TooLarge, 413),
            (Failure::NotAForm, 400),
            (Failure::TooSlow, 504),
            (Failure::Broken, 500),
        ]
    }

    #[test]
    fn every_failure_has_its_status_and_says_what_to_do_in_both_languages() {
        for (failure, status) in all() {
            assert_eq!(failure.status().as_u16(), status, "{failure:?}");
            for lang in Lang::ALL {
                let (title, advice) = (failure.title(lang), failure.advice(lang));
                assert_ne!(title, failure.code(), "no title for {failure:?}");
                assert_ne!(advice, failure.code(), "no advice for {failure:?}");
                assert!(
                    !advice.contains("failure-") && !advice.contains('$'),
                    "{advice}"
                );
                assert!(!failure.sentence(lang).is_empty());
            }
        }
    }

    #[test]
    fn who_tries_too_often_is_told_how_long_to_wait() {
        let failure = Failure::from(ServiceError::TooMany { seconds: 61 });
        assert!(failure.advice(Lang::En).contains("2 minutes"));
        let response = failure.into_response();
        assert_eq!(response.headers()[header::RETRY_AFTER], "61");
    }
}
