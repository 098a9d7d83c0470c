//! The use cases over a real SQLite store, with a clock that is set and randomness from a seed.
#![expect(
    clippy::unwrap_used,
    reason = "a test that finds nothing has failed and should stop"
)]

mod closing;
mod condensing;
mod erasing;
mod grouping;
mod import;
mod labelling;
mod large;
mod mirror;
mod rights;
mod rule;
mod sealing;
mod session;
mod small_numbers;
mod speak;
mod stage;
mod stale;
mod taken_up_again;
mod world;
