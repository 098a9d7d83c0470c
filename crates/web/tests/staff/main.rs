//! The staff's pages by HTTP, over a real service on SQLite: who may see and do what, the
//! whole loop, and forms that come back.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]

mod browser;
mod commitments;
mod consultation;
mod copies;
mod criticism;
mod disclosure;
mod documents;
mod escalation;
mod forms;
mod grouping;
mod hearing;
mod import;
mod indicator;
mod labelling;
mod ledger_import;
mod look_back;
mod loop_by_http;
mod mirrors;
mod pages;
mod pictures;
mod programme;
mod rights;
mod rules;
mod spot_checks;
mod stages;
mod studies;
mod support;
mod themes;
mod treatments;
mod waves;
mod world;
