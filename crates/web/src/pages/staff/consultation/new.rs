//! Opening a consultation, and ending one.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::Draft;
use super::super::problem;
use super::super::sent::Sent;
use super::{ACTIVE, crumb, find, path};
use crate::component::words;
use crate::errors::Failure;
use crate::i18n::t;
use axum::extract::{Path, Query};
use massline_domain::id::ProblemId;
use massline_service::Right;
use maud::html;
use serde::Deserialize;

/// The problem it is about.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct About {
    #[serde(default)]
    problem: String,
}

/// `GET /staff/consultations/new`
pub(in super::super) async fn show(desk: Desk, Query(about): Query<About>) -> Answer {
    desk.must(Right::Consult)?;
    render(&desk, &about.problem, &Draft::new()).await
}

/// `POST /staff/consultations/new`
pub(in super::super) async fn post(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::Consult)?;
    let about = form.text("problem").to_owned();
    let problem = about.parse().ok().map(ProblemId);
    let (question, language) = (form.text("question"), desk.lang.tag());
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let opened = desk
        .service
        .open_consultation(campaign, staff, problem, question, language)
        .await;
    match opened {
        Ok(id) => Ok(desk.go(&path(id), "consulting")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, &about, &Draft::again(form, wrong)).await
        }
    }
}

async fn render(desk: &Desk, about: &str, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let (now, back) = match about {
        "" => (html! {}, (ACTIVE.to_owned(), t(lang, "consult-title"))),
        number => {
            let (row, _) = problem::find(desk, number).await?;
            (problem::now(desk, &row), problem::crumb(desk, row.problem))
        }
    };
    let page = Act {
        code: "consult",
        path: "/staff/consultations/new".to_owned(),
        back,
        active: ACTIVE,
        now,
        seen: None,
        with_file: false,
        grave: false,
    };
    Ok(desk.act(&page, draft, |ask| {
        html! {
            input type="hidden" name="problem" value=(about);
            (ask.line("question", ""))
        }
    }))
}

/// `GET /staff/consultations/{consultation}/close`
pub(in super::super) async fn show_close(desk: Desk, Path(number): Path<String>) -> Answer {
    desk.must(Right::Consult)?;
    render_close(&desk, &number, &Draft::new()).await
}

/// `POST /staff/consultations/{consultation}/close`
pub(in super::super) async fn post_close(Path(number): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::Consult)?;
    let row = find(&desk, &number).await?;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let closed = desk
        .service
        .close_consultation(campaign, staff, row.consultation)
        .await;
    match closed {
        Ok(()) => Ok(desk.go(&path(row.consultation), "consulted")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render_close(&desk, &number, &Draft::again(form, wrong)).await
        }
    }
}

async fn render_close(
    desk: &Desk,
    number: &str,
    draft: &Draft,
) -> Result<axum::response::Response, Failure> {
    let row = find(desk, number).await?;
    let page = Act {
        code: "close-consultation",
        path: format!("{}/close", path(row.consultation)),
        back: crumb(desk, &row),
        active: ACTIVE,
        now: html! { p { b { (words(desk.lang, &row.language, &row.question)) } } },
        seen: None,
        with_file: false,
        grave: true,
    };
    Ok(desk.act(&page, draft, |_| html! {}))
}
