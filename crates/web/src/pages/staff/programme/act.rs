//! What is done with a programme: opened, extended, told of, closed.

use super::PATH;
use crate::component::{Choice, words};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date_iso, t};
use crate::pages::programme::whole;
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing, seen};
use crate::pages::staff::problem::unit_choices;
use crate::pages::staff::sent::{Sent, number};
use axum::extract::Path;
use massline_domain::Refusal;
use massline_domain::id::{ProblemId, ProgrammeId};
use massline_domain::unit::Name;
use massline_service::programme::NewProgramme;
use massline_service::rows::ProblemRow;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// What is done, and with which programme.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    New,
    Extend(ProgrammeId),
    Tell(ProgrammeId),
    Close(ProgrammeId),
}

impl What {
    fn of(programme: &str, act: &str) -> Result<Self, Failure> {
        let id = ProgrammeId(number(programme)?);
        match act {
            "extend" => Ok(Self::Extend(id)),
            "tell" => Ok(Self::Tell(id)),
            "close" => Ok(Self::Close(id)),
            _ => Err(Failure::NotFound),
        }
    }

    fn id(self) -> Option<ProgrammeId> {
        match self {
            Self::New => None,
            Self::Extend(id) | Self::Tell(id) | Self::Close(id) => Some(id),
        }
    }

    fn act(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Extend(_) => "extend",
            Self::Tell(_) => "tell",
            Self::Close(_) => "close",
        }
    }

    fn path(self) -> String {
        match self.id() {
            None => format!("{PATH}/new"),
            Some(id) => format!("{PATH}/{}/{}", id.0, self.act()),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::New => "programme-new",
            Self::Extend(_) => "programme-extend",
            Self::Tell(_) => "programme-tell",
            Self::Close(_) => "programme-close",
        }
    }

    fn required(self) -> &'static [&'static str] {
        match self {
            Self::New => &[
                "programme_zh",
                "programme_en",
                "programme_goal",
                "programme_lead",
                "programme_problems",
                "programme_due",
            ],
            Self::Extend(_) => &["programme_problems"],
            Self::Tell(_) => &["programme_told"],
            Self::Close(_) => &["programme_result"],
        }
    }

    fn right(self) -> Right {
        match self {
            Self::Tell(_) => Right::WorkForUnit,
            _ => Right::LeadProgrammes,
        }
    }
}

/// `GET /staff/programmes/new`
pub(in super::super) async fn show_new(desk: Desk) -> Answer {
    render(&desk, What::New, &Draft::new()).await
}

/// `POST /staff/programmes/new`
pub(in super::super) async fn post_new(sent: Sent) -> Answer {
    carry(sent, What::New).await
}

/// `GET /staff/programmes/{programme}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((programme, act)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::ReadWork)?;
    render(&desk, What::of(&programme, &act)?, &Draft::new()).await
}

/// `POST /staff/programmes/{programme}/{act}`
pub(in super::super) async fn post(
    Path((programme, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    sent.desk.must(Right::ReadWork)?;
    carry(sent, What::of(&programme, &act)?).await
}

async fn carry(sent: Sent, what: What) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(what.right())?;
    if let Some(wrong) = missing(desk.lang, &form, what.required()) {
        return render(&desk, what, &Draft::again(form, wrong)).await;
    }
    match done(&desk, what, &form).await {
        Ok(()) => Ok(desk.go(PATH, what.code())),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, what, &Draft::again(form, wrong)).await
        }
    }
}

async fn done(desk: &Desk, what: What, form: &FormData) -> Result<(), ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let text = |name: &str| form.text(name).to_owned();
    let chosen = form.all("programme_problems");
    let problems: BTreeSet<ProblemId> = chosen
        .filter_map(|text| text.parse().ok())
        .map(ProblemId)
        .collect();
    match what {
        What::New => {
            let field = "programme_due";
            let due = form.text(field).parse();
            let new = NewProgramme {
                name: Name {
                    zh: text("programme_zh"),
                    en: text("programme_en"),
                },
                goal: text("programme_goal"),
                lead: text("programme_lead"),
                problems,
                due: due.map_err(|_| Refusal::Empty { field })?,
            };
            service
                .open_programme(campaign, staff, new)
                .await
                .map(|_| ())
        }
        What::Extend(id) => {
            service
                .extend_programme(campaign, staff, id, problems, seen(form))
                .await
        }
        What::Tell(id) => {
            let words = text("programme_told");
            service
                .tell_of_programme(campaign, staff, id, words, seen(form))
                .await
        }
        What::Close(id) => {
            let words = text("programme_result");
            service
                .close_programme(campaign, staff, id, words, seen(form))
                .await
        }
    }
}

async fn render(desk: &Desk, what: What, draft: &Draft) -> Answer {
    desk.must(what.right())?;
    let lang = desk.lang;
    let found = match what.id() {
        None => None,
        Some(id) => Some(desk.service.programme(&desk.campaign, id).await?),
    };
    let to = |path: &str| lang.path(path);
    let page = Act {
        code: what.code(),
        path: what.path(),
        back: (PATH.to_owned(), t(lang, "programmes-title")),
        active: "/staff/ledger",
        now: html! {
            @if let Some((one, problems, _)) = &found { (whole(lang, &desk.units, one, problems, &to)) }
        },
        seen: found.as_ref().map(|(_, _, version)| *version),
        with_file: false,
        grave: matches!(what, What::Close(_)),
    };
    let mut rows = match what {
        What::New | What::Extend(_) => {
            let (campaign, staff) = (&desk.campaign, &desk.staff);
            desk.service
                .problems_for_programmes(campaign, staff)
                .await?
        }
        _ => Vec::new(),
    };
    if let Some((one, _, _)) = &found {
        rows.retain(|row| !one.problems.contains(&row.problem));
    }
    let today = date_iso(desk.today().0);
    Ok(desk.act(&page, draft, |ask| {
        html! {
            @match what {
                What::New => {
                    (ask.line("programme_zh", "")) (ask.line("programme_en", ""))
                    (ask.paragraph("programme_goal", ""))
                    (ask.choose("programme_lead", &unit_choices(desk, None), "", None))
                    (ask.day("programme_due", "", Some(&today)))
                    (ask.several("programme_problems", &choices(&rows), |choice| label(desk, &rows, choice)))
                }
                What::Extend(_) => {
                    (ask.several("programme_problems", &choices(&rows), |choice| label(desk, &rows, choice)))
                }
                What::Tell(_) => { (ask.paragraph("programme_told", "")) }
                What::Close(_) => { (ask.paragraph("programme_result", "")) }
            }
        }
    }))
}

fn choices(rows: &[ProblemRow]) -> Vec<(Choice, bool)> {
    let choice = |row: &ProblemRow| Choice::new(row.problem.to_string(), &row.title);
    rows.iter().map(|row| (choice(row), false)).collect()
}

/// A problem with the unit that has it.
fn label(desk: &Desk, rows: &[ProblemRow], choice: &Choice) -> Markup {
    let row = rows
        .iter()
        .find(|row| row.problem.to_string() == choice.value);
    html! {
        @if let Some(row) = row {
            (words(desk.lang, &row.language, &row.title))
            @if let Some(unit) = &row.unit { " " span .small.soft { (desk.unit_name(unit)) } }
        }
    }
}
