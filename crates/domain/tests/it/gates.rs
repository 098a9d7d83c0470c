//! Gates: each condition alone decides, says why, and nothing passes by date.

use crate::world::{TODAY, housing, name, on, staff, unit};
use massline_domain::charter::Charter;
use massline_domain::context::Role;
use massline_domain::gate::{Above, Condition, Facts, Why, check, checklist, first_unmet};
use massline_domain::id::{UnitCode, UserId};
use massline_domain::stage::{Command, Way};
use massline_domain::team::{Command as TeamCommand, Team};
use massline_domain::unit::{Event as UnitEvent, UnitTree};
use massline_domain::{Context, Machine, Refusal, Who};
use std::collections::BTreeSet;

const MASS_LINE: &str = include_str!("../../../../charters/mass-line.toml");
const CITY_SERVICES: &str = include_str!("../../../../charters/city-services.toml");

/// A county with two bureaus, of which housing has a waterworks.
pub(crate) fn tree() -> UnitTree {
    let parts = [
        ("county", None),
        ("housing", Some("county")),
        ("roads", Some("county")),
        ("water", Some("housing")),
    ];
    let events = parts.map(|(code, parent)| UnitEvent::Added {
        unit: unit(code),
        name: name("某单位", "A unit"),
        class: "office".into(),
        parent: parent.map(unit),
    });
    UnitTree::replay(&events)
}

fn above(passed: bool, unclaimed: u64) -> Option<Above> {
    let unit = unit("county");
    Some(Above {
        unit,
        passed,
        unclaimed,
    })
}

/// Facts with which everything is met.
fn all_met() -> Facts {
    Facts {
        opinions: 10,
        opinions_late: 4,
        sorted_percent: 60,
        above: above(true, 0),
        reported: true,
        ..Facts::default()
    }
}

/// For each condition, facts in which it alone is not met, and why.
fn one_missing(condition: Condition) -> (Facts, Why) {
    let met = all_met();
    match condition {
        Condition::GroupsHeard => {
            let groups_unheard = vec!["farmer".to_owned()];
            let why = Why::Groups(groups_unheard.clone());
            (
                Facts {
                    groups_unheard,
                    ..met
                },
                why,
            )
        }
        Condition::OpinionsSorted => {
            let why = Why::Share {
                late: 5,
                of: 10,
                percent: 60,
            };
            (
                Facts {
                    opinions_late: 5,
                    ..met
                },
                why,
            )
        }
        Condition::PlanHeard => {
            let targets_missed = 2;
            (
                Facts {
                    targets_missed,
                    ..met
                },
                Why::Number(2),
            )
        }
        Condition::LeaderExamined => {
            let leader_owed = true;
            (Facts { leader_owed, ..met }, Why::Undone)
        }
        Condition::TalkHeld => {
            let talk_owed = true;
            (Facts { talk_owed, ..met }, Why::Undone)
        }
        Condition::SeenOutside => {
            let unread = true;
            (Facts { unread, ..met }, Why::Undone)
        }
        Condition::AllClaimed => (
            Facts {
                unclaimed: 2,
                ..met
            },
            Why::Number(2),
        ),
        Condition::AllPlanned => (
            Facts {
                unplanned: 3,
                ..met
            },
            Why::Number(3),
        ),
        Condition::NoneOverdue => (Facts { overdue: 1, ..met }, Why::Number(1)),
        Condition::RulesAnswered => (
            Facts {
                unfinished: 4,
                ..met
            },
            Why::Number(4),
        ),
        Condition::RulesRegistered => {
            let unregistered = 2;
            (
                Facts {
                    unregistered,
                    ..met
                },
                Why::Number(2),
            )
        }
        Condition::PeopleJudged => (Facts { unjudged: 1, ..met }, Why::Number(1)),
        Condition::AbovePassed => {
            let facts = Facts {
                above: above(false, 0),
                ..met
            };
            (facts, Why::Unit(unit("county")))
        }
        Condition::AboveClaimed => {
            let facts = Facts {
                above: above(true, 1),
                ..met
            };
            (facts, Why::Unit(unit("county")))
        }
        Condition::PapersAccepted => {
            let facts = Facts {
                papers_open: 2,
                paper_owed: true,
                ..met
            };
            (facts, Why::Number(2))
        }
        Condition::SessionsHeld => {
            let facts = Facts {
                session_owed: true,
                ..met
            };
            (facts, Why::Undone)
        }
        Condition::TreatmentsAnswered => {
            let facts = Facts {
                treatments_open: 1,
                ..met
            };
            (facts, Why::Number(1))
        }
        Condition::Studied => {
            let facts = Facts {
                unstudied: 2,
                ..met
            };
            (facts, Why::Number(2))
        }
        Condition::WaveOpened => {
            let facts = Facts {
                waits_for_wave: true,
                ..met
            };
            (facts, Why::Undone)
        }
        Condition::LessonsAnswered => {
            let facts = Facts {
                lessons_owed: true,
                ..met
            };
            (facts, Why::Undone)
        }
        Condition::PapersPublished => {
            let papers_hidden = 1;
            (
                Facts {
                    papers_hidden,
                    ..met
                },
                Why::Number(1),
            )
        }
        Condition::Reported => (
            Facts {
                reported: false,
                ..met
            },
            Why::Undone,
        ),
    }
}

