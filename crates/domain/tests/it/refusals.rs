//! What must be written, and what the rules say where it is not.

use crate::edges::{by, walk};
use crate::world::*;
use massline_domain::campaign::{self, Campaign, Profile};
use massline_domain::context::Role;
use massline_domain::id::UserId;
use massline_domain::item::{self, Evidence, Item, Plan, RuleAnswer};
use massline_domain::opinion::{self, Opinion};
use massline_domain::problem::{self, Problem};
use massline_domain::unit::{self, Name, UnitTree};
use massline_domain::user::{self, Staff};
use massline_domain::{Machine, Refusal, Who};

/// What an item in this state says to the unit.
fn item(state: &Item, command: item::Command) -> Result<Vec<item::Event>, Refusal> {
    state.decide_for(ITEM, command, &on(TODAY, &housing()))
}

fn planned() -> Item {
    let plan = plan(TODAY.plus(30));
    let command = item::Command::Plan {
        unit: unit("housing"),
        plan,
    };
    walk(vec![by(&housing(), (ITEM, command))])
}

fn shown() -> Item {
    let mut state = planned();
    for event in item(&state, item::Command::AddEvidence(evidence())).unwrap() {
        state.apply(&event);
    }
    state
}

fn empty<T>(field: &'static str) -> Result<T, Refusal> {
    Err(Refusal::Empty { field })
}

