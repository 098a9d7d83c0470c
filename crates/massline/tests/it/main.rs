//! The program as its users meet it: the command line, the server over HTTP, a browser, and
//! a machine that dies in the middle of writing.

mod browser;
mod commands;
mod demo;
mod house;
mod kill;
mod support;
