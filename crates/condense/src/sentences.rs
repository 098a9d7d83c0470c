//! Sentences, and cutting one to the length of a title at a natural boundary.

use crate::tokens::is_han;

/// Room of a title, where a Han letter takes as much as its print does.
const ROOM: usize = 80;
const HAN_ROOM: usize = 30;

/// Sentences of a cleaned text, without their closing sign.
pub(crate) fn sentences(cleaned: &str) -> impl Iterator<Item = &str> {
    cleaned
        .split_inclusive(ends_sentence)
        .flat_map(split_at_full_stops)
        .map(|sentence| sentence.trim_matches(|c: char| !is_part_of_title(c)))
        .filter(|sentence| !sentence.is_empty())
}

/// An English full stop ends a sentence only before a space: 3.5, example.org.
fn split_at_full_stops(text: &str) -> std::str::Split<'_, &'static str> {
    text.split(". ")
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';' | '！' | '？' | '；' | '\n')
}

fn is_part_of_title(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '(' | ')' | '"' | '“' | '”' | '《' | '》' | '%' | '℃' | '+'
        )
}

/// The text as a title: whole if it fits, else cut after the last clause that fits, else
/// after the last word, with "…".
pub(crate) fn as_title(text: &str) -> String {
    let text = text.trim_matches(|c: char| !is_part_of_title(c) && !ends_sentence(c));
    if fits(text) {
        return text.trim_end_matches(['。', '.', ';', '；']).to_owned();
    }
    let end = longest_fit(text);
    let head = &text[..end];
    let clause = head.rfind([
        ',', '，', '、', ':', '：', ';', '；', '。', '!', '?', '!', '?',
    ]);
    if let Some(at) = clause.filter(|&at| at >= end / 3) {
        return head[..at].to_owned();
    }
    let cut = if text[end..].starts_with(' ') {
        Some(end)
    } else {
        head.rfind(' ')
    };
    let word = cut.filter(|&at| at >= end / 2).unwrap_or(end);
    format!("{}…", head[..word].trim_end())
}

/// Whether a text has the length of a title.
pub(crate) fn fits(text: &str) -> bool {
    let (han, all) = count(text);
    if han * 2 >= all {
        all <= HAN_ROOM
    } else {
        all <= ROOM
    }
}

fn longest_fit(text: &str) -> usize {
    let (han, all) = count(text);
    let room = if han * 2 >= all { HAN_ROOM } else { ROOM };
    text.char_indices()
        .nth(room - 1)
        .map_or(text.len(), |(at, _)| at)
}

fn count(text: &str) -> (usize, usize) {
    (
        text.chars().filter(|&c| is_han(c)).count(),
        text.chars().count(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_both_languages() {
        let text = "您好!路灯坏了。It costs 3.5 pounds. Why?";
        let found: Vec<&str> = sentences(text).collect();
        assert_eq!(found, ["您好", "路灯坏了", "It costs 3.5 pounds", "Why"]);
    }

    #[test]
    fn long_sentences_are_cut_after_a_clause() {
        let long = "桂花坪街道公安分局宿舍区停车收费混乱,物业公司扬言退出小区,业主委员会一再挽留";
        assert_eq!(as_title(long), "桂花坪街道公安分局宿舍区停车收费混乱");
    }

    #[test]
    fn without_a_clause_the_cut_is_at_a_word() {
        let long = "The street lamps in Mill Road between the church and the school have been dark since May";
        let title = as_title(long);
        assert!(title.ends_with("have been dark…"), "{title}");
        assert!(title.chars().count() <= 80);
        assert_eq!(as_title(&"路".repeat(50)), format!("{}…", "路".repeat(29)));
    }

    #[test]
    fn short_texts_stay_whole() {
        assert_eq!(as_title("路灯坏了半年,何时修?"), "路灯坏了半年,何时修?");
    }
}
