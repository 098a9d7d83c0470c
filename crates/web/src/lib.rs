//! The pages of massline: HTTP in, HTML out. No page needs JavaScript, and none asks
//! anybody but this server for anything.
//!
//! - [`style`] the one style sheet and the mark, at addresses that name their content
//! - [`i18n`] every text a person reads, in zh-CN and en; numbers and days per language
//! - [`layout`] the frame around each page
//! - [`component`] the parts pages are built of
//! - [`chart`] figures drawn by the server, each with a table behind it

pub mod chart;
pub mod component;
pub mod i18n;
pub mod layout;
pub mod style;

#[cfg(test)]
mod gallery;