#[test]
fn each_condition_alone_decides_and_says_why() {
    for condition in Condition::ALL {
        assert!(check(condition, &all_met()).is_met(), "{condition:?}");
        let (facts, why) = one_missing(condition);
        for each in Condition::ALL {
            let missing = check(each, &facts).missing;
            let expected = (each == condition).then(|| why.clone());
            assert_eq!(missing, expected, "{condition:?} is missing; {each:?}");
        }
    }
}

#[test]
fn a_paper_that_is_owed_keeps_the_gate_shut_before_it_is_written() {
    let owed = |paper_owed| Facts {
        paper_owed,
        ..all_met()
    };
    let missing = |facts| check(Condition::PapersAccepted, &facts).missing;
    assert_eq!(missing(owed(true)), Some(Why::Undone));
    assert_eq!(missing(owed(false)), None);
}

#[test]
fn without_a_plan_of_hearing_the_condition_is_not_met() {
    let facts = Facts {
        plan_owed: true,
        ..all_met()
    };
    let missing = check(Condition::PlanHeard, &facts).missing;
    assert_eq!(missing, Some(Why::Undone));
}

#[test]
fn nobody_above_is_nobody_to_wait_for() {
    let facts = Facts {
        above: None,
        ..all_met()
    };
    assert!(check(Condition::AbovePassed, &facts).is_met());
    assert!(check(Condition::AboveClaimed, &facts).is_met());
    let none_yet = Facts {
        sorted_percent: 100,
        ..Facts::default()
    };
    assert!(check(Condition::OpinionsSorted, &none_yet).is_met());
}

#[test]
fn names_of_conditions_are_stable_and_a_charter_with_another_is_refused() {
    for condition in Condition::ALL {
        let written = serde_json::to_value(condition).unwrap();
        assert_eq!(written, condition.code());
    }
    let charter = MASS_LINE.replace("\"all-claimed\"", "\"all-clamed\"");
    let error = Charter::parse(&charter).unwrap_err();
    assert_eq!(error.key, "all-clamed");
    assert!(error.message.contains("all-claimed"), "{error}");
    let line = charter.lines().nth(error.line - 1).unwrap();
    assert!(line.contains("all-clamed"), "line {}: {line}", error.line);
}

#[test]
fn both_charters_name_conditions_for_every_gate_and_tell_the_public() {
    for text in [MASS_LINE, CITY_SERVICES] {
        let charter = Charter::parse(text).unwrap();
        for stage in &charter.stages {
            let needs: Vec<Condition> = stage
                .gate
                .iter()
                .flat_map(|gate| gate.needs.clone())
                .collect();
            let bare = stage.gate.iter().find(|gate| gate.needs.is_empty());
            assert_eq!(bare, None, "a gate that nobody checks");
            assert!(needs.contains(&Condition::Reported), "{}", stage.id);
            assert_eq!(first_unmet(stage, &all_met()), None, "{}", stage.id);
            for condition in needs {
                let (facts, _) = one_missing(condition);
                assert_eq!(first_unmet(stage, &facts), Some(condition), "{}", stage.id);
                let shown = checklist(stage, &facts);
                let unmet = shown.iter().flat_map(|(_, checks)| checks);
                assert!(unmet.filter(|check| !check.is_met()).count() >= 1);
            }
        }
    }
}

