//! The receipt: shown once, after speaking. Nothing more is asked.

use super::follow;
use super::names;
use crate::component::{Look, Receipt as Card, Tone, button, form, notice, receipt_card};
use crate::i18n::{t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::clock::Limit;
use massline_service::speak::Receipt;
use maud::{Markup, html};

/// The page with this receipt.
pub(super) fn page(ctx: &Ctx, receipt: &Receipt) -> Response {
    let lang = ctx.lang;
    let code = receipt.code.to_string();
    let title = t(lang, "receipt-page-title");
    let address = format!("{}{}", ctx.base, ctx.to("/follow"));
    let facts = [(
        t(lang, "receipt-follow-at"),
        html! { (short_address(&address)) },
    )];
    let card = Card {
        code: &code,
        scanned: &code,
        site: ctx.name(),
        day: receipt.day.0,
        facts: &facts,
    };
    let charter = &ctx.campaign.charter;
    let sort_days = names::days(lang, charter, Limit::Sort, charter.time.sort_days);
    let body = html! {
        h1 { (title) }
        div .no-print {
            (notice(Tone::Careful, Some(&t(lang, "receipt-once")), html! { p { (t(lang, "receipt-once-why")) } }))
        }
        (receipt_card(lang, &card))
        div .no-print {
            (proof(ctx, &code))
            h2 { (t(lang, "receipt-next")) }
            ol {
                li { (t_args(lang, "receipt-next-read", &[("days", sort_days.into())])) }
                li { (t(lang, "receipt-next-follow")) }
                li { (t(lang, "receipt-next-judge")) }
            }
            p { a href=(ctx.to("/problems")) { (t(lang, "receipt-see-problems")) } }
        }
    };
    ctx.page(Page::new(title.clone()).active("/speak").at("/speak"), body)
}

/// The signed promise as a file, for who wants proof beyond the code.
fn proof(ctx: &Ctx, code: &str) -> Markup {
    let lang = ctx.lang;
    html! {
        (form(&ctx.to("/follow/proof"), Some(&ctx.token(follow::FORM)), html! {
            input type="hidden" name="code" value=(code);
            p { (t(lang, "receipt-file-why")) }
            (button(Look::Second, &t(lang, "receipt-file")))
        }))
    }
}

fn short_address(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}
