//! A statement of the office, or one drawn from a voice: the office reads the redacted words,
//! makes one sentence of them and confirms it.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::Draft;
use super::super::sent::Sent;
use super::{ACTIVE, crumb, find, path};
use crate::component::{Voice, voice, words};
use crate::errors::Failure;
use crate::i18n::t;
use axum::extract::{Path, Query};
use massline_domain::consultation::statement::{Origin, STATEMENT_CHARS};
use massline_service::Right;
use massline_service::redact::REDACTED;
use massline_service::rows::ConsultationRow;
use maud::{Markup, html};
use serde::Deserialize;

/// The place of the voice to begin with, among those that are offered.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct From {
    voice: Option<usize>,
}

/// `GET /staff/consultations/{consultation}/seed`
pub(in super::super) async fn show(
    desk: Desk,
    Path(number): Path<String>,
    Query(from): Query<From>,
) -> Answer {
    desk.must(Right::Consult)?;
    let row = find(&desk, &number).await?;
    render(&desk, &row, from.voice, &Draft::new()).await
}

/// `POST /staff/consultations/{consultation}/seed`
pub(in super::super) async fn post(Path(number): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::Consult)?;
    let row = find(&desk, &number).await?;
    let at: Option<usize> = form.text("voice").parse().ok();
    let origin = if at.is_some() {
        Origin::Voice
    } else {
        Origin::Office
    };
    let language = match at {
        Some(_) => row.language.clone(),
        None => desk.lang.tag().to_owned(),
    };
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let text = form.text("statement");
    let seeded = desk
        .service
        .seed_statement(campaign, staff, row.consultation, text, &language, origin)
        .await;
    match seeded {
        Ok(_) => Ok(desk.go(&path(row.consultation), "seeded")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, &row, at, &Draft::again(form, wrong)).await
        }
    }
}

async fn render(
    desk: &Desk,
    row: &ConsultationRow,
    at: Option<usize>,
    draft: &Draft,
) -> Result<axum::response::Response, Failure> {
    let said = match at {
        Some(at) => voices(desk, row).await?.into_iter().nth(at),
        None => None,
    };
    let page = Act {
        code: "seed",
        path: format!("{}/seed", path(row.consultation)),
        back: crumb(desk, row),
        active: ACTIVE,
        now: now(desk, row, said.as_deref()),
        seen: None,
        with_file: false,
        grave: false,
    };
    let begin: String = said
        .iter()
        .flat_map(|text| text.chars())
        .take(STATEMENT_CHARS)
        .collect();
    let begin = begin.replace('\n', " ");
    Ok(desk.act(&page, draft, |ask| {
        html! {
            @if let (Some(at), true) = (at, said.is_some()) { input type="hidden" name="voice" value=(at); }
            (ask.words("statement", &begin, 3, STATEMENT_CHARS))
        }
    }))
}

fn now(desk: &Desk, row: &ConsultationRow, said: Option<&str>) -> Markup {
    let lang = desk.lang;
    html! {
        p { b { (words(lang, &row.language, &row.question)) } }
        @if let Some(text) = said {
            p .soft { (t(lang, "seed-from-voice")) }
            (voice(lang, &Voice { text, language: &row.language, day: None, channel: None, redaction: Some(REDACTED) }))
        }
    }
}

/// Typical voices of the problem a consultation is about, redacted.
pub(super) async fn voices(desk: &Desk, row: &ConsultationRow) -> Result<Vec<String>, Failure> {
    let Some(problem) = row.problem else {
        return Ok(Vec::new());
    };
    let service = &desk.service;
    Ok(service
        .seeds_from_voices(&desk.campaign, &desk.staff, problem)
        .await?)
}