#[test]
fn a_plan_answers_every_question() {
    let blank = || " \n".to_owned();
    let full = || plan(TODAY);
    let cases: [(&'static str, Plan); 6] = [
        (
            "cause",
            Plan {
                cause: blank(),
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

#[test]
fn an_opinion_uses_the_charters_words_and_keeps_its_length() {
    let receive = |change: fn(&mut opinion::Receive<'static>)| {
        let mut given = speech(opinion_id(1), true);
        change(&mut given);
        let command = opinion::Command::Receive(given);
        Opinion::default().decide_for(opinion_id(1), command, &on(TODAY, &Who::Public))
    };
    let unknown = |kind, found: &str| {
        Err(Refusal::UnknownCode {
            kind,
            found: found.into(),
        })
    };
    assert_eq!(receive(|given| given.words = " \t\n"), empty("words"));
    assert_eq!(
        receive(|given| given.channel = "fax".into()),
        unknown("channel", "fax")
    );
    assert_eq!(
        receive(|given| given.group = Some("elf".into())),
        unknown("group", "elf")
    );
    assert_eq!(
        receive(|given| given.language = "zh".into()),
        unknown("language", "zh")
    );
    let long: &'static str = "灯".repeat(201).leak();
    let speech = opinion::check_words(long, &CHARTER);
    assert_eq!(
        speech,
        Err(Refusal::TooLong {
            field: "words",
            max: 200,
            found: 201
        })
    );
    let tomorrow = receive(|given| given.said_on = Some(TODAY.plus(1))).unwrap();
    let [opinion::Event::Received { said_on, .. }] = tomorrow.as_slice() else {
        panic!("{tomorrow:?}")
    };
    assert_eq!(*said_on, TODAY, "nobody has said anything tomorrow");
}

#[test]
fn an_opinion_is_refused_only_for_a_reason_of_the_charter() {
    let waiting: Opinion = walk(vec![by(
        &Who::Public,
        (
            opinion_id(1),
            opinion::Command::Receive(speech(opinion_id(1), true)),
        ),
    )]);
    let office = staff(Role::Office, "county");
    let tell = |command| waiting.decide_for(opinion_id(1), command, &on(TODAY, &office));
    let refuse = opinion::Command::Refuse {
        reason: "inconvenient".into(),
    };
    let found = "inconvenient".to_owned();
    assert_eq!(
        tell(refuse),
        Err(Refusal::UnknownCode {
            kind: "refusal_reason",
            found
        })
    );
    let (words, commitment) = (" ", digest(1));
    assert_eq!(
        tell(opinion::Command::Answer { words, commitment }),
        empty("answer")
    );
    assert_eq!(tell(opinion::Command::Refer { to: "".into() }), empty("to"));
}

#[test]
fn units_stay_one_tree() {
    let add = |code: &str, class: &str, parent: Option<&str>| unit::Command::Add {
        unit: unit(code),
        name: name("单位", ""),
        class: class.into(),
        parent: parent.map(unit),
    };
    let system = Who::System;
    let tree: UnitTree = walk(vec![
        by(&system, add("county", "office", None)),
        by(&system, add("housing", "office", Some("county"))),
        by(&system, add("lamps", "office", Some("housing"))),
    ]);
    let tell = |command| tree.decide(command, &on(TODAY, &system));
    let found = || "moon".to_owned();
    assert_eq!(tell(add("second", "office", None)), empty("parent"));
    let unknown = Refusal::UnknownCode {
        kind: "class",
        found: found(),
    };
    assert_eq!(tell(add("x", "moon", Some("county"))), Err(unknown));
    assert_eq!(
        tell(add("x", "office", Some("moon"))),
        Err(Refusal::UnknownUnit { found: found() })
    );
    assert_eq!(
        tell(add("lamps", "office", Some("county"))),
        Err(Refusal::AlreadyThere)
    );
    let put = |what: &str, below: &str| unit::Command::Move {
        unit: unit(what),
        parent: unit(below),
    };
    for (what, below) in [
        ("county", "lamps"),
        ("housing", "lamps"),
        ("lamps", "lamps"),
    ] {
        assert_eq!(
            tell(put(what, below)),
            Err(Refusal::UnitCycle),
            "{what} below {below}"
        );
    }
    assert!(tree.is_within(&unit("lamps"), &unit("county")));
    assert!(!tree.is_within(&unit("county"), &unit("lamps")));
    assert_eq!(
        tree.get(&unit("lamps")).unwrap().name.en,
        "单位",
        "one language stands for both"
    );
    let rename = unit::Command::Rename {
        unit: unit("lamps"),
        name: Name::default(),
    };
    assert_eq!(tell(rename), empty("name_zh"));
}

#[test]
fn somebody_can_always_manage_the_staff() {
    let (first, second) = (UserId([1; 8]), UserId([2; 8]));
    let add = |user, role| user::Command::Add {
        user,
        role,
        unit: unit("county"),
        account: digest(1),
    };
    let system = Who::System;
    let mut staff: Staff = walk(vec![
        by(&system, add(first, Role::Administrator)),
        by(&system, add(second, Role::Administrator)),
        by(&system, user::Command::Disable { user: second }),
    ]);
    let demote = || user::Command::ChangeRole {
        user: first,
        role: Role::Office,
        unit: unit("county"),
    };
    let last = Err(Refusal::LastAdministrator);
    let context = on(TODAY, &system);
    assert_eq!(
        staff.decide(user::Command::Disable { user: first }, &context),
        last
    );
    assert_eq!(staff.decide(demote(), &context), last);
    for event in staff
        .decide(user::Command::Enable { user: second }, &context)
        .unwrap()
    {
        staff.apply(&event);
    }
    assert!(staff.decide(demote(), &context).is_ok());
    assert_eq!(
        staff.decide(add(first, Role::Unit), &context),
        Err(Refusal::AlreadyThere)
    );
}

#[test]
fn a_campaign_has_a_plain_short_name_and_a_reason_for_every_change() {
    let open = |slug: &str, zh: &str| campaign::Command::Open {
        slug: slug.into(),
        name: name(zh, "Yuntong"),
        charter: SMALL.into(),
        digest: digest(1),
        profile: Profile::Open,
    };
    let system = Who::System;
    let context = on(TODAY, &system);
    for slug in ["", "Yuntong", "云桐", "a b", &"x".repeat(41)] {
        let refused = Campaign::default().decide(open(slug, "云桐"), &context);
        let found = slug.to_owned();
        assert_eq!(
            refused,
            Err(Refusal::UnknownCode {
                kind: "slug",
                found
            })
        );
    }
    assert_eq!(
        Campaign::default().decide(open("y", " "), &context),
        empty("name_zh")
    );
    let running: Campaign = walk(vec![by(&system, open("y", "云桐"))]);
    let change = |n, reason: &str| campaign::Command::ChangeCharter {
        charter: SMALL.into(),
        digest: digest(n),
        reason: reason.into(),
    };
    assert_eq!(running.profile, Profile::Open);
    assert_eq!(
        running.decide(change(1, "改"), &context),
        Err(Refusal::AlreadyThere)
    );
    assert_eq!(running.decide(change(2, ""), &context), empty("reason"));
}
