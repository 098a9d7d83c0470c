//! What resampling says of real conversations.

use super::shared;
use crate::{Verdict, analyse, read_comments, read_votes, stability};

/// People in real conversations have opinions that hang together.
#[test]
fn real_conversations_are_not_coin_tosses() {
    for folder in [
        "15-per-hour-seattle",
        "brexit-consensus",
        "scoop-hivemind.ubi",
        "vtaiwan.uberx",
    ] {
        let Some(list) = shared(&format!("{folder}/votes.csv")) else {
            return;
        };
        let mut votes = read_votes(&list).expect("votes");
        let comments = shared(&format!("{folder}/comments.csv")).expect("comments");
        read_comments(&comments, &mut votes).expect("comments");
        let found = stability(&votes, &analyse(&votes));
        eprintln!("{folder}: {found:?}");
        assert_ne!(found.verdict, Verdict::NoStableGroups, "{folder}");
    }
}
