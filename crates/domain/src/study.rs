//! Study (学习园地): documents to read, assigned by class of unit and stage; what a unit noted,
//! tied to a problem; open questions; and how many read it, by day, without knowing who.

use crate::context::{Context, Role, Who};
use crate::day::Day;
use crate::id::{Digest, DocumentId, ProblemId, UnitCode};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, TITLE_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most characters of a document.
pub const DOCUMENT_CHARS: usize = 60_000;
/// The most characters of a note, a question or an answer.
pub const NOTE_CHARS: usize = 4_000;

/// What a document is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Its title.
    pub title: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// Where it is from, and under which licence.
    pub source: String,
    /// Its text in Markdown; with a file, what the file is about.
    pub words: String,
    /// The hash of a PDF file, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Digest>,
    /// The problems it helps to understand.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub problems: BTreeSet<ProblemId>,
}

/// Who is to read a document, in which stage, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The charter's code of the stage.
    pub stage: String,
    /// The charter's codes of the classes of unit.
    pub classes: BTreeSet<String>,
    /// By this day.
    pub by: Day,
}

/// What a unit noted: which view it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The unit.
    pub unit: UnitCode,
    /// The office that writes, not a name.
    pub office: String,
    /// In words.
    pub words: String,
    /// The problem of the unit it is about, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<ProblemId>,
    /// The day.
    pub day: Day,
}

/// An open question, and its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The body that asks.
    pub unit: UnitCode,
    /// In words.
    pub words: String,
    /// The day.
    pub day: Day,
    /// Who answers, in words, on which day.
    pub answers: Vec<(UnitCode, String, Day)>,
}

/// The state of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Document {
    /// What it is.
    pub text: Option<Text>,
    /// The body that added it.
    pub unit: Option<UnitCode>,
    /// The day it was added.
    pub added: Day,
    /// Who is to read it.
    pub assigned: Option<Assignment>,
    /// What units noted.
    pub notes: Vec<Note>,
    /// Open questions; the number of each is its place, from 1.
    pub questions: Vec<Question>,
    /// How many read it, by day.
    pub readers: BTreeMap<Day, u32>,
}

/// What can be wanted of a document.
#[derive(Debug, Clone)]
pub enum Command {
    /// Add it.
    Add(Text),
    /// Say who is to read it, in place of what was said before.
    Assign(Assignment),
    /// Note what one thinks otherwise now.
    Note {
        /// The office that writes.
        office: String,
        /// In words.
        words: String,
        /// The problem it is about.
        problem: Option<ProblemId>,
        /// The problems of the unit.
        own: BTreeSet<ProblemId>,
    },
    /// Ask something.
    Ask {
        /// In words.
        words: String,
    },
    /// Answer a question.
    Answer {
        /// Which.
        number: u32,
        /// In words.
        words: String,
    },
    /// So many read it on a day that is over.
    Count {
        /// Which day.
        day: Day,
        /// How many.
        readers: u32,
    },
}

/// What happened to a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "study.added")]
    Added {
        document: DocumentId,
        unit: UnitCode,
        text: Text,
        day: Day,
    },
    #[serde(rename = "study.assigned")]
    Assigned {
        document: DocumentId,
        assignment: Assignment,
        day: Day,
    },
    #[serde(rename = "study.noted")]
    Noted { document: DocumentId, note: Note },
    #[serde(rename = "study.asked")]
    Asked {
        document: DocumentId,
        unit: UnitCode,
        words: String,
        day: Day,
    },
    #[serde(rename = "study.answered")]
    Answered {
        document: DocumentId,
        number: u32,
        unit: UnitCode,
        words: String,
        day: Day,
    },
    #[serde(rename = "study.counted")]
    Counted {
        document: DocumentId,
        day: Day,
        readers: u32,
    },
}

impl Event {
    /// The document it is about.
    #[must_use]
    pub fn document(&self) -> DocumentId {
        match self {
            Self::Added { document, .. }
            | Self::Assigned { document, .. }
            | Self::Noted { document, .. }
            | Self::Asked { document, .. }
            | Self::Answered { document, .. }
            | Self::Counted { document, .. } => *document,
        }
    }
}

impl Document {
    /// Whether units of this class are to read it in this stage.
    #[must_use]
    pub fn is_for(&self, class: &str, stage: &str) -> bool {
        let assigned = self.assigned.as_ref();
        assigned.is_some_and(|one| one.stage == stage && one.classes.contains(class))
    }

    /// Whether a unit has noted something.
    #[must_use]
    pub fn is_noted_by(&self, unit: &UnitCode) -> bool {
        self.notes.iter().any(|note| note.unit == *unit)
    }

    /// How many read it on all days that are counted; the same person on two days is two.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.readers
            .values()
            .map(|readers| u64::from(*readers))
            .sum()
    }

    fn must_be_there(&self) -> Result<(), Refusal> {
        if self.text.is_some() {
            Ok(())
        } else {
            Err(Refusal::NotThere)
        }
    }
}

