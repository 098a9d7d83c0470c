//! Problems as the staff see them: the list, and the pages of the work on one.

pub(super) mod cases;
pub(super) mod close;
pub(super) mod consulted;
mod found;
pub(super) mod keep;
mod label;
pub(super) mod list;
pub(super) mod merge;
pub(super) mod new;
pub(super) mod parts;
mod preview;
pub(super) mod split;
mod ties;
pub(super) mod unit_answer;
pub(super) mod work;

use super::desk::{Answer, Desk};
use super::sent::{Sent, number};
use crate::component::{Choice, facts, stage_badge, words};
use crate::errors::Failure;
use crate::i18n::{date, t, t_args};
use axum::extract::Path;
use massline_domain::id::{ProblemId, UnitCode};
use massline_service::rows::{ProblemRow, UnitRow};
use maud::{Markup, html};

/// The navigation item of all pages about problems.
pub(super) const ACTIVE: &str = "/staff/problems";

/// `GET /staff/problems/{problem}/{act}`
pub(super) async fn show_act(desk: Desk, Path((problem, act)): Path<(String, String)>) -> Answer {
    if let Some(act) = keep::ACTS.into_iter().find(|known| *known == act) {
        keep::show(desk, &problem, act).await
    } else if let Some(act) = unit_answer::ACTS.into_iter().find(|known| *known == act) {
        unit_answer::show(desk, &problem, act).await
    } else if act == "close" {
        close::show(desk, &problem).await
    } else {
        Err(Failure::NotFound)
    }
}

/// `POST /staff/problems/{problem}/{act}`
pub(super) async fn post_act(Path((problem, act)): Path<(String, String)>, sent: Sent) -> Answer {
    if let Some(act) = keep::ACTS.into_iter().find(|known| *known == act) {
        keep::post(sent, &problem, act).await
    } else if let Some(act) = unit_answer::ACTS.into_iter().find(|known| *known == act) {
        unit_answer::post(sent, &problem, act).await
    } else if act == "close" {
        close::post(sent, &problem).await
    } else {
        Err(Failure::NotFound)
    }
}

/// The problem of an address, with the version that forms carry.
pub(super) async fn find(desk: &Desk, text: &str) -> Result<(ProblemRow, u64), Failure> {
    let problem = ProblemId(number(text)?);
    Ok(desk.service.problem(&desk.campaign, problem).await?)
}

/// The path of a problem's page.
pub(super) fn path(problem: ProblemId) -> String {
    format!("/staff/problems/{problem}")
}

/// The way up to a problem's page.
pub(super) fn crumb(desk: &Desk, problem: ProblemId) -> (String, String) {
    let label = t_args(desk.lang, "work-number", &[("n", problem.0.into())]);
    (path(problem), label)
}

/// A problem in short, above a form about it.
pub(super) fn now(desk: &Desk, row: &ProblemRow) -> Markup {
    let lang = desk.lang;
    let title = html! { b { (words(lang, &row.language, &row.title)) } };
    let mut pairs = vec![
        (t(lang, "ask-problem"), title),
        (t(lang, "ask-state"), stage_badge(lang, row.stage.code())),
    ];
    if let Some(unit) = &row.unit {
        pairs.push((t(lang, "ask-unit"), html! { (desk.unit_name(unit)) }));
    }
    if let Some(day) = row.claim_by.filter(|_| row.stage.code() == "assigned") {
        pairs.push((t(lang, "ask-claim-by"), html! { (date(lang, day.0)) }));
    }
    facts(&pairs)
}

/// All units but one, to choose from: by the tree, each with the unit above it.
pub(super) fn unit_choices(desk: &Desk, without: Option<&UnitCode>) -> Vec<Choice> {
    let choice = |row: &UnitRow| {
        let name = desk.lang.pick(&row.name.zh, &row.name.en).to_owned();
        let label = match &row.parent {
            Some(above) => format!("{name} – {}", desk.unit_name(above)),
            None => name,
        };
        Choice::new(row.unit.to_string(), label)
    };
    let mut choices: Vec<Choice> = desk
        .units
        .iter()
        .filter(|row| Some(&row.unit) != without)
        .map(choice)
        .collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// A line about a problem in a list.
pub(super) fn link(desk: &Desk, row: &ProblemRow) -> Markup {
    html! {
        a href=(desk.lang.path(&path(row.problem))) { (words(desk.lang, &row.language, &row.title)) }
    }
}