struct Trial {
    charter: Charter,
    way: Way,
}

impl Trial {
    fn new() -> Self {
        Self {
            charter: Charter::parse(MASS_LINE).unwrap(),
            way: Way::default(),
        }
    }

    fn at(&mut self, days: i32, who: &Who, command: Command) -> Result<(), Refusal> {
        let context = Context {
            charter: &self.charter,
            ..on(TODAY.plus(days), who)
        };
        let events = self.way.decide_for(unit("housing"), command, &context)?;
        events.iter().for_each(|event| self.way.apply(event));
        Ok(())
    }
}

fn report() -> Command {
    let words = "走访了四个小区".into();
    let hours = Some(30);
    Command::Report {
        words,
        hours,
        talked: None,
    }
}

fn pass(facts: Facts) -> Command {
    let note = "看了记录".into();
    Command::Pass { facts, note }
}

fn team() -> Who {
    staff(Role::Supervisor, "county")
}

#[test]
fn a_stage_passes_when_all_is_met_told_and_signed_from_outside() {
    let mut trial = Trial::new();
    let facts = Facts {
        reported: false,
        ..all_met()
    };
    let begun = Refusal::WrongState { state: "begun" };
    assert_eq!(
        trial.at(0, &team(), pass(facts.clone())),
        Err(begun),
        "nobody was told"
    );
    assert_eq!(trial.at(0, &team(), report()), Err(Refusal::NotYourUnit));
    trial.at(0, &housing(), report()).unwrap();
    assert_eq!(
        trial.at(0, &housing(), pass(facts.clone())),
        Err(Refusal::OwnUnit)
    );
    assert_eq!(
        trial.at(0, &Who::System, pass(facts.clone())),
        Err(Refusal::OwnUnit)
    );
    let (unheard, _) = one_missing(Condition::GroupsHeard);
    let shut = Refusal::GateShut {
        condition: "groups-heard",
    };
    assert_eq!(
        trial.at(4000, &team(), pass(unheard)),
        Err(shut),
        "no day opens a gate"
    );
    trial.at(0, &team(), pass(facts)).unwrap();
    assert!(trial.way.has_passed("learn"));
    assert_eq!(trial.way.current(&trial.charter).unwrap().id, "find");
}

#[test]
fn every_stage_is_passed_in_order_and_after_the_last_there_is_none() {
    let mut trial = Trial::new();
    for stage in ["learn", "find", "rectify"] {
        assert_eq!(trial.way.current(&trial.charter).unwrap().id, stage);
        trial.at(0, &housing(), report()).unwrap();
        trial.at(1, &team(), pass(all_met())).unwrap();
    }
    assert!(trial.way.current(&trial.charter).is_none());
    let finished = Refusal::WrongState { state: "finished" };
    assert_eq!(trial.at(2, &housing(), report()), Err(finished));
}

#[test]
fn a_stage_is_put_off_for_quality_and_not_passed_before_that_day() {
    let mut trial = Trial::new();
    trial.at(0, &housing(), report()).unwrap();
    let off = |days: i32| Command::Postpone {
        until: TODAY.plus(days),
        reason: "租户的话还没有听到".into(),
    };
    let early = |field, earliest| Refusal::TooEarly { field, earliest };
    assert_eq!(
        trial.at(0, &team(), off(0)),
        Err(early("until", TODAY.plus(1)))
    );
    assert_eq!(trial.at(0, &housing(), off(9)), Err(Refusal::OwnUnit));
    trial.at(0, &team(), off(10)).unwrap();
    let refused = early("stage_note", TODAY.plus(10));
    assert_eq!(trial.at(9, &team(), pass(all_met())), Err(refused));
    // An earlier day, decided later, counts.
    trial.at(1, &team(), off(3)).unwrap();
    trial.at(3, &team(), pass(all_met())).unwrap();
    assert_eq!(trial.way.step("learn").unwrap().postponed.len(), 2);
}

