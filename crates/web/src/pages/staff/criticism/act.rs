//! What is done at a session: opened, spoken, returned, replied, taken on, closed.

use super::{ACTIVE, PATH, heard, talk};
use crate::component::Choice;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{Lang, date_iso, t};
use crate::pages::staff::act::Act;
use crate::pages::staff::ask::Ask;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing, seen};
use crate::pages::staff::sent::Sent;
use crate::pages::{criticism, names};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::criticism::{Kind, Reference, Said, Subject, Words};
use massline_domain::id::ProblemId;
use massline_domain::{Day, Refusal};
use massline_service::criticism::{Heard, Saying};
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// The things done at a session, with the right each needs.
pub(super) const ACTS: [(&str, Right); 9] = [
    ("talks", Right::WorkForUnit),
    ("team-talks", Right::Supervise),
    ("own", Right::WorkForUnit),
    ("other", Right::WorkForUnit),
    ("reply", Right::WorkForUnit),
    ("no-reply", Right::WorkForUnit),
    ("promise", Right::WorkForUnit),
    ("close", Right::WorkForUnit),
    ("return", Right::Supervise),
];

/// What must be filled in.
fn required(act: &str) -> &'static [&'static str] {
    match act {
        "talks" | "team-talks" => &["criticism_talks", "criticism_talked_on"],
        "own" => &[
            "criticism_by",
            "criticism_subject",
            "criticism_text",
            "criticism_fact",
            "criticism_reference",
        ],
        "other" => &[
            "criticism_by",
            "criticism_about",
            "criticism_subject",
            "criticism_text",
            "criticism_fact",
            "criticism_reference",
        ],
        "reply" => &["criticism_number", "criticism_reply"],
        "no-reply" => &["criticism_number"],
        "promise" => &["criticism_by", "criticism_promise", "criticism_until"],
        "return" => &["criticism_number", "return_reason", "criticism_missing"],
        _ => &[],
    }
}

/// `GET /staff/criticism/new`
pub(in super::super) async fn show_new(desk: Desk) -> Answer {
    desk.must(Right::WorkForUnit)?;
    Ok(render_new(&desk, &Draft::new()))
}

/// `POST /staff/criticism/new`
pub(in super::super) async fn post_new(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    let required = ["criticism_day", "criticism_present"];
    if let Some(wrong) = missing(desk.lang, &form, &required) {
        return Ok(render_new(&desk, &Draft::again(form, wrong)));
    }
    match open(&desk, &form).await {
        Ok(path) => Ok(desk.go(&path, "criticism-new")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render_new(&desk, &Draft::again(form, wrong)))
        }
    }
}

async fn open(desk: &Desk, form: &FormData) -> Result<String, ServiceError> {
    let lines = form.text("criticism_present").lines();
    let present = lines.map(str::trim).filter(|line| !line.is_empty());
    // The leader stands first.
    let open = (
        day_of(form, "criticism_day")?,
        present.map(str::to_owned).collect(),
        1,
    );
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let id = desk.service.open_criticism(campaign, staff, open).await?;
    Ok(format!("{PATH}/{id}"))
}

fn render_new(desk: &Desk, draft: &Draft) -> Response {
    let page = Act {
        code: "criticism-new",
        path: format!("{PATH}/new"),
        back: (PATH.to_owned(), t(desk.lang, "criticism-title")),
        active: ACTIVE,
        now: html! {},
        seen: None,
        with_file: false,
        grave: false,
    };
    let today = date_iso(desk.today().0);
    desk.act(&page, draft, |ask| {
        html! {
            (ask.day("criticism_day", &today, None))
            (ask.paragraph("criticism_present", ""))
        }
    })
}

/// `GET /staff/criticism/{unit}/{number}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((unit, number, act)): Path<(String, String, String)>,
) -> Answer {
    let act = known(&desk, &act)?;
    let heard = heard(&desk, &unit, &number).await?;
    Ok(render(&desk, &heard, act, &Draft::new()))
}

