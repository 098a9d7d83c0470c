//! A unit says it is done and asks the people: with a word to those who judge.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::{Draft, seen};
use super::super::sent::Sent;
use super::{ACTIVE, crumb, find, now, path};
use crate::i18n::t_args;
use crate::pages::names;
use axum::response::Response;
use massline_domain::clock::Limit;
use massline_service::Right;
use massline_service::rows::ProblemRow;
use maud::html;

/// `GET /staff/problems/{problem}/close`
pub(super) async fn show(desk: Desk, problem: &str) -> Answer {
    desk.must(Right::WorkForUnit)?;
    let (row, version) = find(&desk, problem).await?;
    Ok(render(&desk, &row, version, &Draft::new()))
}

/// `POST /staff/problems/{problem}/close`
pub(super) async fn post(sent: Sent, problem: &str) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    let (row, _) = find(&desk, problem).await?;
    let note = form.text("note").to_owned();
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let asked = desk
        .service
        .request_closing(campaign, staff, row.problem, note, seen(&form))
        .await;
    match asked {
        Ok(_) => Ok(desk.go(&path(row.problem), "close")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            let (row, version) = find(&desk, problem).await?;
            Ok(render(&desk, &row, version, &Draft::again(form, wrong)))
        }
    }
}

fn render(desk: &Desk, row: &ProblemRow, version: u64, draft: &Draft) -> Response {
    let lang = desk.lang;
    let page = Act {
        code: "close",
        path: format!("{}/close", path(row.problem)),
        back: crumb(desk, row.problem),
        active: ACTIVE,
        now: now(desk, row),
        seen: Some(version),
        with_file: false,
        grave: false,
    };
    let charter = &desk.campaign.charter;
    let rule = charter.verdict;
    let days = names::days(lang, charter, Limit::Judge, rule.window_days);
    let says = [
        ("asked", row.receipts.into()),
        ("days", days.into()),
        ("percent", rule.fixed_percent.into()),
    ];
    desk.act(&page, draft, |ask| {
        html! {
            p { (t_args(lang, "close-means", &says)) }
            (ask.paragraph("note", ""))
        }
    })
}
