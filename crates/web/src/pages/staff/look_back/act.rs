//! What was seen at a closed problem: it held, or it did not, in words.

use super::{PATH, path};
use crate::component::{Choice, words};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date, t, t_args};
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing};
use crate::pages::staff::sent::{Sent, number};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::id::ProblemId;
use massline_service::look_back::DueLook;
use massline_service::{Right, ServiceError};
use maud::html;

/// `GET /staff/look-backs/{problem}/{after}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((problem, after)): Path<(String, String)>,
) -> Answer {
    let look = known(&desk, &problem, &after).await?;
    Ok(render(&desk, &look, &Draft::new()))
}

/// `POST /staff/look-backs/{problem}/{after}`
pub(in super::super) async fn post(
    Path((problem, after)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    let look = known(&desk, &problem, &after).await?;
    if let Some(wrong) = missing(desk.lang, &form, &["held", "seen_there"]) {
        return Ok(render(&desk, &look, &Draft::again(form, wrong)));
    }
    match record(&desk, &look, &form).await {
        Ok(()) if form.text("held") == "no" => Ok(desk.go(PATH, "look-back-not-held")),
        Ok(()) => Ok(desk.go(PATH, "look-back")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render(&desk, &look, &Draft::again(form, wrong)))
        }
    }
}

async fn record(desk: &Desk, look: &DueLook, form: &FormData) -> Result<(), ServiceError> {
    let seen = (
        form.text("held") == "yes",
        form.text("seen_there").to_owned(),
    );
    let problem = look.closing.round.problem;
    desk.service
        .look_back(&desk.campaign, &desk.staff, problem, look.after, seen)
        .await
}

/// One that is due, and for this desk.
async fn known(desk: &Desk, problem: &str, after: &str) -> Result<DueLook, Failure> {
    desk.must(Right::LookBack)?;
    let problem = ProblemId(number(problem)?);
    let after: u16 = after.parse().map_err(|_| Failure::NotFound)?;
    let due = desk.service.looks_due(&desk.campaign, &desk.staff).await?;
    let mut due = due.into_iter();
    due.find(|look| look.closing.round.problem == problem && look.after == after)
        .ok_or(Failure::NotFound)
}

fn render(desk: &Desk, look: &DueLook, draft: &Draft) -> Response {
    let (lang, closing) = (desk.lang, &look.closing);
    let unit = closing.unit.as_ref().map(|unit| desk.unit_name(unit));
    let says = [
        ("day", date(lang, closing.day.0).into()),
        ("unit", unit.unwrap_or_default().into()),
        ("days", look.after.into()),
    ];
    let problem = format!("/staff/problems/{}", closing.round.problem);
    let page = Act {
        code: "look-back",
        path: path(look),
        back: (PATH.to_owned(), t(lang, "look-backs-title")),
        active: "/staff/problems",
        now: html! {
            p { a href=(lang.path(&problem)) { (words(lang, &closing.language, &closing.title)) } }
            p { (t_args(lang, "look-back-now", &says)) }
        },
        seen: None,
        with_file: false,
        grave: false,
    };
    let choices = [("yes", "look-held"), ("no", "look-not-held")]
        .map(|(value, key)| Choice::new(value, t(lang, key)))
        .map(|choice| {
            let key = if choice.value == "yes" {
                "look-held-note"
            } else {
                "look-not-held-note"
            };
            choice.with_note(t(lang, key))
        });
    desk.act(&page, draft, |ask| {
        html! {
            (ask.cards("held", &choices, ""))
            (ask.paragraph("seen_there", ""))
        }
    })
}