/// `POST /staff/criticism/{unit}/{number}/{act}`
pub(in super::super) async fn post(
    Path((unit, number, act)): Path<(String, String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    let act = known(&desk, &act)?;
    let heard = heard(&desk, &unit, &number).await?;
    if let Some(wrong) = missing(desk.lang, &form, required(act)) {
        return Ok(render(&desk, &heard, act, &Draft::again(form, wrong)));
    }
    match carry_out(&desk, &heard, act, &form).await {
        Ok(()) => {
            let done = format!("criticism-{act}");
            Ok(desk.go(&format!("{PATH}/{}", heard.id), &done))
        }
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render(&desk, &heard, act, &Draft::again(form, wrong)))
        }
    }
}

fn known(desk: &Desk, act: &str) -> Result<&'static str, Failure> {
    let found = ACTS.into_iter().find(|(known, _)| *known == act);
    let (act, right) = found.ok_or(Failure::NotFound)?;
    desk.must(right)?;
    Ok(act)
}

fn day_of(form: &FormData, field: &'static str) -> Result<Day, Refusal> {
    let day = form.text(field).parse();
    day.map_err(|_| Refusal::Empty { field })
}

pub(super) fn number_of(form: &FormData, field: &'static str) -> Result<u32, Refusal> {
    let number = form.text(field).parse();
    number.map_err(|_| Refusal::Empty { field })
}

fn saying(act: &str, form: &FormData) -> Result<Saying, Refusal> {
    let by = number_of(form, "criticism_by")?;
    let who = if act == "own" {
        Kind::Own { by }
    } else {
        let about = number_of(form, "criticism_about")?;
        Kind::Other { by, about }
    };
    let subject = match form.text("criticism_subject") {
        "duty" => Subject::Duty,
        _ => Subject::Act,
    };
    let reference = match form.text("criticism_reference").split_once('-') {
        Some(("problem", number)) => {
            let number = number.parse().ok();
            number.map(|number| Reference::Problem(ProblemId(number)))
        }
        Some(("clause", code)) => Some(Reference::Clause(code.to_owned())),
        _ => None,
    };
    Ok(Saying {
        again: form.text("criticism_again").parse().ok(),
        who,
        subject,
        reference,
        words: Words {
            text: form.text("criticism_text").to_owned(),
            fact: form.text("criticism_fact").to_owned(),
        },
    })
}

async fn carry_out(
    desk: &Desk,
    heard: &Heard,
    act: &str,
    form: &FormData,
) -> Result<(), ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let (id, seen) = (&heard.id, seen(form));
    let text = |name: &str| form.text(name).to_owned();
    match act {
        "talks" => {
            let talks = (talk::of_unit(form)?, day_of(form, "criticism_talked_on")?);
            service.record_talks(campaign, staff, id, talks, seen).await
        }
        "team-talks" => {
            let talks = (talk::of_team(form), day_of(form, "criticism_talked_on")?);
            service
                .record_talks_of_team(campaign, staff, id, talks, seen)
                .await
        }
        "own" | "other" => {
            let said = saying(act, form)?;
            service.say_criticism(campaign, staff, id, said, seen).await
        }
        "reply" | "no-reply" => {
            let words = (act == "reply").then(|| text("criticism_reply"));
            let reply = (number_of(form, "criticism_number")?, words);
            service
                .reply_to_criticism(campaign, staff, id, reply, seen)
                .await
        }
        "promise" => {
            let promise = (
                number_of(form, "criticism_by")?,
                day_of(form, "criticism_until")?,
                text("criticism_promise"),
            );
            service
                .promise_after_criticism(campaign, staff, id, promise, seen)
                .await
        }
        "return" => {
            let why = (
                number_of(form, "criticism_number")?,
                text("return_reason"),
                text("criticism_missing"),
            );
            service
                .return_criticism(campaign, staff, id, why, seen)
                .await
        }
        _ => service.close_criticism(campaign, staff, id, seen).await,
    }
}

