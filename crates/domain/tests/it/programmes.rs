//! Special programmes: over two units at least, told of by the lead, closed when all is closed.

use crate::world::{OTHER_PROBLEM, PROBLEM, TODAY, housing, name, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::id::{ProblemId, ProgrammeId};
use massline_domain::programme::{Command, Owned, Programme};
use massline_domain::{Machine, Refusal, Who};

pub(crate) const PROGRAMME: ProgrammeId = ProgrammeId(1);

pub(crate) fn office() -> Who {
    staff(Role::Office, "county")
}

fn over(problems: &[(ProblemId, &str)]) -> Command {
    let owned: Owned = problems
        .iter()
        .map(|(id, code)| (*id, unit(code)))
        .collect();
    Command::Open {
        name: name("报表清理", "Fewer forms"),
        goal: "每村每月不超过十张。".into(),
        lead: unit("housing"),
        problems: owned,
        due: TODAY.plus(90),
    }
}

pub(crate) fn open() -> Command {
    over(&[(PROBLEM, "housing"), (OTHER_PROBLEM, "water")])
}

pub(crate) fn extend() -> Command {
    let problems = [(ProblemId(9), unit("water"))].into();
    Command::Add { problems }
}

pub(crate) fn tell() -> Command {
    let words = "两家一起清了二十七张。".into();
    Command::Tell { words }
}

pub(crate) fn close(open: u64) -> Command {
    let words = "每村每月八张。".into();
    Command::Close { words, open }
}

fn by(state: &mut Programme, who: &Who, command: Command) -> Result<(), Refusal> {
    let events = state.decide((PROGRAMME, command), &on(TODAY, who))?;
    events.iter().for_each(|event| state.apply(event));
    Ok(())
}

#[test]
fn a_programme_spans_units_and_has_a_goal_a_lead_and_a_day() {
    let try_one = |command: Command| by(&mut Programme::default(), &office(), command);
    let what = "one_unit";
    let alone = over(&[(PROBLEM, "housing"), (OTHER_PROBLEM, "housing")]);
    assert_eq!(try_one(alone), Err(Refusal::OutOfOrder { what }));
    let field = "programme_problems";
    assert_eq!(try_one(over(&[])), Err(Refusal::Empty { field }));
    for (change, field) in [("goal", "programme_goal"), ("due", "programme_due")] {
        let mut command = open();
        if let Command::Open { goal, due, .. } = &mut command {
            match change {
                "goal" => goal.clear(),
                _ => *due = TODAY.plus(-1),
            }
        }
        let no = try_one(command).unwrap_err();
        assert_eq!(no.field(), Some(field));
    }
    let mut state = Programme::default();
    assert_eq!(
        by(&mut state, &housing(), open()),
        Err(Refusal::NotYourUnit)
    );
    assert_eq!(by(&mut state, &office(), open()), Ok(()));
    assert_eq!(state.problems.len(), 2);
}

#[test]
fn the_lead_tells_and_the_office_closes_when_the_people_closed_all() {
    let mut state = Programme::default();
    by(&mut state, &office(), open()).unwrap();
    let water = staff(Role::Unit, "water");
    assert_eq!(by(&mut state, &water, tell()), Err(Refusal::NotYourUnit));
    assert_eq!(by(&mut state, &office(), tell()), Err(Refusal::NotYourUnit));
    by(&mut state, &housing(), tell()).unwrap();
    assert_eq!(state.told.len(), 1);
    by(&mut state, &office(), extend()).unwrap();
    assert_eq!(by(&mut state, &office(), extend()), Err(Refusal::Unchanged));
    let what = "problems_open";
    assert_eq!(
        by(&mut state, &office(), close(1)),
        Err(Refusal::OutOfOrder { what })
    );
    assert_eq!(
        by(&mut state, &housing(), close(0)),
        Err(Refusal::NotYourUnit)
    );
    assert!(state.is_late(TODAY.plus(91)) && !state.is_late(TODAY.plus(90)));
    by(&mut state, &office(), close(0)).unwrap();
    assert!(!state.is_late(TODAY.plus(91)));
}
