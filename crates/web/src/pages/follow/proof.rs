//! The proof file of an opinion: promise, proof once sealed, and, where its speaker wants
//! it, the words.

use super::{FORM, back_to_door, expired};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::request::Ctx;
use axum::http::header;
use axum::response::{IntoResponse, Response};

pub(crate) async fn proof_file(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let code = form.text("code");
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return Ok(expired(&ctx, code, trouble));
    }
    match ctx
        .service()
        .proof_file(code, form.ticked("opening"), ctx.caller)
        .await
    {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"RECEIPT.json\"",
                ),
            ];
            Ok((headers, file.to_text()).into_response())
        }
        Err(error) => Ok(back_to_door(&ctx, code, error.into())),
    }
}
