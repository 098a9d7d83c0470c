//! The ledger as a file that spreadsheet programs open (RFC 4180, UTF-8 with the mark that
//! makes Excel see it).

use super::{COLUMNS, Narrow, Words};
use crate::i18n::t_code;
use crate::pages::staff::desk::{Answer, Desk};
use axum::extract::Query;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use massline_service::Right;
use massline_service::rows::PageOf;

/// `GET /staff/ledger.csv`: all rows of the filter.
pub(in super::super) async fn file(desk: Desk, Query(narrow): Query<Narrow>) -> Answer {
    desk.must(Right::ReadWork)?;
    let mut out = String::from("\u{feff}");
    let heads = COLUMNS.map(|(code, _)| t_code(desk.lang, "ledger-column", code));
    line(&mut out, heads.iter().map(String::as_str));
    let mut number = 0;
    for page in 1.. {
        let filter = narrow.filter(&desk, page, PageOf::MOST);
        let rows = desk
            .service
            .ledger(&desk.campaign, &desk.staff, &filter)
            .await?;
        for (item, problem) in &rows.rows {
            number += 1;
            let words = Words::of(&desk, item, problem);
            let closed = desk.service.closed_on(&desk.campaign, problem).await?;
            let closed = closed.map(|day| day.to_string()).unwrap_or_default();
            let cells = [
                &number.to_string(),
                &problem.title,
                &words.source,
                &words.cause,
                &words.measure,
                &words.lead,
                &words.helping,
                &words.owner,
                &item.deadline.to_string(),
                &words.progress,
                &words.result,
                &words.state,
                &closed,
            ];
            line(&mut out, cells.iter().map(|cell| cell.as_str()));
        }
        if u64::from(page) >= rows.pages() {
            break;
        }
    }
    let name = format!("attachment; filename=\"ledger-{}.csv\"", desk.today());
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, out).into_response())
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
