//! The files of an export, and what is wrong with them in the user's language.

use crate::cli::Consensus;
use crate::command::condense::read_file;
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_consensus::{ConsensusError, Id, Votes, read_comments, read_votes};
use massline_web::i18n::{Lang, Value, t_args};
use std::path::{Path, PathBuf};

/// What was read.
pub(super) struct Input {
    pub(super) votes: Votes,
    /// The file of comments, if there was one.
    pub(super) comments: Option<PathBuf>,
    /// Statements that are about the people by their words only.
    pub(super) by_words: Vec<Id>,
}

/// Reads the votes, and the words of the statements where they are named or stand beside them: an
/// export is a directory, and without its other half statements that were taken out would count.
pub(super) fn read(args: &Consensus) -> Result<Input, Failure> {
    let bytes = read_file(&args.file)?;
    let mut votes = read_votes(&bytes).map_err(|error| wrong(&args.file, &error))?;
    let comments = args.comments.clone().or_else(|| beside(&args.file));
    let mut by_words = Vec::new();
    if let Some(path) = &comments {
        by_words =
            read_comments(&read_file(path)?, &mut votes).map_err(|error| wrong(path, &error))?;
        if args.comments.is_none() {
            let file = path.display().to_string();
            say(&t_args(
                lang(),
                "cli-consensus-beside",
                &[("file", file.into())],
            ));
        }
    }
    Ok(Input {
        votes,
        comments,
        by_words,
    })
}

fn beside(votes: &Path) -> Option<PathBuf> {
    let path = votes.with_file_name("comments.csv");
    (path != votes && path.is_file()).then_some(path)
}

fn wrong(path: &Path, error: &ConsensusError) -> Failure {
    Failure::new(
        "cli-error-file",
        &[
            ("file", &path.display().to_string()),
            ("error", &words(lang(), error)),
        ],
    )
}

/// The error in words.
fn words(lang: Lang, error: &ConsensusError) -> String {
    let key = format!("cli-votes-error-{}", error.code().replace('_', "-"));
    let arguments: Vec<(&str, Value<'_>)> = arguments(error)
        .into_iter()
        .map(|(name, value)| (name, value.into()))
        .collect();
    t_args(lang, &key, &arguments)
}

fn arguments(error: &ConsensusError) -> Vec<(&'static str, String)> {
    use ConsensusError as E;
    match error {
        E::UnknownHeader { found } => vec![("found", found.clone())],
        E::MissingColumn { column } => vec![("column", (*column).to_owned())],
        E::RepeatedColumn { column } => vec![("column", column.clone())],
        E::RepeatedHeader { line } | E::NotUtf8 { line } => vec![("line", line.to_string())],
        E::RowWidth {
            line,
            expected,
            found,
        } => vec![
            ("line", line.to_string()),
            ("expected", expected.to_string()),
            ("found", found.to_string()),
        ],
        E::BadVote {
            line,
            column,
            value,
        } => vec![
            ("line", line.to_string()),
            ("column", column.clone()),
            ("value", value.clone()),
        ],
        E::BadTime { line, value } | E::BadModeration { line, value } => {
            vec![("line", line.to_string()), ("value", value.clone())]
        }
        E::EmptyId { line, column } => {
            vec![("line", line.to_string()), ("column", column.clone())]
        }
        E::RepeatedParticipant { line, participant } => vec![
            ("line", line.to_string()),
            ("participant", participant.clone()),
        ],
        E::Csv(error) => vec![("detail", error.to_string())],
        _ => Vec::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    /// One file for each kind of error.
    const BAD: [(&[u8], &str); 14] = [
        (b"", "empty"),
        (b"<html>", "web_page"),
        (b"name,age\nA,3\n", "unknown_header"),
        (b"voter-id,vote\n1,1\n", "missing_column"),
        (b"participant,3,3\n1,1,1\n", "repeated_column"),
        (b"participant,0\n1,1\nparticipant,0\n", "repeated_header"),
        (b"participant,0\n1,1,1\n", "row_width"),
        (b"participant,0\n1,maybe\n", "bad_vote"),
        (b"participant,0\n1,\0\n", "bad_vote"),
        (
            b"timestamp,voter-id,comment-id,vote\nsoon,1,1,1\n",
            "bad_time",
        ),
        (b"participant,0\n,1\n", "empty_id"),
        (b"participant,0\n1,1\n1,1\n", "repeated_participant"),
        (b"participant,0\n1,\xff\n", "not_utf8"),
        (b"participant,0\n1,\n", "no_votes"),
    ];

    #[test]
    fn each_error_is_said_in_both_languages_with_what_it_names() {
        for (bytes, code) in BAD {
            let error = read_votes(bytes).unwrap_err();
            assert_eq!(error.code(), code);
            for lang in [Lang::Zh, Lang::En] {
                let text = words(lang, &error);
                assert!(!text.contains("cli-votes-error"), "{code}: {text}");
                assert!(!text.contains('{'), "{code}: {text}");
                for (_, value) in arguments(&error) {
                    assert!(text.contains(&value), "{code}: {value} in {text}");
                }
            }
            assert_ne!(words(Lang::Zh, &error), words(Lang::En, &error));
        }
        let error = read_comments(b"comment-id,moderated\n0,7\n", &mut Votes::new()).unwrap_err();
        assert!(words(Lang::Zh, &error).contains('7'));
    }
}
