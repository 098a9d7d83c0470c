//! A conversation that goes on gives the results its votes give.

#![expect(clippy::expect_used, reason = "a test may stop at what should not be")]

use massline_consensus::{Choice, Conversation, Id, Standing, analyse};

/// Camps of two, then a vote at a time; who sees what is spread over all.
fn vote(number: u64) -> (Id, Id, Choice, i64) {
    let (person, statement) = (number % 60, (number / 60 + number * 7) % 24);
    let choice = match (person % 2 == statement % 2, number % 11) {
        (_, 0) => Choice::Pass,
        (true, _) => Choice::Agree,
        (false, _) => Choice::Disagree,
    };
    (Id::from(person), Id::from(statement), choice, number as i64)
}

#[test]
fn after_many_updates_the_groups_are_those_of_all_votes_at_once() {
    let mut conversation = Conversation::new();
    assert!(
        conversation.update().summary.groups.is_empty(),
        "nobody yet"
    );
    let mut last = None;
    for number in 0..1_400 {
        let (person, statement, choice, at) = vote(number);
        conversation.vote(person, statement, choice, at);
        if number % 50 == 0 || number > 1_390 {
            last = Some(conversation.update());
        }
    }
    let last = last.expect("updates");
    let at_once = analyse(conversation.votes());
    let group = |it: &massline_consensus::ParticipantPlace| it.group;
    assert!(
        last.participants
            .iter()
            .map(group)
            .eq(at_once.participants.iter().map(group))
    );
    for (ours, theirs) in last.participants.iter().zip(&at_once.participants) {
        let apart = (ours.x - theirs.x).abs().max((ours.y - theirs.y).abs());
        // The second direction of two plain camps is noise with no one answer; the first is not.
        assert!((ours.x - theirs.x).abs() < 1e-3, "{apart}");
    }
    for (ours, theirs) in last.statements.iter().zip(&at_once.statements) {
        assert_eq!(ours.all, theirs.all);
        assert_eq!(ours.group_aware_consensus, theirs.group_aware_consensus);
    }
}

#[test]
fn the_same_votes_and_updates_give_the_same_results() {
    let run = || {
        let mut conversation = Conversation::new();
        (0..600)
            .filter_map(|number| {
                let (person, statement, choice, at) = vote(number);
                conversation.vote(person, statement, choice, at);
                (number % 60 == 59).then(|| conversation.update())
            })
            .collect::<Vec<_>>()
    };
    assert!(run() == run());
}

#[test]
fn a_statement_that_is_taken_out_shapes_nothing_from_then_on() {
    let mut conversation = Conversation::new();
    for number in 0..1_400 {
        let (person, statement, choice, at) = vote(number);
        conversation.vote(person, statement, choice, at);
    }
    let before = conversation.update();
    assert!(before.statements[3].priority.is_some());
    conversation.moderate(Id::from(3), Standing::ModeratedOut);
    let after = conversation.update();
    assert_eq!(after.statements[3].priority, None);
    assert_eq!(
        after.statements[3].all, before.statements[3].all,
        "its votes are still shown"
    );
    assert_eq!(
        after.summary.statements_active,
        before.summary.statements_active - 1
    );
}
