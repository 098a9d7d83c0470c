//! Nobody closes a problem but the people: every command by everyone in every state.

use crate::edges::problem::{done_item, step, ways};
use crate::edges::verdict::judgement;
use crate::edges::walk;
use crate::world::{OTHER_PROBLEM, PROBLEM, ROUND, TODAY, digest, everyone, on, unit};
use massline_domain::id::RoundId;
use massline_domain::problem::{Command, Event, Problem, Recurrence, Stage};
use massline_domain::verdict::{self, Choice, Outcome, Rule, Verdict};
use massline_domain::{Machine, Refusal};

/// Every command there is except the people's judgement. A new kind of command does not
/// compile until it stands here.
fn commands_of_staff() -> Vec<Command> {
    let (into, claim_by) = (OTHER_PROBLEM, TODAY.plus(7));
    let list = step("problem.listed", &Problem::default()).command.1;
    let all = vec![
        list,
        Command::Rename {
            title: "另一个题目".into(),
        },
        Command::Label { category: None },
        Command::Merge {
            into,
            into_lives: true,
        },
        Command::Merge {
            into,
            into_lives: false,
        },
        Command::Assign {
            unit: unit("water"),
            claim_by,
        },
        Command::Split {
            into: OTHER_PROBLEM,
            moving: 1,
            staying: 1,
        },
        Command::ShowPicture {
            picture: massline_domain::id::Digest([1; 32]),
            agreed: true,
        },
        Command::HidePicture {
            picture: massline_domain::id::Digest([7; 32]),
        },
        Command::TellApart {
            other: OTHER_PROBLEM,
        },
        Command::Claim,
        Command::Refer {
            to: unit("water"),
            reason: "已移交".into(),
            claim_by,
        },
        Command::ItemPlanned,
        Command::RequestClosing {
            items: vec![done_item()],
            note: "请评判".into(),
        },
        Command::RequestClosing {
            items: vec![],
            note: "没有什么可看的".into(),
        },
        Command::Recur {
            reason: Recurrence::NewOpinion,
        },
        Command::Recur {
            reason: Recurrence::Holder,
        },
    ];
    for command in &all {
        match command {
            Command::List { .. }
            | Command::Rename { .. }
            | Command::Label { .. }
            | Command::Merge { .. }
            | Command::Split { .. }
            | Command::TellApart { .. }
            | Command::ShowPicture { .. }
            | Command::HidePicture { .. }
            | Command::Assign { .. }
            | Command::Claim
            | Command::Refer { .. }
            | Command::ItemPlanned
            | Command::RequestClosing { .. }
            | Command::Recur { .. } => {}
            Command::Judge(_) => panic!("the people's judgement is not a command of staff"),
        }
    }
    all
}

/// The states of a problem, and those of its second round.
fn every_state() -> Vec<Problem> {
    let mut states: Vec<Problem> = ways().into_iter().map(|(_, way)| walk(way)).collect();
    let reopened = states.iter().find(|state| state.stage == Stage::Reopened);
    let mut again = reopened.unwrap().clone();
    for tag in ["problem.rectifying", "problem.closing_requested"] {
        let (_, command) = step(tag, &again).command;
        let who = crate::world::housing();
        for event in again
            .decide_for(PROBLEM, command, &on(TODAY, &who))
            .unwrap()
        {
            again.apply(&event);
        }
        states.push(again.clone());
    }
    assert_eq!(again.rounds, 2, "the second round is the second");
    states
}

#[test]
fn no_command_of_anyone_closes() {
    for state in every_state() {
        for who in everyone() {
            for command in commands_of_staff() {
                let shown = format!("{command:?} by {who:?} from {}", state.state());
                let events = state.decide_for(PROBLEM, command, &on(TODAY, &who));
                for event in events.unwrap_or_default() {
                    assert!(!matches!(event, Event::Closed { .. }), "{shown} closed");
                    let mut after = state.clone();
                    after.apply(&event);
                    let closed = after.stage == Stage::Closed && state.stage != Stage::Closed;
                    assert!(!closed, "{shown} led to closed");
                }
            }
        }
    }
}

