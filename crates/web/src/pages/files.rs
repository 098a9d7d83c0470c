//! The style sheet, the mark, files handed in as evidence, and the charter's text.

use crate::errors::Failure;
use crate::site::Site;
use crate::style;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use massline_domain::id::Digest;
use std::sync::Arc;

/// What is served under a name made of its content is kept for ever.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A file somebody uploaded may do nothing at all.
const HARMLESS: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

pub(super) async fn asset(Path(name): Path<String>) -> Result<Response, Failure> {
    let asset = style::find(&format!("/assets/{name}")).ok_or(Failure::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    Ok((headers, asset.content).into_response())
}

/// A file of evidence, by the hash of its content.
pub(super) async fn evidence(
    State(site): State<Arc<Site>>,
    Path(digest): Path<String>,
) -> Result<Response, Failure> {
    let digest: Digest = digest.parse().map_err(|_| Failure::NotFound)?;
    let (media, bytes) = site.service.evidence_file(digest).await?;
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CACHE_CONTROL, FOR_EVER.to_owned()),
        (header::CONTENT_SECURITY_POLICY, HARMLESS.to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// A picture that came with an opinion. It is kept by nobody on the way: it may be taken back.
pub(super) fn picture((media, bytes): (String, Vec<u8>)) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::CONTENT_SECURITY_POLICY, HARMLESS.to_owned()),
    ];
    (headers, bytes)
}

/// The text of the charter in force, as it stands in the log.
pub(super) async fn charter(State(site): State<Arc<Site>>) -> Result<Response, Failure> {
    let campaign = site.service.campaign(&site.config.campaign)?;
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((headers, campaign.row.charter.clone()).into_response())
}
