//! The public pages over a real service on SQLite, asked as a browser asks them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod browser;
mod door;
mod follow;
mod headers;
mod log;
mod pages;
mod speak;
mod world;
