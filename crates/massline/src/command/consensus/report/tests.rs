//! The page as a whole: what must be in it, and what must not.

use super::*;
use massline_consensus::{
    Choice, Id, Votes, analyse, published, read_comments, stability, with_and_without,
};

const HOSTILE: &str = "<script>alert(\"1\")</script> & 'so' on\u{0}";

/// Two camps of thirty, and three people far from both; one statement is hostile.
fn votes() -> Votes {
    let mut votes = Votes::new();
    for person in 0..63u64 {
        for statement in 0..14u64 {
            let agrees = match person {
                0..40 => statement < 6 || statement > 11,
                40..60 => statement >= 6,
                _ => statement % 2 == 1,
            };
            // Some differ from their camp, each in another statement.
            let differs = person % 5 == statement % 5 && person % 2 == 0;
            let choice = match (agrees, differs) {
                (_, true) => Choice::Pass,
                (true, _) => Choice::Agree,
                (false, _) => Choice::Disagree,
            };
            votes.record(Id::from(person), Id::from(statement), choice, 0);
        }
    }
    votes.set_text(Id::from(12), HOSTILE.to_owned());
    votes
}

fn page_of(votes: &Votes, first: Lang) -> String {
    let both = with_and_without(votes, analyse(votes));
    let stability = stability(votes, &both.with);
    let view = published(&both.with, 5);
    let result = Result {
        both: &both,
        stability,
        view: &view,
        by_words: 0,
    };
    page(first, &result)
}

#[test]
fn the_page_stands_alone_and_has_both_languages() {
    let page = page_of(&votes(), Lang::Zh);
    for alien in [
        "<script", "http:", "https:", "src=", "url(", "@import", "onclick",
    ] {
        assert!(!page.contains(alien), "{alien}");
    }
    assert!(page.contains("<html lang=\"zh-CN\">"));
    for lang in [Lang::Zh, Lang::En] {
        for key in [
            "cli-report-title",
            "cli-report-unites",
            "cli-report-divides",
            "cli-report-map",
        ] {
            assert!(page.contains(&t(lang, key)), "{key}");
        }
    }
    assert!(!page.contains("cli-report-"), "a text without words");
    assert!(page_of(&votes(), Lang::En).contains("<html lang=\"en\">"));
}

#[test]
fn words_of_statements_are_only_words() {
    let page = page_of(&votes(), Lang::En);
    assert!(page.contains("&lt;script&gt;"), "the words are there");
    assert!(!page.contains('\u{0}'));
}

#[test]
fn ids_occur_once_and_names_that_are_referred_to_exist() {
    let page = page_of(&votes(), Lang::En);
    let after = |mark: &str| -> Vec<String> {
        let parts = page.split(mark).skip(1);
        parts
            .map(|rest| rest.split('"').next().unwrap_or("").to_owned())
            .collect()
    };
    let ids = after(" id=\"");
    let different: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(different.len(), ids.len());
    for name in [after("aria-labelledby=\""), after(" for=\"")].concat() {
        assert!(ids.contains(&name), "{name}");
    }
}

#[test]
fn a_group_of_three_is_not_on_the_page() {
    let sizes: Vec<usize> = analyse(&votes())
        .summary
        .groups
        .iter()
        .map(|it| it.size)
        .collect();
    assert_eq!(sizes, [40, 20, 3], "there is one to leave out");
    let page = page_of(&votes(), Lang::En);
    assert!(page.contains("Group A") && page.contains("Group B"));
    assert!(!page.contains("Group C"));
    assert!(page.contains("fewer than 5 people is not shown"));
    let marks = page.matches("class=\"mark ").count();
    // In each language sixty people and two signs of the legend.
    assert_eq!(marks, 2 * (60 + 2));
}

#[test]
fn coins_get_the_honest_answer() {
    let mut state = 3u64;
    let mut votes = Votes::new();
    for person in 0..120u64 {
        for statement in 0..16u64 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let choice = match state >> 63 {
                0 => Choice::Agree,
                _ => Choice::Disagree,
            };
            votes.record(Id::from(person), Id::from(statement), choice, 0);
        }
    }
    let page = page_of(&votes, Lang::En);
    assert!(page.contains("There are no stable groups"));
    assert!(!page.contains("Group A"), "none is named");
    assert!(!page_of(&self::votes(), Lang::En).contains("There are no stable groups"));
}

#[test]
fn odd_votes_make_a_page_too() {
    let mut words = Votes::new();
    let _ = read_comments(
        b"comment-id,moderated,comment-body\n1,1,hello\n",
        &mut words,
    );
    let mut one = Votes::new();
    one.record(Id::from(1), Id::new("\u{0}<b>"), Choice::Pass, 0);
    for votes in [Votes::new(), words, one] {
        let page = page_of(&votes, Lang::Zh);
        assert!(page.contains("没有稳定的群体"));
        assert!(!page.contains("NaN") && !page.contains("<b>\u{0}"));
    }
}