fn sent(from: &str, over: &[&str]) -> Result<Team, Refusal> {
    let administrator = staff(Role::Administrator, "county");
    let over: BTreeSet<UnitCode> = over.iter().map(|code| unit(code)).collect();
    let (from, tree) = (unit(from), tree());
    let command = TeamCommand::Send { from, over, tree };
    let events = Team::default().decide((UserId([1; 8]), command), &on(TODAY, &administrator))?;
    Ok(Team::replay(&events))
}

#[test]
fn a_team_stands_above_those_it_reads_and_never_reads_its_own_body() {
    assert_eq!(sent("county", &["county"]), Err(Refusal::OwnUnit));
    assert_eq!(
        sent("housing", &["roads"]),
        Err(Refusal::OwnUnit),
        "not below"
    );
    assert_eq!(sent("water", &["housing"]), Err(Refusal::OwnUnit), "above");
    let moon = Refusal::UnknownUnit {
        found: "moon".into(),
    };
    assert_eq!(sent("county", &["moon"]), Err(moon));
    assert_eq!(sent("county", &[]), Err(Refusal::Empty { field: "over" }));
    let team = sent("county", &["housing"]).unwrap();
    let reads = |code: &str| team.reads(&unit("county"), &unit(code), &tree());
    assert!(reads("housing") && reads("water"));
    assert!(!reads("roads") && !reads("county"), "it was not sent there");
    // Its account was moved below: what it was sent to does not follow.
    assert!(!team.reads(&unit("water"), &unit("housing"), &tree()));
}

#[test]
fn readers_count_from_what_was_told_last_and_only_the_clock_counts() {
    let mut trial = Trial::new();
    let count = |readers| Command::Count {
        day: TODAY,
        readers,
    };
    let early = trial.at(0, &Who::System, count(3));
    assert!(early.is_err(), "nothing was told yet");
    trial.at(0, &housing(), report()).unwrap();
    assert_eq!(
        trial.at(0, &housing(), count(99)),
        Err(Refusal::NotYourUnit)
    );
    trial.at(1, &Who::System, count(3)).unwrap();
    trial.at(2, &Who::System, count(4)).unwrap();
    assert_eq!(trial.way.step("learn").unwrap().read(), 7);
    trial.at(3, &housing(), report()).unwrap();
    assert_eq!(
        trial.way.step("learn").unwrap().read(),
        0,
        "told anew, read anew"
    );
}

#[test]
fn a_unit_says_when_it_sat_down_together_and_not_ahead_of_time() {
    let charter = Charter::parse(MASS_LINE).unwrap();
    let context = |who| Context {
        charter: &charter,
        ..on(TODAY, who)
    };
    let tell = |talked| Command::Report {
        words: "对着清单谈过了。".into(),
        hours: None,
        talked,
    };
    let who = housing();
    let told = |way: &Way, talked| way.decide_for(unit("housing"), tell(talked), &context(&who));
    let latest = TODAY;
    let field = "stage_talked";
    let ahead = told(&Way::default(), Some(TODAY.plus(1)));
    assert_eq!(ahead, Err(Refusal::TooLate { field, latest }));
    let mut way = Way::default();
    let first = told(&way, Some(TODAY.plus(-2))).unwrap();
    way.apply(&first[0]);
    let anew = told(&way, None).unwrap();
    way.apply(&anew[0]);
    let step = way.step(&charter.stages[0].id).unwrap();
    let report = step.report.as_ref().unwrap();
    assert_eq!(
        report.talked,
        Some(TODAY.plus(-2)),
        "told anew it is not forgotten"
    );
    assert!(charter.asks_for_talk("village") && !charter.asks_for_talk("county-organ"));
}
