//! Showing something: how it was, how it is now, a paper, a number; with a file if there is
//! one.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::{Draft, missing, seen};
use super::super::problem::{ACTIVE, crumb, path};
use super::super::sent::Sent;
use super::super::upload::{uploaded, wrong_file};
use super::find_item;
use crate::component::Choice;
use crate::form_data::FormData;
use crate::i18n::t_code;
use axum::extract::Path;
use massline_domain::Refusal;
use massline_domain::id::ItemId;
use massline_domain::item::{Evidence, EvidenceKind};
use massline_service::public_file::Media;
use massline_service::{Right, ServiceError};
use maud::html;

/// `GET /staff/problems/{problem}/items/{item}/evidence`
pub(in super::super) async fn show(
    desk: Desk,
    Path((problem, item)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::WorkForUnit)?;
    render(&desk, &problem, &item, &Draft::new()).await
}

/// `POST /staff/problems/{problem}/items/{item}/evidence`
pub(in super::super) async fn post(
    Path((problem, item)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    let found = find_item(&desk, &problem, &item).await?;
    if let Some(wrong) = missing(desk.lang, &form, &["kind", "evidence"]) {
        return render(&desk, &problem, &item, &Draft::again(form, wrong)).await;
    }
    let wrong = match add(&desk, found.item.item, &form).await {
        Ok(()) => return Ok(desk.go(&path(found.problem.problem), "evidence")),
        Err(error) => wrong_file(&desk, &Media::ALL, error)?,
    };
    render(&desk, &problem, &item, &Draft::again(form, wrong)).await
}

async fn add(desk: &Desk, item: ItemId, form: &FormData) -> Result<(), ServiceError> {
    let evidence = evidence(form)?;
    let file = uploaded(form, &Media::ALL).await?;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let service = &desk.service;
    service
        .add_evidence(campaign, staff, item, evidence, file, seen(form))
        .await
}

fn evidence(form: &FormData) -> Result<Evidence, Refusal> {
    let kind = EvidenceKind::from_code(form.text("kind"));
    Ok(Evidence {
        kind: kind.ok_or(Refusal::Empty { field: "kind" })?,
        words: form.text("evidence").to_owned(),
        link: Some(form.text("link").trim().to_owned()).filter(|link| !link.is_empty()),
        file: None,
    })
}

async fn render(desk: &Desk, problem: &str, item: &str, draft: &Draft) -> Answer {
    let found = find_item(desk, problem, item).await?;
    let lang = desk.lang;
    let page = Act {
        code: "evidence",
        path: format!(
            "{}/items/{}/evidence",
            path(found.problem.problem),
            found.item.item.number
        ),
        back: crumb(desk, found.problem.problem),
        active: ACTIVE,
        now: super::now(desk, &found),
        seen: Some(found.version),
        with_file: true,
        grave: false,
    };
    let kinds: Vec<Choice> = EvidenceKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), t_code(lang, "evidence-kind", kind.code())))
        .collect();
    Ok(desk.act(&page, draft, |ask| {
        html! {
            (ask.cards("kind", &kinds, ""))
            (ask.paragraph("evidence", ""))
            (ask.file("file", &Media::ALL.map(Media::name).join(","), true))
            (ask.maybe_line("link", ""))
        }
    }))
}
