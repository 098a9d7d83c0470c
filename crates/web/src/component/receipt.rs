//! The receipt: what the speaker holds, to follow, to judge and to prove.

use super::seal::{Seal, seal};
use super::story::day;
use crate::i18n::{Lang, t};
use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// What a receipt says.
#[derive(Debug, Clone, Copy)]
pub struct Receipt<'a> {
    /// The code in groups, with spaces between them.
    pub code: &'a str,
    /// What a telephone reads from the QR code: the code itself. In an address it would
    /// stand in the telephone's history.
    pub scanned: &'a str,
    /// The campaign's name.
    pub site: &'a str,
    /// The day the opinion was received.
    pub day: i32,
    /// What else belongs on it: names and values.
    pub facts: &'a [(String, Markup)],
}

/// The receipt as a card that prints as a slip of paper.
#[must_use]
pub fn receipt_card(lang: Lang, receipt: &Receipt<'_>) -> Markup {
    html! {
        section .receipt aria-labelledby="receipt-title" {
            header {
                div { h2 #receipt-title { (t(lang, "receipt-title")) } p { (receipt.site) } }
                (seal(lang, Seal::Receipt))
            }
            p .code-label #receipt-code { (t(lang, "receipt-code")) }
            p .code aria-labelledby="receipt-code" role="group" {
                @for group in receipt.code.split(' ') { span { (group) } " " }
            }
            (qr_picture(receipt.scanned, &t(lang, "receipt-qr")))
            dl {
                div { dt { (t(lang, "receipt-day")) } dd { (day(lang, receipt.day)) } }
                @for (name, value) in receipt.facts { div { dt { (name) } dd { (value) } } }
            }
            p .keep { (t(lang, "receipt-keep")) }
        }
    }
}

/// A QR code as a picture; nothing where the content is too long for one.
#[must_use]
pub fn qr_picture(content: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(content, EcLevel::M) else {
        return html! {};
    };
    /// Modules of white around the code that ISO/IEC 18004 asks for.
    const QUIET: usize = 4;
    let width = code.width();
    let size = width + 2 * QUIET;
    let colors = code.to_colors();
    let mut path = String::new();
    for (row, line) in colors.chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let run = line[column..]
                .iter()
                .take_while(|color| **color == Color::Dark)
                .count();
            if run > 0 {
                path.push_str(&format!(
                    "M{} {}h{run}v1h-{run}z",
                    column + QUIET,
                    row + QUIET
                ));
            }
            column += run.max(1);
        }
    }
    html! {
        svg .qr viewBox=(format!("0 0 {size} {size}")) width="176" height="176" role="img"
            aria-label=(label) shape-rendering="crispEdges" {
            path d=(path) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qr_code_draws_each_dark_module_once() {
        let content = "https://example.org/zh/follow";
        let picture = qr_picture(content, "code").into_string();
        let code = QrCode::with_error_correction_level(content, EcLevel::M).unwrap();
        let dark = code
            .to_colors()
            .iter()
            .filter(|color| **color == Color::Dark)
            .count();
        let drawn: usize = picture
            .split('h')
            .filter_map(|part| {
                part.split_once("v1")
                    .and_then(|(run, _)| run.parse::<usize>().ok())
            })
            .sum();
        assert_eq!(drawn, dark);
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        assert_eq!(qr_picture(&"x".repeat(4000), "code").into_string(), "");
    }

    #[test]
    fn the_code_stands_on_the_receipt_in_its_groups() {
        let receipt = Receipt {
            code: "ML1 7K3M 9QXT",
            scanned: "ML1 7K3M 9QXT",
            site: "County",
            day: 0,
            facts: &[],
        };
        let card = receipt_card(Lang::En, &receipt).into_string();
        assert!(card.contains("<span>ML1</span> <span>7K3M</span> <span>9QXT</span>"));
    }
}
