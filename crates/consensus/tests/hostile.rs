//! Whatever the file or the votes are, the answer is a clear error or a sensible result.

#![expect(clippy::expect_used, reason = "a test may stop at what should not be")]

use massline_consensus::{
    Analysis, Choice, ConsensusError, Id, Notice, Side, Standing, Votes, analyse, read_comments,
    read_votes,
};
use proptest::prelude::*;

const HEADER: &str = "timestamp,datetime,comment-id,voter-id,vote\n";

fn code(text: &str) -> &'static str {
    read_votes(text.as_bytes()).expect_err("an error").code()
}

/// Votes of people (rows) on statements (columns): `+` agree, `-` disagree, `0` pass, ` ` none.
fn votes(rows: &[&str]) -> Votes {
    let mut votes = Votes::new();
    for (person, row) in rows.iter().enumerate() {
        votes.add_participant(Id::from(person as u64));
        for (statement, letter) in row.chars().enumerate() {
            let choice = match letter {
                '+' => Choice::Agree,
                '-' => Choice::Disagree,
                '0' => Choice::Pass,
                _ => continue,
            };
            votes.record(
                Id::from(person as u64),
                Id::from(statement as u64),
                choice,
                0,
            );
        }
    }
    votes
}

fn groups(analysis: &Analysis) -> Vec<Option<usize>> {
    analysis
        .participants
        .iter()
        .map(|place| place.group)
        .collect()
}

#[test]
fn each_bad_file_has_its_own_clear_error() {
    assert_eq!(code(""), "empty");
    assert_eq!(code(" \n\t\n"), "empty");
    assert_eq!(
        code("<!DOCTYPE html><html><body>Sign in</body></html>"),
        "web_page"
    );
    assert_eq!(code("name,age\nA,3\n"), "unknown_header");
    assert_eq!(code("PK\u{3}\u{4}\u{14}\u{0}"), "unknown_header");
    assert_eq!(code("voter-id,vote\n1,1\n"), "missing_column");
    assert_eq!(
        code("voter-id,comment-id,vote,vote\n1,1,1,1\n"),
        "repeated_column"
    );
    assert_eq!(code("participant,3,3\n1,1,1\n"), "repeated_column");
    assert_eq!(code(HEADER), "no_votes");
    assert_eq!(
        code(&format!("{HEADER}1,x,0,0,1\n{HEADER}2,x,0,1,1\n")),
        "repeated_header"
    );
    assert_eq!(code(&format!("{HEADER}1,x,0,0\n")), "row_width");
    assert_eq!(code(&format!("{HEADER}1,x,0,0,1,1\n")), "row_width");
    assert_eq!(code(&format!("{HEADER}1,x,0,0,2\n")), "bad_vote");
    assert_eq!(code(&format!("{HEADER}1,x,0,0,\n")), "bad_vote");
    assert_eq!(code(&format!("{HEADER}1,x,0,0,agree\n")), "bad_vote");
    assert_eq!(code(&format!("{HEADER}soon,x,0,0,1\n")), "bad_time");
    assert_eq!(code(&format!("{HEADER}1,x,,0,1\n")), "empty_id");
    assert_eq!(code(&format!("{HEADER}1,x,0, ,1\n")), "empty_id");
    assert_eq!(code("participant,0\n1,1\n1,-1\n"), "repeated_participant");
    assert_eq!(code("participant,0,\n1,1,\n"), "empty_id");
    assert_eq!(code("participant,0\n1,\n"), "no_votes");
    let not_utf8 = [HEADER.as_bytes(), b"1,x,0,\xff\xfe,1\n"].concat();
    assert_eq!(
        read_votes(&not_utf8).expect_err("an error").code(),
        "not_utf8"
    );
}

