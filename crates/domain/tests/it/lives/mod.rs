//! Random lives of whole cases, by everyone, in any order: what must never be, never is.

mod invariants;
mod replay;

use crate::case::{Act, Case, OPINIONS, PROBLEMS, What};
use crate::world::everyone;
use massline_domain::Machine;
use massline_domain::id::ProblemId;
use massline_domain::verdict::Choice;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;

/// Either anyone tries anything, or a problem goes its natural way.
#[derive(Debug, Clone)]
enum Move {
    Any(Act),
    Next(ProblemId, Choice),
}

fn choice() -> impl Strategy<Value = Choice> {
    prop::sample::select(Choice::ALL.to_vec())
}

fn what() -> impl Strategy<Value = What> {
    let plain = vec![
        What::PutIn,
        What::TakeOut,
        What::KeepApart,
        What::Split,
        What::Answer,
        What::PassOn,
        What::Refuse,
        What::TakeUpAgain,
        What::Erase,
        What::List,
        What::Rename,
        What::Label,
        What::Claim,
        What::Plan,
        What::Revise,
        What::Progress,
        What::Cite,
        What::Show,
        What::Postpone,
        What::Resume,
        What::AskPeople,
        What::Count,
        What::Recur,
    ];
    prop_oneof![
        12 => prop::sample::select(plain),
        2 => any::<bool>().prop_map(|receipt| What::Receive { receipt }),
        1 => (1..=PROBLEMS).prop_map(|into| What::Merge { into }),
        1 => (1..=PROBLEMS).prop_map(|other| What::TellApart { other }),
        2 => any::<bool>().prop_map(|shown| What::Picture { shown }),
        1 => (0..2usize).prop_map(|unit| What::Give { unit }),
        1 => (0..2usize).prop_map(|unit| What::Refer { unit }),
        1 => any::<bool>().prop_map(|blank_rule| What::Finish { blank_rule }),
        2 => choice().prop_map(What::Cast),
        2 => (1..=3u32, 1..=PROBLEMS).prop_map(|(round, of)| What::Judge { round, of }),
        1 => (0..20u8).prop_map(|days| What::Wait { days }),
    ]
}

fn any_act() -> impl Strategy<Value = Act> {
    let who = prop::sample::select(everyone());
    let problem = (1..=PROBLEMS).prop_map(ProblemId);
    let act = (who, what(), problem, 1..=2u32, 1..=OPINIONS);
    act.prop_map(|(who, what, problem, item, opinion)| Act {
        who,
        what,
        problem,
        item,
        opinion,
    })
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let problem = (1..=PROBLEMS).prop_map(ProblemId);
    let next = (problem, choice()).prop_map(|(problem, choice)| Move::Next(problem, choice));
    let one = prop_oneof![any_act().prop_map(Move::Any), next];
    prop::collection::vec(one, 0..120)
}

/// Lives through the moves; a refusal changes nothing and life goes on.
fn live(moves: &[Move], mut after_each: impl FnMut(&Case)) -> Case {
    let mut case = Case::new();
    for one in moves {
        let act = match one {
            Move::Any(act) => act.clone(),
            Move::Next(problem, choice) => case.next_step(*problem, *choice),
        };
        let refused = case.act(&act).is_err();
        if !refused {
            after_each(&case);
        }
    }
    case
}

proptest! {
    #![proptest_config(Config { cases: 512, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_must_never_be_never_is(moves in moves()) {
        let case = live(&moves, invariants::of_the_state);
        invariants::of_the_history(&case.history);
        invariants::books_balance(&case);
    }

    #[test]
    fn replay_is_the_live_state_also_through_json(moves in moves()) {
        replay::equals(&live(&moves, |_| {}));
    }
}

/// The properties above say something only if lives get everywhere.
#[test]
fn random_lives_reach_every_state() {
    let mut runner = TestRunner::deterministic();
    let (mut states, mut tags, mut reclosed) = (BTreeSet::new(), BTreeSet::new(), false);
    for _ in 0..300 {
        let moves = moves().new_tree(&mut runner).unwrap().current();
        let case = live(&moves, |case| {
            states.extend(case.problems.values().map(Machine::state));
            states.extend(case.opinions.values().map(Machine::state));
            states.extend(case.items.values().map(Machine::state));
            states.extend(case.rounds.values().map(Machine::state));
        });
        tags.extend(case.history.iter().map(massline_domain::Event::tag));
        reclosed |= invariants::closed_twice(&case.history);
    }
    let machines = crate::edges::case_tables();
    for edge in machines.concat() {
        assert!(states.contains(edge.to), "no life came to {}", edge.to);
        assert!(tags.contains(edge.event), "in no life was {}", edge.event);
    }
    assert!(
        reclosed,
        "no life had a problem closed, open again and closed again"
    );
}
