//! The use cases over a real SQLite store, with a clock that is set and randomness from a seed.
#![expect(
    clippy::unwrap_used,
    reason = "a test that finds nothing has failed and should stop"
)]

mod closing;
mod commitment;
mod condensing;
mod consultation;
mod criticism;
mod deeds;
mod disclosure;
mod erasing;
mod escalation;
mod finding;
mod grouping;
mod hearing;
mod import;
mod indicator;
mod labelling;
mod large;
mod ledger_import;
mod look_back;
mod mirror;
mod picture;
mod programme;
mod rights;
mod rule;
mod sealing;
mod session;
mod small_numbers;
mod speak;
mod spot_check;
mod stage;
mod stale;
mod study;
mod support;
mod taken_up_again;
mod themes;
mod treatment;
mod whole;
mod world;
