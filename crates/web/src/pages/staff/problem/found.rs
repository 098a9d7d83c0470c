//! A problem that was found otherwise than by opinions: by a unit in its own work, or by a
//! supervision team in a unit that it reads.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::{Draft, missing};
use super::{ACTIVE, new, path, unit_choices};
use crate::component::Choice;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{Lang, t};
use massline_domain::id::UnitCode;
use massline_service::{Right, ServiceError};
use maud::html;

/// The form of `/staff/problems/new`, for units and teams.
pub(super) async fn show(desk: &Desk) -> Answer {
    render(desk, &Draft::new()).await
}

/// What it sends.
pub(super) async fn post(desk: Desk, form: FormData) -> Answer {
    let own = desk.staff.may(Right::WorkForUnit);
    let required: &[&str] = if own {
        &["title", "source"]
    } else {
        &["title", "source", "unit"]
    };
    if let Some(wrong) = missing(desk.lang, &form, required) {
        return render(&desk, &Draft::again(form, wrong)).await;
    }
    match find(&desk, &form, own).await {
        Ok(path) => Ok(desk.go(&path, if own { "found" } else { "pointed-out" })),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, &Draft::again(form, wrong)).await
        }
    }
}

async fn find(desk: &Desk, form: &FormData, own: bool) -> Result<String, ServiceError> {
    let chosen = new::unit_of(desk, form.text("unit"))?;
    let unit = if own { None } else { chosen };
    let unit: UnitCode = unit.unwrap_or_else(|| desk.staff.unit.clone());
    let new = new::from_form(desk, form, Vec::new());
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let problem = desk
        .service
        .find_problem(campaign, staff, &unit, &new)
        .await?;
    Ok(path(problem))
}

async fn render(desk: &Desk, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let own = desk.staff.may(Right::WorkForUnit);
    let page = Act {
        code: if own { "found" } else { "point-out" },
        path: "/staff/problems/new".to_owned(),
        back: (ACTIVE.to_owned(), t(lang, "work-title")),
        active: ACTIVE,
        now: html! {},
        seen: None,
        with_file: false,
        grave: false,
    };
    let units = read(desk).await?;
    let languages = Lang::ALL.map(|each| Choice::new(each.tag(), each.own_name()));
    // The first source of the charter is that of opinions.
    let sources: Vec<Choice> = new::sources(desk).into_iter().skip(1).collect();
    Ok(desk.act(&page, draft, |ask| {
        html! {
            (ask.line("title", ""))
            (ask.choose("language", &languages, lang.tag(), None))
            (ask.maybe_line("keywords", ""))
            (ask.cards("source", &sources, ""))
            @if !own { (ask.choose("unit", &units, "", None)) }
        }
    }))
}

/// The units that a team reads.
async fn read(desk: &Desk) -> Result<Vec<Choice>, Failure> {
    if desk.staff.may(Right::WorkForUnit) {
        return Ok(Vec::new());
    }
    let read = desk.service.units_read(&desk.campaign, &desk.staff).await?;
    let mut choices = unit_choices(desk, None);
    choices.retain(|one| read.iter().any(|unit| unit.as_str() == one.value));
    Ok(choices)
}
