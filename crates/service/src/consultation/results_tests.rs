use super::*;
use massline_domain::Day;
use massline_domain::consultation::statement::{Origin, Stage};

const SMALL: u64 = 5;

fn tally([agree, disagree, pass]: [u64; 3]) -> Tally {
    Tally {
        agree,
        disagree,
        pass,
    }
}

fn row(number: u32) -> StatementRow {
    StatementRow {
        statement: StatementId {
            consultation: ConsultationId(1),
            number,
        },
        words: Some(format!("statement {number}")),
        language: "en".to_owned(),
        origin: Origin::Office,
        stage: Stage::Accepted,
        reason: None,
        receipt: None,
        added: Day(0),
        agree: 0,
        disagree: 0,
        pass: 0,
    }
}

/// One statement, answered so by all people and by each group.
fn found(all: [u64; 3], groups: &[[u64; 3]]) -> Found {
    let groups: Vec<Tally> = groups.iter().map(|one| tally(*one)).collect();
    Found {
        people: tally(all).seen(),
        groups: groups.iter().map(|one| one.seen()).collect(),
        apart: vec![Vec::new(); groups.len()],
        voted: vec![Voted {
            statement: 1,
            all: tally(all),
            groups,
            extremity: 0.0,
        }],
        weak: false,
    }
}

fn one(found: &Found) -> Results {
    shown(&[row(1)], found, SMALL)
}

#[test]
fn what_every_group_agrees_with_is_agreed_and_what_one_rejects_divides() {
    let results = one(&found([60, 10, 0], &[[40, 5, 0], [20, 5, 0]]));
    assert_eq!(results.agreed, [0]);
    assert_eq!(results.groups.len(), 2);
    let control = one(&found([45, 25, 0], &[[40, 5, 0], [5, 20, 0]]));
    assert_eq!(
        (&control.agreed[..], &control.divided[..]),
        (&[][..], &[0][..])
    );
    let rejected = one(&found([10, 60, 0], &[[5, 40, 0], [5, 20, 0]]));
    assert_eq!(rejected.rejected, [0]);
}

#[test]
fn counts_of_few_people_are_not_shown() {
    let results = one(&found([40, 4, 0], &[[40, 4, 0]]));
    let answers = results.statements[0].answers.unwrap();
    assert_eq!(answers.agree, Count::Exact(40));
    assert_eq!(answers.disagree, Count::Under(SMALL));
    assert_eq!(answers.pass, Count::Exact(0));
    let control = one(&found([40, 5, 0], &[[40, 5, 0]]));
    let control = control.statements[0].answers.unwrap();
    assert_eq!(control.disagree, Count::Exact(5));
    let few = one(&found([3, 1, 0], &[[3, 1, 0]]));
    assert_eq!(few.people, Count::Under(SMALL));
    assert_eq!(few.statements[0].answers, None);
    assert!(few.agreed.is_empty());
}

#[test]
fn a_small_group_hides_all_groups() {
    let results = one(&found([44, 4, 0], &[[40, 4, 0], [4, 0, 0]]));
    assert!(results.groups_hidden && results.groups.is_empty());
    assert!(results.statements[0].groups.is_empty());
    let control = one(&found([45, 5, 0], &[[40, 5, 0], [5, 0, 0]]));
    assert!(!control.groups_hidden);
    assert_eq!(control.groups.len(), 2);
}

#[test]
fn a_small_count_in_a_group_leaves_only_its_side() {
    let numbers = |found: &Found| one(found).statements[0].groups.clone();
    let hidden = numbers(&found([60, 8, 0], &[[40, 5, 0], [20, 3, 0]]));
    assert_eq!(hidden, [Said::Only(Side::Agree), Said::Only(Side::Agree)]);
    let shown = numbers(&found([60, 10, 0], &[[40, 5, 0], [20, 5, 0]]));
    assert!(matches!(shown[1], Said::Numbers(of, Side::Agree) if of.disagree == 5));
    // Beside the groups stands one person, whose answer the difference would tell.
    let left = numbers(&found([61, 10, 0], &[[40, 5, 0], [20, 5, 0]]));
    assert_eq!(left, [Said::Only(Side::Agree), Said::Only(Side::Agree)]);
    let enough_left = numbers(&found([65, 10, 0], &[[40, 5, 0], [20, 5, 0]]));
    assert_eq!(enough_left, shown);
}

#[test]
fn a_group_of_whom_few_answered_says_nothing_and_then_not_all_agree() {
    let mut few = found([44, 0, 0], &[[40, 0, 0], [4, 0, 0]]);
    few.groups = vec![40, 30];
    let results = one(&few);
    assert_eq!(results.statements[0].groups[1], Said::Few);
    assert!(results.agreed.is_empty());
}

#[test]
fn results_are_made_anew_when_answers_or_statements_came() {
    let cached = |answers| Cached {
        answers,
        statements: 3,
        results: Arc::new(nothing()),
    };
    let row = |answers| ConsultationRow {
        consultation: ConsultationId(1),
        problem: None,
        question: String::new(),
        language: "en".to_owned(),
        opened: Day(0),
        closed: None,
        answers,
    };
    assert!(cached(50).is_good(&row(50), 3));
    assert!(!cached(50).is_good(&row(51), 3), "one of few");
    assert!(!cached(50).is_good(&row(50), 4), "another statement");
    assert!(cached(1_000).is_good(&row(1_010), 3));
    assert!(!cached(1_000).is_good(&row(1_011), 3));
}
