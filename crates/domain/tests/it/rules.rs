//! The register of rules: whose a rule is, from when it holds, and what it is to end.

use crate::world::{OTHER_PROBLEM, PROBLEM, TODAY, housing, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::id::{ProblemId, RuleId};
use massline_domain::rule::{Command, Rule, Text};
use massline_domain::{Machine, Refusal, Who};
use std::collections::BTreeSet;

/// The rule most tests are about.
pub(crate) const RULE: RuleId = RuleId(1);

/// A rule that says this.
pub(crate) fn text(words: &str) -> Text {
    Text {
        revises: None,
        title: "夜间巡查办法".into(),
        words: words.into(),
        from: TODAY,
        problems: [PROBLEM].into(),
    }
}

fn set(text: Text) -> Command {
    let own = [PROBLEM].into();
    Command::Set { text, own }
}

fn by(rule: &mut Rule, who: &Who, command: Command) -> Result<(), Refusal> {
    let events = rule.decide((RULE, command), &on(TODAY, who))?;
    events.iter().for_each(|event| rule.apply(event));
    Ok(())
}

#[test]
fn a_rule_has_a_name_a_text_and_problems_of_its_unit() {
    let try_with = |change: fn(&mut Text)| {
        let mut one = text("每周一遍");
        change(&mut one);
        by(&mut Rule::default(), &housing(), set(one))
    };
    let empty = |field| Err(Refusal::Empty { field });
    assert_eq!(try_with(|one| one.title.clear()), empty("rule_title"));
    assert_eq!(try_with(|one| one.words = "\n".into()), empty("rule_words"));
    let foreign = try_with(|one| one.problems = [OTHER_PROBLEM].into());
    let kind = "problem";
    assert!(matches!(foreign, Err(Refusal::UnknownCode { kind: k, .. }) if k == kind));
    assert_eq!(
        try_with(|one| one.problems.clear()),
        Ok(()),
        "a rule may end none"
    );
    assert_eq!(try_with(|_| ()), Ok(()));
}

#[test]
fn it_holds_from_its_day_until_it_is_repealed() {
    let mut rule = Rule::default();
    assert!(!rule.holds(TODAY));
    let later = Text {
        from: TODAY.plus(5),
        ..text("每周一遍")
    };
    by(&mut rule, &housing(), set(later)).unwrap();
    assert!(!rule.holds(TODAY.plus(4)) && rule.holds(TODAY.plus(5)));
    let (from, why) = (TODAY.plus(30), "并入他法".to_owned());
    by(&mut rule, &housing(), Command::Repeal { from, why }).unwrap();
    assert!(rule.holds(TODAY.plus(29)) && !rule.holds(TODAY.plus(30)));
}

#[test]
fn only_its_unit_revises_it_and_says_why_and_what() {
    let mut rule = Rule::default();
    by(&mut rule, &housing(), set(text("每周一遍"))).unwrap();
    let revise = |words: &str, why: &str| Command::Revise {
        text: text(words),
        own: [PROBLEM].into(),
        why: why.into(),
    };
    let water = staff(Role::Unit, "water");
    let foreign = by(&mut rule, &water, revise("每周两遍", "一遍不够"));
    assert_eq!(foreign, Err(Refusal::NotYourUnit));
    let same = by(&mut rule, &housing(), revise("每周一遍", "一遍不够"));
    assert_eq!(same, Err(Refusal::Unchanged));
    let silent = by(&mut rule, &housing(), revise("每周两遍", " "));
    assert_eq!(silent, Err(Refusal::Empty { field: "reason" }));
    by(&mut rule, &housing(), revise("每周两遍", "一遍不够")).unwrap();
    assert_eq!(rule.text().unwrap().words, "每周两遍");
    assert_eq!(
        (rule.texts.len(), rule.whys.len()),
        (2, 1),
        "what it said before is kept"
    );
}

#[test]
fn a_rule_from_before_the_register_is_entered_as_revised_and_a_repealed_one_ends_nothing() {
    let mut rule = Rule::default();
    let act = |rule: &Rule, command| rule.decide((RuleId(1), command), &on(TODAY, &housing()));
    let text = Text {
        revises: Some(" 《旧办法》 ".into()),
        ..text("每周巡查一遍")
    };
    let own: BTreeSet<ProblemId> = text.problems.clone();
    let problem = *own.first().unwrap();
    let set = act(&rule, Command::Set { text, own }).unwrap();
    rule.apply(&set[0]);
    assert!(rule.is_revised());
    assert_eq!(rule.texts[0].revises.as_deref(), Some("《旧办法》"));
    assert!(rule.ends(&unit("housing"), problem));
    let why = "并入新办法".to_owned();
    let repeal = act(&rule, Command::Repeal { from: TODAY, why }).unwrap();
    rule.apply(&repeal[0]);
    assert!(!rule.ends(&unit("housing"), problem));
}
