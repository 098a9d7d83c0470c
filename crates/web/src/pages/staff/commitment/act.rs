//! What is done with a commitment: made, told at once, moved, told, looked at.

use super::PATH;
use crate::component::{Choice, told};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date_iso, t, t_code};
use crate::pages::names;
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing, seen};
use crate::pages::staff::sent::{Sent, number};
use axum::extract::{Path, Query};
use massline_domain::commitment::{Command, Origin, Promise};
use massline_domain::criticism::Reference;
use massline_domain::id::{CommitmentId, ProblemId};
use massline_domain::{Day, Refusal};
use massline_service::commitment::TakenOn;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};
use serde::Deserialize;

/// What is done, and with which commitment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    New,
    AtOnce,
    Tell(CommitmentId),
    Move(CommitmentId),
    Look(CommitmentId),
}

impl What {
    fn of(commitment: &str, act: &str) -> Result<Self, Failure> {
        let id = CommitmentId(number(commitment)?);
        match act {
            "tell" => Ok(Self::Tell(id)),
            "move" => Ok(Self::Move(id)),
            "look" => Ok(Self::Look(id)),
            _ => Err(Failure::NotFound),
        }
    }

    fn path(self) -> String {
        match self {
            Self::New => format!("{PATH}/new"),
            Self::AtOnce => format!("{PATH}/at-once"),
            Self::Tell(id) => format!("{PATH}/{}/tell", id.0),
            Self::Move(id) => format!("{PATH}/{}/move", id.0),
            Self::Look(id) => format!("{PATH}/{}/look", id.0),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::New => "commitment-new",
            Self::AtOnce => "commitment-at-once",
            Self::Tell(_) => "commitment-tell",
            Self::Move(_) => "commitment-move",
            Self::Look(_) => "commitment-look",
        }
    }

    fn required(self) -> &'static [&'static str] {
        match self {
            Self::New => &["office", "promise", "due"],
            Self::AtOnce => &["office", "promise", "done", "due"],
            Self::Tell(_) => &["kept", "done"],
            Self::Move(_) => &["due", "reason"],
            Self::Look(_) => &["holds", "seen_there"],
        }
    }

    fn right(self) -> Right {
        if matches!(self, Self::Look(_)) {
            Right::Supervise
        } else {
            Right::WorkForUnit
        }
    }
}

/// What was taken on in a session, in the address of a new one.
#[derive(Debug, Clone, Default, Deserialize)]
pub(in super::super) struct From {
    #[serde(default)]
    session: String,
    #[serde(default)]
    number: String,
}

/// `GET /staff/commitments/new`
pub(in super::super) async fn show_new(desk: Desk, Query(from): Query<From>) -> Answer {
    desk.must(Right::WorkForUnit)?;
    render(&desk, What::New, &from, &Draft::new()).await
}

/// `POST /staff/commitments/new`
pub(in super::super) async fn post_new(sent: Sent) -> Answer {
    carry(sent, What::New).await
}

/// `GET /staff/commitments/at-once`
pub(in super::super) async fn show_at_once(desk: Desk) -> Answer {
    desk.must(Right::WorkForUnit)?;
    render(&desk, What::AtOnce, &From::default(), &Draft::new()).await
}

/// `POST /staff/commitments/at-once`
pub(in super::super) async fn post_at_once(sent: Sent) -> Answer {
    carry(sent, What::AtOnce).await
}

/// `GET /staff/commitments/{commitment}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((commitment, act)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::ReadWork)?;
    let what = What::of(&commitment, &act)?;
    render(&desk, what, &From::default(), &Draft::new()).await
}

/// `POST /staff/commitments/{commitment}/{act}`
pub(in super::super) async fn post(
    Path((commitment, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    sent.desk.must(Right::ReadWork)?;
    carry(sent, What::of(&commitment, &act)?).await
}

async fn carry(sent: Sent, what: What) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(what.right())?;
    let from = From {
        session: form.text("session").to_owned(),
        number: form.text("number").to_owned(),
    };
    // What was taken on at a session brings office, words and day with it.
    let required = match origin(&from) {
        Origin::Own => what.required(),
        _ => &[],
    };
    if let Some(wrong) = missing(desk.lang, &form, required) {
        return render(&desk, what, &from, &Draft::again(form, wrong)).await;
    }
    match done(&desk, what, &form, &from).await {
        Ok(()) => Ok(desk.go(PATH, what.code())),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, what, &from, &Draft::again(form, wrong)).await
        }
    }
}

async fn done(desk: &Desk, what: What, form: &FormData, from: &From) -> Result<(), ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let text = |name: &str| form.text(name).to_owned();
    let due = || -> Result<Day, Refusal> {
        let day = form.text("due").parse();
        day.map_err(|_| Refusal::Empty { field: "due" })
    };
    match what {
        What::New => {
            let origin = origin(from);
            let due = if origin == Origin::Own {
                due()?
            } else {
                Day::default()
            };
            let promise = Promise {
                office: text("office"),
                words: text("promise"),
                about: about(form.text("about")),
                origin,
                due,
            };
            let made = service.make_commitment(campaign, staff, promise).await;
            made.map(|_| ())
        }
        What::AtOnce => {
            let problem = match about(form.text("about")) {
                Some(Reference::Problem(problem)) => Some(problem),
                _ => None,
            };
            let words = (text("office"), text("promise"), text("done"));
            let told = service.correct_at_once(campaign, staff, words, (due()?, problem));
            told.await.map(|_| ())
        }
        What::Tell(id) => {
            let kept = yes_or_no(form, "kept")?;
            let words = text("done");
            let command = Command::Tell { kept, words };
            service
                .work_on_commitment(campaign, staff, id, command, seen(form))
                .await
        }
        What::Move(id) => {
            let (due, reason) = (due()?, text("reason"));
            let command = Command::Move { due, reason };
            service
                .work_on_commitment(campaign, staff, id, command, seen(form))
                .await
        }
        What::Look(id) => {
            let look = (yes_or_no(form, "holds")?, text("seen_there"));
            service
                .look_at_commitment(campaign, staff, id, look, seen(form))
                .await
        }
    }
}

