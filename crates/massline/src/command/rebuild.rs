//! `massline rebuild`: drops the views and builds them again from the events.

use crate::cli::Data;
use crate::data_dir::DataDir;
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_web::i18n::t;

pub(super) fn run(args: Data) -> Result<u8, Failure> {
    let dir = DataDir::open(&args.data, args.database)?;
    crate::runtime()?.block_on(async {
        dir.store().await?.rebuild().await?;
        Ok::<(), Failure>(())
    })?;
    say(&t(lang(), "cli-rebuild-done"));
    Ok(0)
}
