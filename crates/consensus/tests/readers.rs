//! The entry of the fuzz target, with bytes that look like files.

#[path = "../fuzz/entry.rs"]
mod entry;

use entry::any_file;
use proptest::prelude::*;

const HEADERS: [&str; 6] = [
    "timestamp,datetime,comment-id,voter-id,vote\n",
    "voter-id;vote;comment-id\n",
    "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n",
    "participant\t0\t1\n",
    "comment-id,moderated,comment-body\n",
    "comment-id,moderated,is-meta,comment-body,voter-id,vote\n",
];

/// A row of cells that are often right.
fn row() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop::sample::select(vec![
        &b"0"[..],
        b"1",
        b"-1",
        b"",
        b"7",
        b"12",
        b"1.0",
        b" 1 ",
        b"a",
        b"\"x\"\"y\"",
        b"\"1\n2\"",
        b"\xff\xfe",
        b"\0",
        b"true",
        b"I live here",
        b"<b>&amp;",
        b"1600000000000",
        b"-9223372036854775808",
        b"99999999999999999999",
        b"\"",
        b"\xe8\xb7\xaf\xe7\x81\xaf",
    ]);
    prop::collection::vec(cell, 0..8).prop_map(|cells| cells.join(&b","[..]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn files_that_are_nearly_right_break_nothing(
        header in prop::sample::select(HEADERS.to_vec()),
        rows in prop::collection::vec(row(), 0..25),
        cut in 0..400usize,
    ) {
        let mut file = header.as_bytes().to_vec();
        file.extend(rows.join(&b"\n"[..]));
        any_file(&file);
        file.truncate(cut);
        any_file(&file);
    }

    #[test]
    fn any_bytes_break_nothing(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        any_file(&bytes);
    }
}

/// The control: the entry does look at what it is given.
#[test]
fn good_files_are_analysed() {
    let mut file = String::from(HEADERS[0]);
    for person in 0..20 {
        for statement in 0..8 {
            let vote = if (person + statement) % 2 == 0 { 1 } else { -1 };
            file.push_str(&format!("1,x,{statement},{person},{vote}\n"));
        }
    }
    any_file(file.as_bytes());
    let analysis = massline_consensus::analyse(
        &massline_consensus::read_votes(file.as_bytes()).expect("good votes"),
    );
    assert_eq!(analysis.summary.groups.len(), 2);
}
