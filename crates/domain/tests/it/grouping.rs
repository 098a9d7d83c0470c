//! What people decided about groups binds the machine, also after merges, and a history
//! that is read again gives the same.

use crate::world::opinion_id;
use massline_domain::grouping::Grouping;
use massline_domain::id::ProblemId;
use massline_domain::{Event, opinion, problem};

const A: ProblemId = ProblemId(1);
const B: ProblemId = ProblemId(2);
const C: ProblemId = ProblemId(3);

fn grouping(events: &[Event]) -> Grouping {
    let mut grouping = Grouping::default();
    events.iter().for_each(|event| grouping.apply(event));
    grouping
}

fn assigned(problem: ProblemId, from: Option<ProblemId>) -> Event {
    opinion::Event::Assigned {
        opinion: opinion_id(1),
        problem,
        copy: false,
        from,
        traits: Default::default(),
    }
    .into()
}

fn merged(problem: ProblemId, into: ProblemId) -> Event {
    problem::Event::Merged { problem, into }.into()
}

fn split(problem: ProblemId, into: ProblemId) -> Event {
    problem::Event::Split { problem, into }.into()
}

fn kept_apart(problem: ProblemId) -> Event {
    let opinion = opinion_id(1);
    opinion::Event::KeptApart { opinion, problem }.into()
}

#[test]
fn without_a_decision_everything_may_be_suggested() {
    let nothing = grouping(&[assigned(A, None)]);
    assert!(nothing.may_join(opinion_id(1), B));
    assert!(nothing.may_merge(A, B) && !nothing.may_merge(A, A));
}

#[test]
fn an_opinion_is_not_suggested_where_it_was_said_not_to_belong() {
    let voice = opinion_id(1);
    let no = grouping(&[kept_apart(A)]);
    assert!(!no.may_join(voice, A) && no.may_join(voice, B));
    assert!(no.may_join(opinion_id(2), A), "only this voice");
    let moved = grouping(&[assigned(A, None), assigned(B, Some(A))]);
    assert!(!moved.may_join(voice, A));
    let (opinion, from) = (voice, A);
    let released = opinion::Event::Released { opinion, from }.into();
    assert!(!grouping(&[assigned(A, None), released]).may_join(voice, A));
    let anew = grouping(&[kept_apart(A), assigned(A, None)]);
    assert!(anew.may_join(voice, A), "a person decided anew");
}

#[test]
fn a_no_holds_for_what_a_problem_becomes_part_of() {
    let voice = opinion_id(1);
    let history = [kept_apart(A), merged(A, B), merged(B, C)];
    assert_eq!(grouping(&history).stands_for(A), C);
    assert!(!grouping(&history).may_join(voice, C));
    assert!(grouping(&history[..1]).may_join(voice, C), "not before");
}

#[test]
fn what_was_split_or_told_apart_is_not_suggested_to_be_one() {
    let (problem, other) = (A, B);
    let told = problem::Event::ToldApart { problem, other }.into();
    for history in [vec![split(A, B)], vec![told]] {
        assert!(!grouping(&history).may_merge(A, B));
        assert!(!grouping(&history).may_merge(B, A), "both ways");
        assert!(grouping(&history).may_merge(A, C));
    }
    assert!(!grouping(&[split(A, B), merged(B, C)]).may_merge(A, C));
}

#[test]
fn a_damaged_ring_of_merges_ends() {
    let ring = grouping(&[merged(A, B), merged(B, A)]);
    assert!(!ring.may_merge(A, B) || ring.stands_for(A) != ring.stands_for(B));
}
