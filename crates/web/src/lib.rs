//! The pages of massline: HTTP in, HTML out. No page needs JavaScript, and none asks
//! anybody but this server for anything.
//!
//! Where to look: [`app()`] is the router and the frame around every request; `pages` has one
//! file per page; `request` is what a page knows of its request.
//!
//! - [`style`] the one style sheet and the mark, at addresses that name their content
//! - [`i18n`] every text a person reads, in zh-CN and en; numbers and days per language
//! - [`layout`] the frame around each page
//! - [`component`] the parts pages are built of
//! - [`chart`] figures drawn by the server, each with a table behind it

mod app;
mod auth;
mod caller;
pub mod chart;
pub mod component;
mod config;
mod document;
mod errors;
mod flood;
mod form_data;
pub mod i18n;
pub mod layout;
mod pages;
mod participant;
mod pictures;
mod replay;
mod request;
pub mod script;
mod security;
mod site;
pub mod style;
mod token;

pub use app::app;
pub use config::{DemoAccount, WebConfig};

#[cfg(test)]
mod gallery;
