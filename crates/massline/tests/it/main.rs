//! The program as its users meet it: the command line, the server over HTTP, a browser, and
//! a machine that dies in the middle of writing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed and says so"
)]

mod browser;
mod classify;
mod commands;
mod condense_names;
mod condense_people;
mod condense_rows;
mod condense_stop;
mod consensus;
mod demo;
mod house;
mod kill;
mod support;
