//! Reads jsonl that people or this program wrote before; what is wrong is said with its line.

use crate::failure::Failure;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// An id as it may be written: `"17"` or `17`.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum GivenId {
    Text(String),
    Number(serde_json::Number),
}

impl GivenId {
    /// As text.
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Gives every line that is not blank, with its number, to `take`; what that finds wrong is
/// the key of a text and what the text names.
pub(super) fn each_line<T: DeserializeOwned>(
    path: &Path,
    mut take: impl FnMut(usize, T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let file = File::open(path).map_err(|error| Failure::path(path, &error))?;
    let mut input = BufReader::with_capacity(1 << 18, file);
    let mut bytes = Vec::new();
    for line in 1_usize.. {
        bytes.clear();
        let read = input.read_until(b'\n', &mut bytes);
        if read.map_err(|error| Failure::path(path, &error))? == 0 {
            break;
        }
        let mut text = bytes.trim_ascii();
        if line == 1 {
            text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        }
        if text.is_empty() {
            continue;
        }
        let value = serde_json::from_slice(text)
            .map_err(|_| wrong_line(path, line, "cli-line-unreadable", &[]))?;
        take(line, value)?;
    }
    Ok(())
}

/// What is wrong with a line: `key` is its text.
pub(super) fn wrong_line(path: &Path, line: usize, key: &str, args: &[(&str, &str)]) -> Failure {
    let args: Vec<(&str, massline_web::i18n::Value<'_>)> = args
        .iter()
        .map(|(name, value)| (*name, (*value).into()))
        .collect();
    let reason = massline_web::i18n::t_args(crate::words::lang(), key, &args);
    let (file, line) = (path.display().to_string(), line.to_string());
    let shown = [
        ("file", file.as_str()),
        ("line", &line),
        ("reason", &reason),
    ];
    Failure::new("cli-error-line", &shown)
}