fn yes_or_no(form: &FormData, field: &'static str) -> Result<bool, Refusal> {
    match form.text(field) {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Refusal::Empty { field }),
    }
}

fn about(code: &str) -> Option<Reference> {
    match code.split_once('-')? {
        ("problem", number) => Some(Reference::Problem(ProblemId(number.parse().ok()?))),
        ("clause", code) => Some(Reference::Clause(code.to_owned())),
        _ => None,
    }
}

fn origin(from: &From) -> Origin {
    match (from.session.parse(), from.number.parse()) {
        (Ok(session), Ok(number)) => Origin::Session { session, number },
        _ => Origin::Own,
    }
}

/// What the form starts with.
#[derive(Default)]
struct Start {
    now: Markup,
    version: Option<u64>,
    taken: Option<TakenOn>,
}

async fn start(desk: &Desk, what: What, from: &From) -> Result<Start, Failure> {
    let (What::Tell(id) | What::Move(id) | What::Look(id)) = what else {
        let taken = desk
            .service
            .taken_on(&desk.campaign, &desk.staff.unit)
            .await?;
        let is = |one: &TakenOn| {
            one.session.to_string() == from.session && one.number.to_string() == from.number
        };
        let taken = taken.into_iter().find(is);
        return Ok(Start {
            now: html! {
                @if let Some(one) = &taken {
                    p { b { (one.office) } " · " (crate::component::day(desk.lang, one.until.0)) }
                    (told(desk.lang, &one.words))
                }
            },
            taken,
            ..Start::default()
        });
    };
    let (found, version) = desk.service.commitment(&desk.campaign, id).await?;
    let unit = found.unit.as_ref().ok_or(Failure::NotFound)?;
    let read = match what {
        What::Look(_) => {
            let read = desk.service.units_read(&desk.campaign, &desk.staff).await?;
            read.contains(unit)
        }
        _ => *unit == desk.staff.unit,
    };
    if !read {
        return Err(ServiceError::Forbidden.into());
    }
    let promise = found.promise.as_ref().ok_or(Failure::NotFound)?;
    let now = html! {
        p { b { (promise.office) } }
        (told(desk.lang, &promise.words))
        @for outcome in &found.outcomes { (told(desk.lang, &outcome.words)) }
    };
    Ok(Start {
        now,
        version: Some(version),
        taken: None,
    })
}

/// Problems of the unit, and where it is wanted the clauses of the mirrors.
async fn references(desk: &Desk, clauses: bool) -> Result<Vec<Choice>, Failure> {
    let own = desk
        .service
        .problems_for_rules(&desk.campaign, &desk.staff)
        .await?;
    let problem = |row: &massline_service::rows::ProblemRow| {
        let label = format!("{} · {}", row.problem, row.title);
        Choice::new(format!("problem-{}", row.problem), label)
    };
    let mirrors = desk.campaign.charter.mirrors.iter();
    let all = mirrors.flat_map(|mirror| &mirror.clauses).map(|clause| {
        let name = names::pick(desk.lang, &clause.name);
        Choice::new(format!("clause-{}", clause.id), name)
    });
    let all = all.filter(|_| clauses);
    Ok(own.iter().map(problem).chain(all).collect())
}

async fn render(desk: &Desk, what: What, from: &From, draft: &Draft) -> Answer {
    desk.must(what.right())?;
    let lang = desk.lang;
    let start = start(desk, what, from).await?;
    let choices = match what {
        What::New | What::AtOnce => references(desk, what == What::New).await?,
        _ => Vec::new(),
    };
    let today = date_iso(desk.today().0);
    let page = Act {
        code: what.code(),
        path: what.path(),
        back: (PATH.to_owned(), t(lang, "commitments-title")),
        active: "/staff/ledger",
        now: start.now,
        seen: start.version,
        with_file: false,
        grave: false,
    };
    let yes_no = |name: &str| {
        ["yes", "no"].map(|code| Choice::new(code, t_code(lang, &format!("ask-{name}"), code)))
    };
    Ok(desk.act(&page, draft, |ask| {
        html! {
            @match what {
                What::New | What::AtOnce => {
                    @if start.taken.is_some() {
                        input type="hidden" name="session" value=(from.session);
                        input type="hidden" name="number" value=(from.number);
                    }
                    @if start.taken.is_none() {
                        (ask.line("office", ""))
                        (ask.paragraph("promise", ""))
                    }
                    @if what == What::AtOnce { (ask.paragraph("done", "")) }
                    (ask.choose("about", &choices, "", Some(&t(lang, "ask-about-nothing"))))
                    @if what == What::AtOnce { (ask.day("due", &today, None)) }
                    @else if start.taken.is_none() { (ask.day("due", "", Some(&today))) }
                }
                What::Tell(_) => { (ask.cards("kept", &yes_no("kept"), "")) (ask.paragraph("done", "")) }
                What::Move(_) => { (ask.day("due", "", Some(&today))) (ask.paragraph("reason", "")) }
                What::Look(_) => { (ask.cards("holds", &yes_no("holds"), "")) (ask.paragraph("seen_there", "")) }
            }
        }
    }))
}
