//! The names that columns have, in both languages.

use super::Field;
use std::sync::LazyLock;

/// How a column name fits a field; more is better.
pub(super) const EXACT: u32 = 100;
const LESS_EXACT: u32 = 90;

/// The lists of `names.txt`.
struct Lists {
    names: Vec<(Field, &'static str)>,
    words: Vec<(Field, &'static str)>,
    aside: Vec<&'static str>,
    counters: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| read(include_str!("names.txt")));

fn read(file: &'static str) -> Lists {
    let mut lists = Lists {
        names: vec![],
        words: vec![],
        aside: vec![],
        counters: vec![],
    };
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let Some((what, names)) = line.split_once(": ") else {
            continue;
        };
        let names = names.split_whitespace();
        let (kind, field) = what.split_once(' ').unwrap_or((what, ""));
        let field = Field::ALL.into_iter().find(|of| of.code() == field);
        match (kind, field) {
            ("name", Some(field)) => lists.names.extend(names.map(|name| (field, name))),
            ("word", Some(field)) => lists.words.extend(names.map(|name| (field, name))),
            ("aside", None) => lists.aside.extend(names),
            ("counter", None) => lists.counters.extend(names),
            _ => {}
        }
    }
    lists
}

/// A name without case, spaces, signs, and what stands in brackets.
pub(crate) fn plain(name: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in name.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 && c.is_alphanumeric() => kept.extend(c.to_lowercase()),
            _ => {}
        }
    }
    kept
}

/// Whether this is the usual name of some column.
pub(crate) fn is_known(name: &str) -> bool {
    let name = plain(name);
    !name.is_empty() && (exact(&name).is_some() || LISTS.counters.contains(&name.as_str()))
}

/// The field with this usual name, given as [`plain`] writes it.
pub(super) fn exact(name: &str) -> Option<Field> {
    LISTS
        .names
        .iter()
        .find(|(_, known)| *known == name)
        .map(|(field, _)| *field)
}

/// How well a name fits a field, and the word that fits if the name is not a usual one.
pub(super) fn fit(name: &str, field: Field) -> Option<(u32, Option<&'static str>)> {
    let bare = plain(name);
    if let Some(named) = exact(&bare) {
        return (named == field).then_some((EXACT, None));
    }
    if LISTS.counters.contains(&bare.as_str()) {
        return (field == Field::Id).then_some((LESS_EXACT, None));
    }
    if LISTS.aside.iter().any(|end| bare.ends_with(end)) {
        return None;
    }
    let is_reply = word_of(name, Field::Reply).is_some();
    let (score, word) = match field {
        Field::ReplyTime if is_reply => word_of(name, Field::Time)?,
        Field::Reply if word_of(name, Field::Time).is_some() => return None,
        Field::Reply | Field::Unit => word_of(name, field)?,
        _ if is_reply => return None,
        _ => word_of(name, field)?,
    };
    Some((score, Some(word)))
}

/// The field's word in a name. In both languages the last word says what the thing is: an
/// 意见编号 is a number, a "comment date" is a date.
fn word_of(name: &str, field: Field) -> Option<(u32, &'static str)> {
    let bare = plain(name);
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let known = LISTS.words.iter().filter(|(of, _)| *of == field);
    let score = |(_, word): &(Field, &'static str)| {
        let found = if word.is_ascii() {
            words.iter().any(|w| w == word)
        } else {
            bare.contains(word)
        };
        let last = if bare.ends_with(word) { 20 } else { 0 };
        let share = word.chars().count() * 20 / bare.chars().count().max(1);
        found.then_some((40 + last + u32::try_from(share).unwrap_or_default(), *word))
    };
    known.filter_map(score).max_by_key(|(score, _)| *score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_belongs_to_two_fields() {
        let mut all: Vec<&str> = LISTS.names.iter().map(|(_, name)| *name).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|name| plain(name) == **name));
    }

    #[test]
    fn every_line_of_the_file_is_understood() {
        let file = include_str!("names.txt");
        let lines = file
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let lists = read(line);
            let read = lists.names.len() + lists.words.len();
            assert!(
                read + lists.aside.len() + lists.counters.len() > 0,
                "{line}"
            );
        }
        let named = |field| LISTS.names.iter().any(|(of, _)| *of == field);
        assert!(Field::ALL.into_iter().all(named));
    }

    #[test]
    fn the_last_word_says_what_it_is() {
        let best = |name: &str| {
            let fits = Field::ALL
                .into_iter()
                .filter_map(|field| Some((fit(name, field)?.0, field)));
            fits.max_by_key(|(score, _)| *score).map(|(_, field)| field)
        };
        assert_eq!(best("意见提出时间"), Some(Field::Time));
        assert_eq!(best("群众意见编号"), Some(Field::Id));
        assert_eq!(best("Comment date"), Some(Field::Time));
        assert_eq!(best("最后答复时间"), Some(Field::ReplyTime));
        assert_eq!(best("领导答复内容"), Some(Field::Reply));
        assert_eq!(best("单位答复"), Some(Field::Reply));
        assert_eq!(best("诉求内容（必填）*"), Some(Field::Text));
        assert_eq!(best("问题类型"), None);
        assert_eq!(best("paid"), None);
    }
}
