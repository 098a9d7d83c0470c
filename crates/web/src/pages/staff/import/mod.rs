//! Voices from a spreadsheet: look at how its columns are read, correct that, take it in.

mod report;

use super::act::Act;
use super::desk::{Answer, Desk};
use super::draft::{Draft, Wrong};
use super::sent::Sent;
use crate::component::{Choice, Column, Kind, table};
use crate::form_data::{FormData, Upload};
use crate::i18n::{t, t_args, t_code};
use axum::http::StatusCode;
use axum::response::Response;
use massline_service::Right;
use massline_service::import::{Collected, ImportError, ImportOptions, Sheet};
use massline_service::mapping::{Field, Mapping};
use massline_service::table::TableError;
use maud::{Markup, html};

/// The page's path.
const PATH: &str = "/staff/import";
/// The largest sheet taken on a page; larger ones go through `massline import`.
pub(super) const SHEET_BYTES: usize = 8_000_000;
/// Fields that can be put right by hand, in the order shown. What tells who spoke is never
/// taken in.
const FIELDS: [Field; 8] = [
    Field::Text,
    Field::Title,
    Field::Id,
    Field::Time,
    Field::Place,
    Field::Unit,
    Field::Channel,
    Field::Group,
];

/// `GET /staff/import`
pub(super) async fn show(desk: Desk) -> Answer {
    desk.must(Right::SortOpinions)?;
    Ok(render(&desk, &Draft::new(), None))
}

/// `POST /staff/import`: `do=look` shows how the sheet is read, `do=take` takes it in.
pub(super) async fn post(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::SortOpinions)?;
    let lang = desk.lang;
    let Some(upload) = form.file("sheet").cloned() else {
        let wrong = Wrong::field("sheet", t(lang, "import-no-file"));
        return Ok(render(&desk, &Draft::again(form, wrong), None));
    };
    let sheet = Sheet::Upload(upload.name.clone(), upload.bytes.to_vec());
    let options = options(&form, &upload);
    let looked = sheet.mapping(options.overrides.as_deref());
    let mapping = match looked {
        Ok(mapping) => mapping,
        Err(error) => return Ok(again(&desk, form, &error)),
    };
    if form.text("do") != "take" {
        let note = Wrong {
            status: StatusCode::OK,
            errors: Vec::new(),
            stale: false,
        };
        return Ok(render(&desk, &Draft::again(form, note), Some(&mapping)));
    }
    let mut sink = Collected::default();
    let taken = desk
        .service
        .import(
            &desk.campaign,
            Some(&desk.staff),
            &sheet,
            &options,
            &mut sink,
        )
        .await;
    match taken {
        Ok(counts) => Ok(report::page(&desk, &upload.name, &counts, &sink)),
        Err(ImportError::Table(error)) => Ok(again(&desk, form, &error)),
        Err(ImportError::Service(error)) => {
            let wrong = desk.wrong(error)?;
            Ok(render(&desk, &Draft::again(form, wrong), Some(&mapping)))
        }
        // The sink is memory; it cannot fail to be written.
        Err(ImportError::Sink(_)) => Err(crate::errors::Failure::Broken),
    }
}

fn options(form: &FormData, upload: &Upload) -> ImportOptions {
    let given: Vec<String> = FIELDS
        .iter()
        .map(|field| {
            (
                field.code(),
                form.text(&format!("map-{}", field.code())).trim(),
            )
        })
        .filter(|(_, column)| !column.is_empty())
        .map(|(code, column)| format!("{code}={column}"))
        .collect();
    let source = form.text("sheet_source").trim();
    let channel = form.text("channel");
    ImportOptions {
        source: if source.is_empty() {
            upload.name.clone()
        } else {
            source.to_owned()
        },
        overrides: (!given.is_empty()).then(|| given.join(",")),
        channel: (!channel.is_empty()).then(|| channel.to_owned()),
        receipts: form.ticked("receipts"),
    }
}

