//! What resampling says of real conversations.

use super::shared;
use crate::{Verdict, analyse, odd, read_comments, read_votes, stability};

/// People in real conversations have opinions that hang together.
#[test]
fn real_conversations_are_not_coin_tosses() {
    for folder in ["15-per-hour-seattle", "brexit-consensus"] {
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

/// Nearly all of these people voted for themselves: few may be called odd.
#[test]
fn few_people_in_real_conversations_are_odd() {
    for folder in [
        "15-per-hour-seattle",
        "brexit-consensus",
        "scoop-hivemind.ubi",
        "vtaiwan.uberx",
    ] {
        let Some(list) = shared(&format!("{folder}/votes.csv")) else {
            return;
        };
        let votes = read_votes(&list).expect("votes");
        let odd = odd(&votes, &analyse(&votes));
        eprintln!("{folder}: {odd:?}");
        let named = odd.people().len();
        assert!(
            named * 50 <= votes.participants().len(),
            "{folder}: {named}"
        );
    }
}
