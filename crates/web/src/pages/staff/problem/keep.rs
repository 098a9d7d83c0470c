//! What the office does with a problem: another title, a category, a unit.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::{Draft, seen};
use super::super::sent::Sent;
use super::{ACTIVE, crumb, find, label, new, now, path, unit_choices};
use crate::auth::safe_way_back;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date_iso, t};
use massline_domain::Refusal;
use massline_domain::id::ProblemId;
use massline_domain::problem::Command;
use massline_service::rows::ProblemRow;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// The things this page does, by the last part of their path.
pub(super) const ACTS: [&str; 3] = ["rename", "label", "assign"];

pub(super) async fn show(desk: Desk, problem: &str, act: &'static str) -> Answer {
    desk.must(Right::KeepProblems)?;
    let (row, version) = find(&desk, problem).await?;
    render(&desk, &row, version, act, &Draft::new()).await
}

pub(super) async fn post(sent: Sent, problem: &str, act: &'static str) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::KeepProblems)?;
    let (row, _) = find(&desk, problem).await?;
    match carry_out(&desk, row.problem, act, &form).await {
        // A label can be accepted on a list, where the next one is.
        Ok(()) => match form.text("back") {
            "" => Ok(desk.go(&path(row.problem), act)),
            back => Ok(desk.go(safe_way_back(back), act)),
        },
        Err(error) => {
            let wrong = desk.wrong(error)?;
            let (row, version) = find(&desk, problem).await?;
            let draft = Draft::again(form, wrong);
            render(&desk, &row, version, act, &draft).await
        }
    }
}

async fn carry_out(
    desk: &Desk,
    problem: ProblemId,
    act: &str,
    form: &FormData,
) -> Result<(), ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let command = match act {
        "rename" => Command::Rename {
            title: form.text("title").to_owned(),
        },
        "label" => {
            let category = Some(form.text("category").to_owned());
            Command::Label {
                category: category.filter(|code| !code.is_empty()),
            }
        }
        _ => {
            let unit = new::unit_of(desk, form.text("unit"))?;
            let claim_by = form.text("claim_by").parse();
            Command::Assign {
                unit: unit.ok_or(Refusal::Empty { field: "unit" })?,
                claim_by: claim_by.map_err(|_| Refusal::Empty { field: "claim_by" })?,
            }
        }
    };
    service
        .keep_problem(campaign, staff, problem, command, seen(form))
        .await
}

async fn render(
    desk: &Desk,
    row: &ProblemRow,
    version: u64,
    act: &'static str,
    draft: &Draft,
) -> Answer {
    let lang = desk.lang;
    let suggestion = match act {
        "label" => suggestion(desk, row).await?,
        _ => None,
    };
    let page = Act {
        code: act,
        path: format!("{}/{act}", path(row.problem)),
        back: crumb(desk, row.problem),
        active: ACTIVE,
        now: html! { (now(desk, row)) @if let Some(one) = &suggestion { (one) } },
        seen: Some(version),
        with_file: false,
        grave: false,
    };
    let today = date_iso(desk.today().0);
    let shown = desk.act(&page, draft, |ask| match act {
        "rename" => ask.line("title", &row.title),
        "label" => {
            let none = t(lang, "no-category");
            ask.choose("category", &label::categories(desk), row.category.as_deref().unwrap_or(""), Some(&none))
        }
        _ => html! {
            (ask.choose("unit", &unit_choices(desk, None), row.unit.as_ref().map_or("", |unit| unit.as_str()), None))
            (ask.day("claim_by", &date_iso(new::claim_by(desk).0), Some(&today)))
        },
    });
    Ok(shown)
}

/// What the machine suggests for a problem without a label, above the form.
async fn suggestion(desk: &Desk, row: &ProblemRow) -> Result<Option<Markup>, Failure> {
    let found = label::suggested(desk, std::slice::from_ref(row)).await?;
    let one = found.get(&row.problem);
    Ok(one.map(|one| label::suggestion(desk, row, one, None)))
}
