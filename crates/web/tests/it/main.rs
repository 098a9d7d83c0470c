//! The public pages over a real service on SQLite, asked as a browser asks them.

mod browser;
mod door;
mod follow;
mod headers;
mod log;
mod pages;
mod speak;
mod world;
