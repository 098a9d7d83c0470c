//! The store on both engines. Every case runs on SQLite, and on PostgreSQL where it is
//! installed; `MASSLINE_REQUIRE_ALL=1` makes that a must.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod append;
mod audit;
mod author;
mod consultation;
mod faults;
mod kill;
mod nodes;
mod pictures;
mod place;
mod private;
mod reads;
mod scenario;
mod seal;
mod statements;
mod tamper;
mod things;
