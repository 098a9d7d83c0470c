//! The pages, one file each: its handler, what its form sends, and its markup.

mod failure;
mod files;
mod front;
pub(crate) mod staff;

pub(crate) use failure::failure;
pub(crate) use front::front;

use crate::site::Site;
use axum::Router;
use axum::routing::get;
use std::sync::Arc;

/// The routes of every language.
pub(crate) fn router() -> Router<Arc<Site>> {
    Router::new().route("/", get(front)).merge(staff::router())
}

/// What has no language: files and what machines ask for.
pub(crate) fn without_language() -> Router<Arc<Site>> {
    Router::new().route("/assets/{name}", get(files::asset))
}
