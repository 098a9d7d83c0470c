//! Reading a charter, with errors that name line and key and say what to do.

use super::Charter;
use std::collections::BTreeSet;

/// Why a text is not a charter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {key}: {message}")]
pub struct CharterError {
    /// Line in the file, from 1.
    pub line: usize,
    /// The key it is about.
    pub key: String,
    /// What is wrong and what to do.
    pub message: String,
}

pub(super) fn parse(text: &str) -> Result<Charter, CharterError> {
    let charter: Charter = toml::from_str(text).map_err(|error| from_toml(text, &error))?;
    check(&charter).map_err(|(key, message)| CharterError {
        line: line_naming(text, &key),
        key,
        message,
    })?;
    Ok(charter)
}

fn from_toml(text: &str, error: &toml::de::Error) -> CharterError {
    let at = error.span().map_or(0, |span| span.start);
    let line = line_at(text, at);
    let content = text.lines().nth(line - 1).unwrap_or_default();
    let key = content
        .split('=')
        .next()
        .unwrap_or_default()
        .trim()
        .chars()
        .take(60)
        .collect();
    CharterError {
        line,
        key,
        message: error.message().to_owned(),
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

/// The line where a code is defined or used, for checks that run after parsing.
fn line_naming(text: &str, key: &str) -> usize {
    let code = key.rsplit(' ').next().unwrap_or(key);
    let quoted = format!("\"{code}\"");
    let found = text.lines().position(|line| line.contains(&quoted));
    found
        .or_else(|| {
            text.lines()
                .position(|line| line.trim_start().starts_with(code))
        })
        .unwrap_or(0)
        + 1
}

type Wrong = (String, String);

fn check(charter: &Charter) -> Result<(), Wrong> {
    let named = [
        ("channel", ids(charter.channels.iter().map(|x| &x.id))),
        ("group", ids(charter.groups.iter().map(|x| &x.id))),
        ("source", ids(charter.sources.iter().map(|x| &x.id))),
        (
            "refusal_reason",
            ids(charter.refusal_reasons.iter().map(|x| &x.id)),
        ),
        ("class", ids(charter.classes.iter().map(|x| &x.id))),
        ("stage", ids(charter.stages.iter().map(|x| &x.id))),
        ("value", ids(charter.values.iter().map(|x| &x.id))),
        ("category", ids(charter.categories.iter().map(|x| &x.id))),
    ];
    for (kind, codes) in &named {
        unique_and_plain(kind, codes)?;
    }
    for kind in ["channel", "source", "refusal_reason", "class"] {
        let none = named
            .iter()
            .any(|(name, codes)| *name == kind && codes.is_empty());
        if none {
            return Err((kind.to_owned(), format!("define at least one [[{kind}]]")));
        }
    }
    references(charter)?;
    bounds(charter)
}

fn ids<'a>(codes: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    codes.map(String::as_str).collect()
}

fn unique_and_plain(kind: &str, codes: &[&str]) -> Result<(), Wrong> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let mut seen = BTreeSet::new();
    for code in codes {
        let key = format!("{kind} {code}");
        if code.is_empty() || !code.chars().all(plain) {
            return Err((
                key,
                "write the id in lower-case Latin letters, digits, - or _".into(),
            ));
        }
        if !seen.insert(code) {
            return Err((key, "this id stands twice; give each its own".into()));
        }
    }
    Ok(())
}

fn references(charter: &Charter) -> Result<(), Wrong> {
    let work: BTreeSet<&str> = charter
        .stages
        .iter()
        .flat_map(|s| &s.work)
        .map(|w| w.id.as_str())
        .collect();
    for class in &charter.classes {
        for asked in &class.asked {
            if !work.contains(asked.as_str()) {
                let message = format!("class {} asks for work that no stage defines", class.id);
                return Err((format!("asked {asked}"), message));
            }
        }
    }
    for category in &charter.categories {
        if let Some(cure) = &category.cure
            && !charter.values.iter().any(|value| value.id == *cure)
        {
            let message = format!("the cure of category {} is not a value", category.id);
            return Err((format!("cure {cure}"), message));
        }
    }
    Ok(())
}

fn bounds(charter: &Charter) -> Result<(), Wrong> {
    let outside = |key: &str, message: &str| Err((key.to_owned(), message.to_owned()));
    if !(1..=100).contains(&charter.verdict.fixed_percent) {
        return outside("fixed_percent", "write a share from 1 to 100 percent");
    }
    if !(1..=366).contains(&charter.verdict.window_days) {
        return outside("window_days", "write a number of days from 1 to 366");
    }
    if !(20..=100_000).contains(&charter.limits.opinion_chars) {
        return outside("opinion_chars", "write a number from 20 to 100000");
    }
    if !(1..=100).contains(&charter.limits.small_number) {
        return outside("small_number", "write a number from 1 to 100");
    }
    Ok(())
}