fn acting(context: &Context<'_>, roles: &[Role]) -> Result<UnitCode, Refusal> {
    match context.who {
        Who::Staff { unit, role, .. } if roles.contains(role) => Ok(unit.clone()),
        _ => Err(Refusal::NotYourUnit),
    }
}

fn checked(one: Text) -> Result<Text, Refusal> {
    text::check_language(&one.language)?;
    Ok(Text {
        title: text::line("title", &one.title, TITLE_CHARS)?,
        source: text::line("study_source", &one.source, TITLE_CHARS)?,
        words: text::required("study_words", &one.words, DOCUMENT_CHARS)?,
        ..one
    })
}

fn assigned(one: Assignment, context: &Context<'_>) -> Result<Assignment, Refusal> {
    let charter = context.charter;
    let unknown = |kind, found: &str| Refusal::UnknownCode {
        kind,
        found: found.chars().take(60).collect(),
    };
    if !charter.stages.iter().any(|stage| stage.id == one.stage) {
        return Err(unknown("stage", &one.stage));
    }
    if one.classes.is_empty() {
        return Err(Refusal::Empty { field: "classes" });
    }
    for class in &one.classes {
        charter.check_code("class", class)?;
    }
    if one.by < context.today {
        let (field, earliest) = ("by", context.today);
        return Err(Refusal::TooEarly { field, earliest });
    }
    Ok(one)
}

impl Machine for Document {
    type Command = (DocumentId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("absent", "study.added", "there"),
        edge("there", "study.assigned", "there"),
        edge("there", "study.noted", "there"),
        edge("there", "study.asked", "there"),
        edge("there", "study.answered", "there"),
        edge("there", "study.counted", "there"),
    ];

    fn state(&self) -> &'static str {
        match self.text {
            None => "absent",
            Some(_) => "there",
        }
    }

    fn decide(
        &self,
        (document, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let day = context.today;
        if let Command::Add(text) = command {
            if self.text.is_some() {
                return Err(Refusal::AlreadyThere);
            }
            let unit = acting(context, &[Role::Office, Role::Unit])?;
            let text = checked(text)?;
            return Ok(vec![Event::Added {
                document,
                unit,
                text,
                day,
            }]);
        }
        self.must_be_there()?;
        let words_of = |field, words: &str| text::required(field, words, NOTE_CHARS);
        let readers = [Role::Office, Role::Unit, Role::Supervisor];
        let event = match command {
            Command::Add(_) => return Err(Refusal::AlreadyThere),
            Command::Assign(assignment) => {
                acting(context, &[Role::Office])?;
                let assignment = assigned(assignment, context)?;
                Event::Assigned {
                    document,
                    assignment,
                    day,
                }
            }
            Command::Note {
                office,
                words,
                problem,
                own,
            } => {
                let unit = acting(context, &[Role::Unit])?;
                if let Some(other) = problem.filter(|problem| !own.contains(problem)) {
                    let (kind, found) = ("problem", other.to_string());
                    return Err(Refusal::UnknownCode { kind, found });
                }
                let note = Note {
                    unit,
                    office: text::line("office", &office, TITLE_CHARS)?,
                    words: words_of("study_note", &words)?,
                    problem,
                    day,
                };
                Event::Noted { document, note }
            }
            Command::Ask { words } => Event::Asked {
                document,
                unit: acting(context, &readers)?,
                words: words_of("study_question", &words)?,
                day,
            },
            Command::Answer { number, words } => {
                let at = usize::try_from(number).unwrap_or(usize::MAX);
                if at == 0 || at > self.questions.len() {
                    let (kind, found) = ("question", number.to_string());
                    return Err(Refusal::UnknownCode { kind, found });
                }
                Event::Answered {
                    document,
                    number,
                    unit: acting(context, &readers)?,
                    words: words_of("study_answer", &words)?,
                    day,
                }
            }
            Command::Count { day: of, readers } => {
                if !matches!(context.who, Who::System) {
                    return Err(Refusal::NotYourUnit);
                }
                Event::Counted {
                    document,
                    day: of,
                    readers,
                }
            }
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Added {
                unit, text, day, ..
            } => {
                self.unit = Some(unit);
                self.text = Some(text);
                self.added = day;
            }
            Event::Assigned { assignment, .. } => self.assigned = Some(assignment),
            Event::Noted { note, .. } => self.notes.push(note),
            Event::Asked {
                unit, words, day, ..
            } => self.questions.push(Question {
                unit,
                words,
                day,
                answers: Vec::new(),
            }),
            Event::Answered {
                number,
                unit,
                words,
                day,
                ..
            } => {
                let at = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
                if let Some(question) = self.questions.get_mut(at) {
                    question.answers.push((unit, words, day));
                }
            }
            Event::Counted { day, readers, .. } => {
                *self.readers.entry(day).or_default() += readers;
            }
        }
    }
}
