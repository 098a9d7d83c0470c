//! The problem's edges.

use super::verdict::judgement;
use super::{Driver, Step, by, check, check_apply, walk};
use crate::world::{
    OTHER_PROBLEM, PROBLEM, ROUND, TODAY, evidence, housing, new_rule, plan, staff, unit,
};
use massline_domain::context::Role;
use massline_domain::id::{Digest, ItemId, ProblemId};
use massline_domain::item::{self, Item};
use massline_domain::problem::{Command, Problem, Recurrence};
use massline_domain::verdict::Outcome;

pub(super) struct Drive;

type Tried = (ProblemId, Command);

/// An item of the problem that is done.
pub(crate) fn done_item() -> Item {
    let id = ItemId {
        problem: PROBLEM,
        number: 1,
    };
    let steps = [
        item::Command::Plan {
            unit: unit("housing"),
            plan: plan(TODAY.plus(30)),
        },
        item::Command::AddEvidence(evidence()),
        item::Command::Finish {
            result: "全亮".into(),
            rule: new_rule(),
        },
    ];
    walk(steps.map(|command| by(&housing(), (id, command))).into())
}

/// The command that makes an event with this tag, by whoever would give it.
pub(crate) fn step(tag: &str, problem: &Problem) -> Step<Tried> {
    let claim_by = TODAY.plus(7);
    let round = problem.round.unwrap_or(ROUND);
    let command = match tag {
        "problem.listed" => Command::List {
            title: "滨河路路灯不亮".into(),
            language: "zh-CN".into(),
            keywords: vec!["路灯".into()],
            source: "people".into(),
        },
        "problem.renamed" => Command::Rename {
            title: "滨河路七十八盏路灯不亮".into(),
        },
        "problem.labelled" => Command::Label {
            category: Some("delay".into()),
        },
        "problem.merged" => Command::Merge {
            into: OTHER_PROBLEM,
            into_lives: true,
        },
        "problem.split" => Command::Split {
            into: OTHER_PROBLEM,
            moving: 2,
            staying: 3,
        },
        "problem.told_apart" => Command::TellApart {
            other: OTHER_PROBLEM,
        },
        "problem.picture_shown" => Command::ShowPicture {
            picture: [PICTURE, OTHER_PICTURE][usize::from(problem.pictures.contains(&PICTURE))],
            agreed: true,
        },
        "problem.picture_hidden" => Command::HidePicture { picture: PICTURE },
        "problem.assigned" => Command::Assign {
            unit: unit("housing"),
            claim_by,
        },
        "problem.claimed" => Command::Claim,
        "problem.referred" => Command::Refer {
            to: unit("water"),
            reason: "已移交".into(),
            claim_by,
        },
        "problem.rectifying" => Command::ItemPlanned,
        "problem.closing_requested" => Command::RequestClosing {
            items: vec![done_item()],
            note: "请评判".into(),
        },
        "problem.closed" => Command::Judge(judgement(round, Outcome::Fixed)),
        "problem.not_fixed" => Command::Judge(judgement(round, Outcome::NotFixed)),
        _ => Command::Recur {
            reason: Recurrence::NewOpinion,
        },
    };
    let office = [
        "problem.listed",
        "problem.renamed",
        "problem.labelled",
        "problem.merged",
        "problem.split",
        "problem.told_apart",
        "problem.picture_shown",
        "problem.picture_hidden",
        "problem.assigned",
    ];
    let who = if office.contains(&tag) {
        staff(Role::Office, "county")
    } else {
        housing()
    };
    by(&who, (PROBLEM, command))
}

/// What two pictures hash to.
const PICTURE: Digest = Digest([7; 32]);
const OTHER_PICTURE: Digest = Digest([8; 32]);

/// The tags that lead to each state, in order.
const WAYS: [(&str, &[&str]); 9] = [
    ("absent", &[]),
    ("listed", &["problem.listed", "problem.picture_shown"]),
    (
        "assigned",
        &[
            "problem.listed",
            "problem.picture_shown",
            "problem.assigned",
        ],
    ),
    (
        "claimed",
        &[
            "problem.listed",
            "problem.picture_shown",
            "problem.assigned",
            "problem.claimed",
        ],
    ),
    (
        "rectifying",
        &[
            "problem.listed",
            "problem.picture_shown",
            "problem.assigned",
            "problem.claimed",
            "problem.rectifying",
        ],
    ),
    (
        "judging",
        &[
            "problem.listed",
            "problem.picture_shown",
            "problem.assigned",
            "problem.claimed",
            "problem.rectifying",
            "problem.closing_requested",
        ],
    ),
    (
        "closed",
        &[
            "problem.listed",
            "problem.picture_shown",
            "problem.assigned",
            "problem.claimed",
            "problem.rectifying",
            "problem.closing_requested",
            "problem.closed",
        ],
    ),
    (
        "reopened",
        &[
            "problem.listed",
            "problem.picture_shown",
            "problem.assigned",
            "problem.claimed",
            "problem.rectifying",
            "problem.closing_requested",
            "problem.not_fixed",
        ],
    ),
    (
        "merged",
        &["problem.listed", "problem.picture_shown", "problem.merged"],
    ),
];

/// Every state of a problem, with the steps that lead there.
pub(crate) fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
    // On the way to any state there is one round at most, and it has the first number.
    let before_any_round = Problem::default();
    let way = |tags: &[&str]| {
        tags.iter()
            .map(|tag| step(tag, &before_any_round))
            .collect()
    };
    WAYS.iter()
        .map(|(state, tags)| (*state, way(tags)))
        .collect()
}

impl Driver for Drive {
    type M = Problem;
    const TAGS: &'static [&'static str] = &[
        "problem.listed",
        "problem.renamed",
        "problem.labelled",
        "problem.merged",
        "problem.split",
        "problem.told_apart",
        "problem.picture_shown",
        "problem.picture_hidden",
        "problem.assigned",
        "problem.claimed",
        "problem.referred",
        "problem.rectifying",
        "problem.closing_requested",
        "problem.closed",
        "problem.not_fixed",
        "problem.recurred",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        ways()
    }

    fn attempts(tag: &str, problem: &Problem) -> Vec<Step<Tried>> {
        vec![step(tag, problem)]
    }
}

#[test]
fn every_edge_of_a_problem_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_problems_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
