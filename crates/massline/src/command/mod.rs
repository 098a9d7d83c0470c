//! One file per verb.

mod audit;
mod charter;
mod classify;
mod condense;
mod condense_evaluate;
mod consensus;
mod demo;
mod disclosure;
mod import;
mod init;
mod interrupt;
mod outputs;
mod rebuild;
mod serve;
mod user;
mod verify;

pub(crate) use charter::text_of as charter_text;
pub(crate) use disclosure::write_secret;
pub(crate) use init::open_failure;
pub(crate) use user::fresh_password;

use crate::cli::{
    CharterWhat, ClassifyWhat, Command, CondenseWhat, DisclosureWhat, ImportWhat, UserWhat,
};
use crate::failure::Failure;

/// Runs a command; the exit code where it did what was asked.
pub(crate) fn run(command: Command) -> Result<u8, Failure> {
    match command {
        Command::Demo(args) => demo::run(args),
        Command::Init(args) => init::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Import(args) => match args.what {
            ImportWhat::Opinions(args) => import::run(args),
        },
        Command::Condense(args) => match (args.what, args.voices) {
            (Some(CondenseWhat::Evaluate(args)), _) => condense_evaluate::run(&args),
            (None, Some(args)) => condense::run(args),
            // The command line demands one of both.
            (None, None) => Ok(2),
        },
        Command::Classify(args) => match args.what {
            ClassifyWhat::Train(args) => classify::train(&args),
            ClassifyWhat::Predict(args) => classify::predict(&args),
            ClassifyWhat::Evaluate(args) => classify::evaluate(&args),
        },
        Command::Consensus(args) => consensus::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Audit(args) => audit::run(args),
        Command::Rebuild(args) => rebuild::run(args),
        Command::User(args) => match args.what {
            UserWhat::Add(args) => user::add(args),
            UserWhat::List(args) => user::list(args),
            UserWhat::Password(args) => user::password(args),
        },
        Command::Charter(args) => match args.what {
            CharterWhat::Check(args) => charter::check(args),
            CharterWhat::Show(args) => charter::show(args),
        },
        Command::Disclosure(args) => match args.what {
            DisclosureWhat::Key(args) => disclosure::key(args),
            DisclosureWhat::Open(args) => disclosure::open(args),
            DisclosureWhat::Seal(args) => disclosure::seal(args),
        },
        Command::Bench(args) => crate::bench::run(args),
    }
}
