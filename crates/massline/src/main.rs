//! massline: hear the people, condense, rectify, and let the people judge.

mod bench;
mod cli;
mod command;
mod data_dir;
mod demo;
mod failure;
mod words;

use clap::FromArgMatches;
use failure::Failure;
use std::process::ExitCode;
use words::{lang, say};

fn main() -> ExitCode {
    let matches = match cli::command(lang()).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let cli = match cli::Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    start_logging();
    match command::run(cli.command) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            say(&failure.text(lang()));
            ExitCode::from(failure.code())
        }
    }
}

/// Words on standard error: nothing personal is ever logged. `MASSLINE_LOG` sets the level.
fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("MASSLINE_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .without_time()
        .init();
}

/// The async runtime for commands that need one.
fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::io("tokio", &error))
}
