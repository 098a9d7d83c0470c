//! Readings from a file of the unit's own service figures.

use super::{path, subject};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{Lang, refusal_text, t, t_args};
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, Wrong, missing, seen};
use crate::pages::staff::sent::Sent;
use axum::extract::Path;
use massline_domain::indicator::{Reading, Subject};
use massline_service::readings::{LineReading, MOST_ROWS, ReadingsError, readings};
use massline_service::{Right, ServiceError};
use maud::html;

/// The most lines that are named when they cannot be read.
const MOST_LINES: usize = 8;

/// `GET /staff/indicators/{subject}/{number}/table`
pub(in super::super) async fn show(
    desk: Desk,
    Path((text, number)): Path<(String, u32)>,
) -> Answer {
    desk.must(Right::WorkForUnit)?;
    render(&desk, (&text, number), &Draft::new()).await
}

/// `POST /staff/indicators/{subject}/{number}/table`
pub(in super::super) async fn post(
    Path((text, number)): Path<(String, u32)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    let about = (subject(&desk, &text).await?, number);
    let mut wrong = missing(desk.lang, &form, &["source_of"]);
    if wrong.is_none() {
        match from_file(desk.lang, &form) {
            Ok(lines) => match measure(&desk, about, lines, &form).await? {
                None => return Ok(desk.go(&path(&text), "indicator-table")),
                refused => wrong = refused,
            },
            Err(text) => wrong = Some(Wrong::field("table_file", text)),
        }
    }
    let draft = Draft::again(
        form,
        wrong.unwrap_or_else(|| Wrong::field("table_file", String::new())),
    );
    render(&desk, (&text, number), &draft).await
}

fn from_file(lang: Lang, form: &FormData) -> Result<Vec<LineReading>, String> {
    let Some(file) = form.file("table_file") else {
        return Err(t(lang, "indicator-no-file"));
    };
    let source = form.text("source_of");
    readings(&file.name, file.bytes.to_vec(), source).map_err(|error| match error {
        ReadingsError::Table(_) => t(lang, "indicator-no-table"),
        ReadingsError::Lines(lines) => {
            let some: Vec<String> = lines.iter().take(MOST_LINES).map(u64::to_string).collect();
            let args = [
                ("n", (lines.len() as u64).into()),
                ("lines", some.join(lang.pick("、", ", ")).into()),
            ];
            t_args(lang, "indicator-bad-lines", &args)
        }
        ReadingsError::Rows(_) => t_args(
            lang,
            "indicator-rows",
            &[("most", (MOST_ROWS as u64).into())],
        ),
    })
}

/// Nothing where all is written down; otherwise what is wrong, and on which line.
async fn measure(
    desk: &Desk,
    about: (Subject, u32),
    lines: Vec<LineReading>,
    form: &FormData,
) -> Result<Option<Wrong>, Failure> {
    let all: Vec<Reading> = lines.iter().map(|one| one.reading.clone()).collect();
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let done = desk
        .service
        .measure_all(campaign, staff, about, all, seen(form));
    match done.await {
        Ok(_) => Ok(None),
        Err((place, ServiceError::Refused(refusal))) => {
            let line = lines.get(place).map_or(0, |one| one.line);
            let why = refusal_text(desk.lang, &refusal);
            let args = [("line", line.into()), ("why", why.into())];
            let text = t_args(desk.lang, "indicator-bad-line", &args);
            Ok(Some(Wrong::field("table_file", text)))
        }
        Err((_, error)) => Ok(Some(desk.wrong(error)?)),
    }
}

async fn render(desk: &Desk, (text, number): (&str, u32), draft: &Draft) -> Answer {
    let subject = subject(desk, text).await?;
    let (found, version) = desk.service.indicators(&desk.campaign, &subject).await?;
    let one = found.get(number).ok_or(Failure::NotFound)?;
    let page = Act {
        code: "indicator-table",
        path: format!("{}/{number}/table", path(text)),
        back: (path(text), t(desk.lang, "indicators-title")),
        active: "/staff/problems",
        now: html! { p { b { (one.goal.name) } " · " (one.goal.measure) } },
        seen: Some(version),
        with_file: true,
        grave: false,
    };
    Ok(desk.act(&page, draft, |ask| {
        html! {
            (ask.file("table_file", ".csv,.xlsx,.ods,.tsv", false))
            (ask.line("source_of", ""))
        }
    }))
}
