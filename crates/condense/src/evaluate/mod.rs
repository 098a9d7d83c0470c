//! How good an outcome is, judged by what people decided.
//!
//! [`labels`] judges a [`crate::classify::Classifier`], [`groups`] judges any division of
//! voices into problems. Both are pure and know nothing of files.

pub mod groups;
pub mod labels;
mod table;
