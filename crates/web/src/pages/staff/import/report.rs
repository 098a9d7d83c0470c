//! What came of an import: taken, known already, not taken and why; with the rows that were
//! not taken and the receipts as files inside the page, because neither is stored.

use super::super::desk::{Desk, Sheet};
use crate::component::{
    Column, Kind, Look, Stat, Tone, actions, link_button, notice, stats, table,
};
use crate::i18n::{count, t, t_code};
use axum::response::Response;
use massline_service::import::{Collected, ImportReport};
use massline_service::table::{BadRow, BadRowsFile};
use maud::{Markup, html};

/// Bad rows in the table; the file has all.
const SHOWN: usize = 20;
/// The most bytes of a file inside the page.
const INSIDE: usize = 4_000_000;

pub(super) fn page(desk: &Desk, file: &str, counts: &ImportReport, sink: &Collected) -> Response {
    let lang = desk.lang;
    let title = t(lang, "import-done-title");
    let figure = |number: u64, code: &str| Stat {
        number: count(number),
        label: t_code(lang, "import-count", code),
        ..Stat::default()
    };
    let tone = if counts.bad == 0 {
        Tone::Good
    } else {
        Tone::Careful
    };
    let verdict = if counts.bad == 0 {
        "import-all-good"
    } else {
        "import-some-bad"
    };
    let body = html! {
        h1 { (title) }
        (notice(tone, Some(file), html! { p { (t(lang, verdict)) } }))
        (stats(&[figure(counts.rows, "rows"), figure(counts.taken, "taken"), figure(counts.known, "known"), figure(counts.bad, "bad")]))
        @if !sink.bad.is_empty() { (bad_rows(desk, &sink.bad)) }
        @if !sink.receipts.is_empty() { (receipts(desk, sink)) }
        (actions(html! {
            (link_button(Look::Main, &lang.path("/staff/proposals"), &t(lang, "to-proposals")))
            (link_button(Look::Second, &lang.path("/staff/import"), &t(lang, "import-next")))
        }))
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/inbox",
        crumbs: vec![("/staff/inbox".to_owned(), t(lang, "inbox-title"))],
        wide: true,
        ..Sheet::default()
    };
    desk.page(&sheet, body)
}

fn bad_rows(desk: &Desk, bad: &[BadRow]) -> Markup {
    let lang = desk.lang;
    let columns = [
        Column::new(Kind::Key, t_code(lang, "bad-row-heading", "row")),
        Column::new(Kind::Number, t_code(lang, "bad-row-heading", "line")),
        Column::new(Kind::Text, t_code(lang, "bad-row-heading", "reason")),
        Column::new(Kind::Text, t_code(lang, "bad-row-heading", "raw")),
    ];
    let rows: Vec<Vec<Markup>> = bad
        .iter()
        .take(SHOWN)
        .map(|row| {
            vec![
                html! { (row.number) },
                html! { (row.line) },
                html! { (t_code(lang, "bad-row", row.reason.code())) },
                html! { (row.raw.chars().take(200).collect::<String>()) },
            ]
        })
        .collect();
    html! {
        h2 { (t(lang, "import-bad-title")) }
        (table(&t(lang, "import-bad-caption"), &columns, &rows))
        (download(&bad_file(desk, bad), &t(lang, "import-bad-download"), "bad-rows.csv"))
    }
}

fn bad_file(desk: &Desk, bad: &[BadRow]) -> Vec<u8> {
    let lang = desk.lang;
    let heads =
        ["row", "line", "code", "reason", "raw"].map(|code| t_code(lang, "bad-row-heading", code));
    let heads = heads.each_ref().map(String::as_str);
    // Writing into memory does not fail.
    let Ok(mut file) = BadRowsFile::new(Vec::new(), heads) else {
        return Vec::new();
    };
    for row in bad {
        let words = t_code(lang, "bad-row", row.reason.code());
        if file.write(row, &words).is_err() {
            break;
        }
    }
    file.finish().unwrap_or_default()
}

fn receipts(desk: &Desk, sink: &Collected) -> Markup {
    let lang = desk.lang;
    let mut file = String::from("\u{feff}");
    for (id, code) in &sink.receipts {
        file.push_str(&format!("\"{}\",\"{code}\"\r\n", id.replace('"', "\"\"")));
    }
    html! {
        h2 { (t(lang, "import-receipts-title")) }
        (notice(Tone::Careful, None, html! { p { (t(lang, "import-receipts-care")) } }))
        (download(file.as_bytes(), &t(lang, "import-receipts-download"), "receipts.csv"))
    }
}

/// A file inside the page: nothing about it is stored on the server.
fn download(content: &[u8], label: &str, name: &str) -> Markup {
    html! {
        @if content.len() <= INSIDE {
            p { a .button.second href={ "data:text/csv;charset=utf-8;base64," (base64(content)) } download=(name) { (label) } }
        }
    }
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let whole = three
            .iter()
            .fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..4 {
            let sign = SIGNS[(whole >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= three.len() {
                char::from(sign)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
