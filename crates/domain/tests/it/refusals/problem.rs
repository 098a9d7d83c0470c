//! What a problem refuses.

use super::empty;
use super::item::{planned, shown};
use crate::edges::walk;
use crate::world::*;
use massline_domain::context::Role;
use massline_domain::id::Digest;
use massline_domain::problem::{self, Problem};
use massline_domain::{Machine, Refusal, Who};

/// What a problem says in this state, by this person.
fn ask(state: &str, who: &Who, command: problem::Command) -> Result<Vec<problem::Event>, Refusal> {
    let mut ways = crate::edges::problem::ways().into_iter();
    let (_, way) = ways.find(|(name, _)| *name == state).unwrap();
    let state: Problem = walk(way);
    state.decide_for(PROBLEM, command, &on(TODAY, who))
}

#[test]
fn only_the_unit_that_has_a_problem_answers_for_it() {
    let refer = || problem::Command::Refer {
        to: unit("county"),
        reason: "已移交".into(),
        claim_by: TODAY,
    };
    let close = || problem::Command::RequestClosing {
        items: vec![crate::edges::problem::done_item()],
        note: "请评判".into(),
    };
    let not_yours = Err(Refusal::NotYourUnit);
    for who in everyone() {
        let yours = matches!(&who, Who::Staff { unit, .. } if unit.as_str() == "housing");
        if yours {
            continue;
        }
        assert_eq!(ask("assigned", &who, problem::Command::Claim), not_yours);
        assert_eq!(ask("assigned", &who, refer()), not_yours);
        assert_eq!(
            ask("claimed", &who, problem::Command::ItemPlanned),
            not_yours
        );
        assert_eq!(ask("rectifying", &who, close()), not_yours);
    }
}

#[test]
fn a_problem_is_never_referred_into_nowhere_or_into_the_past() {
    let refer = |to: &str, reason: &str, claim_by| {
        let reason = reason.into();
        let command = problem::Command::Refer {
            to: unit(to),
            reason,
            claim_by,
        };
        ask("assigned", &housing(), command)
    };
    let earliest = TODAY;
    let early = Err(Refusal::TooEarly {
        field: "claim_by",
        earliest,
    });
    assert_eq!(
        refer("housing", "不归我管", TODAY),
        Err(Refusal::AlreadyThere)
    );
    assert_eq!(refer("water", " ", TODAY), empty("reason"));
    assert_eq!(refer("water", "已移交", TODAY.plus(-1)), early);
    let office = staff(Role::Office, "county");
    let claim_by = TODAY.plus(-1);
    let give = problem::Command::Assign {
        unit: unit("water"),
        claim_by,
    };
    assert_eq!(ask("listed", &office, give), early);
}

#[test]
fn a_problem_is_not_passed_round_and_the_cause_may_be_seen_after_claiming() {
    let refer = |to: &str| problem::Command::Refer {
        to: unit(to),
        reason: "根子不在我们这里".into(),
        claim_by: TODAY,
    };
    let office = staff(Role::Office, "county");
    // Also after it was claimed, but not once work is planned.
    assert!(ask("claimed", &housing(), refer("county")).is_ok());
    let working = ask("rectifying", &housing(), refer("county"));
    assert!(matches!(working, Err(Refusal::WrongState { .. })));
    let mut state = walk(crate::edges::problem::ways().remove(2).1);
    let on_it =
        |state: &Problem, who: &Who, command| state.decide_for(PROBLEM, command, &on(TODAY, who));
    let water = staff(Role::Unit, "water");
    for event in on_it(&state, &housing(), refer("water")).unwrap() {
        state.apply(&event);
    }
    let back = on_it(&state, &water, refer("housing"));
    let what = "referred_before";
    assert_eq!(back, Err(Refusal::OutOfOrder { what }));
    assert!(on_it(&state, &water, refer("county")).is_ok(), "to another");
    // The office decides, and it may go on from there.
    let give = problem::Command::Assign {
        unit: unit("water"),
        claim_by: TODAY,
    };
    for event in on_it(&state, &office, give).unwrap() {
        state.apply(&event);
    }
    assert!(on_it(&state, &water, refer("housing")).is_ok());
}

#[test]
fn closing_is_asked_for_only_when_all_is_done() {
    let ask_with = |items, note: &str| {
        let note = note.into();
        ask(
            "rectifying",
            &housing(),
            problem::Command::RequestClosing { items, note },
        )
    };
    let done = crate::edges::problem::done_item;
    let not_ready = |what| Err(Refusal::NotReady { what });
    assert_eq!(ask_with(vec![], "请评判"), not_ready("no_item"));
    assert_eq!(
        ask_with(vec![done(), planned()], "请评判"),
        not_ready("no_evidence")
    );
    assert_eq!(
        ask_with(vec![done(), shown()], "请评判"),
        not_ready("item_unfinished")
    );
    assert_eq!(ask_with(vec![done()], " "), empty("note"));
}

