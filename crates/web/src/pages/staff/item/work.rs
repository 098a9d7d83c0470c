//! What a unit does with an item it has planned: progress, another day, done, on again.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::{Draft, missing, seen};
use super::super::problem::{ACTIVE, crumb, path};
use super::super::sent::Sent;
use super::find_item;
use crate::component::Choice;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date_iso, t_code};
use axum::extract::Path;
use massline_domain::Refusal;
use massline_domain::item::{Command, RuleAnswer};
use massline_service::Right;
use maud::html;

/// The things this page does, by the last part of their path.
const ACTS: [&str; 4] = ["progress", "deadline", "finish", "resume"];
/// The answers to the question of the rule.
const RULES: [&str; 3] = ["new", "revised", "not_needed"];

/// `GET /staff/problems/{problem}/items/{item}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((problem, item, act)): Path<(String, String, String)>,
) -> Answer {
    desk.must(Right::WorkForUnit)?;
    render(&desk, &problem, &item, known(&act)?, &Draft::new()).await
}

/// `POST /staff/problems/{problem}/items/{item}/{act}`
pub(in super::super) async fn post(
    Path((problem, item, act)): Path<(String, String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    let found = find_item(&desk, &problem, &item).await?;
    let act = known(&act)?;
    if let Some(wrong) = missing(desk.lang, &form, required(act)) {
        return render(&desk, &problem, &item, act, &Draft::again(form, wrong)).await;
    }
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let done = match command(act, &form) {
        Ok(command) => {
            desk.service
                .work_on_item(campaign, staff, found.item.item, command, seen(&form))
                .await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(()) => Ok(desk.go(&path(found.problem.problem), act)),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, &problem, &item, act, &Draft::again(form, wrong)).await
        }
    }
}

fn known(act: &str) -> Result<&'static str, Failure> {
    ACTS.into_iter()
        .find(|known| *known == act)
        .ok_or(Failure::NotFound)
}

/// The questions of each act that need an answer.
fn required(act: &str) -> &'static [&'static str] {
    match act {
        "progress" => &["progress"],
        "deadline" => &["deadline", "reason"],
        "finish" => &["result", "rule_kind", "rule"],
        _ => &[],
    }
}

fn command(act: &str, form: &FormData) -> Result<Command, Refusal> {
    let text = |name: &str| form.text(name).to_owned();
    Ok(match act {
        "progress" => Command::Progress {
            words: text("progress"),
        },
        "deadline" => Command::ChangeDeadline {
            deadline: form
                .text("deadline")
                .parse()
                .map_err(|_| Refusal::Empty { field: "deadline" })?,
            reason: text("reason"),
        },
        "finish" => Command::Finish {
            result: text("result"),
            rule: rule(form)?,
        },
        _ => Command::Resume,
    })
}

fn rule(form: &FormData) -> Result<RuleAnswer, Refusal> {
    let words = form.text("rule").to_owned();
    match form.text("rule_kind") {
        "new" => Ok(RuleAnswer::New { words }),
        "revised" => Ok(RuleAnswer::Revised { words }),
        "not_needed" => Ok(RuleAnswer::NotNeeded { words }),
        _ => Err(Refusal::Empty { field: "rule_kind" }),
    }
}

async fn render(
    desk: &Desk,
    problem: &str,
    item: &str,
    act: &'static str,
    draft: &Draft,
) -> Answer {
    let found = find_item(desk, problem, item).await?;
    let lang = desk.lang;
    let page = Act {
        code: act,
        path: format!(
            "{}/items/{}/{act}",
            path(found.problem.problem),
            found.item.item.number
        ),
        back: crumb(desk, found.problem.problem),
        active: ACTIVE,
        now: super::now(desk, &found),
        seen: Some(found.version),
        with_file: false,
        grave: false,
    };
    let rules: Vec<Choice> = RULES
        .iter()
        .map(|code| {
            Choice::new(*code, t_code(lang, "rule-name", code)).with_note(t_code(
                lang,
                "rule-means",
                code,
            ))
        })
        .collect();
    let today = date_iso(desk.today().0);
    Ok(desk.act(&page, draft, |ask| match act {
        "progress" => ask.paragraph("progress", ""),
        "deadline" => html! {
            (ask.day("deadline", &date_iso(found.item.deadline.0), Some(&today)))
            (ask.paragraph("reason", ""))
        },
        "finish" => html! {
            (ask.paragraph("result", ""))
            (ask.cards("rule_kind", &rules, ""))
            (ask.paragraph("rule", ""))
        },
        _ => html! {},
    }))
}
