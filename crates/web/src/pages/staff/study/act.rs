//! What is done in the study library: a document added and given to be read, a note, a
//! question, an answer.

use super::PATH;
use crate::component::{Choice, told};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date_iso, t, t_args};
use crate::pages::names;
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing};
use crate::pages::staff::sent::{Sent, number};
use crate::pages::staff::upload::{uploaded, wrong_file};
use axum::extract::Path;
use massline_domain::Refusal;
use massline_domain::id::{DocumentId, ProblemId};
use massline_domain::study::{Assignment, Command, DOCUMENT_CHARS, Document, Text};
use massline_service::public_file::Media;
use massline_service::rows::ProblemRow;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// What is done, and with which document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    New,
    Assign(DocumentId),
    Note(DocumentId),
    Ask(DocumentId),
    Answer(DocumentId),
}

impl What {
    fn of(document: &str, act: &str) -> Result<Self, Failure> {
        let id = DocumentId(number(document)?);
        match act {
            "assign" => Ok(Self::Assign(id)),
            "note" => Ok(Self::Note(id)),
            "ask" => Ok(Self::Ask(id)),
            "answer" => Ok(Self::Answer(id)),
            _ => Err(Failure::NotFound),
        }
    }

    fn id(self) -> Option<DocumentId> {
        match self {
            Self::New => None,
            Self::Assign(id) | Self::Note(id) | Self::Ask(id) | Self::Answer(id) => Some(id),
        }
    }

    fn act(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Assign(_) => "assign",
            Self::Note(_) => "note",
            Self::Ask(_) => "ask",
            Self::Answer(_) => "answer",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::New => "study-new",
            Self::Assign(_) => "study-assign",
            Self::Note(_) => "study-note",
            Self::Ask(_) => "study-ask",
            Self::Answer(_) => "study-answer",
        }
    }

    fn path(self) -> String {
        self.id().map_or_else(
            || format!("{PATH}/new"),
            |id| format!("{PATH}/{}/{}", id.0, self.act()),
        )
    }

    fn required(self) -> &'static [&'static str] {
        match self {
            Self::New => &["title", "language", "study_source", "study_words"],
            Self::Assign(_) => &["stage", "classes", "by"],
            Self::Note(_) => &["office", "study_note"],
            Self::Ask(_) => &["study_question"],
            Self::Answer(_) => &["study_number", "study_answer"],
        }
    }

    fn right(self) -> Right {
        match self {
            Self::New => Right::AddDocuments,
            Self::Assign(_) => Right::LeadWaves,
            Self::Note(_) => Right::WorkForUnit,
            Self::Ask(_) | Self::Answer(_) => Right::ReadWork,
        }
    }
}

/// `GET /staff/study/new`
pub(in super::super) async fn show_new(desk: Desk) -> Answer {
    render(&desk, What::New, &Draft::new()).await
}

/// `POST /staff/study/new`
pub(in super::super) async fn post_new(sent: Sent) -> Answer {
    carry(sent, What::New).await
}

/// `GET /staff/study/{document}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((document, act)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::ReadWork)?;
    render(&desk, What::of(&document, &act)?, &Draft::new()).await
}

/// `POST /staff/study/{document}/{act}`
pub(in super::super) async fn post(
    Path((document, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    sent.desk.must(Right::ReadWork)?;
    carry(sent, What::of(&document, &act)?).await
}

async fn carry(sent: Sent, what: What) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(what.right())?;
    if let Some(wrong) = missing(desk.lang, &form, what.required()) {
        return render(&desk, what, &Draft::again(form, wrong)).await;
    }
    match done(&desk, what, &form).await {
        Ok(id) => Ok(desk.go(&format!("{PATH}/{}", id.0), what.code())),
        Err(error) => {
            let wrong = wrong_file(&desk, &[Media::Pdf], error)?;
            render(&desk, what, &Draft::again(form, wrong)).await
        }
    }
}

async fn done(desk: &Desk, what: What, form: &FormData) -> Result<DocumentId, ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let text = |name: &str| form.text(name).to_owned();
    let Some(id) = what.id() else {
        let numbers = form.all("problems").filter_map(|one| one.parse().ok());
        let document = Text {
            title: text("title"),
            language: text("language"),
            source: text("study_source"),
            words: text("study_words"),
            file: None,
            problems: numbers.map(ProblemId).collect(),
        };
        let file = uploaded(form, &[Media::Pdf]).await?;
        return service.add_document(campaign, staff, document, file).await;
    };
    let command = match what {
        What::Assign(_) => Command::Assign(Assignment {
            stage: text("stage"),
            classes: form.all("classes").map(str::to_owned).collect(),
            by: form
                .text("by")
                .parse()
                .map_err(|_| Refusal::Empty { field: "by" })?,
        }),
        What::Note(_) => Command::Note {
            office: text("office"),
            words: text("study_note"),
            problem: form.text("problem").parse().ok().map(ProblemId),
            own: std::collections::BTreeSet::new(),
        },
        What::Ask(_) => Command::Ask {
            words: text("study_question"),
        },
        What::New | What::Answer(_) => Command::Answer {
            number: form.text("study_number").parse().unwrap_or(0),
            words: text("study_answer"),
        },
    };
    service.study(campaign, staff, id, command).await?;
    Ok(id)
}

