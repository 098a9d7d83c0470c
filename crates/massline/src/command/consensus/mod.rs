//! `massline consensus VOTES.csv --out DIR`: opinion groups from agree/disagree votes.

mod input;
mod output;
mod report;

use super::outputs::Outputs;
use crate::cli::Consensus;
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_consensus::{analyse, published, stability, with_and_without};
use massline_web::i18n::t_args;
use output::{PersonLine, StatementLine, SummaryFile};

pub(super) fn run(args: Consensus) -> Result<u8, Failure> {
    let input = input::read(&args)?;
    let both = with_and_without(&input.votes, analyse(&input.votes));
    let stability = stability(&input.votes, &both.with);
    let view = published(&both.with, args.fewest_shown);
    let page = report::page(
        lang(),
        &report::Result {
            both: &both,
            stability,
            view: &view,
            by_words: input.by_words.len(),
        },
    );
    let mut out = Outputs::new(&args.out)?;
    out.lines("participants.jsonl", PersonLine::all(&both))?;
    out.lines("statements.jsonl", StatementLine::all(&both))?;
    out.json("summary.json", &SummaryFile::new(&both, stability, &input))?;
    out.json("published.json", &view)?;
    out.text("report.html", &page)?;
    out.finish()?;
    say(&t_args(
        lang(),
        "cli-consensus-done",
        &[
            ("people", both.with.participants.len().into()),
            ("statements", both.with.statements.len().into()),
            ("dir", args.out.display().to_string().into()),
        ],
    ));
    Ok(0)
}
