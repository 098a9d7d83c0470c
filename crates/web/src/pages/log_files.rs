//! What machines ask of the log: checkpoint, tiles, documents and keys, at the addresses
//! of C2SP tlog-tiles below `/log/`.

use super::files::FOR_EVER;
use crate::errors::Failure;
use crate::site::Site;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use massline_log::tile::TilePath;
use std::sync::Arc;

const TEXT: &str = "text/plain; charset=utf-8";
/// The second verifier: one file, nothing but Python's own library.
const VERIFIER: &str = include_str!("../../../../verify.py");

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/log/checkpoint", get(checkpoint))
        .route("/log/vkey", get(keys))
        .route(
            "/log/verify.py",
            get(|| async { ([(header::CONTENT_TYPE, TEXT)], VERIFIER) }),
        )
        .route("/log/tile/{*rest}", get(tile))
        .route("/log/doc/{hash}", get(document))
}

async fn checkpoint(State(site): State<Arc<Site>>) -> Result<Response, Failure> {
    let note = site.service.checkpoint().await?.ok_or(Failure::NotFound)?;
    Ok(([(header::CONTENT_TYPE, TEXT)], note).into_response())
}

/// The verifier key of checkpoints, and below it that of promises.
async fn keys(State(site): State<Arc<Site>>) -> Response {
    let (log, promise) = site.service.verifier_keys();
    (
        [(header::CONTENT_TYPE, TEXT)],
        format!("{log}\n{promise}\n"),
    )
        .into_response()
}

/// A tile never changes: a partial one is served at another address than the full one.
async fn tile(
    State(site): State<Arc<Site>>,
    Path(rest): Path<String>,
) -> Result<Response, Failure> {
    let path: TilePath = format!("tile/{rest}")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    let bytes = match path {
        TilePath::Hashes {
            level,
            index,
            width,
        } => site.service.log_tile(level, index, width).await?,
        TilePath::Entries { index, width } => site.service.log_entries(index, width).await?,
    };
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    Ok((headers, bytes).into_response())
}

async fn document(
    State(site): State<Arc<Site>>,
    Path(hash): Path<String>,
) -> Result<Response, Failure> {
    let hash: massline_domain::id::Digest = hash.parse().map_err(|_| Failure::NotFound)?;
    let text = site.service.log_document(hash.0).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    Ok((headers, text).into_response())
}