fn again(desk: &Desk, form: FormData, error: &TableError) -> Response {
    let (field, text) = match error {
        TableError::UnknownColumn {
            column, columns, ..
        } => (
            "map-text",
            t_args(
                desk.lang,
                "import-no-column",
                &[
                    ("column", column.as_str().into()),
                    ("columns", columns.join(desk.lang.pick("、", ", ")).into()),
                ],
            ),
        ),
        TableError::NoTextColumn { columns } => (
            "map-text",
            t_args(
                desk.lang,
                "import-no-text",
                &[("columns", columns.join(desk.lang.pick("、", ", ")).into())],
            ),
        ),
        other => ("sheet", t_code(desk.lang, "sheet", other.code())),
    };
    render(desk, &Draft::again(form, Wrong::field(field, text)), None)
}

fn render(desk: &Desk, draft: &Draft, mapping: Option<&Mapping>) -> Response {
    let lang = desk.lang;
    let page = Act {
        code: "import",
        path: PATH.to_owned(),
        back: ("/staff/inbox".to_owned(), t(lang, "inbox-title")),
        active: "/staff/inbox",
        now: html! {
            p { (t(lang, "import-kinds")) }
            @if let Some(mapping) = mapping { (columns(desk, mapping)) }
        },
        seen: None,
        with_file: true,
        grave: false,
    };
    let channels: Vec<Choice> = desk
        .campaign
        .charter
        .channels
        .iter()
        .map(|one| Choice::new(&one.id, lang.pick(&one.name.zh, &one.name.en)))
        .collect();
    let steps = ["look", "take"].map(|code| {
        Choice::new(code, t_code(lang, "import-step", code)).with_note(t_code(
            lang,
            "import-step-means",
            code,
        ))
    });
    // Once the columns were shown, the next step is to take it in.
    let step = if mapping.is_some() {
        "take"
    } else {
        draft.value("do", "look")
    };
    desk.act(&page, draft, |ask| {
        html! {
            (ask.file("sheet", ".csv,.tsv,.txt,.xlsx,.xls,.jsonl", false))
            @if mapping.is_some() { p .soft { (t(lang, "import-choose-again")) } }
            (ask.maybe_line("sheet_source", ""))
            (ask.choose("channel", &channels, "", Some(&t(lang, "as-in-sheet"))))
            details open[draft.wrong.is_some()] {
                summary { (t(lang, "import-columns")) }
                p .hint { (t(lang, "import-columns-why")) }
                @for field in FIELDS { (column_field(desk, ask, field, mapping)) }
            }
            (ask.tick("receipts", false))
            (steps_of(desk, &steps, step))
        }
    })
}

fn steps_of(desk: &Desk, steps: &[Choice], step: &str) -> Markup {
    let label = t(desk.lang, "import-step");
    let field = crate::component::Field {
        name: "do",
        label: &label,
        ..Default::default()
    };
    crate::component::radio_cards(desk.lang, &field, steps, Some(step))
}

fn column_field(
    desk: &Desk,
    ask: super::ask::Ask<'_>,
    field: Field,
    mapping: Option<&Mapping>,
) -> Markup {
    let name = format!("map-{}", field.code());
    let guessed = mapping
        .map(|mapping| mapping.column_name(field))
        .unwrap_or_default();
    let typed = ask.draft.value(&name, "");
    let label = t_code(desk.lang, "field", field.code());
    let asked = crate::component::Field {
        name: &name,
        label: &label,
        hint: None,
        error: ask.draft.error(&name),
        optional: true,
    };
    let value = if typed.is_empty() && !guessed.contains('+') {
        guessed.as_str()
    } else {
        typed
    };
    crate::component::text_input(desk.lang, &asked, crate::component::InputKind::Text, value)
}

fn columns(desk: &Desk, mapping: &Mapping) -> Markup {
    let lang = desk.lang;
    let heads = ["field", "column", "why"]
        .map(|code| Column::new(Kind::Text, t_code(lang, "import-head", code)));
    let rows: Vec<Vec<Markup>> = mapping
        .describe()
        .into_iter()
        .map(|(field, column, why)| {
            vec![
                html! { (t_code(lang, "field", field.code())) },
                html! { (column) },
                html! { (t_code(lang, "mapping-why", why.code())) },
            ]
        })
        .collect();
    let unused = mapping.unused();
    html! {
        (table(&t(lang, "import-read-as"), &heads, &rows))
        @if !unused.is_empty() {
            p .soft { (t_args(lang, "import-unused", &[("columns", unused.join(lang.pick("、", ", ")).into())])) }
        }
    }
}
