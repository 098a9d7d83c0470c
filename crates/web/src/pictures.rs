//! Pictures that anyone may send with a form: what there is to say where they cannot be taken,
//! and how much of them is taken at a time.

use crate::errors::Failure;
use crate::form_data::{FormData, TEXT_BYTES};
use crate::i18n::{Lang, t, t_args};
use crate::site::Site;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use massline_domain::Refusal;
use massline_service::ServiceError;
use massline_service::public_file::{FILE_BYTES, Media};
use massline_service::speak::MOST_PICTURES;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The form's field.
pub(crate) const FIELD: &str = "pictures";
/// Most bytes of a form with pictures: three as telephones take them.
pub(crate) const FORM_BYTES: usize = 20_000_000;
/// Most bytes of all such forms that are on their way at a time, in KiB: a flood of pictures
/// must not fill the memory. Forms without pictures go by.
const ALL_KIB: usize = 96 * 1024;

/// Room for forms with pictures, shared by all requests.
pub(crate) struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(ALL_KIB)))
    }
}

/// Lets a form in where there is room for it.
pub(crate) async fn with_room(
    State(site): State<Arc<Site>>,
    request: Request,
    next: Next,
) -> Response {
    let length = length_of(request.headers());
    // Forms without files go by.
    if length <= TEXT_BYTES as u64 || request.method().is_safe() {
        return next.run(request).await;
    }
    let kib = u32::try_from(length / 1024).unwrap_or(u32::MAX);
    match site.room.0.clone().try_acquire_many_owned(kib) {
        Ok(_room) => next.run(request).await,
        Err(_) => Failure::Busy.into_response(),
    }
}

/// What a form may come to, in bytes. Of unknown length is as long as may be; forms that are too
/// long end by themselves.
fn length_of(headers: &HeaderMap) -> u64 {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let with_files = text(CONTENT_TYPE).is_some_and(|kind| kind.starts_with("multipart/"));
    if !with_files {
        return 0;
    }
    let most = FORM_BYTES as u64;
    let length = text(CONTENT_LENGTH).and_then(|length| length.parse().ok());
    length.unwrap_or(most).min(most)
}

/// The pictures of a form, as they came.
pub(crate) fn sent(form: &FormData) -> Vec<Vec<u8>> {
    form.files(FIELD).map(|file| file.bytes.to_vec()).collect()
}

/// The kinds that a browser offers to choose from.
pub(crate) fn accepted() -> String {
    Media::PICTURES.map(Media::name).join(",")
}

/// What is wrong with pictures, if that is what is wrong.
pub(crate) fn wrong(lang: Lang, error: &ServiceError) -> Option<String> {
    let ServiceError::Refused(refusal) = error else {
        return None;
    };
    let megabytes = FILE_BYTES / 1_000_000;
    match refusal {
        Refusal::UnknownCode { kind: "media", .. } => Some(t(lang, "pictures-media")),
        Refusal::UnknownCode { kind: "file", .. } => Some(t(lang, "upload-unreadable")),
        Refusal::TooLong { field: "file", .. } => {
            Some(t_args(lang, "pictures-large", &[("n", megabytes.into())]))
        }
        Refusal::TooLong {
            field: "pictures", ..
        } => Some(t_args(
            lang,
            "pictures-many",
            &[("n", MOST_PICTURES.into())],
        )),
        _ => None,
    }
}
