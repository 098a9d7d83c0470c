//! The style sheet, the mark, and files handed in as evidence.

use crate::errors::Failure;
use crate::style;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// What is served under a name made of its content is kept for ever.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub(super) async fn asset(Path(name): Path<String>) -> Result<Response, Failure> {
    let asset = style::find(&format!("/assets/{name}")).ok_or(Failure::NotFound)?;
    let headers = [(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, FOR_EVER)];
    Ok((headers, asset.content).into_response())
}