#[test]
fn an_error_names_the_line_and_what_stands_there() {
    let text = format!("{HEADER}1,x,0,0,1\n2,x,1,0,maybe\n");
    match read_votes(text.as_bytes()) {
        Err(ConsensusError::BadVote {
            line: 3,
            column,
            value,
        }) => {
            assert_eq!((column.as_str(), value.as_str()), ("vote", "maybe"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn harmless_differences_of_form_are_read() {
    let plain = read_votes(format!("{HEADER}1,x,0,7,1\n").as_bytes()).expect("votes");
    for text in [
        "\u{feff}timestamp,datetime,comment-id,voter-id,vote\r\n1,x,0,7,1\r\n",
        "voter-id;vote;comment-id\n7;1;0\n",
        "voter-id\tcomment-id\tvote\timportant\n7\t0\t1.0\tfalse\n\n",
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n7,,0,1,1,0,1\n",
    ] {
        let votes = read_votes(text.as_bytes()).expect(text);
        assert_eq!(analyse(&votes), analyse(&plain), "{text}");
    }
    // Only cells that are read need be UTF-8; exports in old encodings have dates that are not.
    let old_date = [HEADER.as_bytes(), b"1,\xff\xfe,0,7,1\n"].concat();
    assert_eq!(
        analyse(&read_votes(&old_date).expect("votes")),
        analyse(&plain)
    );
}

#[test]
fn the_last_vote_by_timestamp_counts() {
    let text = format!("{HEADER}9,x,0,0,-1\n5,x,0,0,1\n9.0,x,0,1,1\n");
    let statement = &analyse(&read_votes(text.as_bytes()).expect("votes")).statements[0];
    assert_eq!(
        (
            statement.all.agree,
            statement.all.disagree,
            statement.all.seen
        ),
        (1, 1, 2)
    );
}

#[test]
fn comments_give_words_and_standing_or_change_nothing() {
    let mut votes = votes(&["++-", "+-+"]);
    let before = analyse(&votes);
    for (bad, expected) in [
        ("comment-id,moderated\n0,1\n1,7\n", "bad_moderation"),
        ("comment-id,comment-body\n0,hello\n", "missing_column"),
        ("participant,0\n1,1\n", "unknown_header"),
        ("<html>", "web_page"),
    ] {
        let error = read_comments(bad.as_bytes(), &mut votes).expect_err("an error");
        assert_eq!(error.code(), expected);
        assert_eq!(analyse(&votes), before);
    }
    let comments = "comment-id,moderated,is-meta,comment-body\n\
                    0,1,true,\"I live here,\nsince 1990\"\n1,-1,false,spam\n2,0,false,路灯坏了\n9,1,false,new\n";
    read_comments(comments.as_bytes(), &mut votes).expect("comments");
    let analysis = analyse(&votes);
    let standings: Vec<_> = analysis.statements.iter().map(|it| it.standing).collect();
    use Standing::{Active, Meta, ModeratedOut};
    assert_eq!(standings, [Meta, ModeratedOut, Active, Active]);
    assert_eq!(
        analysis.statements[0].text.as_deref(),
        Some("I live here,\nsince 1990")
    );
    assert_eq!(analysis.statements[3].all.seen, 0);
    assert_eq!(analysis.summary.statements_active, 2);
}

#[test]
fn a_statement_that_was_taken_out_shapes_no_group_and_represents_nobody() {
    let mut votes = votes(
        &["+++"; 10]
            .into_iter()
            .chain(["-++"; 10])
            .collect::<Vec<_>>(),
    );
    assert_eq!(analyse(&votes).summary.groups.len(), 2);
    votes.set_standing(Id::from(0), Standing::ModeratedOut);
    let analysis = analyse(&votes);
    assert_eq!(analysis.summary.groups.len(), 1);
    assert_eq!(
        analysis.statements[0].all.disagree, 10,
        "its votes are still shown"
    );
    assert!(analysis.summary.notices.contains(&Notice::NoVariation));
}

#[test]
fn two_camps_are_found_with_what_sets_them_apart_and_what_unites_them() {
    let camps = ["++++---+", "+++0---+", "++++--0+"].repeat(5);
    let others = ["---+++++", "---+++0+"].repeat(4);
    let analysis = analyse(&votes(&[camps, others].concat()));
    assert_eq!(
        groups(&analysis),
        [vec![Some(0); 15], vec![Some(1); 8]].concat()
    );
    let summary = &analysis.summary;
    assert!(summary.silhouette.expect("two groups") > 0.5);
    assert!(summary.notices.is_empty(), "{:?}", summary.notices);
    let first = &summary.groups[0].representative;
    assert!(
        first
            .iter()
            .any(|it| it.statement == Id::from(0) && it.side == Side::Agree)
    );
    assert!(
        first
            .iter()
            .any(|it| it.statement == Id::from(4) && it.side == Side::Disagree)
    );
    assert_eq!(summary.consensus.agree[0].statement, Id::from(7));
    let by_consensus = |a: usize, b: usize| {
        let of = |at: usize| analysis.statements[at].group_aware_consensus;
        assert!(of(a) > of(b));
    };
    by_consensus(7, 0);
    by_consensus(7, 4);
}

#[test]
fn nothing_to_tell_apart_is_one_group_and_says_so() {
    for rows in [
        vec!["+++"; 20],
        vec!["000"; 20],
        vec!["+"; 20],
        vec!["---+"; 1],
    ] {
        let analysis = analyse(&votes(&rows));
        assert!(
            groups(&analysis).iter().all(|&group| group == Some(0)),
            "{rows:?}"
        );
        assert!(
            analysis.summary.notices.contains(&Notice::NoVariation),
            "{rows:?}"
        );
        assert!(
            analysis.summary.notices.contains(&Notice::OneGroup),
            "{rows:?}"
        );
        assert!(
            analysis
                .participants
                .iter()
                .all(|place| (place.x, place.y) == (0.0, 0.0))
        );
    }
}

#[test]
fn no_votes_at_all_are_no_groups() {
    let mut votes = Votes::new();
    votes.add_participant(Id::from(1));
    votes.add_statement(Id::from(1));
    for votes in [Votes::new(), votes] {
        let analysis = analyse(&votes);
        assert!(analysis.summary.groups.is_empty());
        assert_eq!(analysis.summary.notices, [Notice::NoVotes]);
        assert!(groups(&analysis).iter().all(Option::is_none));
    }
}

#[test]
fn one_statement_divides_people_by_what_they_said() {
    let analysis = analyse(&votes(&["+", "-"].repeat(10)));
    assert_eq!(groups(&analysis), [Some(0), Some(1)].repeat(10));
    assert_eq!(analysis.summary.votes_needed, 1);
}

#[test]
fn groups_that_run_into_each_other_are_called_weak() {
    // Coins thrown by a simple generator: nothing hangs together.
    let mut state = 1u64;
    let mut coin = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        if state >> 63 == 1 { '+' } else { '-' }
    };
    let rows: Vec<String> = (0..200)
        .map(|_| (0..20).map(|_| coin()).collect())
        .collect();
    let analysis = analyse(&votes(&rows.iter().map(String::as_str).collect::<Vec<_>>()));
    assert!(
        analysis.summary.notices.contains(&Notice::WeakGroups),
        "{:?}",
        analysis.summary.trials
    );
}

#[test]
fn a_person_without_votes_is_in_no_group_and_small_groups_are_flagged() {
    let analysis = analyse(&votes(&["++--", "", "--++", "--++"]));
    assert_eq!(groups(&analysis), [Some(1), None, Some(0), Some(0)]);
    assert!(analysis.summary.groups.iter().all(|group| group.small));
    let notices = &analysis.summary.notices;
    assert!(notices.contains(&Notice::SmallGroup) && notices.contains(&Notice::FewPeople));
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

#[test]
fn the_lines_of_the_files_have_the_promised_form() {
    let analysis = analyse(&votes(&["+-", ""]));
    assert_eq!(
        json(&analysis.participants[1]),
        r#"{"participant":1,"group":null,"x":0.0,"y":0.0}"#
    );
    let statement: serde_json::Value =
        serde_json::from_str(&json(&analysis.statements[0])).expect("JSON");
    for key in [
        "statement",
        "standing",
        "agree",
        "disagree",
        "pass",
        "seen",
        "groups",
    ] {
        assert!(!statement[key].is_null(), "{key}");
    }
    let group = &statement["groups"][0];
    for key in ["group", "agree", "disagree", "pass", "seen", "agree_share"] {
        assert!(!group[key].is_null(), "{key}");
    }
    assert!(statement["group_aware_consensus"].is_number());
    assert!(group.get("representativeness").is_some());
}

/// People × statements of up to this size, most cells filled.
fn any_votes() -> impl Strategy<Value = Vec<(u64, u64, u8)>> {
    prop::collection::vec((0..40u64, 0..12u64, 0..3u8), 0..300)
}

fn build(cells: &[(u64, u64, u8)]) -> Votes {
    let mut votes = Votes::new();
    for &(person, statement, choice) in cells {
        let choice = [Choice::Agree, Choice::Disagree, Choice::Pass][usize::from(choice)];
        // The value decides between votes on the same cell, so the order of recording cannot.
        votes.record(
            person.into(),
            statement.into(),
            choice,
            choice.value() as i64,
        );
    }
    votes
}

proptest! {
    #[test]
    fn any_votes_have_a_sound_analysis(cells in any_votes()) {
        let votes = build(&cells);
        let analysis = analyse(&votes);
        let sizes: Vec<_> = analysis.summary.groups.iter().map(|group| group.size).collect();
        prop_assert!(sizes.iter().all(|&size| size > 0) && sizes.is_sorted_by(|a, b| a >= b));
        prop_assert_eq!(sizes.iter().sum::<usize>(), analysis.summary.participants_grouped);
        for place in &analysis.participants {
            prop_assert!(place.x.is_finite() && place.y.is_finite());
            prop_assert!(place.group.is_none_or(|group| group < sizes.len()));
        }
        let [x, y] = analysis.summary.variance_explained;
        prop_assert!(x >= y - 1e-6 && y >= 0.0 && x + y <= 1.0 + 1e-9, "{} {}", x, y);
        for statement in &analysis.statements {
            let all = statement.all;
            prop_assert_eq!(all.agree + all.disagree + all.pass, all.seen);
            prop_assert!(statement.groups.iter().map(|g| g.votes.seen).sum::<usize>() <= all.seen);
            if let Some(consensus) = statement.group_aware_consensus {
                prop_assert!(consensus > 0.0 && consensus < 1.0);
            }
            for share in [statement.agree_share, statement.disagree_share].into_iter().flatten() {
                prop_assert!(0.0 <= share.low && share.low <= share.share);
                prop_assert!(share.share <= share.high && share.high <= 1.0);
            }
        }
        // JSON has no infinities: serde_json writes them as null.
        let written = serde_json::to_value(&analysis.summary).expect("JSON");
        prop_assert!(written["variance_explained"][1].is_number());
    }

    #[test]
    fn the_order_of_rows_changes_nothing(cells in any_votes(), turn in 0..300usize) {
        let mut turned = cells.clone();
        turned.rotate_left(if cells.is_empty() { 0 } else { turn % cells.len() });
        turned.reverse();
        prop_assert_eq!(analyse(&build(&cells)), analyse(&build(&turned)));
    }

    #[test]
    fn no_bytes_break_the_readers(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_votes(&bytes);
        let _ = read_comments(&bytes, &mut Votes::new());
    }

    #[test]
    fn nearly_right_files_do_not_break_the_readers(
        header in prop::sample::select(vec![
            HEADER, "participant,group-id,0,1\n", "comment-id,moderated,comment-body\n",
        ]),
        body in "[-01289,;\"\n\r a<]{0,120}",
    ) {
        let text = format!("{header}{body}");
        if let Ok(votes) = read_votes(text.as_bytes()) {
            let _ = analyse(&votes);
        }
        let _ = read_comments(text.as_bytes(), &mut Votes::new());
    }
}