/// What the questions choose from.
#[derive(Default)]
struct Choices {
    document: Document,
    problems: Vec<Choice>,
    classes: Vec<(Choice, bool)>,
    stages: Vec<Choice>,
    questions: Vec<Choice>,
}

fn problem(row: &ProblemRow) -> Choice {
    let label = format!("{} · {}", row.problem, row.title);
    Choice::new(row.problem.to_string(), label)
}

async fn choices(desk: &Desk, what: What) -> Result<Choices, Failure> {
    let (lang, charter) = (desk.lang, &desk.campaign.charter);
    let mut found = Choices::default();
    if let Some(id) = what.id() {
        found.document = desk.service.document(&desk.campaign, id).await?;
    }
    if desk.staff.may(Right::WorkForUnit) {
        let own = desk.service.problems_for_rules(&desk.campaign, &desk.staff);
        found.problems = own.await?.iter().map(problem).collect();
    }
    let classes = charter
        .classes
        .iter()
        .filter(|class| !class.asked.is_empty());
    let class = |class: &massline_domain::charter::Class| {
        let name = names::pick(lang, &class.name);
        (
            Choice::new(&class.id, name),
            class.asked.iter().any(|one| one == "study"),
        )
    };
    found.classes = classes.map(class).collect();
    let stages = charter.stages.iter();
    found.stages = stages
        .map(|stage| Choice::new(&stage.id, names::pick(lang, &stage.name)))
        .collect();
    let questions = found.document.questions.iter().zip(1u32..);
    found.questions = questions
        .map(|(question, number)| {
            let short: String = question.words.chars().take(60).collect();
            Choice::new(number.to_string(), format!("{number} · {short}"))
        })
        .collect();
    Ok(found)
}

fn now(desk: &Desk, what: What, document: &Document) -> Markup {
    html! {
        @if let Some(text) = &document.text { p { b { (text.title) } } }
        @if let What::Answer(_) = what {
            @for question in &document.questions { (told(desk.lang, &question.words)) }
        }
    }
}

async fn render(desk: &Desk, what: What, draft: &Draft) -> Answer {
    desk.must(what.right())?;
    let lang = desk.lang;
    let found = choices(desk, what).await?;
    let back = what.id().map_or_else(
        || (PATH.to_owned(), t(lang, "study-title")),
        |id| {
            let name = t_args(lang, "study-number", &[("n", id.0.into())]);
            (format!("{PATH}/{}", id.0), name)
        },
    );
    let page = Act {
        code: what.code(),
        path: what.path(),
        back,
        active: "/staff/stages",
        now: now(desk, what, &found.document),
        seen: None,
        with_file: what == What::New,
        grave: false,
    };
    let today = date_iso(desk.today().0);
    let languages = ["zh-CN", "en"]
        .map(|code| Choice::new(code, if code == "en" { "English" } else { "中文" }));
    let nothing = t(lang, "ask-about-nothing");
    let boxes: Vec<(Choice, bool)> = found
        .problems
        .iter()
        .cloned()
        .map(|one| (one, false))
        .collect();
    Ok(desk.act(&page, draft, |ask| {
        html! {
            @match what {
                What::New => {
                    (ask.line("title", ""))
                    (ask.cards("language", &languages, if lang.tag() == "en" { "en" } else { "zh-CN" }))
                    (ask.line("study_source", ""))
                    (ask.words("study_words", "", 16, DOCUMENT_CHARS))
                    (ask.file("file", "application/pdf", true))
                    @if !boxes.is_empty() { (ask.several("problems", &boxes, |choice| html! { (choice.label) })) }
                }
                What::Assign(_) => {
                    (ask.cards("stage", &found.stages, ""))
                    (ask.several("classes", &found.classes, |choice| html! { (choice.label) }))
                    (ask.day("by", "", Some(&today)))
                }
                What::Note(_) => {
                    (ask.line("office", ""))
                    (ask.paragraph("study_note", ""))
                    (ask.choose("problem", &found.problems, "", Some(&nothing)))
                }
                What::Ask(_) => { (ask.paragraph("study_question", "")) }
                What::Answer(_) => {
                    (ask.choose("study_number", &found.questions, "", None))
                    (ask.paragraph("study_answer", ""))
                }
            }
        }
    }))
}
