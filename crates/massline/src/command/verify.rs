//! `massline verify RECEIPT.json`: checks a proof file, offline.

use super::condense::read_file;
use crate::cli::Verify;
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_log::note::VerifyingKey;
use massline_log::receipt::{self, Receipt, Trust, Verdict};
use massline_web::i18n::{Value, date, t, t_args};
use std::path::Path;

/// Exit codes of this verb, the same as those of `verify.py`.
const BAD: u8 = 1;
const USAGE: u8 = 2;
const NOT_SEALED: u8 = 4;

pub(super) fn run(args: Verify) -> Result<u8, Failure> {
    let file = args.file.display().to_string();
    let wrong = |error: &massline_log::LogError, code: u8| {
        let text = [("file", file.as_str()), ("error", &error.to_string())];
        Failure::new("cli-verify-bad", &text).with_code(code)
    };
    let text = read_text(&args.file)?;
    let mut receipt = Receipt::parse(&text).map_err(|error| wrong(&error, USAGE))?;
    if let Some(path) = &args.opening {
        let opening = serde_json::from_str(&read_text(path)?).map_err(|error| {
            let error = error.to_string();
            Failure::new("cli-verify-bad", &[("file", &file), ("error", &error)]).with_code(USAGE)
        })?;
        receipt.opening = Some(opening);
    }
    let log = match &args.vkey {
        Some(key) => Some(VerifyingKey::parse(key).map_err(|error| wrong(&error, USAGE))?),
        None => None,
    };
    let trust = Trust {
        log,
        ..Trust::default()
    };
    let verdict = receipt::verify(&receipt, &trust).map_err(|error| wrong(&error, BAD))?;
    tell(&verdict, &receipt);
    Ok(if verdict.sealed.is_some() {
        0
    } else {
        NOT_SEALED
    })
}

fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = read_file(path).map_err(|failure| failure.with_code(USAGE))?;
    String::from_utf8(bytes).map_err(|error| {
        let (file, error) = (path.display().to_string(), error.to_string());
        Failure::new("cli-verify-bad", &[("file", &file), ("error", &error)]).with_code(USAGE)
    })
}

fn tell(verdict: &Verdict, receipt: &Receipt) {
    let day = |day: u32| date(lang(), i32::try_from(day).unwrap_or(0));
    if let Some(promised) = &verdict.promised {
        say(&t_args(
            lang(),
            "cli-verify-promise",
            &[("day", day(promised.day).into())],
        ));
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
    for field in &verdict.opened {
        print(&format!("{}\t{}", field.label, shown(&field.value)));
    }
    let key = if verdict.log_key_known {
        "cli-verify-trusted"
    } else {
        "cli-verify-own-key"
    };
    say(&t_args(
        lang(),
        key,
        &[("vkey", receipt.vkey.as_str().into())],
    ));
}

/// A value as text, or as hexadecimal where it is none.
fn shown(value: &[u8]) -> String {
    match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) => massline_log::to_hex(value),
    }
}
