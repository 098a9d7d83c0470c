//! Waves: the later waits for the lessons of the earlier, one of them from outside.

use crate::world::{TODAY, housing, name, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::id::WaveId;
use massline_domain::wave::{Command, Kind, Wave};
use massline_domain::{Machine, Refusal, Who};

/// The wave most tests are about.
pub(crate) const WAVE: WaveId = WaveId(1);

/// The campaign's office.
pub(crate) fn office() -> Who {
    staff(Role::Office, "county")
}

/// A supervision team.
pub(crate) fn team() -> Who {
    staff(Role::Supervisor, "county")
}

/// Opens a wave of the housing bureau; `before` says whether there is one before it, and whether
/// that has published its lessons.
pub(crate) fn open(before: Option<bool>) -> Command {
    Command::Open {
        name: name("第一批", "First wave"),
        units: [unit("housing")].into(),
        free: [unit("housing"), unit("water")].into(),
        before,
    }
}

fn act(wave: &mut Wave, who: &Who, command: Command) -> Result<(), Refusal> {
    let events = wave.decide((WAVE, command), &on(TODAY, who))?;
    events.iter().for_each(|event| wave.apply(event));
    Ok(())
}

fn opened() -> Wave {
    let mut wave = Wave::default();
    act(&mut wave, &office(), open(None)).unwrap();
    wave
}

fn lesson(kind: Kind) -> Command {
    let words = "座谈只请了熟人".into();
    Command::Reflect { kind, words }
}

#[test]
fn a_wave_waits_for_the_lessons_of_the_one_before() {
    let what = "retrospective_first";
    let early = act(&mut Wave::default(), &office(), open(Some(false)));
    assert_eq!(early, Err(Refusal::OutOfOrder { what }));
    assert_eq!(
        act(&mut Wave::default(), &office(), open(Some(true))),
        Ok(())
    );
    assert_eq!(act(&mut Wave::default(), &office(), open(None)), Ok(()));
    let by_unit = act(&mut Wave::default(), &housing(), open(None));
    assert_eq!(by_unit, Err(Refusal::NotYourUnit));
}

#[test]
fn a_unit_is_in_one_wave_and_a_wave_has_a_unit() {
    let with = |units: &[&str]| {
        let Command::Open { name, free, .. } = open(None) else {
            panic!("open")
        };
        let units = units.iter().map(|code| unit(code)).collect();
        let before = None;
        let open = Command::Open {
            name,
            units,
            free,
            before,
        };
        act(&mut Wave::default(), &office(), open)
    };
    assert_eq!(with(&["water"]), Ok(()));
    assert_eq!(with(&[]), Err(Refusal::Empty { field: "units" }));
    let found = "roads".to_owned();
    assert_eq!(with(&["roads"]), Err(Refusal::UnknownUnit { found }));
}

#[test]
fn lessons_are_published_with_one_for_the_next_wave_and_one_from_outside() {
    let mut wave = opened();
    let missing = |wave: &mut Wave| act(wave, &office(), Command::Publish);
    let out = |what| Err(Refusal::OutOfOrder { what });
    act(&mut wave, &office(), lesson(Kind::Wrong)).unwrap();
    assert_eq!(missing(&mut wave), out("no_lesson"));
    act(&mut wave, &housing(), lesson(Kind::Next)).unwrap();
    assert_eq!(missing(&mut wave), out("no_lesson_from_outside"));
    act(&mut wave, &team(), lesson(Kind::Helped)).unwrap();
    assert_eq!(missing(&mut wave), Ok(()));
    let late = act(&mut wave, &team(), lesson(Kind::Next));
    let state = "published";
    assert_eq!(late, Err(Refusal::WrongState { state }));
}

#[test]
fn only_units_of_the_wave_speak_of_it_and_answer() {
    let mut wave = opened();
    let water = staff(Role::Unit, "water");
    let other = act(&mut wave, &water, lesson(Kind::Wrong));
    assert_eq!(other, Err(Refusal::NotYourUnit));
    let words = || "先听后定".to_owned();
    let other = act(&mut wave, &water, Command::Answer { words: words() });
    assert_eq!(other, Err(Refusal::NotYourUnit));
    act(&mut wave, &housing(), Command::Answer { words: words() }).unwrap();
    assert_eq!(wave.answers.len(), 1);
}
