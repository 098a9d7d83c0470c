//! What an item refuses.

use super::empty;
use crate::edges::{by, walk};
use crate::world::*;
use massline_domain::item::{self, Evidence, Item, Plan, RuleAnswer};
use massline_domain::{Machine, Refusal};

/// What an item in this state says to the unit.
fn item(state: &Item, command: item::Command) -> Result<Vec<item::Event>, Refusal> {
    state.decide_for(ITEM, command, &on(TODAY, &housing()))
}

pub(super) fn planned() -> Item {
    let plan = plan(TODAY.plus(30));
    let command = item::Command::Plan {
        unit: unit("housing"),
        plan,
    };
    walk(vec![by(&housing(), (ITEM, command))])
}

pub(super) fn shown() -> Item {
    let mut state = planned();
    for event in item(&state, item::Command::AddEvidence(evidence())).unwrap() {
        state.apply(&event);
    }
    state
}

#[test]
fn a_plan_answers_every_question() {
    let blank = || " \n".to_owned();
    let full = || plan(TODAY);
    let cases: [(&'static str, Plan); 7] = [
        (
            "cause",
            Plan {
                cause: blank(),
                ..full()
            },
        ),
        (
            "goal",
            Plan {
                goal: blank(),
                ..full()
            },
        ),
        (
            "measure",
            Plan {
                measure: blank(),
                ..full()
            },
        ),
        (
            "owner",
            Plan {
                owner: blank(),
                ..full()
            },
        ),
        (
            "for_whom",
            Plan {
                for_whom: blank(),
                ..full()
            },
        ),
        (
            "relying_on",
            Plan {
                relying_on: blank(),
                ..full()
            },
        ),
        (
            "who_am_i",
            Plan {
                who_am_i: blank(),
                ..full()
            },
        ),
    ];
    for (field, plan) in cases {
        let new = item::Command::Plan {
            unit: unit("housing"),
            plan: plan.clone(),
        };
        assert_eq!(item(&Item::default(), new), empty(field));
        assert_eq!(
            item(&planned(), item::Command::Revise { plan }),
            empty(field)
        );
    }
}

#[test]
fn a_deadline_is_not_in_the_past_and_moves_only_with_a_reason() {
    let late = plan(TODAY.plus(-1));
    let new = item::Command::Plan {
        unit: unit("housing"),
        plan: late,
    };
    let early = Refusal::TooEarly {
        field: "deadline",
        earliest: TODAY,
    };
    assert_eq!(item(&Item::default(), new), Err(early.clone()));
    let change = |deadline, reason: &str| item::Command::ChangeDeadline {
        deadline,
        reason: reason.into(),
    };
    assert_eq!(item(&planned(), change(TODAY.plus(-1), "等")), Err(early));
    assert_eq!(
        item(&planned(), change(TODAY.plus(60), " ")),
        empty("reason")
    );
    assert_eq!(
        item(&planned(), change(TODAY.plus(30), "等")),
        Err(Refusal::AlreadyThere)
    );
    // Saying the plan better does not move its day.
    let revised = item(
        &planned(),
        item::Command::Revise {
            plan: plan(TODAY.plus(300)),
        },
    );
    let revised = revised.unwrap();
    let [item::Event::Revised { plan, .. }] = revised.as_slice() else {
        panic!("{revised:?}")
    };
    assert_eq!(plan.deadline, TODAY.plus(30));
}

#[test]
fn nothing_is_done_without_evidence_and_an_answer_on_the_rule() {
    let finish = |rule| item::Command::Finish {
        result: "全亮".into(),
        rule,
    };
    let missing = Refusal::NotReady {
        what: "no_evidence",
    };
    assert_eq!(item(&planned(), finish(new_rule())), Err(missing));
    let words = || " ".to_owned();
    for rule in [
        RuleAnswer::New { words: words() },
        RuleAnswer::Revised { words: words() },
        RuleAnswer::NotNeeded { words: words() },
    ] {
        assert_eq!(item(&shown(), finish(rule)), empty("rule"));
    }
    let silent = item::Command::Finish {
        result: " ".into(),
        rule: new_rule(),
    };
    assert_eq!(item(&shown(), silent), empty("result"));
    assert!(item(&shown(), finish(new_rule())).is_ok());
}

#[test]
fn evidence_says_what_it_shows_and_links_only_to_the_web() {
    let show = |evidence| item(&planned(), item::Command::AddEvidence(evidence));
    assert_eq!(
        show(Evidence {
            words: "".into(),
            ..evidence()
        }),
        empty("evidence")
    );
    for link in ["javascript:alert(1)", "file:///etc/passwd", "example.org"] {
        let refused = show(Evidence {
            link: Some(link.into()),
            ..evidence()
        });
        let found = link.to_owned();
        assert_eq!(
            refused,
            Err(Refusal::UnknownCode {
                kind: "link",
                found
            })
        );
    }
    assert!(
        show(Evidence {
            link: Some(" ".into()),
            ..evidence()
        })
        .is_ok()
    );
}

#[test]
fn a_work_order_says_where_it_is_done_and_is_no_proof_that_it_is() {
    let mut state = planned();
    let order = item::Evidence {
        kind: item::EvidenceKind::WorkOrder,
        words: "工单二〇二六年第三一八号".into(),
        link: Some("https://work.example.org/318".into()),
        file: None,
    };
    for event in item(&state, item::Command::AddEvidence(order)).unwrap() {
        state.apply(&event);
    }
    let finish = || item::Command::Finish {
        result: "亮了".into(),
        rule: RuleAnswer::NotNeeded {
            words: "一次性的".into(),
        },
    };
    let what = "no_evidence";
    assert_eq!(item(&state, finish()), Err(Refusal::NotReady { what }));
    for event in item(&state, item::Command::AddEvidence(evidence())).unwrap() {
        state.apply(&event);
    }
    assert!(item(&state, finish()).is_ok());
}
