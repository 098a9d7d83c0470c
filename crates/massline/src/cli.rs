//! The command line. Its texts are Fluent messages named `cli-<verb>` and
//! `cli-<verb>-<argument>`, so that help exists in both languages.

use clap::{Args, CommandFactory, Parser, Subcommand};
use massline_web::i18n::{Lang, t};
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "massline", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(Demo),
    Init(Init),
    Serve(Serve),
    Import(Import),
    Condense(Condense),
    Classify(Classify),
    Consensus(Consensus),
    Verify(Verify),
    Audit(Data),
    Rebuild(Data),
    User(User),
    Charter(Charter),
    Disclosure(Disclosure),
    Bench(Bench),
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub(crate) struct Data {
    #[arg(
        long,
        value_name = "DIR",
        default_value = "massline-data",
        env = "MASSLINE_DATA"
    )]
    pub(crate) data: PathBuf,
    #[arg(long, value_name = "URL", env = "MASSLINE_DATABASE")]
    pub(crate) database: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    #[arg(long, value_name = "NAME|FILE", default_value = "mass-line")]
    pub(crate) charter: String,
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
    #[arg(long, value_name = "NAME", default_value = "main")]
    pub(crate) campaign: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name_zh: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name_en: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "HOST", default_value = "localhost")]
    pub(crate) origin: String,
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) data: Data,
    #[arg(
        long,
        value_name = "ADDR",
        default_value = "127.0.0.1:8080",
        env = "MASSLINE_LISTEN"
    )]
    pub(crate) listen: SocketAddr,
    #[arg(long)]
    pub(crate) https: bool,
    #[arg(long, value_name = "N")]
    pub(crate) flood_after: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(subcommand)]
    pub(crate) what: ImportWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportWhat {
    Opinions(ImportOpinions),
}

#[derive(Debug, Args)]
pub(crate) struct ImportOpinions {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "NAME", default_value = "main")]
    pub(crate) campaign: String,
    #[command(flatten)]
    pub(crate) data: Data,
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub(crate) map: Option<String>,
    #[arg(long, value_name = "NAME", default_value = "import")]
    pub(crate) source: String,
    #[arg(long, value_name = "CODE")]
    pub(crate) channel: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) bad_rows: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) receipts: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Condense {
    #[command(subcommand)]
    pub(crate) what: Option<CondenseWhat>,
    #[command(flatten)]
    pub(crate) voices: Option<CondenseVoices>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CondenseWhat {
    Evaluate(CondenseEvaluate),
}

#[derive(Debug, Args)]
pub(crate) struct CondenseVoices {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "COL[,COL]")]
    pub(crate) text: Option<String>,
    #[arg(long, value_name = "COL")]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "COL")]
    pub(crate) time: Option<String>,
    #[arg(long, value_name = "COL[,COL]")]
    pub(crate) place: Option<String>,
    #[arg(long, value_name = "COL")]
    pub(crate) weight: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) names: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) previous: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CondenseEvaluate {
    #[arg(value_name = "ASSIGNMENTS.jsonl")]
    pub(crate) assignments: PathBuf,
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    #[arg(long, value_name = "COL")]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "COL")]
    pub(crate) label: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) apart: Option<PathBuf>,
    #[arg(long, value_name = "FILE.json")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Classify {
    #[command(subcommand)]
    pub(crate) what: ClassifyWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClassifyWhat {
    Train(ClassifyTrain),
    Predict(ClassifyPredict),
    Evaluate(ClassifyEvaluate),
}

#[derive(Debug, Args)]
pub(crate) struct ClassifyTrain {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "COL[,COL]")]
    pub(crate) text: Option<String>,
    #[arg(long, value_name = "COL")]
    pub(crate) label: String,
    #[arg(long, value_name = "COL")]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "MODEL")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ClassifyPredict {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "MODEL")]
    pub(crate) model: PathBuf,
    #[arg(long, value_name = "COL[,COL]")]
    pub(crate) text: Option<String>,
    #[arg(long, value_name = "COL")]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(crate) threshold: Option<f64>,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ClassifyEvaluate {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "COL[,COL]")]
    pub(crate) text: Option<String>,
    #[arg(long, value_name = "COL")]
    pub(crate) label: String,
    #[arg(long, value_name = "COL")]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "MODEL", conflicts_with = "train")]
    pub(crate) model: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) train: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 5,
        value_parser = clap::value_parser!(u64).range(2..=100),
        conflicts_with_all = ["model", "train"])]
    pub(crate) folds: u64,
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(crate) threshold: Option<f64>,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