fn render(desk: &Desk, heard: &Heard, act: &'static str, draft: &Draft) -> Response {
    let lang = desk.lang;
    let code = format!("criticism-{act}");
    let path = format!("{PATH}/{}", heard.id);
    let name = criticism::name(lang, &desk.unit_name(&heard.id.unit), &heard.id);
    let page = Act {
        code: &code,
        path: format!("{path}/{act}"),
        back: (path, name),
        active: ACTIVE,
        now: html! {},
        seen: Some(heard.seen),
        with_file: false,
        grave: act == "close",
    };
    desk.act(&page, draft, |ask| questions(desk, heard, act, &ask))
}

fn questions(desk: &Desk, heard: &Heard, act: &str, ask: &Ask<'_>) -> Markup {
    let lang = desk.lang;
    let of_another = |one: &Said| matches!(one.who, Kind::Other { .. });
    let choose = |field: &str, choices: &[Choice]| ask.choose(field, choices, "", None);
    let offices: Vec<Choice> = heard
        .session
        .offices()
        .map(|(number, office)| Choice::new(number.to_string(), office))
        .collect();
    match act {
        "talks" | "team-talks" => talk::questions(desk, heard, act, ask),
        "own" | "other" => {
            let own = act == "own";
            let back = texts(lang, heard, |one| one.open && of_another(one) != own);
            let subjects = ["act", "duty"].map(|code| {
                Choice::new(code, crate::i18n::t_code(lang, "criticism-subject", code))
            });
            html! {
                @if !back.is_empty() {
                    (ask.choose("criticism_again", &back, "", Some(&t(lang, "criticism-new-text"))))
                }
                (choose("criticism_by", &offices))
                @if !own { (choose("criticism_about", &offices)) }
                (ask.cards("criticism_subject", &subjects, ""))
                (ask.paragraph("criticism_text", ""))
                (ask.paragraph("criticism_fact", ""))
                (choose("criticism_reference", &references(desk, heard)))
            }
        }
        "reply" | "no-reply" => {
            let criticisms = texts(lang, heard, |one| of_another(one) && !one.open);
            html! {
                (choose("criticism_number", &criticisms))
                @if act == "reply" { (ask.paragraph("criticism_reply", "")) }
            }
        }
        "promise" => {
            let today = date_iso(desk.today().0);
            html! {
                (choose("criticism_by", &offices))
                (ask.paragraph("criticism_promise", ""))
                (ask.day("criticism_until", "", Some(&today)))
            }
        }
        "return" => {
            let reasons = desk.campaign.charter.return_reasons.iter();
            let reasons: Vec<Choice> = reasons
                .map(|one| Choice::new(&one.id, names::pick(lang, &one.name)))
                .collect();
            html! {
                (choose("criticism_number", &texts(lang, heard, |one| !one.open)))
                (ask.cards("return_reason", &reasons, ""))
                (ask.paragraph("criticism_missing", ""))
            }
        }
        _ => html! {},
    }
}

/// What was said and fits, to choose from.
fn texts(lang: Lang, heard: &Heard, fits: impl Fn(&Said) -> bool) -> Vec<Choice> {
    let said = (1..).zip(&heard.session.said);
    said.filter(|(_, one)| fits(one))
        .map(|(number, one)| {
            let label = criticism::speaker(lang, &heard.session, number, one);
            Choice::new(number.to_string(), label)
        })
        .collect()
}

/// The problems of the unit and the clauses of the charter.
fn references(desk: &Desk, heard: &Heard) -> Vec<Choice> {
    let problem = |row: &massline_service::rows::ProblemRow| {
        let label = format!("{} · {}", row.problem, row.title);
        Choice::new(format!("problem-{}", row.problem), label)
    };
    let mirrors = desk.campaign.charter.mirrors.iter();
    let clauses = mirrors.flat_map(|mirror| &mirror.clauses).map(|clause| {
        Choice::new(
            format!("clause-{}", clause.id),
            names::pick(desk.lang, &clause.name),
        )
    });
    heard.problems.iter().map(problem).chain(clauses).collect()
}
