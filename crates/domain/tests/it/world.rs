//! What tests need to decide anything: a charter, days, people and things with names.

use massline_domain::context::Role;
use massline_domain::id::{Digest, ItemId, OpinionId, ProblemId, RoundId, UnitCode, UserId};
use massline_domain::item::{Evidence, EvidenceKind, Plan, RuleAnswer};
use massline_domain::unit::Name;
use massline_domain::{Charter, Context, Day, Who, opinion};
use std::sync::LazyLock;

/// The text of the charter the tests use.
pub(crate) const SMALL: &str = include_str!("small.toml");

/// The charter the tests use, unless they are about charters.
pub(crate) static CHARTER: LazyLock<Charter> = LazyLock::new(|| Charter::parse(SMALL).unwrap());

/// 2026-06-01.
pub(crate) const TODAY: Day = Day(20_605);
/// The problem most tests are about.
pub(crate) const PROBLEM: ProblemId = ProblemId(1);
/// Another problem.
pub(crate) const OTHER_PROBLEM: ProblemId = ProblemId(2);
/// The first item of the problem.
pub(crate) const ITEM: ItemId = ItemId {
    problem: PROBLEM,
    number: 1,
};
/// The first round of the problem.
pub(crate) const ROUND: RoundId = RoundId {
    problem: PROBLEM,
    number: 1,
};

/// A decision's surroundings on this day.
pub(crate) fn on(today: Day, who: &Who) -> Context<'_> {
    Context {
        today,
        who,
        charter: &CHARTER,
    }
}

/// The unit with this code.
pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

/// A member of staff.
pub(crate) fn staff(role: Role, code: &str) -> Who {
    Who::Staff {
        user: UserId([role as u8; 8]),
        unit: unit(code),
        role,
    }
}

/// Someone who works for the unit that has the problem in most tests.
pub(crate) fn housing() -> Who {
    staff(Role::Unit, "housing")
}

/// Everyone who could act: the clock, the public, a holder, and every role in two units.
pub(crate) fn everyone() -> Vec<Who> {
    let holder = Who::Holder {
        opinion: opinion_id(1),
    };
    let mut all = vec![Who::System, Who::Public, holder];
    for role in Role::ALL {
        all.extend(["housing", "water"].map(|code| staff(role, code)));
    }
    all
}

/// An opinion's id that is easy to tell apart.
pub(crate) fn opinion_id(number: u8) -> OpinionId {
    OpinionId([number; 16])
}

/// A digest that is easy to tell apart.
pub(crate) fn digest(number: u8) -> Digest {
    Digest([number; 32])
}

/// A name in both languages.
pub(crate) fn name(zh: &str, en: &str) -> Name {
    Name {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

/// What someone hands in.
pub(crate) fn speech(opinion: OpinionId, receipt: bool) -> opinion::Receive<'static> {
    opinion::Receive {
        opinion,
        words: "滨河路的路灯不亮",
        commitment: digest(7),
        channel: "web".into(),
        group: Some("resident".into()),
        language: "zh-CN".into(),
        log_day: TODAY,
        said_on: None,
        receipt,
    }
}

/// A plan with everything in it.
pub(crate) fn plan(deadline: Day) -> Plan {
    Plan {
        cause: "巡查路线没有这一段".into(),
        shows: "晚上走路要打手电".into(),
        whys: vec!["路灯坏了没有人知道".into()],
        goal: "夜里每盏灯都亮".into(),
        leader: "分管副局长".into(),
        measure: "补进夜间巡查".into(),
        owner: "市政科科长".into(),
        helping: vec![unit("water")],
        deadline,
        for_whom: "夜里走这条路的人".into(),
        relying_on: "沿线居民报灯杆号".into(),
        who_am_i: "路灯的管理单位".into(),
    }
}

/// A piece of evidence with everything in it.
pub(crate) fn evidence() -> Evidence {
    Evidence {
        kind: EvidenceKind::After,
        words: "当晚全部亮灯".into(),
        link: Some("https://example.org/lamps".into()),
        file: Some(digest(9)),
    }
}

/// An answer on the rule.
pub(crate) fn new_rule() -> RuleAnswer {
    RuleAnswer::New {
        words: "夜间巡查办法".into(),
    }
}