fn probability(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "0 … 1".to_owned())?;
    (0.0..=1.0)
        .contains(&number)
        .then_some(number)
        .ok_or_else(|| "0 … 1".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct Consensus {
    #[arg(value_name = "VOTES.csv")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "COMMENTS.csv")]
    pub(crate) comments: Option<PathBuf>,
    #[arg(long, value_name = "K", default_value_t = 5)]
    pub(crate) fewest_shown: usize,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[arg(value_name = "RECEIPT.json")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "KEY")]
    pub(crate) vkey: Option<String>,
    #[arg(long, value_name = "OPENING.json")]
    pub(crate) opening: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct User {
    #[command(subcommand)]
    pub(crate) what: UserWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserWhat {
    Add(UserAdd),
    List(UserList),
    Password(UserPassword),
}

#[derive(Debug, Args)]
pub(crate) struct UserAdd {
    #[arg(value_name = "LOGIN")]
    pub(crate) login: String,
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: String,
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "NAME", default_value = "main")]
    pub(crate) campaign: String,
    #[command(flatten)]
    pub(crate) data: Data,
}

#[derive(Debug, Args)]
pub(crate) struct UserList {
    #[arg(long, value_name = "NAME", default_value = "main")]
    pub(crate) campaign: String,
    #[command(flatten)]
    pub(crate) data: Data,
}

#[derive(Debug, Args)]
pub(crate) struct UserPassword {
    #[arg(value_name = "LOGIN")]
    pub(crate) login: String,
    #[arg(long, value_name = "NAME", default_value = "main")]
    pub(crate) campaign: String,
    #[command(flatten)]
    pub(crate) data: Data,
}

#[derive(Debug, Args)]
pub(crate) struct Charter {
    #[command(subcommand)]
    pub(crate) what: CharterWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CharterWhat {
    Check(CharterCheck),
    Show(CharterShow),
}

#[derive(Debug, Args)]
pub(crate) struct CharterCheck {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CharterShow {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct Disclosure {
    #[command(subcommand)]
    pub(crate) what: DisclosureWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DisclosureWhat {
    Key(DisclosureKey),
    Open(DisclosureOpen),
    Seal(DisclosureSeal),
}

#[derive(Debug, Args)]
pub(crate) struct DisclosureKey {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct DisclosureOpen {
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    #[arg(value_name = "ENVELOPES")]
    pub(crate) envelopes: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct DisclosureSeal {
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) origin: String,
    #[arg(long, value_name = "KEY")]
    pub(crate) key: String,
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Bench {
    #[arg(value_name = "WHAT")]
    pub(crate) what: Vec<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub(crate) rows: u32,
}

/// The command with its help in this language.
pub(crate) fn command(lang: Lang) -> clap::Command {
    let command = Cli::command().about(t(lang, "cli"));
    localised(command, lang, "cli")
}

fn localised(command: clap::Command, lang: Lang, key: &str) -> clap::Command {
    let arguments: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    let mut command = command;
    for argument in arguments {
        if matches!(argument.as_str(), "help" | "version") {
            continue;
        }
        // Arguments that many verbs share have one text.
        let shared = ["data", "database", "listen", "campaign"];
        let key = if shared.contains(&argument.as_str()) {
            "cli-arg"
        } else {
            key
        };
        let help = t(lang, &format!("{key}-{}", argument.replace('_', "-")));
        command = command.mut_arg(&argument, |found| found.help(help));
    }
    let verbs: Vec<String> = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    for verb in verbs {
        let key = format!("{key}-{verb}");
        command = command.mut_subcommand(&verb, |found| {
            let has_verbs = found.is_subcommand_required_set();
            let found = found.about(t(lang, &key));
            let found = if has_verbs {
                found
            } else {
                found.after_help(t(lang, &format!("{key}-example")))
            };
            localised(found, lang, &key)
        });
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn every_verb_has_help_and_an_example_in_both_languages() {
        for lang in Lang::ALL {
            every(&command(lang), &mut |found| {
                let about = found
                    .get_about()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                assert!(
                    !about.is_empty() && !about.starts_with("cli"),
                    "{}",
                    found.get_name()
                );
                for argument in found.get_arguments() {
                    let help = argument
                        .get_help()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    assert!(!help.starts_with("cli-"), "{help}");
                }
                if !found.is_subcommand_required_set() {
                    let example = found
                        .get_after_help()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    assert!(example.contains("massline "), "{}", found.get_name());
                }
            });
        }
    }

    fn every(command: &clap::Command, check: &mut dyn FnMut(&clap::Command)) {
        check(command);
        for verb in command.get_subcommands() {
            every(verb, check);
        }
    }
}
