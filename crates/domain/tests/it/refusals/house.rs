//! What the tree of units, the staff and the campaign refuse.

use super::empty;
use crate::edges::{by, walk};
use crate::world::*;
use massline_domain::campaign::{self, Campaign, Profile};
use massline_domain::context::Role;
use massline_domain::id::UserId;
use massline_domain::unit::{self, Name, UnitTree};
use massline_domain::user::{self, Staff};
use massline_domain::{Machine, Refusal, Who};

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
