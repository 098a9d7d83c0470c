//! The ledger as a file: csv for every program (RFC 4180, UTF-8 with the mark that makes Excel
//! see it), and in the customary layout as a workbook or a text document.

use super::{COLUMNS, Narrow, Words};
use crate::document::{Column, Document, Format, Part, Table};
use crate::errors::Failure;
use crate::i18n::{t, t_code};
use crate::pages::staff::desk::{Answer, Desk};
use axum::extract::{Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use massline_service::Right;
use massline_service::rows::PageOf;

/// Widths of the columns in letters, as many as [`COLUMNS`].
const WIDTHS: [u16; 17] = [
    5, 18, 8, 14, 18, 14, 22, 10, 10, 10, 10, 11, 18, 18, 10, 12, 11,
];

/// `GET /staff/ledger.csv`: all rows of the filter.
pub(in super::super) async fn csv(desk: Desk, Query(narrow): Query<Narrow>) -> Answer {
    let rows = rows(&desk, &narrow).await?;
    let mut out = String::from("\u{feff}");
    let heads = COLUMNS.map(|(code, _)| t_code(desk.lang, "ledger-column", code));
    for cells in std::iter::once(heads.as_slice()).chain(rows.iter().map(Vec::as_slice)) {
        line(&mut out, cells.iter().map(String::as_str));
    }
    let name = format!("attachment; filename=\"ledger-{}.csv\"", desk.today());
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, out).into_response())
}

/// `GET /staff/documents/ledger/{format}`: the same rows, ready to print.
pub(in super::super) async fn document(
    desk: Desk,
    Path(format): Path<String>,
    Query(narrow): Query<Narrow>,
) -> Answer {
    let format = Format::named(&format).ok_or(Failure::NotFound)?;
    let rows = rows(&desk, &narrow).await?;
    let title = t(desk.lang, "ledger-title");
    let columns = COLUMNS.iter().zip(WIDTHS).map(|((code, _), width)| Column {
        head: t_code(desk.lang, "ledger-column", code),
        width,
    });
    let document = Document {
        lang: desk.lang,
        note: desk.document_note(),
        parts: vec![Part::Table(Table {
            name: title.clone(),
            columns: columns.collect(),
            rows,
        })],
        title,
    };
    Ok(document.download(format, &format!("ledger-{}", desk.today()))?)
}

/// All rows of the filter in words.
async fn rows(desk: &Desk, narrow: &Narrow) -> Result<Vec<Vec<String>>, Failure> {
    desk.must(Right::ReadWork)?;
    let mut out: Vec<Vec<String>> = Vec::new();
    for page in 1.. {
        let filter = narrow.filter(desk, page, PageOf::MOST);
        let rows = desk
            .service
            .ledger(&desk.campaign, &desk.staff, &filter)
            .await?;
        for (item, problem) in &rows.rows {
            let closing = desk.service.closing_round(&desk.campaign, problem).await?;
            let words = Words::of(desk, item, problem, closing.as_ref());
            out.push(vec![
                (out.len() + 1).to_string(),
                problem.title.clone(),
                words.source,
                words.form,
                words.cause,
                words.goal,
                words.measure,
                words.leader,
                words.lead,
                words.helping,
                words.owner,
                item.deadline.to_string(),
                words.progress,
                words.result,
                words.state,
                words.verified,
                words.closed,
            ]);
        }
        if u64::from(page) >= rows.pages() {
            break;
        }
    }
    Ok(out)
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        out.push('"');
        out.push_str(&harmless(cell).replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

/// A text that a spreadsheet program would run as a formula gets an apostrophe in front
/// (OWASP, "CSV injection").
fn harmless(cell: &str) -> String {
    let runs =
        cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r']);
    if runs {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn cells_are_quoted_and_run_nothing() {
        let mut out = String::new();
        line(
            &mut out,
            ["a \"b\", c", "=HYPERLINK(1)", " +1", "two\nlines", "路灯"].into_iter(),
        );
        assert_eq!(
            out,
            "\"a \"\"b\"\", c\",\"'=HYPERLINK(1)\",\"' +1\",\"two\nlines\",\"路灯\"\r\n"
        );
    }
}
