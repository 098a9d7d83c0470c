//! An existing ledger from a file: the office lists its problems, the unit plans its rows.

use super::super::act::Act;
use super::super::desk::{Answer, Desk, Sheet};
use super::super::draft::{Draft, Wrong, missing};
use super::super::problem::unit_choices;
use super::super::sent::Sent;
use crate::component::{Choice, Column, Kind, Look, Stat, actions, link_button, stats, table};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{Lang, count, refusal_text, t, t_args};
use crate::pages::names;
use axum::response::Response;
use massline_service::ledger_import::{
    Answers, LedgerError, LedgerFile, LedgerReport, Listing, MOST_ROWS, NotTaken,
};
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// Where this page is.
const PATH: &str = "/staff/ledger/import";

fn is_office(desk: &Desk) -> Result<bool, Failure> {
    if desk.staff.may(Right::KeepProblems) {
        return Ok(true);
    }
    desk.must(Right::WorkForUnit)?;
    Ok(false)
}

/// `GET /staff/ledger/import`
pub(in super::super) async fn show(desk: Desk) -> Answer {
    let office = is_office(&desk)?;
    Ok(render(&desk, office, &Draft::new()))
}

/// `POST /staff/ledger/import`
pub(in super::super) async fn post(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    let office = is_office(&desk)?;
    let required: &[&'static str] = if office {
        &["ledger_unit", "source"]
    } else {
        &["for_whom", "relying_on", "who_am_i"]
    };
    let mut wrong = missing(desk.lang, &form, required);
    if wrong.is_none() {
        let Some(file) = form.file("table_file") else {
            let text = t(desk.lang, "indicator-no-file");
            let draft = Draft::again(form, Wrong::field("table_file", text));
            return Ok(render(&desk, office, &draft));
        };
        let file = LedgerFile {
            name: file.name.clone(),
            bytes: file.bytes.to_vec(),
        };
        match carry_out(&desk, office, &form, file).await {
            Ok(report) => return Ok(told(&desk, office, &report)),
            Err(error) => wrong = Some(wrong_file(&desk, error)?),
        }
    }
    let wrong = wrong.unwrap_or_else(|| Wrong::field("table_file", String::new()));
    Ok(render(&desk, office, &Draft::again(form, wrong)))
}

async fn carry_out(
    desk: &Desk,
    office: bool,
    form: &FormData,
    file: LedgerFile,
) -> Result<LedgerReport, LedgerError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let text = |name: &str| form.text(name).to_owned();
    if office {
        let listing = Listing {
            unit: text("ledger_unit"),
            source: text("source"),
            language: desk.lang.tag().to_owned(),
        };
        service
            .list_from_ledger(campaign, staff, &listing, file)
            .await
    } else {
        let answers = Answers {
            for_whom: text("for_whom"),
            relying_on: text("relying_on"),
            who_am_i: text("who_am_i"),
        };
        service
            .plan_from_ledger(campaign, staff, &answers, file)
            .await
    }
}

fn wrong_file(desk: &Desk, error: LedgerError) -> Result<Wrong, Failure> {
    let lang = desk.lang;
    let text = match error {
        LedgerError::Service(ServiceError::Forbidden) => {
            return Err(ServiceError::Forbidden.into());
        }
        LedgerError::Service(error) => return desk.wrong(error),
        LedgerError::Table(_) => t(lang, "indicator-no-table"),
        LedgerError::NoProblems => t(lang, "ledger-import-no-problems"),
        LedgerError::Rows(_) => t_args(
            lang,
            "indicator-rows",
            &[("most", (MOST_ROWS as u64).into())],
        ),
    };
    Ok(Wrong::field("table_file", text))
}

fn render(desk: &Desk, office: bool, draft: &Draft) -> Response {
    let lang = desk.lang;
    let code = if office {
        "ledger-list"
    } else {
        "ledger-import"
    };
    let page = Act {
        code,
        path: PATH.to_owned(),
        back: ("/staff/ledger".to_owned(), t(lang, "ledger-title")),
        active: "/staff/ledger",
        now: html! {},
        seen: None,
        with_file: true,
        grave: false,
    };
    let sources: Vec<Choice> = desk
        .campaign
        .charter
        .sources
        .iter()
        .map(|one| Choice::new(&one.id, names::pick(lang, &one.name)))
        .collect();
    desk.act(&page, draft, |ask| {
        html! {
            (ask.file("table_file", ".xlsx,.ods,.csv,.tsv", false))
            @if office {
                (ask.choose("ledger_unit", &unit_choices(desk, None), "", None))
                (ask.choose("source", &sources, "", None))
            } @else {
                p { (t(lang, "ledger-import-answers")) }
                (ask.paragraph("for_whom", ""))
                (ask.paragraph("relying_on", ""))
                (ask.paragraph("who_am_i", ""))
            }
        }
    })
}

/// What came of it: every row has its place, or its reason.
fn told(desk: &Desk, office: bool, report: &LedgerReport) -> Response {
    let lang = desk.lang;
    let title = t(lang, "ledger-import-done");
    let figure = |number: u64, key: &str| Stat {
        number: count(number),
        label: t(lang, key),
        ..Stat::default()
    };
    let taken = if office {
        "ledger-import-listed"
    } else {
        "ledger-import-planned"
    };
    let left = report.left.len() as u64;
    let body = html! {
        h1 { (title) }
        (stats(&[
            figure(report.taken, taken),
            figure(report.known, "ledger-import-known"),
            figure(left, "ledger-import-left"),
        ]))
        @if left > 0 { (not_taken(lang, report)) }
        (actions(html! {
            (link_button(Look::Main, &lang.path("/staff/ledger"), &t(lang, "ledger-title")))
            (link_button(Look::Second, &lang.path(PATH), &t(lang, "ledger-import-again")))
        }))
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/ledger",
        crumbs: vec![("/staff/ledger".to_owned(), t(lang, "ledger-title"))],
        wide: true,
        ..Sheet::default()
    };
    desk.page(&sheet, body)
}

fn not_taken(lang: Lang, report: &LedgerReport) -> Markup {
    let columns = [
        Column::new(Kind::Number, t(lang, "ledger-import-line")),
        Column::new(Kind::Text, t(lang, "ledger-column-problem")),
        Column::new(Kind::Text, t(lang, "ledger-import-why")),
    ];
    let rows: Vec<Vec<Markup>> = report
        .left
        .iter()
        .map(|(line, problem, why)| {
            vec![
                html! { (line) },
                html! { (problem) },
                html! { (reason(lang, why)) },
            ]
        })
        .collect();
    html! {
        p { (t(lang, "ledger-import-left-do")) }
        (table(&t(lang, "ledger-import-left"), &columns, &rows))
    }
}

fn reason(lang: Lang, why: &NotTaken) -> String {
    match why {
        NotTaken::Unreadable => t(lang, "ledger-import-unreadable"),
        NotTaken::NoProblem => t(lang, "ledger-import-no-problem"),
        NotTaken::NoDay => t(lang, "ledger-import-no-day"),
        NotTaken::Refused(refusal) => match refusal.field() {
            Some(field) => {
                let name = crate::i18n::t_code(lang, "ask", field);
                let why = refusal_text(lang, refusal);
                t_args(
                    lang,
                    "ledger-import-field",
                    &[("field", name.into()), ("why", why.into())],
                )
            }
            None => refusal_text(lang, refusal),
        },
    }
}
