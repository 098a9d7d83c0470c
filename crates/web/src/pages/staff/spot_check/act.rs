//! What is done with a spot-check: fixed, drawn, written down.

use super::PATH;
use crate::component::Choice;
use crate::errors::Failure;
use crate::i18n::{t, t_code};
use crate::pages::spot_check::target_name;
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing};
use crate::pages::staff::sent::{Sent, number};
use axum::extract::Path;
use massline_domain::id::{ItemId, ProblemId, SpotCheckId, UnitCode};
use massline_domain::spot_check::Target;
use massline_service::{Right, ServiceError};
use maud::html;

/// `GET /staff/spot-checks/new`
pub(in super::super) async fn show_new(desk: Desk) -> Answer {
    desk.must(Right::Supervise)?;
    render_new(&desk, &Draft::new()).await
}

/// `POST /staff/spot-checks/new`
pub(in super::super) async fn post_new(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::Supervise)?;
    if let Some(wrong) = missing(desk.lang, &form, &["units", "wanted"]) {
        return render_new(&desk, &Draft::again(form, wrong)).await;
    }
    let units = form.all("units").filter_map(|code| code.parse().ok());
    let (units, wanted) = (units.collect(), form.text("wanted").parse().unwrap_or(0));
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let fixed = desk
        .service
        .fix_spot_check(campaign, staff, units, wanted)
        .await;
    match fixed {
        Ok(_) => Ok(desk.go(PATH, "check-new")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render_new(&desk, &Draft::again(form, wrong)).await
        }
    }
}

async fn render_new(desk: &Desk, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let read = desk.service.units_read(&desk.campaign, &desk.staff).await?;
    let choice = |unit: &UnitCode| (Choice::new(unit.as_str(), desk.unit_name(unit)), false);
    let units: Vec<(Choice, bool)> = read.iter().map(choice).collect();
    let page = Act {
        code: "check-new",
        path: format!("{PATH}/new"),
        back: (PATH.to_owned(), t(lang, "checks-title")),
        active: "/staff/stages",
        now: html! {},
        seen: None,
        with_file: false,
        grave: false,
    };
    let how_many = ["3", "5", "10", "20"].map(|n| Choice::new(n, n));
    Ok(desk.act(&page, draft, |ask| {
        html! {
            (ask.several("units", &units, |choice| html! { (choice.label) }))
            (ask.choose("wanted", &how_many, "5", None))
        }
    }))
}

/// `POST /staff/spot-checks/{check}/draw`
pub(in super::super) async fn draw(Path(check): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, .. } = sent;
    desk.must(Right::Supervise)?;
    let id = SpotCheckId(number(&check)?);
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    match desk.service.draw_spot_check(campaign, staff, id).await {
        Ok(()) => Ok(desk.go(PATH, "check-draw")),
        Err(ServiceError::Refused(massline_domain::Refusal::NotReady { .. })) => {
            Ok(desk.go(PATH, "check-not-sealed"))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /staff/spot-checks/{check}/{target}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((check, target)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::Supervise)?;
    let (id, target) = known(&check, &target)?;
    render(&desk, id, target, &Draft::new()).await
}

/// `POST /staff/spot-checks/{check}/{target}`
pub(in super::super) async fn post(
    Path((check, target)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::Supervise)?;
    let (id, target) = known(&check, &target)?;
    if let Some(wrong) = missing(desk.lang, &form, &["holds", "seen_there"]) {
        return render(&desk, id, target, &Draft::again(form, wrong)).await;
    }
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let (yes, no) = (form.text("holds") == "yes", form.text("holds") == "no");
    if !yes && !no {
        return Err(Failure::NotFound);
    }
    let seen = (
        target,
        form.text("holds") == "yes",
        form.text("seen_there").to_owned(),
    );
    match desk
        .service
        .find_at_spot_check(campaign, staff, id, seen)
        .await
    {
        Ok(()) => Ok(desk.go(PATH, "check-find")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, id, target, &Draft::again(form, wrong)).await
        }
    }
}

fn known(check: &str, target: &str) -> Result<(SpotCheckId, Target), Failure> {
    let id = SpotCheckId(number(check)?);
    let mut parts = target.split('-');
    let target = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("problem"), Some(problem), None, None) => {
            Target::Problem(ProblemId(number(problem)?))
        }
        (Some("item"), Some(problem), Some(item), None) => Target::Item(ItemId {
            problem: ProblemId(number(problem)?),
            number: number(item)?,
        }),
        _ => return Err(Failure::NotFound),
    };
    Ok((id, target))
}

async fn render(desk: &Desk, id: SpotCheckId, target: Target, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let all = desk.service.spot_checks(&desk.campaign).await?;
    let found = all.iter().find(|(one, _)| *one == id);
    let (_, check) = found.ok_or(Failure::NotFound)?;
    if check.by.as_ref() != Some(&desk.staff.unit) {
        return Err(ServiceError::Forbidden.into());
    }
    let page = Act {
        code: "check-find",
        path: format!("{PATH}/{}/{}", id.0, super::code(target)),
        back: (PATH.to_owned(), t(lang, "checks-title")),
        active: "/staff/stages",
        now: html! { p { b { (target_name(lang, target)) } } },
        seen: None,
        with_file: false,
        grave: matches!(target, Target::Problem(_)),
    };
    let yes_no = ["yes", "no"].map(|code| Choice::new(code, t_code(lang, "ask-holds", code)));
    Ok(desk.act(&page, draft, |ask| {
        html! { (ask.cards("holds", &yes_no, "")) (ask.paragraph("seen_there", "")) }
    }))
}
