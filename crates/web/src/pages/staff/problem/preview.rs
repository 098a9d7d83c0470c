//! What a merge or a split will come to, before it is done: numbers side by side, and
//! voices that are typical of the result.

use super::super::desk::Desk;
use crate::component::{Column, Kind, Voice, stage_badge, table, voice, words};
use crate::i18n::{count, t};
use massline_service::grouping::Side;
use massline_service::redact::REDACTED;
use massline_service::rows::ProblemRow;
use maud::{Markup, html};

/// The numbers of problems side by side, each under its head.
pub(super) fn compare(
    desk: &Desk,
    caption: &str,
    heads: &[String],
    rows: &[&ProblemRow],
) -> Markup {
    let lang = desk.lang;
    let mut columns = vec![Column::new(Kind::Text, t(lang, "preview-what"))];
    columns.extend(
        heads
            .iter()
            .map(|head| Column::new(Kind::Text, head.clone())),
    );
    let line = |key: &str, cell: &dyn Fn(&ProblemRow) -> Markup| {
        let mut cells = vec![html! { (t(lang, key)) }];
        cells.extend(rows.iter().map(|row| cell(row)));
        cells
    };
    let number = |of: fn(&ProblemRow) -> u64| move |row: &ProblemRow| html! { span .num { (count(of(row))) } };
    let lines = vec![
        line("ask-title", &|row| words(lang, &row.language, &row.title)),
        line("ask-state", &|row| stage_badge(lang, row.stage.code())),
        line("ask-unit", &|row| match &row.unit {
            Some(unit) => html! { (desk.unit_name(unit)) },
            None => html! { (t(lang, "no-unit")) },
        }),
        line("work-people", &number(|row| row.people)),
        line("preview-line-voices", &number(|row| row.voices)),
        line("preview-line-receipts", &number(|row| row.receipts)),
        line("preview-line-units", &number(|row| row.units)),
        line("preview-line-channels", &number(|row| row.channels)),
        line("preview-line-months", &number(|row| row.months)),
        line("work-strength", &number(|row| row.strength)),
    ];
    table(caption, &columns, &lines)
}

/// Voices that are typical of one side.
pub(super) fn voices(desk: &Desk, side: &Side) -> Markup {
    html! {
        @for text in &side.voices {
            (voice(desk.lang, &Voice {
                text,
                language: &side.row.language,
                day: None,
                channel: None,
                redaction: Some(REDACTED),
            }))
        }
    }
}
