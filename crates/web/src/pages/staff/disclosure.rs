//! Disclosures at the desk of the authority: what came, the envelopes to take away, and answers to
//! those who made them. Nothing here shows what they say.

use super::act::Act;
use super::desk::{Answer, Desk, Sheet};
use super::draft::{Draft, missing};
use super::sent::Sent;
use crate::component::{Choice, Column, Kind, Look, actions, day, empty_state, link_button, table};
use crate::errors::Failure;
use crate::i18n::{t, t_code};
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use massline_domain::Refusal;
use massline_domain::disclosure::{Disclosure, Outcome};
use massline_domain::id::Digest;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/disclosures";
/// Digits of an id that tell it from others on a page.
const SHORT: usize = 12;

/// `GET /staff/disclosures`
pub(super) async fn list(desk: Desk) -> super::desk::Answer {
    desk.must(Right::Inspect)?;
    let lang = desk.lang;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let all = desk.service.disclosures(campaign, staff).await?;
    let title = t(lang, "disclosures-title");
    let columns = [
        Column::new(Kind::Text, t(lang, "disclosures-id")),
        Column::new(Kind::Day, t(lang, "my-disclosure-day")),
        Column::new(Kind::Text, t(lang, "disclosures-state")),
        Column::new(Kind::Text, t(lang, "disclosures-do")),
    ];
    let rows: Vec<Vec<Markup>> = all.iter().map(|(id, one)| row(&desk, *id, one)).collect();
    let file = lang.path(&format!("{PATH}/envelopes"));
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "disclosures-lead")) }
        @if rows.is_empty() { (empty_state(&t(lang, "disclosures-none"), None)) }
        @else {
            (actions(link_button(Look::Main, &file, &t(lang, "disclosures-take"))))
            p { (t(lang, "disclosures-open")) " " code { "massline disclosure open --key FILE envelopes.jsonl" } }
            (table(&title, &columns, &rows))
        }
    };
    let sheet = Sheet {
        title: &title,
        active: PATH,
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn short(id: Digest) -> String {
    id.to_string().chars().take(SHORT).collect()
}

fn row(desk: &Desk, id: Digest, one: &Disclosure) -> Vec<Markup> {
    let lang = desk.lang;
    let href = lang.path(&format!("{PATH}/{id}/answer"));
    let state = match one.answers.last() {
        None => t(lang, "disclosures-new"),
        Some(answer) => t_code(lang, "disclosure-outcome", answer.outcome.code()),
    };
    vec![
        html! { code { (short(id)) } },
        one.received.map(|on| day(lang, on.0)).unwrap_or_default(),
        html! { (state) },
        html! { a href=(href) { (t(lang, "act-disclosure-answer")) } },
    ]
}

/// `GET /staff/disclosures/envelopes`
pub(super) async fn envelopes(desk: Desk) -> Answer {
    desk.must(Right::Inspect)?;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let mut lines = String::new();
    for one in desk.service.envelopes(campaign, staff).await? {
        let value = serde_json::json!({
            "disclosure": one.disclosure, "day": one.day, "envelope": one.envelope,
        });
        lines.push_str(&value.to_string());
        lines.push('\n');
    }
    let name = format!("attachment; filename=\"envelopes-{}.jsonl\"", desk.today());
    let headers = [
        (CONTENT_TYPE, "application/x-ndjson".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, lines).into_response())
}

/// `GET /staff/disclosures/{disclosure}/answer`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    desk.must(Right::Inspect)?;
    Ok(render(&desk, known(&desk, &id).await?, &Draft::new()))
}

/// `POST /staff/disclosures/{disclosure}/answer`
pub(super) async fn post(Path(id): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::Inspect)?;
    let id = known(&desk, &id).await?;
    let required = ["disclosure_outcome", "disclosure_answer"];
    if let Some(wrong) = missing(desk.lang, &form, &required) {
        return Ok(render(&desk, id, &Draft::again(form, wrong)));
    }
    let field = "disclosure_outcome";
    let done = match Outcome::from_code(form.text(field)) {
        None => Err(ServiceError::Refused(Refusal::Empty { field })),
        Some(outcome) => {
            let answer = (outcome, form.text("disclosure_answer"));
            let (campaign, staff) = (&desk.campaign, &desk.staff);
            desk.service
                .answer_disclosure(campaign, staff, id, answer)
                .await
        }
    };
    match done {
        Ok(()) => Ok(desk.go(PATH, "disclosure-answer")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render(&desk, id, &Draft::again(form, wrong)))
        }
    }
}

async fn known(desk: &Desk, id: &str) -> Result<Digest, Failure> {
    let id: Digest = id.parse().map_err(|_| Failure::NotFound)?;
    let all = desk
        .service
        .disclosures(&desk.campaign, &desk.staff)
        .await?;
    let found = all.iter().any(|(one, _)| *one == id);
    found.then_some(id).ok_or(Failure::NotFound)
}

fn render(desk: &Desk, id: Digest, draft: &Draft) -> Response {
    let lang = desk.lang;
    let page = Act {
        code: "disclosure-answer",
        path: format!("{PATH}/{id}/answer"),
        back: (PATH.to_owned(), t(lang, "disclosures-title")),
        active: PATH,
        now: html! { p { code { (short(id)) } } },
        seen: None,
        with_file: false,
        grave: false,
    };
    let outcomes = Outcome::ALL
        .map(|one| Choice::new(one.code(), t_code(lang, "disclosure-outcome", one.code())));
    desk.act(&page, draft, |ask| {
        html! {
            (ask.cards("disclosure_outcome", &outcomes, ""))
            (ask.paragraph("disclosure_answer", ""))
        }
    })
}

/// Disclosures that nobody has answered.
pub(super) async fn todos(desk: &Desk) -> Result<Vec<super::home::Todo>, Failure> {
    let all = desk
        .service
        .disclosures(&desk.campaign, &desk.staff)
        .await?;
    let open = all.iter().filter(|(_, one)| one.answers.is_empty());
    let number = open.count() as u64;
    let todo = super::home::Todo {
        code: "disclosures",
        number,
        name: None,
        by: None,
        href: PATH.to_owned(),
    };
    Ok(Vec::from_iter((number > 0).then_some(todo)))
}
