//! What a unit answers to a problem that was given to it: it is ours, or it is theirs.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::{Draft, seen};
use super::super::sent::Sent;
use super::{ACTIVE, crumb, find, new, now, path, unit_choices};
use crate::i18n::t_args;
use crate::pages::names;
use axum::response::Response;
use massline_domain::Refusal;
use massline_domain::clock::Limit;
use massline_service::rows::ProblemRow;
use massline_service::{Right, ServiceError};
use maud::html;

/// The things this page does, by the last part of their path.
pub(super) const ACTS: [&str; 2] = ["claim", "refer-unit"];

pub(super) async fn show(desk: Desk, problem: &str, act: &'static str) -> Answer {
    desk.must(Right::WorkForUnit)?;
    let (row, version) = find(&desk, problem).await?;
    Ok(render(&desk, &row, version, act, &Draft::new()))
}

pub(super) async fn post(sent: Sent, problem: &str, act: &'static str) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    let (row, _) = find(&desk, problem).await?;
    let refer = match act {
        "claim" => Ok(None),
        _ => new::unit_of(&desk, form.text("unit")).and_then(|unit| {
            let unit = unit.ok_or(Refusal::Empty { field: "unit" })?;
            Ok::<_, ServiceError>(Some((unit, form.text("reason").to_owned())))
        }),
    };
    let done = match refer {
        Ok(refer) => {
            let (campaign, staff) = (&desk.campaign, &desk.staff);
            desk.service
                .answer_assignment(campaign, staff, row.problem, refer, seen(&form))
                .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(desk.go(&path(row.problem), act)),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            let (row, version) = find(&desk, problem).await?;
            Ok(render(
                &desk,
                &row,
                version,
                act,
                &Draft::again(form, wrong),
            ))
        }
    }
}

fn render(
    desk: &Desk,
    row: &ProblemRow,
    version: u64,
    act: &'static str,
    draft: &Draft,
) -> Response {
    let page = Act {
        code: act,
        path: format!("{}/{act}", path(row.problem)),
        back: crumb(desk, row.problem),
        active: ACTIVE,
        now: now(desk, row),
        seen: Some(version),
        with_file: false,
        grave: false,
    };
    let units = unit_choices(desk, Some(&desk.staff.unit));
    let charter = &desk.campaign.charter;
    let days = names::days(desk.lang, charter, Limit::Claim, charter.time.claim_days);
    desk.act(&page, draft, |ask| match act {
        "claim" => html! { p { (t_args(desk.lang, "claim-means", &[("unit", desk.unit_name(&desk.staff.unit).into())])) } },
        _ => html! {
            (ask.choose("unit", &units, "", None))
            (ask.paragraph("reason", ""))
            p .soft { (t_args(desk.lang, "refer-days", &[("days", days.as_str().into())])) }
        },
    })
}
