//! `massline verify RECEIPT.json`: checks a proof file, offline.

use super::condense::read_file;
use crate::cli::Verify;
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_log::commit::Opening;
use massline_log::note::VerifyingKey;
use massline_log::receipt::{self, Receipt, Verdict};
use massline_web::i18n::{Value, date, t, t_args};

/// Exit codes of this verb, the same as those of `verify.py`.
const BAD: u8 = 1;
const USAGE: u8 = 2;
const NOT_SEALED: u8 = 4;

pub(super) fn run(args: Verify) -> Result<u8, Failure> {
    let file = args.file.display().to_string();
    let bytes = read_file(&args.file).map_err(|failure| failure.with_code(USAGE))?;
    let wrong = |error: &massline_log::LogError, code: u8| {
        let text = [("file", file.as_str()), ("error", &error.to_string())];
        Failure::new("cli-verify-bad", &text).with_code(code)
    };
    let mut receipt = Receipt::read(&bytes).map_err(|error| wrong(&error, USAGE))?;
    if let Some(path) = &args.opening {
        let opening = Opening::from_json(&read_file(path)?).map_err(|error| wrong(&error, USAGE))?;
        receipt.opening = Some(opening);
    }
    let trusted = match &args.vkey {
        Some(key) => vec![VerifyingKey::parse(key).map_err(|error| wrong(&error, USAGE))?],
        None => Vec::new(),
    };
    let verdict = receipt::verify(&receipt, &trusted).map_err(|error| wrong(&error, BAD))?;
    tell(&verdict, &receipt, args.vkey.is_some());
    Ok(if verdict.sealed.is_some() { 0 } else { NOT_SEALED })
}

fn tell(verdict: &Verdict, receipt: &Receipt, trusted: bool) {
    let day = |day: u32| date(lang(), i32::try_from(day).unwrap_or(0));
    if let Some(promised) = &verdict.promised {
        say(&t_args(lang(), "cli-verify-promise", &[("day", day(promised.day).into())]));
    }
    match &verdict.sealed {
        Some(sealed) => say(&t_args(
            lang(),
            "cli-verify-sealed",
            &[
                ("index", Value::from(sealed.index)),
                ("size", Value::from(sealed.size)),
                ("day", day(sealed.day).into()),
                ("origin", receipt.origin.as_str().into()),
            ],
        )),
        None => say(&t(lang(), "cli-verify-not-sealed")),
    }
    for (label, value) in &verdict.opened {
        print(&format!("{label}\t{}", String::from_utf8_lossy(value)));
    }
    let key = if trusted { "cli-verify-trusted" } else { "cli-verify-own-key" };
    say(&t_args(lang(), key, &[("vkey", receipt.vkey.as_str().into())]));
}
