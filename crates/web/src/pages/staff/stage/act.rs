//! What is done with a stage: the unit tells the public, the team signs or puts it off.

use super::PATH;
use crate::component::told;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date_iso, t};
use crate::pages::names;
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing, seen};
use crate::pages::staff::sent::Sent;
use crate::pages::stage::parts;
use axum::extract::Path;
use massline_domain::Refusal;
use massline_domain::id::UnitCode;
use massline_service::{Right, ServiceError};
use maud::html;

/// The things this page does, by the last part of their path, with the right each needs.
const ACTS: [(&str, Right); 3] = [
    ("report", Right::WorkForUnit),
    ("sign", Right::Supervise),
    ("postpone", Right::Supervise),
];

/// `GET /staff/stages/{unit}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((unit, act)): Path<(String, String)>,
) -> Answer {
    let (unit, act) = known(&desk, &unit, &act).await?;
    render(&desk, &unit, act, &Draft::new()).await
}

/// `POST /staff/stages/{unit}/{act}`
pub(in super::super) async fn post(
    Path((unit, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    let (unit, act) = known(&desk, &unit, &act).await?;
    let required: &[&'static str] = match act {
        "report" => &["stage_report"],
        "sign" => &["stage_note"],
        _ => &["until", "reason"],
    };
    if let Some(wrong) = missing(desk.lang, &form, required) {
        return render(&desk, &unit, act, &Draft::again(form, wrong)).await;
    }
    match carry_out(&desk, &unit, act, &form).await {
        Ok(()) => Ok(desk.go(PATH, &format!("stage-{act}"))),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, &unit, act, &Draft::again(form, wrong)).await
        }
    }
}

async fn known(desk: &Desk, unit: &str, act: &str) -> Result<(UnitCode, &'static str), Failure> {
    let found = ACTS.into_iter().find(|(known, _)| *known == act);
    let (act, right) = found.ok_or(Failure::NotFound)?;
    desk.must(right)?;
    let unit: UnitCode = unit.parse().map_err(|_| Failure::NotFound)?;
    let may = if act == "report" {
        unit == desk.staff.unit
    } else {
        let (campaign, staff) = (&desk.campaign, &desk.staff);
        let read = desk.service.units_read(campaign, staff).await?;
        read.contains(&unit)
    };
    if may {
        Ok((unit, act))
    } else {
        Err(ServiceError::Forbidden.into())
    }
}

async fn carry_out(
    desk: &Desk,
    unit: &UnitCode,
    act: &str,
    form: &FormData,
) -> Result<(), ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let text = |name: &str| form.text(name).to_owned();
    match act {
        "report" => {
            let talked = form.text("stage_talked").parse().ok();
            let told = (text("stage_report"), hours(form)?, talked);
            service
                .report_stage(campaign, staff, told, seen(form))
                .await
        }
        "sign" => {
            let note = text("stage_note");
            service
                .sign_stage(campaign, staff, unit, note, seen(form))
                .await
        }
        _ => {
            let until = text("until");
            let until = until
                .parse()
                .map_err(|_| Refusal::Empty { field: "until" })?;
            let reason = text("reason");
            service
                .postpone_stage(campaign, staff, unit, until, reason, seen(form))
                .await
        }
    }
}

/// Hours, where some are said.
fn hours(form: &FormData) -> Result<Option<u16>, Refusal> {
    let text = form.text("stage_hours").trim();
    if text.is_empty() {
        return Ok(None);
    }
    let what = "hours";
    let hours = text.parse().map_err(|_| Refusal::OutOfOrder { what })?;
    Ok(Some(hours))
}

async fn render(desk: &Desk, unit: &UnitCode, act: &'static str, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let (found, version) = desk.service.stage_of(&desk.campaign, unit).await?;
    let view = desk.stage_view();
    let code = format!("stage-{act}");
    let current = found.current(&desk.campaign);
    let now = html! {
        @if let Some(stage) = current {
            p { b { (names::pick(lang, &found.unit.name)) } (lang.pick("：", ": ")) (names::pick(lang, &stage.name)) }
            (parts::gates(&view, &found, stage))
        }
    };
    let report = current
        .and_then(|stage| found.way.step(&stage.id))
        .and_then(|step| step.report.as_ref());
    let page = Act {
        code: &code,
        path: format!("{PATH}/{unit}/{act}"),
        back: (PATH.to_owned(), t(lang, "staff-stages-title")),
        active: PATH,
        now: html! {
            (now)
            @if let Some(report) = report.filter(|_| act != "report") {
                h3 { (t(lang, "stage-report")) }
                (told(lang, &report.words))
            }
        },
        seen: Some(version),
        with_file: false,
        grave: false,
    };
    let earliest = date_iso(desk.today().plus(1).0);
    let told = report.map_or("", |report| report.words.as_str());
    let today = crate::i18n::date_iso(desk.today().0);
    let hours_told = report.and_then(|report| report.hours);
    let hours_told = hours_told
        .map(|hours| hours.to_string())
        .unwrap_or_default();
    Ok(desk.act(&page, draft, |ask| match act {
        "report" => html! {
            (ask.paragraph("stage_report", told))
            (ask.maybe_number("stage_hours", &hours_told))
            @if !found.facts.no_talk { (ask.maybe_day("stage_talked", &today)) }
        },
        "sign" => ask.paragraph("stage_note", ""),
        _ => html! {
            (ask.day("until", "", Some(&earliest)))
            (ask.paragraph("reason", ""))
        },
    }))
}