#[test]
fn a_judgement_closes_only_the_round_that_is_open_and_only_if_it_says_fixed() {
    for state in every_state() {
        for number in 1..=3 {
            for outcome in [Outcome::Fixed, Outcome::NotFixed] {
                let round = RoundId {
                    problem: PROBLEM,
                    number,
                };
                let command = Command::Judge(judgement(round, outcome));
                let who = massline_domain::Who::System;
                let decided = state.decide_for(PROBLEM, command, &on(TODAY, &who));
                let may = state.stage == Stage::Judging && state.round == Some(round);
                assert_eq!(decided.is_ok(), may, "round {number} in {}", state.state());
                for event in decided.unwrap_or_default() {
                    let closed = matches!(event, Event::Closed { .. });
                    assert_eq!(closed, outcome == Outcome::Fixed);
                }
            }
        }
    }
}

#[test]
fn another_problems_judgement_does_not_close() {
    let judging = every_state();
    let judging = judging
        .iter()
        .find(|state| state.stage == Stage::Judging)
        .unwrap();
    let round = RoundId {
        problem: OTHER_PROBLEM,
        number: 1,
    };
    let command = Command::Judge(judgement(round, Outcome::Fixed));
    let who = massline_domain::Who::System;
    let refused = judging.decide_for(PROBLEM, command, &on(TODAY, &who));
    assert_eq!(refused, Err(Refusal::WrongState { state: "judging" }));
}

/// A round that somebody wrote as decided, with these ballots in it.
fn written_as_fixed(choices: &[Choice]) -> Verdict {
    let events = [
        verdict::Event::Opened {
            round: ROUND,
            asked: 5,
            rule: Rule {
                fixed_percent: 60,
                window_days: 14,
            },
            day: TODAY,
            ends_on: TODAY.plus(14),
        },
        verdict::Event::Decided {
            round: ROUND,
            outcome: Outcome::Fixed,
            tally: verdict::Tally {
                asked: 5,
                fixed: 5,
                not_fixed: 0,
                dont_know: 0,
            },
            day: TODAY,
        },
    ];
    let [opened, decided] = &events;
    let ballot = |(n, choice): (u8, &Choice)| verdict::Event::BallotCast {
        round: ROUND,
        nullifier: digest(n),
        choice: *choice,
        comment: None,
    };
    let ballots: Vec<_> = (0..).zip(choices).map(ballot).collect();
    let all = std::iter::once(opened)
        .chain(&ballots)
        .chain(std::iter::once(decided));
    Verdict::replay(all)
}

#[test]
fn a_result_that_the_ballots_do_not_bear_out_is_no_judgement() {
    use Choice::{DontKnow, Fixed, NotFixed};
    assert_eq!(written_as_fixed(&[]).judgement(), None);
    assert_eq!(written_as_fixed(&[DontKnow, DontKnow]).judgement(), None);
    assert_eq!(written_as_fixed(&[Fixed, NotFixed]).judgement(), None);
    assert!(
        written_as_fixed(&[Fixed, Fixed, NotFixed])
            .judgement()
            .is_some()
    );
}

#[test]
fn once_open_nobody_changes_the_rule_or_who_is_asked() {
    let open = Verdict::replay(&[verdict::Event::Opened {
        round: ROUND,
        asked: 2,
        rule: Rule {
            fixed_percent: 60,
            window_days: 14,
        },
        day: TODAY,
        ends_on: TODAY.plus(14),
    }]);
    let cast = |entitled| verdict::Command::Cast {
        nullifier: digest(1),
        choice: Choice::Fixed,
        comment: None,
        entitled,
    };
    for who in everyone() {
        let context = on(TODAY, &who);
        let commands = [
            verdict::Command::Open { asked: 1 },
            cast(true),
            cast(false),
            verdict::Command::Count,
        ];
        for command in commands {
            let events = open
                .decide_for(ROUND, command, &context)
                .unwrap_or_default();
            let mut after = open.clone();
            events.iter().for_each(|event| after.apply(event));
            assert_eq!(
                (after.rule, after.asked, after.ends_on),
                (open.rule, 2, open.ends_on)
            );
        }
        let refused = open.decide_for(ROUND, cast(false), &context);
        assert_eq!(refused, Err(Refusal::NotAsked), "{who:?}");
    }
}
