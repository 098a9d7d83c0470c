//! `massline audit`: replays log, events, vault and views, and says in one line what it
//! checked; each row that does not fit is named on a line of its own.

use crate::cli::Data;
use crate::data_dir::DataDir;
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_web::i18n::{t_args, t_code};

pub(super) fn run(args: Data) -> Result<u8, Failure> {
    let dir = DataDir::open(&args.data, args.database)?;
    let report = crate::runtime()?
        .block_on(async { Ok::<_, Failure>(dir.store().await?.audit().await?) })?;
    for finding in &report.findings {
        let what = t_code(lang(), "audit-what", finding.what.code());
        print(&format!("{}\t{}\t{what}", finding.table, finding.key));
    }
    let key = if report.findings.is_empty() {
        "cli-audit-clean"
    } else {
        "cli-audit-findings"
    };
    say(&t_args(
        lang(),
        key,
        &[
            ("events", report.events.into()),
            ("entries", report.entries.into()),
            ("documents", report.documents.into()),
            ("private", report.private_parts.into()),
            ("views", report.views.into()),
            ("checkpoints", report.checkpoints.into()),
            ("findings", report.findings.len().into()),
        ],
    ));
    Ok(u8::from(!report.findings.is_empty()))
}
