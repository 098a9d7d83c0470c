//! `massline consensus VOTES.csv --out DIR`: opinion groups from agree/disagree votes.

use super::condense::read_file;
use super::outputs::Outputs;
use crate::cli::Consensus;
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_consensus::{ConsensusError, analyse, read_comments, read_votes};
use massline_web::i18n::t_args;

pub(super) fn run(args: Consensus) -> Result<u8, Failure> {
    let file = args.file.display().to_string();
    let wrong = |file: &str, error: &ConsensusError| {
        Failure::new(
            "cli-error-file",
            &[("file", file), ("error", &error.to_string())],
        )
    };
    let mut votes = read_votes(&read_file(&args.file)?).map_err(|error| wrong(&file, &error))?;
    if let Some(comments) = &args.comments {
        let name = comments.display().to_string();
        read_comments(&read_file(comments)?, &mut votes).map_err(|error| wrong(&name, &error))?;
    }
    let analysis = analyse(&votes);
    let mut out = Outputs::new(&args.out)?;
    out.lines("participants.jsonl", &analysis.participants)?;
    out.lines("statements.jsonl", &analysis.statements)?;
    out.json("summary.json", &analysis.summary)?;
    out.finish()?;
    let people = analysis.participants.len();
    let statements = analysis.statements.len();
    say(&t_args(
        lang(),
        "cli-consensus-done",
        &[
            ("people", people.into()),
            ("statements", statements.into()),
            ("dir", args.out.display().to_string().into()),
        ],
    ));
    Ok(0)
}
