//! Files that staff hand in for everyone to see.

use super::desk::Desk;
use super::draft::Wrong;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::t;
use axum::http::StatusCode;
use massline_domain::Refusal;
use massline_service::ServiceError;
use massline_service::public_file::{Media, PublicFile};

/// The file of a form, fit to be seen by everyone, where one was chosen.
pub(super) async fn uploaded(
    form: &FormData,
    taken: &[Media],
) -> Result<Option<PublicFile>, ServiceError> {
    match form.file("file") {
        Some(upload) => Ok(Some(PublicFile::of(upload.bytes.to_vec(), taken).await?)),
        None => Ok(None),
    }
}

/// What is wrong with a form that has a file of one of these kinds.
pub(super) fn wrong_file(
    desk: &Desk,
    taken: &[Media],
    error: ServiceError,
) -> Result<Wrong, Failure> {
    let key = match &error {
        ServiceError::Refused(Refusal::UnknownCode { kind: "media", .. }) => match taken {
            [Media::Pdf] => "upload-only-pdf",
            _ => "upload-media",
        },
        ServiceError::Refused(Refusal::UnknownCode { kind: "file", .. }) => "upload-unreadable",
        _ => return desk.wrong(error),
    };
    Ok(Wrong {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        ..Wrong::field("file", t(desk.lang, key))
    })
}
