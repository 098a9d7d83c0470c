//! The store on both engines. Every case runs on SQLite, and on PostgreSQL where it is
//! installed; `MASSLINE_REQUIRE_ALL=1` makes that a must.

mod append;
mod audit;
mod faults;
mod nodes;
mod place;
mod private;
mod reads;
mod scenario;
mod seal;
mod statements;
mod tamper;
mod tampering;
