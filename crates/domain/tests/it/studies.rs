//! The study library: what a document needs, who it is for, who notes and who counts.

use crate::world::{CHARTER, OTHER_PROBLEM, PROBLEM, TODAY, housing, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::id::DocumentId;
use massline_domain::study::{Assignment, Command, Document, Text};
use massline_domain::{Machine, Refusal, Who};

/// The document most tests are about.
pub(crate) const DOCUMENT: DocumentId = DocumentId(1);

/// The campaign's office.
pub(crate) fn office() -> Who {
    staff(Role::Office, "county")
}

/// A document in Chinese.
pub(crate) fn text() -> Text {
    Text {
        title: "先听后定".into(),
        language: "zh-CN".into(),
        source: "自己写的".into(),
        words: "# 一\n\n先去听，再坐下来定。".into(),
        file: None,
        problems: [PROBLEM].into(),
    }
}

/// To be read by the first class of the charter in its first stage.
pub(crate) fn assignment() -> Assignment {
    Assignment {
        stage: CHARTER.stages[0].id.clone(),
        classes: [CHARTER.classes[0].id.clone()].into(),
        by: TODAY.plus(20),
    }
}

fn act(document: &mut Document, who: &Who, command: Command) -> Result<(), Refusal> {
    let events = document.decide((DOCUMENT, command), &on(TODAY, who))?;
    events.iter().for_each(|event| document.apply(event));
    Ok(())
}

fn added() -> Document {
    let mut document = Document::default();
    act(&mut document, &office(), Command::Add(text())).unwrap();
    document
}

#[test]
fn a_document_has_a_title_a_source_and_a_text() {
    let try_with = |change: fn(&mut Text)| {
        let mut one = text();
        change(&mut one);
        act(&mut Document::default(), &office(), Command::Add(one))
    };
    assert_eq!(try_with(|_| ()), Ok(()));
    let empty = |field| Err(Refusal::Empty { field });
    assert_eq!(try_with(|one| one.title.clear()), empty("title"));
    assert_eq!(try_with(|one| one.source.clear()), empty("study_source"));
    assert_eq!(try_with(|one| one.words.clear()), empty("study_words"));
    assert!(try_with(|one| one.language = "fr".into()).is_err());
    let team = staff(Role::Supervisor, "county");
    let by_team = act(&mut Document::default(), &team, Command::Add(text()));
    assert_eq!(by_team, Err(Refusal::NotYourUnit));
}

#[test]
fn it_is_for_the_classes_and_the_stage_that_it_was_given_to() {
    let mut document = added();
    let (class, stage) = (&CHARTER.classes[0].id, &CHARTER.stages[0].id);
    assert!(!document.is_for(class, stage));
    act(&mut document, &office(), Command::Assign(assignment())).unwrap();
    assert!(document.is_for(class, stage));
    assert!(!document.is_for("nobody", stage) && !document.is_for(class, "never"));
    let by_unit = act(&mut document, &housing(), Command::Assign(assignment()));
    assert_eq!(by_unit, Err(Refusal::NotYourUnit));
    let unknown = Assignment {
        classes: ["nobody".to_owned()].into(),
        ..assignment()
    };
    assert!(act(&mut document, &office(), Command::Assign(unknown)).is_err());
}

#[test]
fn a_note_is_by_a_unit_about_its_own_problem_and_only_the_clock_counts() {
    let mut document = added();
    let note = |problem| Command::Note {
        office: "局长".into(),
        words: "以前先定后听。".into(),
        problem,
        own: [PROBLEM].into(),
    };
    let foreign = act(&mut document, &housing(), note(Some(OTHER_PROBLEM)));
    assert!(matches!(foreign, Err(Refusal::UnknownCode { .. })));
    assert!(!document.is_noted_by(&unit("housing")));
    act(&mut document, &housing(), note(None)).unwrap();
    assert!(document.is_noted_by(&unit("housing")));
    let by_office = act(&mut document, &office(), note(None));
    assert_eq!(by_office, Err(Refusal::NotYourUnit));
    let count = || Command::Count {
        day: TODAY,
        readers: 7,
    };
    let by_hand = act(&mut document, &office(), count());
    assert_eq!(
        by_hand,
        Err(Refusal::NotYourUnit),
        "nobody makes readers up"
    );
    act(&mut document, &Who::System, count()).unwrap();
    assert_eq!(document.read(), 7);
    let words = "为什么？".to_owned();
    let no_such = act(
        &mut document,
        &office(),
        Command::Answer { number: 1, words },
    );
    assert!(matches!(no_such, Err(Refusal::UnknownCode { .. })));
}
