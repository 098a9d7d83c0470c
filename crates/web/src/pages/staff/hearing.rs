//! The plan of hearing at the desk: fixed by the office, changed only with a reason.

use super::act::Act;
use super::ask::Ask;
use super::desk::{Answer, Desk};
use super::draft::{Draft, Wrong, missing, seen};
use super::sent::Sent;
use crate::component::{Field, InputKind, text_input};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{Lang, date_iso, t};
use crate::pages::hearing::summary;
use crate::pages::names;
use axum::response::Response;
use massline_domain::charter::Named;
use massline_domain::hearing::{Command, Numbers, Targets};
use massline_domain::{Day, Refusal};
use massline_service::Right;
use massline_service::hearing::HearingView;
use maud::{Markup, html};

/// Where this page is.
const PATH: &str = "/staff/hearing";

/// `GET /staff/hearing`
pub(super) async fn show(desk: Desk) -> Answer {
    desk.must(Right::PlanHearing)?;
    let view = desk.service.hearing(&desk.campaign).await?;
    Ok(render(&desk, &view, &Draft::new()))
}

/// `POST /staff/hearing`
pub(super) async fn post(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::PlanHearing)?;
    let view = desk.service.hearing(&desk.campaign).await?;
    if let Some(wrong) = missing(desk.lang, &form, &["hearing_by"]) {
        return Ok(render(&desk, &view, &Draft::again(form, wrong)));
    }
    let command = match command(&desk, &form) {
        Ok(command) => command,
        Err(wrong) => return Ok(render(&desk, &view, &Draft::again(form, wrong))),
    };
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let done = service.plan_hearing(campaign, staff, command, seen(&form));
    match done.await {
        Ok(()) => Ok(desk.go("/staff/stages", "hearing")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render(&desk, &view, &Draft::again(form, wrong)))
        }
    }
}

fn command(desk: &Desk, form: &FormData) -> Result<Command, Wrong> {
    let charter = &desk.campaign.charter;
    let field = "hearing_by";
    let by: Option<Day> = form.text(field).parse().ok();
    let empty = || {
        let text = crate::i18n::refusal_text(desk.lang, &Refusal::Empty { field });
        Wrong::field(field, text)
    };
    Ok(Command {
        targets: Targets {
            groups: numbers(desk.lang, form, "group", &charter.groups)?,
            channels: numbers(desk.lang, form, "channel", &charter.channels)?,
        },
        by: by.ok_or_else(empty)?,
        reason: form.text("hearing_reason").to_owned(),
    })
}

fn numbers(lang: Lang, form: &FormData, kind: &str, all: &[Named]) -> Result<Numbers, Wrong> {
    let mut found = Numbers::new();
    for one in all {
        let name = format!("{kind}-{}", one.id);
        let text = form.text(&name).trim();
        if !text.is_empty() {
            let number = text
                .parse()
                .map_err(|_| Wrong::field(&name, t(lang, "hearing-no-number")))?;
            found.insert(one.id.clone(), number);
        }
    }
    Ok(found)
}

fn render(desk: &Desk, view: &HearingView, draft: &Draft) -> Response {
    let lang = desk.lang;
    let page = Act {
        code: "hearing",
        path: PATH.to_owned(),
        back: ("/staff/stages".to_owned(), t(lang, "staff-stages-title")),
        active: "/staff/stages",
        now: now(lang, view),
        seen: Some(view.seen),
        with_file: false,
        grave: false,
    };
    desk.act(&page, draft, |ask| questions(desk, view, &ask))
}

/// How far it is, and where everyone reads it.
fn now(lang: Lang, view: &HearingView) -> Markup {
    html! {
        @if let Some(summary) = summary(lang, view) {
            p { (summary) " " a href=(lang.path("/reach#plan")) { (t(lang, "hearing-to-public")) } }
        }
    }
}

fn questions(desk: &Desk, view: &HearingView, ask: &Ask<'_>) -> Markup {
    let (lang, charter) = (desk.lang, &desk.campaign.charter);
    let stored = view.hearing.plan.as_ref();
    let targets = stored.map(|plan| plan.targets.clone()).unwrap_or_default();
    let by = stored.map(|plan| plan.by.to_string()).unwrap_or_default();
    let today = date_iso(desk.today().0);
    html! {
        h2 { (t(lang, "hearing-groups")) }
        (lines(ask, "group", &charter.groups, &targets.groups))
        h2 { (t(lang, "hearing-channels")) }
        (lines(ask, "channel", &charter.channels, &targets.channels))
        (ask.day("hearing_by", &by, Some(&today)))
        @if stored.is_some() { (ask.paragraph("hearing_reason", "")) }
    }
}

/// A number for each group or channel; none where it has no target.
fn lines(ask: &Ask<'_>, kind: &str, all: &[Named], stored: &Numbers) -> Markup {
    html! {
        @for one in all {
            @let name = format!("{kind}-{}", one.id);
            @let before = stored.get(&one.id).map(u32::to_string).unwrap_or_default();
            @let field = Field {
                name: &name,
                label: names::pick(ask.lang, &one.name),
                hint: None,
                error: ask.draft.error(&name),
                optional: true,
            };
            (text_input(ask.lang, &field, InputKind::Number, ask.draft.value(&name, &before)))
        }
    }
}

/// What the office does about the plan: fix one where a gate asks for it, or go and hear whom it
/// still misses as its day comes near.
pub(super) async fn todos(desk: &Desk) -> Result<Vec<super::home::Todo>, Failure> {
    use massline_domain::gate::Condition;
    let charter = &desk.campaign.charter;
    let mut gates = charter.stages.iter().flat_map(|stage| &stage.gate);
    let asked = gates.any(|gate| gate.needs.contains(&Condition::PlanHeard));
    let view = desk.service.hearing(&desk.campaign).await?;
    let (code, number, by) = match &view.hearing.plan {
        None if asked => ("plan-hearing", 0, None),
        Some(plan) if view.missed() > 0 => {
            let ahead = i32::from(charter.time.remind_days);
            if plan.by.since(desk.today()) > ahead {
                return Ok(Vec::new());
            }
            ("hear-more", view.missed(), Some(plan.by))
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![super::home::Todo {
        code,
        number,
        name: None,
        by,
        href: PATH.to_owned(),
    }])
}