#[test]
fn a_problem_merges_only_into_another_that_lives() {
    let office = staff(Role::Office, "county");
    for (into, into_lives) in [(PROBLEM, true), (OTHER_PROBLEM, false)] {
        let merge = problem::Command::Merge { into, into_lives };
        assert_eq!(ask("listed", &office, merge), Err(Refusal::BadMerge));
    }
}

#[test]
fn a_split_leaves_voices_on_both_sides_and_waits_for_the_people_who_judge() {
    let office = staff(Role::Office, "county");
    let split = |into, moving, staying| problem::Command::Split {
        into,
        moving,
        staying,
    };
    for (into, moving, staying) in [
        (PROBLEM, 2, 2),
        (OTHER_PROBLEM, 0, 4),
        (OTHER_PROBLEM, 4, 0),
    ] {
        let wrong = ask("claimed", &office, split(into, moving, staying));
        assert_eq!(wrong, Err(Refusal::BadSplit));
    }
    let judging = Err(Refusal::WrongState { state: "judging" });
    assert_eq!(ask("judging", &office, split(OTHER_PROBLEM, 2, 2)), judging);
}

#[test]
fn problems_are_told_apart_once() {
    let office = staff(Role::Office, "county");
    let tell = |other| problem::Command::TellApart { other };
    let twice = Err(Refusal::AlreadyThere);
    assert_eq!(ask("listed", &office, tell(PROBLEM)), twice);
    let events = ask("listed", &office, tell(OTHER_PROBLEM)).unwrap();
    let mut state: Problem = Problem::default();
    state.apply(&ask("absent", &office, listing()).unwrap()[0]);
    state.apply(&events[0]);
    let again = state.decide_for(PROBLEM, tell(OTHER_PROBLEM), &on(TODAY, &office));
    assert_eq!(again, twice);
}

#[test]
fn a_picture_is_shown_once_and_never_without_the_word_of_who_gave_it() {
    let office = staff(Role::Office, "county");
    let picture = Digest([9; 32]);
    let show = |agreed| problem::Command::ShowPicture { picture, agreed };
    let hide = problem::Command::HidePicture { picture };
    assert_eq!(
        ask("claimed", &office, show(false)),
        Err(Refusal::NotAgreed)
    );
    assert_eq!(
        ask("claimed", &office, hide.clone()),
        Err(Refusal::NotThere)
    );
    let mut state = Problem::default();
    state.apply(&ask("absent", &office, listing()).unwrap()[0]);
    state.apply(&ask("listed", &office, show(true)).unwrap()[0]);
    let now = |state: &Problem, command| state.decide_for(PROBLEM, command, &on(TODAY, &office));
    assert_eq!(now(&state, show(true)), Err(Refusal::AlreadyThere));
    let hidden = now(&state, hide).unwrap();
    state.apply(&hidden[0]);
    assert!(state.pictures.is_empty() && now(&state, show(true)).is_ok());
}

fn listing() -> problem::Command {
    problem::Command::List {
        title: "路灯".into(),
        language: "zh-CN".into(),
        keywords: vec![],
        source: "people".into(),
    }
}

#[test]
fn a_problem_has_a_title_a_known_source_and_a_known_language() {
    let list = |title: &str, language: &str, source: &str| {
        let command = problem::Command::List {
            title: title.into(),
            language: language.into(),
            keywords: vec![],
            source: source.into(),
        };
        ask("absent", &staff(Role::Office, "county"), command)
    };
    let unknown = |kind, found: &str| {
        Err(Refusal::UnknownCode {
            kind,
            found: found.into(),
        })
    };
    assert_eq!(list(" ", "en", "people"), empty("title"));
    assert_eq!(list("Lamps", "fr", "people"), unknown("language", "fr"));
    assert_eq!(list("Lamps", "en", "rumour"), unknown("source", "rumour"));
    let events = list("Lamps\nout", "en", "people").unwrap();
    let [problem::Event::Listed { title, .. }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(title, "Lamps out", "a title is one line");
    let label = problem::Command::Label {
        category: Some("x".into()),
    };
    let office = staff(Role::Office, "county");
    assert_eq!(ask("listed", &office, label), unknown("category", "x"));
}
